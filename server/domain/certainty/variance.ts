import type { Figure, Term } from "./figure.ts";
import type { Moments } from "./moments.ts";

/** Square of the standard error of a figure, in points², and the degrees of freedom with which it is known. */
export interface Variance {
  readonly variance: number;
  readonly freedom: number;
}

/** More than what rounding leaves of sums that cancel, less than any variance of answers. */
const ROUNDING = 1e-12;

/**
 * The variance by linearization, from the products of every pair of questions. A respondent's influence on the figure is the
 * sum, over the questions she rated, of share × (score − centre) / number of scores; the variance is the sum of the squared
 * influences. Each question's deviations are enlarged by √(k/(k − 1)), k being the people its centre was taken from.
 */
export function measuredVariance(figure: Figure, { size, both, sums, products }: Moments): Variance {
  const together = (one: Term, other: Term): number => {
    const [at, mirrored] = [one.at * size + other.at, other.at * size + one.at];
    const deviations =
      products[at]! - other.centre * sums[at]! - one.centre * sums[mirrored]! + one.centre * other.centre * both[at]!;
    return pull(one) * pull(other) * deviations;
  };
  const parts = figure.terms.map((one) => total(figure.terms.map((other) => together(one, other))));
  const variance = total(parts);
  // What each question sways the others may take back in every person; then only rounding is left of it, above or below zero.
  const alone = total(figure.terms.map((one) => together(one, one)));
  return withFreedom(figure.terms, parts, variance > ROUNDING * alone ? variance : 0);
}

/**
 * The variance there would be if each person's answers rose and fell as one: the largest that the single questions allow
 * (Cauchy–Schwarz), from the counters alone.
 */
export function largestVariance(figure: Figure): Variance {
  const errors = figure.terms.map((term) => {
    const deviations = term.squares - 2 * term.centre * term.sum + term.centre ** 2 * term.count;
    return Math.abs(pull(term)) * Math.sqrt(Math.max(0, deviations));
  });
  const error = total(errors);
  return withFreedom(
    figure.terms,
    errors.map((one) => one * error),
    error ** 2,
  );
}

/** By how many points one person's deviation by one score on this question pulls the figure. */
function pull({ share, count, from }: Term): number {
  return (share / count) * Math.sqrt(from / (from - 1));
}

/** After Satterthwaite: questions that few rated bring in their few degrees to the extent that they make up the variance. */
function withFreedom(terms: readonly Term[], parts: readonly number[], variance: number): Variance {
  const degrees = terms.map(({ from }) => from - 1);
  if (variance === 0) return { variance, freedom: Math.min(...degrees) };
  const used = total(degrees.map((degree, at) => (parts[at]! / variance) ** 2 / degree));
  return { variance, freedom: Math.min(1 / used, Math.max(...degrees)) };
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => a + b, 0);
}
