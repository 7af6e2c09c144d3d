import { localDate } from "../domain/periods/zone.ts";
import { longDate } from "../web/format.ts";
import type { Inlined } from "./inlined.ts";
import type { Language } from "./language.ts";
import { addressIn } from "./language.ts";
import type { PageFrame } from "./page-frame.ts";
import { pageFrame } from "./page-frame.ts";
import type { OpenForm } from "./open-form.ts";
import { sayIn } from "./texts.ts";

/** The model of views/citizen/thanks.eta. It holds no answer and no time of day: the next person may hold the same phone. */
export interface ThanksPage extends PageFrame {
  /** Today on the unit's calendar, in words. */
  readonly date: string;
}

/** Thanks for an answer at a counter; `now` is epoch milliseconds. */
export function thanksPage(
  inlined: Inlined,
  language: Language,
  host: Pick<OpenForm, "unit" | "counter">,
  now: number,
): ThanksPage {
  const path = `/s/${host.counter.code}/terima-kasih`;
  return {
    ...pageFrame(inlined, language, path, sayIn(language)("thanks.page"), host),
    backTo: host.counter.kiosk ? addressIn(language, `/s/${host.counter.code}`) : null,
    date: longDate(localDate(now, host.unit.zone), language),
  };
}
