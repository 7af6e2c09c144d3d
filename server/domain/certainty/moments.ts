import type { SurveyDefinition, SurveyRef } from "../questionnaire/definition.ts";
import { questionKeys, refOf } from "../questionnaire/definition.ts";
import type { Answers } from "../response.ts";

/**
 * What has to be added up over people, so that afterwards it can be said exactly how far every mean and the index would sway
 * if other people had answered: counts, sums and products for every pair of questions. A tally says how often each score was
 * given, not which scores came from one person; moments hold that, and nothing else about a person.
 *
 * All numbers are whole, so adding is exact up to 2⁵³ and does not depend on the order. Answers count as they were chosen:
 * reversed questions are flipped where the moments are read, not here. The tables have one row and one column for each
 * question in key order (`questionKeys`), row after row. Each is taken over those who rated both the row's and the column's
 * question; on the diagonal stand number, sum and sum of squares of one question alone.
 */
export interface Moments {
  readonly survey: SurveyRef;
  /** Highest score of the scale. */
  readonly highest: number;
  /** Number of questions: rows and columns of each table. */
  readonly size: number;
  /** People with at least one score. */
  respondents: number;
  /** How many rated both. */
  readonly both: Float64Array;
  /** Sum of the row's scores. */
  readonly sums: Float64Array;
  /** Sum of the row's score times the column's. */
  readonly products: Float64Array;
}

/** The moments of nobody, to which answers are added. */
export function noMoments(definition: SurveyDefinition): Moments {
  const size = questionKeys(definition).length;
  const table = (): Float64Array => new Float64Array(size * size);
  const { max: highest } = definition.scale;
  return { survey: refOf(definition), highest, size, respondents: 0, both: table(), sums: table(), products: table() };
}

/**
 * Adds one person: her scores as chosen, in key order, 0 where there is none (not asked, left out, opted out). Changes
 * `moments` itself, since a million people are added one by one. Throws RangeError, and adds nothing, when there are more or
 * fewer scores than questions or one is off the scale.
 */
export function addAnswers(moments: Moments, scores: ArrayLike<number>): void {
  const { size, highest, both, sums, products } = moments;
  if (scores.length !== size) throw new RangeError(`${moments.survey} has ${size} questions, not ${scores.length}`);
  let rated = 0;
  for (let at = 0; at < size; at++) {
    const score = scores[at]!;
    if (!Number.isInteger(score) || score < 0 || score > highest) throw new RangeError(`${score} is not on the scale`);
    if (score > 0) rated += 1;
  }
  if (rated === 0) return;
  moments.respondents += 1;
  for (let row = 0; row < size; row++) {
    const score = scores[row]!;
    if (score === 0) continue;
    for (let column = 0, at = row * size; column < size; column++, at++) {
      const other = scores[column]!;
      if (other === 0) continue;
      both[at]! += 1;
      sums[at]! += score;
      products[at]! += score * other;
    }
  }
}

/** The moments of the given answers. Throws RangeError for a score that is off the scale. */
export function momentsOf(definition: SurveyDefinition, responses: Iterable<Answers>): Moments {
  const moments = noMoments(definition);
  const keys = questionKeys(definition);
  const scores = keys.map(() => 0);
  for (const answers of responses) {
    keys.forEach((key, at) => {
      const answer = answers.get(key);
      if (answer === 0) throw new RangeError(`0 is not on the scale of ${key}`);
      scores[at] = typeof answer === "number" ? answer : 0;
    });
    addAnswers(moments, scores);
  }
  return moments;
}

/** Pools two surveys of one definition: months, services, counters. Throws RangeError when the definitions differ. */
export function plus(one: Moments, other: Moments): Moments {
  return combined(one, other, 1);
}

/** Takes away what is part of the whole: one service out of a unit, or the answers that are not shown yet. Throws as `plus` does. */
export function minus(whole: Moments, part: Moments): Moments {
  return combined(whole, part, -1);
}

function combined(one: Moments, other: Moments, sign: 1 | -1): Moments {
  if (one.survey !== other.survey || one.size !== other.size || one.highest !== other.highest)
    throw new RangeError(`moments of ${one.survey} and ${other.survey} cannot be pooled`);
  const added = (a: Float64Array, b: Float64Array): Float64Array => a.map((value, at) => value + sign * b[at]!);
  return {
    ...one,
    respondents: one.respondents + sign * other.respondents,
    both: added(one.both, other.both),
    sums: added(one.sums, other.sums),
    products: added(one.products, other.products),
  };
}
