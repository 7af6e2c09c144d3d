import type { Parts } from "../parts.ts";
import type { EncodedPage } from "./encodings.ts";
import { encodeOnce } from "./encodings.ts";
import type { Language } from "./language.ts";
import type { NoForm, OpenForm } from "./open-form.ts";
import { openForm } from "./open-form.ts";

/** The store is asked at most this often whether a unit, counter or service has changed. */
const ASK_EVERY_MS = 1000;

/** Forms and their finished pages in memory. Only codes in use are held, so strangers cannot fill it. */
export interface ReadyPages {
  form(code: string): Promise<OpenForm | NoForm>;
  /** The page of an open form, rendered and compressed the first time it is asked for. */
  page(form: OpenForm, language: Language): Promise<EncodedPage>;
}

/** `render` makes the page that all visitors share. */
export function readyPages(
  parts: Pick<Parts, "store" | "definitions" | "clock">,
  render: (form: OpenForm, language: Language) => Promise<string>,
): ReadyPages {
  const forms = new Map<string, OpenForm>();
  /** By form, so that a page never outlives the unit and counter it was made from. */
  let pages = new WeakMap<OpenForm, Map<Language, Promise<EncodedPage>>>();
  let asked: { readonly at: number; readonly version: Promise<number> } | undefined;
  let known: number | undefined;

  const forgetChanged = async (): Promise<void> => {
    const now = parts.clock();
    if (asked === undefined || now - asked.at >= ASK_EVERY_MS || now < asked.at)
      asked = { at: now, version: parts.store.units.version() };
    const mine = asked;
    try {
      const version = await mine.version;
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
    page(form, language) {
      const held = pages.get(form) ?? new Map<Language, Promise<EncodedPage>>();
      pages.set(form, held);
      const ready = held.get(language) ?? render(form, language).then(encodeOnce);
      held.set(language, ready);
      ready.catch(() => held.delete(language));
      return ready;
    },
  };
}
