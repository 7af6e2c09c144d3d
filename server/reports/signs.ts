import { aboveServed } from "../domain/integrity/above-served.ts";
import type { SignalKind } from "../domain/integrity/signal.ts";
import type { SlipUse } from "../domain/integrity/slip-use.ts";
import { slipUse } from "../domain/integrity/slip-use.ts";
import type { LocalDate, Period } from "../domain/periods/period.ts";
import type { Unit } from "../domain/response.ts";
import type { Store } from "../store/store.ts";

/** Something odd about how answers came in on a day; never about what they say. */
export interface Sign {
  readonly date: LocalDate;
  /** Name of the counter; null for the unit as a whole. */
  readonly counter: string | null;
  readonly kind: SignalKind | "served";
  readonly answers: number;
  /** How many people were served, where answers are held against that ("served"); null otherwise. */
  readonly people: number | null;
}

/** What is to be looked at in a period, and how far answers came with slips of visits. */
export interface Signs {
  /** By date, then by counter. */
  readonly list: readonly Sign[];
  /** null where no slips were handed out. */
  readonly slips: SlipUse | null;
}

/**
 * The signals that were noted in a period, and the days before `openSince` on which more answers came in than people were
 * served; and the use of slips on those days.
 */
export async function readSigns(
  store: Pick<Store, "records" | "responses" | "units" | "slips">,
  unit: Unit,
  period: Period,
  openSince: LocalDate,
): Promise<Signs> {
  const range = { unitId: unit.id, from: period.from, until: period.until };
  const [signals, served, counters, slips] = await Promise.all([
    store.records.signals(range),
    store.records.served(range),
    store.units.counters(unit.id),
    store.slips.days(range),
  ]);
  // Counting answers by day reads them all: only where there is something to hold them against.
  const months = { unitId: unit.id, from: period.from.slice(0, 7), until: period.until.slice(0, 7) };
  const answered = served.length + slips.length === 0 ? [] : await store.responses.days(months);
  const named = (id: number | null): string | null => counters.find((counter) => counter.id === id)?.name ?? null;
  const list = [
    ...signals.map(({ counterId, ...signal }): Sign => ({ ...signal, counter: named(counterId), people: null })),
    ...aboveServed(answered, served, openSince).map(({ counterId, ...day }): Sign => ({
      ...day,
      counter: named(counterId),
      kind: "served",
    })),
  ].sort((a, b) => (a.date === b.date ? (a.counter ?? "").localeCompare(b.counter ?? "", "id") : a.date < b.date ? -1 : 1));
  return { list, slips: slipUse(slips, answered, served, openSince) };
}
