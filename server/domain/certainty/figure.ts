import type { Fraction } from "../exact/fraction.ts";
import { fraction, sum, times } from "../exact/fraction.ts";
import { weightOf } from "../indices/compute-index.ts";
import type { Question, SurveyDefinition, SurveyItem } from "../questionnaire/definition.ts";
import { questionsOf } from "../questionnaire/definition.ts";
import type { Tally } from "../tally.ts";
import type { Moments } from "./moments.ts";

/** What is known of one question alone, as it was chosen: how many scores, their sum and the sum of their squares. */
export interface QuestionSums {
  readonly count: number;
  readonly sum: number;
  readonly squares: number;
}

/** One question's part in a figure. */
export interface Term extends QuestionSums {
  /** Place of the question in key order. */
  readonly at: number;
  readonly key: string;
  /** Points by which the figure moves when the question's mean rises by one score as chosen; below zero when reversed. */
  readonly share: number;
  /** The mean, as chosen, from which answers deviate: the question's own, or under "pooled" that of all answers. */
  readonly centre: number;
  /** How many people the centre was taken from; one of them is used up by it. */
  readonly from: number;
}

/**
 * A figure seen as what it is to the first order: a sum of question means, each with its share. On the 100-point scale, in
 * floating point; the printed figure comes from `computeIndex` and is the same to twelve digits.
 */
export interface Figure {
  readonly points: number;
  /** The figure if everybody had given the lowest, the highest answers. */
  readonly lowest: number;
  readonly highest: number;
  /** The figure's own scale (`index4`, NRR) is (points − offset) / slope. */
  readonly own: { readonly slope: number; readonly offset: number };
  /** People behind it. */
  readonly people: number;
  readonly terms: readonly Term[];
}

/** A figure that cannot be had, since nobody rated these questions or items. */
export interface Unrated {
  readonly unrated: readonly string[];
}

/** By question in key order. */
export function sumsOfMoments({ size, both, sums, products }: Moments): QuestionSums[] {
  return Array.from({ length: size }, (_, at) => at * (size + 1)).map((at) => ({
    count: both[at]!,
    sum: sums[at]!,
    squares: products[at]!,
  }));
}

/** By question in key order. */
export function sumsOfTally(definition: SurveyDefinition, tally: Tally): QuestionSums[] {
  return questionsInOrder(definition).map(({ key }) => {
    let [count, total, squares] = [0, 0, 0];
    tally.questions.get(key)!.counts.forEach((people, at) => {
      count += people;
      total += people * (at + 1);
      squares += people * (at + 1) ** 2;
    });
    return { count, sum: total, squares };
  });
}

/** The index by the definition's own rule: aggregation, weight and conversion. */
export function indexFigure(definition: SurveyDefinition, sums: readonly QuestionSums[], respondents: number): Figure | Unrated {
  const { slope, offset } = pointsOf(definition);
  const { top, bottom } = weightOf(definition);
  const weight = Number(top) / Number(bottom);
  const items = definition.items.length;
  const shared = {
    lowest: offset + slope * weight * items,
    highest: offset + slope * weight * items * definition.scale.max,
    own: fourOf(definition),
    people: respondents,
  };
  if (definition.index.aggregation === "pooled") {
    const pool = poolOf(definition, sums, respondents, slope * weight * items);
    return pool ? { ...shared, ...pool, points: offset + slope * weight * items * pool.mean } : { unrated: [] };
  }
  const parts = definition.items.map((item) => ({ item, ...meanOf(definition, item, sums, slope * weight) }));
  const unrated = parts.filter(({ terms }) => terms.length === 0).map(({ item }) => item.key);
  if (unrated.length > 0) return { unrated };
  const total = parts.reduce((all, { mean }) => all + mean, 0);
  return { ...shared, points: offset + slope * weight * total, terms: parts.flatMap(({ terms }) => terms) };
}

/** One item's NRR, on the 100-point scale; the mean of the means of its parts when it has any. */
export function itemFigure(definition: SurveyDefinition, item: SurveyItem, sums: readonly QuestionSums[]): Figure | Unrated {
  const { slope, offset } = pointsOf(definition);
  const { mean, terms } = meanOf(definition, item, sums, slope);
  if (terms.length === 0) return { unrated: [item.key] };
  return {
    points: offset + slope * mean,
    lowest: offset + slope,
    highest: offset + slope * definition.scale.max,
    own: { slope, offset },
    people: Math.max(...terms.map(({ count }) => count)),
    terms,
  };
}

