import { plusDays } from "./days.ts";
import { isLocalDate } from "./period.ts";
import type { LocalDate } from "./period.ts";

/** So many days a phone's word is taken for, back from the day on which an answer reaches the unit. */
export const DAYS_ON_THE_PHONE = 7;

/**
 * The day on which an answer was given that a phone kept until there was a connection, in the unit's own days: what the phone says,
 * held to the seven days before `today` and never after it, because a phone's clock may be wrong and whoever sends an answer may
 * write there what he likes. null where the phone says nothing, or no day.
 * @example givenOn("2026-12-30", "2027-01-02") // => "2026-12-30"
 * @example givenOn("2026-11-01", "2027-01-02") // => "2026-12-26"
 * @example givenOn("2031-01-01", "2027-01-02") // => "2027-01-02"
 * @example givenOn("kemarin", "2027-01-02") // => null
 */
export function givenOn(said: string | null, today: LocalDate): LocalDate | null {
  if (said === null || !isLocalDate(said)) return null;
  const first = plusDays(today, -DAYS_ON_THE_PHONE);
  return said < first ? first : said > today ? today : said;
}
