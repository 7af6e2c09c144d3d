import type { Period } from "../domain/periods/period.ts";
import { monthOf, periodOf } from "../domain/periods/period.ts";
import type { LocalDate } from "../domain/periods/period.ts";
import { localDate } from "../domain/periods/zone.ts";
import type { Counter, Service, Unit } from "../domain/response.ts";
import { minimumSample } from "../domain/sampling/minimum-sample.ts";
import { servedPeople } from "../domain/sampling/served-people.ts";
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
  const [counters, services, cells, populations] = await Promise.all([
    parts.store.units.counters(unit.id),
    parts.store.units.services(unit.id),
    parts.store.responses.cells({ unitId: unit.id, from: monthOf(quarter.from), until: monthOf(quarter.until) }),
    parts.store.units.populations(unit.id),
  ]);
  const served = servedPeople(quarter, populations);
  return {
    unit,
    counters,
    services,
    today,
    quarter,
    received: receivedByCounter(cells),
    target: served === null ? null : minimumSample(served),
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
