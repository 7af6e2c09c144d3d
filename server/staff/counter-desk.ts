import type { Period } from "../domain/periods/period.ts";
import { monthOf, periodOf } from "../domain/periods/period.ts";
import type { LocalDate } from "../domain/periods/period.ts";
import { LAST_ZONE, localDate } from "../domain/periods/zone.ts";
import type { Counter, Service, Unit } from "../domain/response.ts";
import { minimumSample } from "../domain/sampling/minimum-sample.ts";
import { whoWasAsked } from "../domain/sampling/who-was-asked.ts";
import type { Parts } from "../parts.ts";
import type { Cell } from "../store/store.ts";

/** Counters and services of a unit with the progress of the running quarter. */
export interface CounterDesk {
  readonly unit: Unit;
  readonly counters: readonly Counter[];
  readonly services: readonly Service[];
  readonly today: LocalDate;
  readonly quarter: Period;
  /** Visits received this quarter by counter id, set-aside ones included. */
  readonly received: ReadonlyMap<number, number>;
  /** Answers needed this quarter after Krejcie and Morgan; null while the number of people served is not known. */
  readonly target: number | null;
}

export async function openCounterDesk(parts: Parts, unit: Unit): Promise<CounterDesk> {
  const today = localDate(parts.clock(), unit.zone);
  const quarter = periodOf("quarter", today);
  const months = { unitId: unit.id, from: monthOf(quarter.from), until: monthOf(quarter.until) };
  const [counters, services, cells, typed, days, calendar] = await Promise.all([
    parts.store.units.counters(unit.id),
    parts.store.units.services(unit.id),
    parts.store.responses.cells(months),
    parts.store.units.populations(unit.id),
    parts.store.records.served({ unitId: unit.id, from: quarter.from, until: quarter.until }),
    parts.store.records.calendar(unit.id),
  ]);
  // Only numbers of days need the days on which answers came in.
  const answered = days.length === 0 ? [] : await parts.store.responses.days(months);
  const { people } = whoWasAsked(quarter, { typed, days, calendar, answered }, localDate(parts.clock(), LAST_ZONE)).served;
  return {
    unit,
    counters,
    services,
    today,
    quarter,
    received: receivedByCounter(cells),
    target: people === null ? null : minimumSample(people),
  };
}

/** Visits by counter: one visit answers several surveys, so the survey received most often counts them. */
export function receivedByCounter(cells: readonly Pick<Cell, "counterId" | "survey" | "tally">[]): Map<number, number> {
  const bySurvey = new Map<number, Map<string, number>>();
  for (const { counterId, survey, tally } of cells) {
    const id = survey.split("@")[0]!;
    const own = bySurvey.get(counterId) ?? new Map<string, number>();
    bySurvey.set(counterId, own.set(id, (own.get(id) ?? 0) + tally.received));
  }
  return new Map([...bySurvey].map(([counterId, own]) => [counterId, Math.max(...own.values())]));
}
