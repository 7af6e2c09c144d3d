import type { Fraction } from "../exact/fraction.ts";
import { add, fraction, fractionFrom, roundHalfUp, sum, times } from "../exact/fraction.ts";
import type { SurveyDefinition, SurveyItem } from "../questionnaire/definition.ts";
import { questionsOf, refOf } from "../questionnaire/definition.ts";
import type { Tally } from "../tally.ts";
import { bandTable, classify } from "./bands.ts";

/**
 * Indeks Kepuasan Masyarakat (IKM) and its sisters IPKP and IPAK: from a tally to NRR, weighted NRR, index and mutu.
 *
 * Everything is exact until the very end; each printed figure is rounded half up once, from the exact value, never from
 * another rounded figure. Source: PermenPANRB 14/2017, lampiran (pengolahan data); the rule of each survey (weight,
 * aggregation, conversion, bands) is named by its definition.
 */
export interface IndexResult {
  readonly survey: string;
  readonly received: number;
  readonly excluded: number;
  readonly respondents: number;
  readonly index: IndexValue | NoValue;
  readonly items: readonly ItemResult[];
}

export interface IndexValue {
  readonly kind: "value";
  /** On 0–4, three decimals. */
  readonly index4: string;
  /** On 0–100 (25–100 for a 1–4 scale), two decimals, from the unrounded index. */
  readonly index100: string;
  /** From `index100` as printed. */
  readonly mutu: string;
  /** The mutu in Indonesian words. */
  readonly label: string;
  /** The weight as used: "1/9", "0.111". */
  readonly weight: string;
  /** Name of the table of mutu. */
  readonly bands: string;
  /** The exact index on 0–4, for computing on; never printed. */
  readonly exact: Fraction;
  /** The exact index on 0–100. */
  readonly exact100: Fraction;
}

/** Nobody answered: there is no figure, and there is a reason. Never NaN, zero or null. */
export interface NoValue {
  readonly kind: "no-value";
  /** One Indonesian sentence. */
  readonly reason: string;
}

export interface QuestionResult {
  readonly key: string;
  readonly answered: number;
  readonly optedOut: number;
  /** By answer as given, from 1 up. */
  readonly counts: readonly number[];
  readonly nrr: string | null;
}

export interface ItemResult {
  readonly key: string;
  /** Ratings that entered: the sum over the questions when the item has parts. */
  readonly answered: number;
  readonly optedOut: number;
  readonly counts?: readonly number[];
  readonly parts?: readonly QuestionResult[];
  /** Nilai rata-rata on the item's own scale, three decimals; null when nobody rated it. */
  readonly nrr: string | null;
  /** NRR × weight, three decimals. */
  readonly weighted: string | null;
  /** NRR converted to 0–100, two decimals. */
  readonly points: string | null;
  readonly mutu: string | null;
  /** The exact NRR, for computing on and for sorting. */
  readonly exact: Fraction | null;
}

const NOBODY = "Belum ada jawaban pada periode ini.";

/**
 * The index of one survey from its tally, which must hold every question of the definition.
 * An item that nobody rated has no NRR and leaves the index without a value under "mean-of-item-means", because a sum over
 * fewer than all unsur is not the index of the regulation; the reason names the item. Under "pooled" it is left out.
 */
export function computeIndex(definition: SurveyDefinition, tally: Tally): IndexResult {
  const weight = weightOf(definition);
  const items = definition.items.map((item) => itemResult(definition, item, tally, weight));
  return {
    survey: refOf(definition),
    received: tally.received,
    excluded: tally.excluded,
    respondents: tally.respondents,
    index: indexFromItems(definition, items, tally),
    items,
  };
}

/**
 * The index from means alone, as published reports print them: where no counts are at hand the way starts at the NRR step.
 * Means are exact decimals such as "3.58", by item key; every item must have one (RangeError otherwise).
 */
export function indexFromMeans(definition: SurveyDefinition, means: ReadonlyMap<string, string>): IndexValue {
  const exact = definition.items.map((item) => {
    const mean = means.get(item.key);
    if (mean === undefined) throw new RangeError(`no mean for ${item.key}`);
    return fractionFrom(mean);
  });
  return indexValue(definition, times(sum(exact), weightOf(definition)));
}

/**
 * Nilai rata-rata (NRR) of one question: the mean of its scores on the questionnaire's own scale, not rounded.
 * A reversed question is flipped here: score = max + 1 − answer. Null when nobody rated it.
 * @example nrr([1, 0, 0, 1], false) // => { top: 5n, bottom: 2n }
 * @example nrr([3, 0, 0, 0], true) // => { top: 4n, bottom: 1n }
 */
export function nrr(counts: readonly number[], reversed: boolean): Fraction | null {
  let [total, answered] = [0, 0];
  counts.forEach((count, at) => {
    total += count * (reversed ? counts.length - at : at + 1);
    answered += count;
  });
  return answered === 0 ? null : fraction(total, answered);
}

/**
 * From the item's own scale to 0–4. Proportional: v·4/max. Affine: 1 + (v − 1)·3/(max − 1). A 1–4 scale is unchanged by both.
 * @example toFour(fraction(27, 5), 6, "proportional") // => fraction(18, 5)
 * @example toFour(fraction(27, 5), 6, "affine") // => fraction(91, 25)
 */
