import type { LocalDate, Period, PeriodKind } from "../domain/periods/period.ts";
import { periodOf, shift } from "../domain/periods/period.ts";

/** How far back, and whether the coming one is offered too, for each kind of period. */
const REACH: readonly { readonly kind: PeriodKind; readonly back: number; readonly ahead: number }[] = [
  { kind: "quarter", back: 5, ahead: 1 },
  { kind: "semester", back: 3, ahead: 1 },
  { kind: "year", back: 2, ahead: 1 },
  { kind: "month", back: 12, ahead: 1 },
];

/** Periods for which a number of people served is usually typed, the running quarter first. */
export function periodChoices(today: LocalDate): readonly Period[] {
  return REACH.flatMap(({ kind, back, ahead }) => {
    const now = periodOf(kind, today);
    const past = Array.from({ length: back }, (_, step) => shift(now, -1 - step));
    const coming = Array.from({ length: ahead }, (_, step) => shift(now, 1 + step));
    return [now, ...past, ...coming];
  });
}
