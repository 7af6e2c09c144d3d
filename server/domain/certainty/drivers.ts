import { compare as compareExact } from "../exact/fraction.ts";
import type { SurveyDefinition } from "../questionnaire/definition.ts";
import { questionsOf } from "../questionnaire/definition.ts";
import type { Comparison, NotCompared } from "./compare.ts";
import { judgeDifference } from "./compare.ts";
import { measured, sameSurvey } from "./estimate.ts";
import { differenceFigure, exactMean, itemFigure, sumsOfMoments } from "./figure.ts";
import { MISSED } from "./interval.ts";
import type { Moments } from "./moments.ts";
import { studentLimit } from "./student.ts";

/** With fewer people a correlation sways by more than ±0.2 and would be read as if it were known. */
export const LEAST_FOR_ASSOCIATION = 100;

/** How strongly one item moves with the rest. An association, not a cause. */
export interface Association {
  readonly kind: "association";
  readonly key: string;
  /** Corrected item–rest correlation, −1 to 1, not rounded, with its 95 % interval. */
  readonly r: number;
  readonly low: number;
  readonly high: number;
  /** The same, 2 decimals, rounded to the nearest. */
  readonly printed: { readonly r: string; readonly low: string; readonly high: string };
  /** The fewest people who rated both the item and another question. */
  readonly people: number;
}

export interface NoAssociation {
  readonly kind: "no-association";
  readonly key: string;
  readonly cause: "too-few" | "no-spread";
  /** One Indonesian sentence. */
  readonly reason: string;
}

/**
 * For each item in key order: the correlation of its score with the mean of the other items (corrected item–rest correlation),
 * which says whether people who are pleased with it are pleased with the rest too. It does not say that mending the one would
 * lift the others: both may come from a third thing, such as the mood of a long wait.
 *
 * From the covariances of every pair of questions, each over those who rated both; items that fewer than
 * `LEAST_FOR_ASSOCIATION` rated are left out of the rest. Interval by Fisher's z = artanh r with standard error
 * 1/√(people − 3). Throws RangeError when the moments belong to another definition.
 */
export function associations(definition: SurveyDefinition, moments: Moments): (Association | NoAssociation)[] {
  sameSurvey(definition, moments);
  const items = placesOf(definition).map((places, at) => ({ at, places, key: definition.items[at]!.key }));
  const known = items.filter(({ places }) => fewestPairs(moments, places, places) >= LEAST_FOR_ASSOCIATION);
  return items.map(({ at, places, key }) => {
    const none = (cause: NoAssociation["cause"], reason: string): NoAssociation => ({
      kind: "no-association",
      key,
      cause,
      reason,
    });
    const others = known.filter((other) => other.at !== at).map((other) => other.places);
    const people = fewestPairs(moments, places, others.flat());
    if (others.length === 0 || people < LEAST_FOR_ASSOCIATION)
      return none("too-few", `Keterkaitan ${key} baru dihitung mulai ${LEAST_FOR_ASSOCIATION} jawaban.`);
    const [own, rest] = [mixOf([places]), mixOf(others)];
    const spread = covariance(moments, own, own) * covariance(moments, rest, rest);
    if (!(spread > 1e-12)) return none("no-spread", `Jawaban untuk ${key} atau untuk unsur lain hampir semuanya sama.`);
    // Covariances over different people may together exceed 1 by a little.
    const r = Math.min(1, Math.max(-1, covariance(moments, own, rest) / Math.sqrt(spread)));
    const reach = studentLimit(MISSED, Infinity) / Math.sqrt(people - 3);
    const [low, high] = [Math.tanh(Math.atanh(r) - reach), Math.tanh(Math.atanh(r) + reach)];
    const printed = { r: r.toFixed(2), low: low.toFixed(2), high: high.toFixed(2) };
    return { kind: "association", key, r, low, high, printed, people };
  });
}

export interface Weakest {
  /** Up to three items from the weakest up, by exact NRR; equal ones in key order. */
  readonly keys: readonly string[];
  /** The weakest against the next: "lower" when it can be told apart. Null when there are fewer than two. */
  readonly apart: Comparison | NotCompared | null;
}

/**
 * The three weakest items, and whether the weakest is really weaker than the next. Both were rated by the same people, so the
 * difference is judged within persons. Throws RangeError when the moments belong to another definition.
 */
export function weakest(definition: SurveyDefinition, moments: Moments): Weakest {
  sameSurvey(definition, moments);
  const sums = sumsOfMoments(moments);
  const rated = definition.items.flatMap((item) => {
    const exact = exactMean(definition, item, sums);
    return exact ? [{ item, exact }] : [];
  });
  const rising = rated.sort((a, b) => compareExact(a.exact, b.exact)).map(({ item }) => item);
  const [one, other] = rising.map((item) => itemFigure(definition, item, sums));
  return {
    keys: rising.slice(0, 3).map(({ key }) => key),
    apart: one && other ? judgeDifference(measured(differenceFigure(one, other), moments)) : null,
  };
}

interface Place {
  readonly at: number;
  readonly sign: 1 | -1;
}

/** By item: where its questions stand in key order, and whether they are reversed. */
function placesOf(definition: SurveyDefinition): Place[][] {
  let at = 0;
  return definition.items.map((item) =>
    questionsOf(definition, item).map(({ reversed }) => ({ at: at++, sign: reversed ? -1 : 1 })),
  );
}

/** The fewest people who rated both one of these questions and one of those; 0 when there are none. */
function fewestPairs({ size, both }: Moments, these: readonly Place[], those: readonly Place[]): number {
  const pairs = these.flatMap((one) => those.map((other) => both[one.at * size + other.at]!));
  return pairs.length === 0 ? 0 : Math.min(...pairs);
}

/** The mean of some items as a weight for each of their questions. */
function mixOf(items: readonly (readonly Place[])[]): Map<number, number> {
  return new Map(items.flatMap((parts) => parts.map(({ at, sign }) => [at, sign / parts.length / items.length] as const)));
}

function covariance(
  { size, both, sums, products }: Moments,
  one: ReadonlyMap<number, number>,
  other: ReadonlyMap<number, number>,
): number {
  let total = 0;
  for (const [row, weight] of one) {
    for (const [column, otherWeight] of other) {
      const [at, mirrored] = [row * size + column, column * size + row];
      const people = both[at]!;
      total += (weight * otherWeight * (products[at]! - (sums[at]! * sums[mirrored]!) / people)) / (people - 1);
    }
  }
  return total;
}
