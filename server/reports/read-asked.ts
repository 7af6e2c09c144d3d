import type { LocalDate, Period } from "../domain/periods/period.ts";
import type { Unit } from "../domain/response.ts";
import type { Asked } from "../domain/sampling/who-was-asked.ts";
import { whoWasAsked } from "../domain/sampling/who-was-asked.ts";
import type { Store } from "../store/store.ts";

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
  const months = { unitId: unit.id, from: period.from.slice(0, 7), until: period.until.slice(0, 7) };
  const answered = days.length + calendar.hours.length === 0 ? [] : await store.responses.days(months);
  return whoWasAsked(period, { typed, days, calendar, answered }, openSince);
}
