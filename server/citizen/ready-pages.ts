import type { Parts } from "../parts.ts";
import type { Language } from "./language.ts";
import type { NoForm, OpenForm } from "./open-form.ts";
import { openForm } from "./open-form.ts";
import type { ReadyPage } from "./ready-answer.ts";

/** The store is asked at most this often whether a unit, counter or service has changed. */
const ASK_EVERY_MS = 1000;

/** Forms and their finished pages in memory. Only codes in use are held, so strangers cannot fill it. */
export interface ReadyPages {
  form(code: string): Promise<OpenForm | NoForm>;
  /** The page of an open form, rendered and compressed the first time it is asked for. */
  page(form: OpenForm, language: Language): Promise<ReadyPage>;
  /** The same when nothing has to be asked or made for it; else undefined. `code` as it stands in addresses, in lower case. */
  atOnce(code: string, language: Language): ReadyPage | undefined;
}

/** A page that is being made, and what became of it. */
interface Held {
  readonly making: Promise<ReadyPage>;
  made?: ReadyPage;
}

/** When the store was asked for the version of units, and whether it has answered. */
interface Asked {
  readonly at: number;
  readonly version: Promise<number>;
  answered: boolean;
}

/** `make` renders and compresses the page that all visitors share. */
export function readyPages(
  parts: Pick<Parts, "store" | "definitions" | "clock">,
  make: (form: OpenForm, language: Language) => Promise<ReadyPage>,
): ReadyPages {
  const forms = new Map<string, OpenForm>();
  /** By form, so that a page never outlives the unit and counter it was made from. */
  let pages = new WeakMap<OpenForm, Map<Language, Held>>();
  let asked: Asked | undefined;
  let known: number | undefined;

  const isDue = (): boolean => {
    const now = parts.clock();
    return asked === undefined || now - asked.at >= ASK_EVERY_MS || now < asked.at;
  };
  const forgetChanged = async (): Promise<void> => {
    if (isDue()) asked = { at: parts.clock(), version: parts.store.units.version(), answered: false };
    const mine = asked!;
    try {
      const version = await mine.version;
      mine.answered = true;
      if (version === known) return;
      known = version;
      forms.clear();
      pages = new WeakMap();
    } catch (error) {
      if (asked === mine) asked = undefined;
      throw error;
    }
  };

  return {
    async form(code) {
      const name = code.toLowerCase();
      try {
        await forgetChanged();
      } catch (error) {
        // While the store is away, forms in memory go on: answers wait on the phones, and are not lost.
        const kept = forms.get(name);
        if (kept) return kept;
        throw error;
      }
      const held = forms.get(name);
      if (held) return held;
      const before = known;
      const found = await openForm(parts, name);
      if (found.kind === "open" && known === before) forms.set(name, found);
      return found;
    },
    async page(form, language) {
      const held = pages.get(form) ?? new Map<Language, Held>();
      pages.set(form, held);
      const known = held.get(language);
      if (known) return known.making;
      const page: Held = { making: make(form, language) };
      held.set(language, page);
      try {
        return (page.made = await page.making);
      } catch (error) {
        held.delete(language);
        throw error;
      }
    },
    atOnce(code, language) {
      if (asked?.answered !== true || isDue()) return undefined;
      const form = forms.get(code);
      return form && pages.get(form)?.get(language)?.made;
    },
  };
}
