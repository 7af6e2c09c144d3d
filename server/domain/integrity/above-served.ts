import type { LocalDate } from "../periods/period.ts";
import type { ServedDay } from "../sampling/served-day.ts";
import { SIGNAL_STEP } from "./signal.ts";

/** Answers of one day at one counter; several of the same add up. */
export interface AnsweredDay {
  readonly date: LocalDate;
  readonly counterId: number;
  readonly answers: number;
}

/** A day on which more answers came in than people were served; `counterId` null for the unit as a whole. */
export interface AboveServed {
  readonly date: LocalDate;
  readonly counterId: number | null;
  readonly answers: number;
  readonly people: number;
}

/**
 * Days on which a counter, or the unit, has at least five answers more than people served, by date. Fewer are common: people
 * answer a day late, or two who came together were served as one. A counter is held against the numbers that name it, the unit
 * against those that name neither counter nor service; where there is no such number nothing can be said. Days before `until`.
 */
export function aboveServed(answered: readonly AnsweredDay[], served: readonly ServedDay[], until: LocalDate): AboveServed[] {
  const people = new Map<string, number>();
  for (const day of served) {
    if (day.counterId === null && day.serviceId !== null) continue;
    const place = placeOf(day.date, day.counterId);
    people.set(place, (people.get(place) ?? 0) + day.people);
  }
  const places = new Map<string, Omit<AboveServed, "people">>();
  for (const { date, counterId, answers } of answered) {
    if (date >= until) continue;
    for (const at of [counterId, null]) {
      const place = placeOf(date, at);
      places.set(place, { date, counterId: at, answers: (places.get(place)?.answers ?? 0) + answers });
    }
  }
  return [...places]
    .flatMap(([place, found]) => {
      const known = people.get(place);
      return known !== undefined && found.answers >= known + SIGNAL_STEP ? [{ ...found, people: known }] : [];
    })
    .sort((a, b) => (a.date === b.date ? (a.counterId ?? 0) - (b.counterId ?? 0) : a.date < b.date ? -1 : 1));
}

function placeOf(date: LocalDate, counterId: number | null): string {
  return `${date} ${counterId ?? ""}`;
}
