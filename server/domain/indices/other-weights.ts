import type { Fraction } from "../exact/fraction.ts";
import { compare, fraction, fractionFrom, roundHalfUp } from "../exact/fraction.ts";
import type { SurveyDefinition } from "../questionnaire/definition.ts";
import type { Tally } from "../tally.ts";
import type { IndexValue } from "./compute-index.ts";
import { computeIndex } from "./compute-index.ts";

/** What the same answers would have given under another weight. */
export interface UnderWeight {
  /** "1/n", "0.111", "0.11". */
  readonly weight: string;
  /** True for the weight of the definition itself. */
  readonly used: boolean;
  readonly index: IndexValue;
}

/**
 * The index under each weight that reports in the field use for as many items: exact 1/n, and 1/n rounded to three and to two
 * decimals (nine unsur: 0.111 as in the processing table, 0.11 as in older reports), and the definition's own. Empty when the
 * index has no value. The same nine means give 91.48, 91.38 and 90.56, so a difference of weights may pass for a change.
 */
export function underOtherWeights(definition: SurveyDefinition, tally: Tally): readonly UnderWeight[] {
  const exact = fraction(1, definition.items.length);
  const rounded = [3, 2].map((digits) => roundHalfUp(exact, digits)).filter((weight) => changes(weight, exact));
  const weights = [...new Set(["1/n", ...rounded, definition.index.weight])];
  return weights.flatMap((weight) => {
    const { index } = computeIndex({ ...definition, index: { ...definition.index, weight } }, tally);
    return index.kind === "value" ? [{ weight, used: weight === definition.index.weight, index }] : [];
  });
}

/** A fifth is the same in two decimals, and a weight of nothing is none. */
function changes(weight: string, exact: Fraction): boolean {
  const value = fractionFrom(weight);
  return value.top > 0n && compare(value, exact) !== 0;
}
