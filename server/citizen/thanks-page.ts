import { localDate } from "../domain/periods/zone.ts";
import { longDate } from "../web/format.ts";
import type { Inlined } from "./inlined.ts";
import type { Language } from "./language.ts";
import type { PageFrame } from "./page-frame.ts";
import { pageFrame } from "./page-frame.ts";
import type { OpenForm } from "./open-form.ts";
import { sayIn } from "./texts.ts";

/** The model of views/citizen/thanks.eta. It holds no answer and no time of day: the next person may hold the same phone. */
export interface ThanksPage extends PageFrame {
  /** Today on the unit's calendar, in words. */
  readonly date: string;
  /** On a shared screen, where the form for the next person is; null on the phones of visitors. */
  readonly next: string | null;
  /** Where the unit shows its results to everybody; null on a shared screen, which goes back to the form. */
  readonly results: string | null;
}

/** Thanks for an answer at a counter; `now` is epoch milliseconds. */
export function thanksPage(
  inlined: Inlined,
  language: Language,
  host: Pick<OpenForm, "unit" | "counter">,
  now: number,
): ThanksPage {
  const { code, kiosk } = host.counter;
  const path = `/s/${code}/terima-kasih`;
  return {
    ...pageFrame(inlined, language, path, sayIn(language)("thanks.page"), host, kiosk ? [inlined.kioskScript] : []),
    results: kiosk ? null : `/hasil/${host.unit.code}`,
    next: kiosk ? `/s/${code}` : null,
    date: longDate(localDate(now, host.unit.zone), language),
  };
}
