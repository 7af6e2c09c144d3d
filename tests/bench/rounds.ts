/**
 * What the rounds of a bench say. Machines differ and are shared, so only ratios of variants that were measured in the same
 * round are compared, and nothing is judged that the machine was too restless for.
 */
export interface Spread {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

export type Verdict =
  | { readonly kind: "reached" | "missed" }
  /** Measured well, but there is nothing it has to reach yet. */
  | { readonly kind: "no bar" }
  | { readonly kind: "withheld"; readonly why: readonly string[] };

/** A range that reaches further than this share from its median says more about the machine than about the program. */
const WIDEST = 0.25;
const WIDE = `range wider than ±${WIDEST * 100} %`;
/** Load average (one minute, before the start) above which others are using the machine. */
const QUIET_LOAD = 1;

/** The middle value; the mean of the two middle ones when their number is even. RangeError without values. */
export function median(values: readonly number[]): number {
  if (values.length === 0) throw new RangeError("there is no median of nothing");
  const sorted = [...values].sort((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}

export function spreadOf(values: readonly number[]): Spread {
  return { median: median(values), low: Math.min(...values), high: Math.max(...values) };
}

/** Round by round, how many times the limit's rate the subject reached. RangeError when a round lacks one of the two. */
export function ratiosOf(subject: readonly number[], limit: readonly number[]): number[] {
  if (subject.length !== limit.length) throw new RangeError("both variants must run in every round");
  return subject.map((rate, at) => {
    const other = limit[at]!;
    if (!(rate > 0 && other > 0 && Number.isFinite(rate) && Number.isFinite(other)))
      throw new RangeError("every rate must be above zero");
    return rate / other;
  });
}

/** Why the ratio must not be judged; empty when nothing speaks against it. `loadBefore` is the load average before the start. */
export function doubtsAbout(ratio: Spread, loadBefore: number): string[] {
  const wide = ratio.low < ratio.median * (1 - WIDEST) || ratio.high > ratio.median * (1 + WIDEST);
  return [
    ...(loadBefore > QUIET_LOAD ? [`load average ${loadBefore.toFixed(1)} before the start`] : []),
    ...(wide ? [WIDE] : []),
  ];
}

/** What a median has to reach, or must not be above. */
export type Bar = { readonly atLeast: number } | { readonly atMost: number };

/**
 * The judgement over what was measured, by its median. Doubts withhold it, whatever they are about; but where every single round
 * reached what had to be reached at most, a wide range among them says nothing against it.
 */
export function judge(spread: Spread, bar: Bar | undefined, doubts: readonly string[]): Verdict {
  const grave = bar && "atMost" in bar && spread.high <= bar.atMost ? doubts.filter((doubt) => doubt !== WIDE) : doubts;
  if (grave.length > 0) return { kind: "withheld", why: grave };
  if (bar === undefined) return { kind: "no bar" };
  const met = "atLeast" in bar ? spread.median >= bar.atLeast : spread.median <= bar.atMost;
  return { kind: met ? "reached" : "missed" };
}

/** The same list begun `by` places later, so that no variant always runs first. */
export function rotated<T>(list: readonly T[], by: number): T[] {
  const at = list.length === 0 ? 0 : by % list.length;
  return [...list.slice(at), ...list.slice(0, at)];
}
