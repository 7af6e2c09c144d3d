import { localDate } from "../domain/periods/zone.ts";
import { longDate } from "../web/format.ts";
import type { Inlined } from "./inlined.ts";
import type { Language } from "./language.ts";
import type { PageFrame } from "./page-frame.ts";
import { pageFrame } from "./page-frame.ts";
import type { OpenForm } from "./open-form.ts";
import { readSigns } from "../log/sixteen-signs.ts";
import { sayIn } from "./texts.ts";

/** The model of views/citizen/thanks.eta. It holds no answer and no time of day: the next person may hold the same phone. */
export interface ThanksPage extends PageFrame {
  /** Whether the answer came after its period was closed, and is kept without being counted. */
  readonly late: boolean;
  /** Today on the unit's calendar, in words. */
  readonly date: string;
  /** On a shared screen, where the form for the next person is; null on the phones of visitors. */
  readonly next: string | null;
  /** Where the unit shows its results to everybody; null on a shared screen, which goes back to the form. */
  readonly results: string | null;
  /** By which it can be found out later that the answer is counted; null on a shared screen, and where none was given. */
  readonly receipt: { readonly signs: string; readonly check: string } | null;
}

/** The name in the address under which the page is given the receipt. */
export const RECEIPT = "tanda";

/** The name in the address under which the page is told that the answer came late. */
export const LATE = "terlambat";

/** Thanks for an answer at a counter; `now` is epoch milliseconds, `query` the parsed query of the address. */
export function thanksPage(
  inlined: Inlined,
  language: Language,
  host: Pick<OpenForm, "unit" | "counter">,
  now: number,
  query: unknown,
): ThanksPage {
  const { code, kiosk } = host.counter;
  const late = typeof query === "object" && query !== null && LATE in query;
  const signs = kiosk || late ? undefined : receiptIn(query);
  const path = `/s/${code}/terima-kasih${late ? `?${LATE}` : signs === undefined ? "" : `?${RECEIPT}=${signs}`}`;
  return {
    ...pageFrame(inlined, language, path, sayIn(language)("thanks.page"), host, kiosk ? [inlined.kioskScript] : []),
    late,
    results: kiosk ? null : `/hasil/${host.unit.code}`,
    receipt: signs === undefined ? null : { signs, check: `/hasil/${host.unit.code}/periksa` },
    next: kiosk ? `/s/${code}` : null,
    date: longDate(localDate(now, host.unit.zone), language),
  };
}

function receiptIn(query: unknown): string | undefined {
  const given = typeof query === "object" && query !== null && RECEIPT in query ? query[RECEIPT] : undefined;
  return typeof given === "string" ? readSigns(given) : undefined;
}
