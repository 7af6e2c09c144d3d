import type { LocalDate, Period } from "../domain/periods/period.ts";
import { parsePeriod, shift } from "../domain/periods/period.ts";
import type { Unit } from "../domain/response.ts";
import type { Asked } from "../domain/sampling/who-was-asked.ts";
import { whoWasAsked } from "../domain/sampling/who-was-asked.ts";
import type { DayCount, Store } from "../store/store.ts";

/**
 * Who was asked in a period, by what the unit wrote down. Answers are counted by day, which reads them all, only where there are
 * hours or numbers of days to hold them against.
 */
export async function readAsked(
  store: Pick<Store, "records" | "responses" | "units">,
  unit: Unit,
  period: Period,
  openSince: LocalDate,
): Promise<Asked> {
  const [typed, days, calendar] = await Promise.all([
    store.units.populations(unit.id),
    store.records.served({ unitId: unit.id, from: period.from, until: period.until }),
    store.records.calendar(unit.id),
  ]);
  const answered: DayCount[] = [];
  for (const month of days.length + calendar.hours.length === 0 ? [] : period.months) {
    // One month after the other: a year of a large unit would make everybody else wait.
    await new Promise((turn) => setImmediate(turn));
    const until = shift(parsePeriod(month), 1).name;
    answered.push(...(await store.responses.days({ unitId: unit.id, from: month, until })));
  }
  return whoWasAsked(period, { typed, days, calendar, answered }, openSince);
}