export function toFour(value: Fraction, max: number, conversion: SurveyDefinition["index"]["conversion"]): Fraction {
  if (conversion === "proportional") return times(value, fraction(4, max));
  return add(fraction(1), times(add(value, fraction(-1)), fraction(3, max - 1)));
}

/**
 * From the item's own scale to 0–100: as to 0–4, times 25, unless the definition declares another way (`conversionTo100`).
 * Proportional: v·100/max. Affine: 25 + (v − 1)·75/(max − 1).
 * @example toHundred(fraction(27, 5), 6, { conversion: "proportional" }) // => fraction(90)
 * @example toHundred(fraction(27, 5), 6, { conversion: "affine" }) // => fraction(91)
 * @example toHundred(fraction(27, 5), 6, { conversion: "affine", conversionTo100: "proportional" }) // => fraction(90)
 */
export function toHundred(
  value: Fraction,
  max: number,
  { conversion, conversionTo100 }: Pick<SurveyDefinition["index"], "conversion" | "conversionTo100">,
): Fraction {
  return times(toFour(value, max, conversionTo100 ?? conversion), fraction(25));
}

/** The weight of one item: exact 1/n, or the decimal that the definition declares. */
export function weightOf(definition: SurveyDefinition): Fraction {
  return definition.index.weight === "1/n" ? fraction(1, definition.items.length) : fractionFrom(definition.index.weight);
}

function itemResult(definition: SurveyDefinition, item: SurveyItem, tally: Tally, weight: Fraction): ItemResult {
  const asked = questionsOf(definition, item).map((question) => {
    const { counts, optedOut } = tally.questions.get(question.key)!;
    const exact = nrr(counts, question.reversed);
    const answered = counts.reduce((a, b) => a + b, 0);
    return { key: question.key, answered, optedOut, counts, exact, nrr: exact && roundHalfUp(exact, 3) };
  });
  const means = asked.flatMap(({ exact }) => (exact ? [exact] : []));
  const exact = means.length === 0 ? null : times(sum(means), fraction(1, means.length));
  const points = exact && roundHalfUp(toHundred(exact, definition.scale.max, definition.index), 2);
  return {
    key: item.key,
    answered: asked.reduce((n, one) => n + one.answered, 0),
    optedOut: asked.reduce((n, one) => n + one.optedOut, 0),
    ...(item.parts
      ? { parts: asked.map(({ key, answered, optedOut, counts, nrr: mean }) => ({ key, answered, optedOut, counts, nrr: mean })) }
      : { counts: asked[0]!.counts }),
    nrr: exact && roundHalfUp(exact, 3),
    weighted: exact && roundHalfUp(times(exact, weight), 3),
    points,
    mutu: points && classify(points, bandTable(definition.index.bands)).mutu,
    exact,
  };
}

function indexFromItems(definition: SurveyDefinition, items: readonly ItemResult[], tally: Tally): IndexValue | NoValue {
  if (tally.respondents === 0) return { kind: "no-value", reason: NOBODY };
  if (definition.index.aggregation === "pooled") {
    const mean = pooledMean(definition, tally);
    return mean
      ? indexValue(definition, times(times(mean, fraction(definition.items.length)), weightOf(definition)))
      : { kind: "no-value", reason: NOBODY };
  }
  const unrated = items.filter((item) => item.exact === null);
  if (unrated.length > 0) {
    return {
      kind: "no-value",
      reason: `Belum ada nilai untuk ${unrated.map((item) => item.key).join(", ")}; indeks menuntut semua unsur dinilai.`,
    };
  }
  return indexValue(definition, times(sum(items.map((item) => item.exact!)), weightOf(definition)));
}

/** Mean over all answers alike, flipped where reversed; null when there is none. */
export function pooledMean(definition: SurveyDefinition, tally: Tally): Fraction | null {
  let [total, answered] = [fraction(0), 0];
  for (const question of definition.items.flatMap((item) => questionsOf(definition, item))) {
    const { counts } = tally.questions.get(question.key)!;
    const mean = nrr(counts, question.reversed);
    const n = counts.reduce((a, b) => a + b, 0);
    if (mean) total = add(total, times(mean, fraction(n)));
    answered += n;
  }
  return answered === 0 ? null : times(total, fraction(1, answered));
}

/** From Σ NRR × weight (on the item scale) to the printed index. */
function indexValue(definition: SurveyDefinition, weightedSum: Fraction): IndexValue {
  const exact = toFour(weightedSum, definition.scale.max, definition.index.conversion);
  const exact100 = toHundred(weightedSum, definition.scale.max, definition.index);
  const index100 = roundHalfUp(exact100, 2);
  const table = bandTable(definition.index.bands);
  const band = classify(index100, table);
  return {
    kind: "value",
    index4: roundHalfUp(exact, 3),
    index100,
    mutu: band.mutu,
    label: band.label.id,
    weight: definition.index.weight === "1/n" ? `1/${definition.items.length}` : definition.index.weight,
    bands: table.id,
    exact,
    exact100,
  };
}
