import type { Fraction } from "../exact/fraction.ts";
import { add, compare, fraction, times } from "../exact/fraction.ts";
import { computeIndex, toFour, weightOf } from "../indices/compute-index.ts";
import type { SurveyDefinition } from "../questionnaire/definition.ts";
import { questionsOf } from "../questionnaire/definition.ts";
import type { Tally } from "../tally.ts";
import { itemOf } from "./estimate.ts";

/** So many of the ratings of one item, one step better each, would bring the index to the target. */
export interface Raise {
  readonly key: string;
  /** 0 when the target is reached as it is. */
  readonly answers: number;
  /** Ratings of the item, over all its parts. */
  readonly of: number;
}

/**
 * The smallest number of ratings of one item that, had each been one step better, would have brought the exact index to
 * `target` on 0–4. No rating is raised twice, and none that is the best already. With parts, those are raised first that move
 * the index most. Null when even all of them do not suffice, or there is no index. Exact; nothing is rounded on the way.
 * Throws RangeError for an unknown key.
 */
export function raiseNeeded(definition: SurveyDefinition, tally: Tally, key: string, target: Fraction): Raise | null {
  return raiseTogether(definition, tally, [key], target)?.[0] ?? null;
}

/**
 * The same for several items: the first one is raised as far as it goes, then the next, until the target is reached. Items that
 * are not needed are left out; when the target is reached as it is, the first stands with 0 answers. Null when not even all of
 * them suffice, or there is no index. Throws RangeError for an unknown key, or without any.
 */
export function raiseTogether(
  definition: SurveyDefinition,
  tally: Tally,
  keys: readonly string[],
  target: Fraction,
): readonly Raise[] | null {
  const items = keys.map((key) => itemOf(definition, key));
  if (items.length === 0) throw new RangeError("no item to raise");
  const { index } = computeIndex(definition, tally);
  if (index.kind === "no-value") return null;
  let gap = add(target, times(index.exact, fraction(-1)));
  const raises: Raise[] = [];
  for (const item of items) {
    if (raises.length > 0 && compare(gap, fraction(0)) <= 0) break;
    const parts = questionsOf(definition, item)
      .map(({ key, reversed }) => ratedAndRaisable(tally.questions.get(key)!.counts, reversed))
      .filter(({ rated }) => rated > 0)
      .sort((a, b) => a.rated - b.rated);
    let answers = 0;
    for (const { rated, raisable } of parts) {
      if (compare(gap, fraction(0)) <= 0) break;
      const step = stepOf(definition, tally, parts.length, rated);
      const needed = ceil(times(gap, fraction(step.bottom, step.top)));
      const raised = needed < BigInt(raisable) ? Number(needed) : raisable;
      gap = add(gap, times(step, fraction(-raised)));
      answers += raised;
    }
    raises.push({ key: item.key, answers, of: total(parts.map(({ rated }) => rated)) });
  }
  return compare(gap, fraction(0)) > 0 ? null : raises;
}

/** Ratings of a question, and those of them that are not the best already. */
function ratedAndRaisable(counts: readonly number[], reversed: boolean): { readonly rated: number; readonly raisable: number } {
  const rated = total(counts);
  return { rated, raisable: rated - (reversed ? counts[0]! : counts.at(-1)!) };
}

/** By how much the index on 0–4 rises when one rating of a question that has `rated` of them is one step better. */
function stepOf(definition: SurveyDefinition, tally: Tally, parts: number, rated: number): Fraction {
  const { max } = definition.scale;
  const { aggregation, conversion } = definition.index;
  const slope = add(toFour(fraction(2), max, conversion), times(toFour(fraction(1), max, conversion), fraction(-1)));
  const mean =
    aggregation === "pooled" ? fraction(definition.items.length, ratings(definition, tally)) : fraction(1, parts * rated);
  return times(times(slope, weightOf(definition)), mean);
}

/** All ratings of the unsur; those of an attention question are none. */
function ratings(definition: SurveyDefinition, tally: Tally): number {
  const questions = definition.items.flatMap((item) => questionsOf(definition, item));
  return total(questions.map(({ key }) => total(tally.questions.get(key)!.counts)));
}

function ceil({ top, bottom }: Fraction): bigint {
  return top <= 0n ? 0n : (top + bottom - 1n) / bottom;
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => a + b, 0);
}