/** By how many points one item lies above another that the same people rated. */
export function differenceFigure(one: Figure | Unrated, other: Figure | Unrated): Figure | Unrated {
  if ("unrated" in one) return one;
  if ("unrated" in other) return other;
  const range = one.highest - one.lowest;
  return {
    points: one.points - other.points,
    lowest: -range,
    highest: range,
    own: { slope: one.own.slope, offset: 0 },
    people: Math.min(one.people, other.people),
    terms: [...one.terms, ...other.terms.map((term) => ({ ...term, share: -term.share }))],
  };
}

/** The exact NRR of an item, for putting items in order. Null when nobody rated it. */
export function exactMean(definition: SurveyDefinition, item: SurveyItem, sums: readonly QuestionSums[]): Fraction | null {
  const means = askedIn(definition, item, sums).map(({ question, count, sum: total }) =>
    fraction(question.reversed ? (definition.scale.max + 1) * count - total : total, count),
  );
  return means.length === 0 ? null : times(sum(means), fraction(1, means.length));
}

/** Questions in key order, as rows and columns of moments stand. */
function questionsInOrder(definition: SurveyDefinition): Question[] {
  return definition.items.flatMap((item) => questionsOf(definition, item));
}

interface Line {
  readonly slope: number;
  readonly offset: number;
}

/** From a mean score to points: offset + slope × mean. */
function pointsOf(definition: SurveyDefinition): Line {
  const { conversion, conversionTo100 = conversion } = definition.index;
  return hundredBy(conversionTo100, definition.scale.max);
}

function hundredBy(conversion: SurveyDefinition["index"]["conversion"], max: number): Line {
  if (conversion === "proportional") return { slope: 100 / max, offset: 0 };
  return { slope: 75 / (max - 1), offset: 25 - 75 / (max - 1) };
}

/** From `index4` to points: offset + slope × index4. 25 times it, unless 4 and 100 are reached by two different ways. */
function fourOf(definition: SurveyDefinition): Line {
  const { conversion, conversionTo100 = conversion } = definition.index;
  if (conversion === conversionTo100) return { slope: 25, offset: 0 };
  const [points, four] = [pointsOf(definition), hundredBy(conversion, definition.scale.max)];
  const ratio = points.slope / four.slope;
  return { slope: 25 * ratio, offset: points.offset - ratio * four.offset };
}

interface Asked extends QuestionSums {
  readonly at: number;
  readonly question: Question;
}

/** The questions of an item that somebody rated. */
function askedIn(definition: SurveyDefinition, item: SurveyItem, sums: readonly QuestionSums[]): Asked[] {
  const first = questionsInOrder(definition).findIndex(({ key }) => key === questionsOf(definition, item)[0]!.key);
  return questionsOf(definition, item)
    .map((question, part) => ({ ...sums[first + part]!, question, at: first + part }))
    .filter(({ count }) => count > 0);
}

function meanOf(
  definition: SurveyDefinition,
  item: SurveyItem,
  sums: readonly QuestionSums[],
  share: number,
): { mean: number; terms: Term[] } {
  const asked = askedIn(definition, item, sums);
  let mean = 0;
  const terms = asked.map((one) => {
    const centre = one.sum / one.count;
    mean += (one.question.reversed ? definition.scale.max + 1 - centre : centre) / asked.length;
    return term(one, (one.question.reversed ? -share : share) / asked.length, centre, one.count);
  });
  return { mean, terms };
}

/** Every answer weighs the same: the mean over all of them is one ratio, from which each answer deviates. */
function poolOf(
  definition: SurveyDefinition,
  sums: readonly QuestionSums[],
  respondents: number,
  share: number,
): { mean: number; terms: Term[] } | null {
  const asked = definition.items.flatMap((item) => askedIn(definition, item, sums));
  const flip = definition.scale.max + 1;
  let [total, answers] = [0, 0];
  for (const { question, count, sum: chosen } of asked) {
    total += question.reversed ? flip * count - chosen : chosen;
    answers += count;
  }
  if (answers === 0) return null;
  const mean = total / answers;
  return {
    mean,
    terms: asked.map((one) => {
      const part = (share * one.count) / answers;
      return one.question.reversed ? term(one, -part, flip - mean, respondents) : term(one, part, mean, respondents);
    }),
  };
}

function term({ at, question, count, sum: total, squares }: Asked, share: number, centre: number, from: number): Term {
  return { at, key: question.key, count, sum: total, squares, share, centre, from };
}
