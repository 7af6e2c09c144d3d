import type { Calendar } from "../calendar/calendar.ts";
import { closedOn } from "../calendar/open-days.ts";
import { daysBetween } from "../periods/days.ts";
import type { LocalDate, Period } from "../periods/period.ts";
import { servedByDay, servedByDayIn } from "./pool-served.ts";
import type { ServedDay } from "./served-day.ts";
import type { ServedPeople } from "./served-people.ts";
import { servedPeople } from "./served-people.ts";

/** What a unit has written down about its days, and on which of them answers that are used came in. */
export interface WrittenDown {
  /** Numbers of people served, by period name. */
  readonly typed: ReadonlyMap<string, number>;
  readonly days: readonly ServedDay[];
  readonly calendar: Calendar;
  /** Needed only where there are days or hours to hold them against. */
  readonly answered: readonly { readonly date: LocalDate }[];
}

/** How many people were served in a period and on which days they were asked. No score, and nothing of a day that is not over. */
export interface Asked {
  readonly served: ServedPeople;
  /** By id of the service, where its numbers were written down day by day. */
  readonly byService: ReadonlyMap<number, ServedPeople>;
  /** Days of the period that are over and on which the unit was open; null while its hours are not known. */
  readonly open: readonly LocalDate[] | null;
  /** Those of them on which no answer came in. */
  readonly unanswered: readonly LocalDate[];
}

/** `openSince` is the first day that is not over. */
export function whoWasAsked(period: Period, { typed, days, calendar, answered }: WrittenDown, openSince: LocalDate): Asked {
  const over = daysBetween(period.from, period.until < openSince ? period.until : openSince);
  const asked = new Set(answered.map(({ date }) => date));
  const open = calendar.hours.length === 0 ? null : over.filter((date) => closedOn(calendar, date) === null);
  const byDay = servedByDay(days);
  // Without hours a day is known to be one of service by its answers, or by its own number.
  const expected = open ?? over.filter((date) => asked.has(date) || byDay.has(date));
  const services = new Set(days.map(({ serviceId }) => serviceId).filter((id) => id !== null));
  // A service is not open on every day of the unit, so its numbers are held against the days on which the unit has any.
  const written = [...byDay.keys()].sort();
  return {
    served: servedPeople(period, typed, byDay, expected),
    byService: new Map([...services].map((id) => [id, servedPeople(period, new Map(), servedByDayIn(days, id), written)])),
    open,
    unanswered: (open ?? []).filter((date) => !asked.has(date)),
  };
}
