import type { Estimate, NoInterval } from "./estimate.ts";
import { studentLimit } from "./student.ts";

/** 95 %: one interval in twenty misses the figure that all the people served would have given. */
export const MISSED = 0.05;

/** Printed ends, with a point: `low` rounded down and `high` and `margin` up, so that nothing looks surer than it is. */
export interface PrintedRange {
  readonly low: string;
  readonly high: string;
  /** The longer way from the figure to an end. */
  readonly margin: string;
}

/** What is known of the number of people served. It is ignored when fewer were served than answered: it cannot be right. */
export type Population =
  | { readonly kind: "unknown" }
  | { readonly kind: "counted"; readonly served: number }
  | { readonly kind: "ignored"; readonly served: number };

export interface Interval {
  readonly kind: "interval";
  /** In points (0–100), not rounded: for charts and for reckoning on. */
  readonly low: number;
  readonly high: number;
  readonly margin: number;
  /** On the 100-point scale, 1 decimal. */
  readonly points: PrintedRange;
  /** On the figure's own scale (`index4` on 0–4, NRR on the questionnaire's), 2 decimals. */
  readonly own: PrintedRange;
  readonly population: Population;
}

/**
 * The 95 % interval of a figure: where it would lie if all `served` people had answered, given that those who did are a random
 * part of them. It says nothing about people who choose not to answer, and nothing about false answers.
 *
 * Score interval (Wilson 1927) for a mean on a bounded scale, with Student's t. With the variance from linearization alone the
 * interval would shrink to nothing where all answers are alike. So the figure is put between the ends of its scale and the
 * answers are counted as n′ = (v + answers × halfStep) / (variance + halfStep) of the kind that are either lowest or highest,
 * v = (points − lowest) × (highest − points) being the variance of one of those. What comes out is Agresti and Coull's advice
 * carried over to means: as if some more people had answered, half of them all lowest and half all highest, about four in all
 * when the answers themselves are alike or stand at the ends, and ever fewer the more the answers cluster in between.
 *
 * `served`, when it is known, shrinks the variance by (N − n)/(N − 1), the correction for a finite population; when everybody
 * answered there is no interval. Throws RangeError when it is not a whole number of people.
 */
export function interval(estimate: Estimate | NoInterval, served: number | null = null): Interval | NoInterval {
  if (estimate.kind === "no-interval") return estimate;
  const population = populationOf(estimate.respondents, served);
  const unseen = population.kind === "counted" ? (population.served - estimate.respondents) / (population.served - 1) : 1;
  if (unseen === 0)
    return { kind: "no-interval", cause: "everybody", reason: "Semua orang yang dilayani menjawab, jadi tidak ada rentang." };
  const { low, high } = scoreInterval(estimate, studentLimit(MISSED, estimate.freedom), unseen);
  const margin = Math.max(high - estimate.points, estimate.points - low);
  const { slope, offset } = estimate.own;
  return {
    kind: "interval",
    low,
    high,
    margin,
    points: printed(low, high, margin, 1),
    own: printed((low - offset) / slope, (high - offset) / slope, margin / slope, 2),
    population,
  };
}

/** Both ends in points for the limit `t`, `unseen` being the factor on the variance for a finite population. */
export function scoreInterval(estimate: Estimate, t: number, unseen = 1): { low: number; high: number } {
  const { points, lowest, highest, variance, halfStep, answers } = estimate;
  const range = highest - lowest;
  // Sums of fractions may leave the scale by their last digit.
  const place = Math.min(1, Math.max(0, (points - lowest) / range));
  const either = place * (1 - place) * range ** 2;
  const n = (either + answers * halfStep) / (variance + halfStep) / unseen;
  const pulled = 1 + t ** 2 / n;
  const centre = (place + t ** 2 / (2 * n)) / pulled;
  const half = (t * Math.sqrt((place * (1 - place)) / n + (t / (2 * n)) ** 2)) / pulled;
  return {
    low: Math.max(lowest, lowest + range * (centre - half)),
    high: Math.min(highest, lowest + range * (centre + half)),
  };
}

function populationOf(respondents: number, served: number | null): Population {
  if (served === null) return { kind: "unknown" };
  if (!Number.isSafeInteger(served) || served < 0) throw new RangeError("served must be a whole number of people");
  return { kind: served < respondents ? "ignored" : "counted", served };
}

function printed(low: number, high: number, margin: number, digits: number): PrintedRange {
  const size = 10 ** digits;
  // A figure that is whole but for its last digit in floating point is whole.
  const up = (value: number): string => (Math.ceil(value * size - 1e-9) / size).toFixed(digits);
  const down = (value: number): string => (Math.floor(value * size + 1e-9) / size).toFixed(digits);
  return { low: down(low), high: up(high), margin: up(margin) };
}
