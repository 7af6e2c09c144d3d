import { MISSED } from "./interval.ts";

/** A p-value among many, and the level at which Holm's way judged it. */
export interface Judged {
  /** Adjusted: the comparison is told apart when this is at most 0.05. */
  readonly p: number;
  /** An interval at this level leaves out 0 exactly when the comparison is told apart. */
  readonly level: number;
}

/**
 * Holm 1979: of m p-values the smallest is judged at 5 %/m, the next at 5 %/(m − 1), and so on; at the first that does not
 * reach its level all the rest stay open. However the comparisons hang together, the chance that any of those without a real
 * difference is told apart stays at 5 %. In the order given.
 * @example holm([0.01, 0.04, 0.03]).map(({ p }) => p.toFixed(2)) // => ["0.03", "0.06", "0.06"]
 */
export function holm(values: readonly number[]): Judged[] {
  const order = values.map((_, at) => at).sort((a, b) => values[a]! - values[b]! || a - b);
  const judged: Judged[] = [];
  let largest = 0;
  let level = MISSED;
  for (const [rank, at] of order.entries()) {
    const left = values.length - rank;
    // Once one stays open so do all after it, and they are judged at its level.
    if (largest <= MISSED) level = MISSED / left;
    largest = Math.max(largest, Math.min(1, values[at]! * left));
    judged[at] = { p: largest, level };
  }
  return judged;
}
