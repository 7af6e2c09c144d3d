import type { Estimate, NoInterval } from "./estimate.ts";
import { holm } from "./holm.ts";
import { MISSED, scoreInterval } from "./interval.ts";
import { studentLimit, studentTail } from "./student.ts";

/** A difference is judged only when both sides have at least this many people: fewer are a group that is not shown at all. */
export const LEAST_TO_COMPARE = 5;

/** "higher" and "lower" are about the first of the two; "open": what is seen may well be chance. */
export type Verdict = "higher" | "lower" | "open";

export interface Comparison {
  readonly kind: "compared";
  readonly verdict: Verdict;
  /** The first less the second, in points, not rounded. */
  readonly difference: number;
  /** Interval of the difference, at the level at which it was judged; it leaves out 0 exactly when the verdict is not "open". */
  readonly low: number;
  readonly high: number;
  /** How often chance alone makes a difference at least as large; among many comparisons after Holm. */
  readonly p: number;
  /** Points with 1 decimal: the difference rounded half up, `low` down and `high` up. */
  readonly printed: { readonly difference: string; readonly low: string; readonly high: string };
}

export interface NotCompared {
  readonly kind: "not-compared";
  readonly cause: "too-few" | NoInterval["cause"];
  /** One Indonesian sentence. */
  readonly reason: string;
}

/**
 * Whether two results of different people can be told apart: this quarter and the last, one service and another, a group and
 * the rest of the unit (never a part and the whole it belongs to: take the part away first, with `minus`).
 *
 * Welch's t test at 5 % on the difference of the two figures, with the way from the difference to 0 measured by the score
 * intervals of both sides (Newcombe 1998): where answers stand near the ceiling the sides are not alike, and answers that are
 * all the same still leave doubt. The number of people served plays no part, not even when everybody answered: who came in this
 * quarter and not the last is chance as well, and the verdict is about the service.
 */
export function compare(first: Estimate | NoInterval, second: Estimate | NoInterval): Comparison | NotCompared {
  return compareAll([[first, second]])[0]!;
}

/**
 * Many comparisons at once (nine unsur, all services of a unit), so that in at most one of twenty such tables a difference is
 * called real where there is none: Holm 1979. Pairs that cannot be judged do not count. In the order given.
 */
export function compareAll(
  pairs: readonly (readonly [first: Estimate | NoInterval, second: Estimate | NoInterval])[],
): (Comparison | NotCompared)[] {
  const tests = pairs.map(([first, second]) => testOf(first, second));
  const judged = holm(tests.flatMap((test) => (test.kind === "test" ? [test.p] : [])));
  let at = 0;
  return tests.map((test) => (test.kind === "test" ? verdictOf(test, judged[at++]!) : test));
}

/** A difference of two items that the same people rated, as an estimate of its own: judged against 0. */
export function judgeDifference(estimate: Estimate | NoInterval): Comparison | NotCompared {
  if (estimate.kind === "no-interval") return { ...estimate, kind: "not-compared" };
  if (estimate.people < LEAST_TO_COMPARE) return tooFew;
  const { points, freedom } = estimate;
  const { low, high } = scoreInterval(estimate, studentLimit(MISSED, freedom));
  const test = { kind: "test" as const, difference: points, below: points - low, above: high - points, freedom };
  const p = chanceOf(test);
  return verdictOf({ ...test, p }, { p, level: MISSED });
}

const tooFew: NotCompared = {
  kind: "not-compared",
  cause: "too-few",
  reason: `Selisih baru dinilai bila di kedua sisi ada sedikitnya ${LEAST_TO_COMPARE} jawaban.`,
};

interface Test {
  readonly kind: "test";
  readonly difference: number;
  /** From the difference to the ends of its 95 % interval. */
  readonly below: number;
  readonly above: number;
  readonly freedom: number;
  readonly p: number;
}

function testOf(first: Estimate | NoInterval, second: Estimate | NoInterval): Test | NotCompared {
  if (first.kind === "no-interval") return { ...first, kind: "not-compared" };
  if (second.kind === "no-interval") return { ...second, kind: "not-compared" };
  if (Math.min(first.people, second.people) < LEAST_TO_COMPARE) return tooFew;
  const one = scoreInterval(first, studentLimit(MISSED, first.freedom));
  const other = scoreInterval(second, studentLimit(MISSED, second.freedom));
  const test = {
    kind: "test" as const,
    difference: first.points - second.points,
    below: Math.hypot(first.points - one.low, other.high - second.points),
    above: Math.hypot(one.high - first.points, second.points - other.low),
    freedom: welch(first, second),
  };
  return { ...test, p: chanceOf(test) };
}

/** Degrees of freedom of a difference after Welch. */
function welch(a: Estimate, b: Estimate): number {
  const [one, other] = [a.variance + a.halfStep, b.variance + b.halfStep];
  return (one + other) ** 2 / (one ** 2 / a.freedom + other ** 2 / b.freedom);
}

/** The interval is the limit of t long at its own level, so the way to 0 in limits says how rare it is. */
function chanceOf({ difference, below, above, freedom }: Omit<Test, "p">): number {
  const toZero = difference > 0 ? below : above;
  return difference === 0 ? 1 : studentTail((studentLimit(MISSED, freedom) * difference) / toZero, freedom);
}

function verdictOf(test: Test, { p, level }: { p: number; level: number }): Comparison {
  const { difference, below, above, freedom } = test;
  const stretch = studentLimit(level, freedom) / studentLimit(MISSED, freedom);
  const [low, high] = [difference - below * stretch, difference + above * stretch];
  const told = p <= MISSED;
  return {
    kind: "compared",
    verdict: !told ? "open" : difference > 0 ? "higher" : "lower",
    difference,
    low,
    high,
    p,
    printed: {
      difference: oneDecimal(Math.floor(Math.abs(difference) * 10 + 0.5 + 1e-9) * Math.sign(difference)),
      low: oneDecimal(Math.floor(low * 10 + 1e-9)),
      high: oneDecimal(Math.ceil(high * 10 - 1e-9)),
    },
  };
}

function oneDecimal(tenths: number): string {
  return (tenths === 0 ? 0 : tenths / 10).toFixed(1);
}
