import { plusDays } from "../domain/periods/days.ts";
import type { LocalDate } from "../domain/periods/period.ts";
import type { LogBounds, LogPart } from "./store.ts";

/** How many rows there are of a part, or how many the log holds. */
export interface PartCount {
  readonly of: string;
  readonly rows: number;
}

/** The parts of which there are more rows than the log holds, in the order in which they came. */
export function partsLeft(kind: LogPart["kind"], there: readonly PartCount[], logged: readonly PartCount[]): LogPart[] {
  const held = new Map(logged.map(({ of, rows }) => [of, rows]));
  return there.filter(({ of, rows }) => rows > (held.get(of) ?? 0)).map(({ of }) => ({ kind, of }));
}

/** The first day that is looked at for answers without a leaf, when the last logged day is that one. */
export function lookedAtSince(lastDay: string | null, { everyDay }: LogBounds): LocalDate {
  if (lastDay === null || everyDay) return "";
  return plusDays(lastDay, -LATE_DAYS);
}

const LATE_DAYS = 40;

/** Entries of a log are read so many at a time. */
export const ENTRIES_AT_ONCE = 20;

/** The mark of data that were restored and whose logs have not said so yet. */
export const EPOCH_DUE = "epoch-due";
