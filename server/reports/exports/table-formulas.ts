import { bandTable } from "../../domain/indices/bands.ts";
import type { SurveyDefinition } from "../../domain/questionnaire/definition.ts";

/**
 * The rule of an index as spreadsheet formulas. Every figure is rounded once, from sums and counts and never from another
 * rounded figure; where several divisions are added, an inner ROUND to ten digits takes away the noise of binary numbers, so
 * that a half rounds up as in the exact computation.
 */
export function mean(sum: string, count: string): string {
  return `${sum}/${count}`;
}

/** NRR of an item from the NRR of its parts. */
export function meanOf(means: readonly string[]): string {
  return means.length === 1 ? means[0]! : `(${means.join("+")})/${means.length}`;
}

/** "/9" for the exact weight, "*0.111" for a declared one. */
export function weightSuffix(definition: SurveyDefinition): string {
  const { weight } = definition.index;
  if (weight === "1/n") return `/${definition.items.length}`;
  return weight.startsWith("1/") ? `/${weight.slice(2)}` : `*${weight}`;
}

/** Σ NRR × weight on the questionnaire's own scale. */
export function weightedSum(definition: SurveyDefinition, itemMeans: readonly string[], sums: string, counts: string): string {
  if (definition.index.aggregation === "mean-of-item-means") return `(${itemMeans.join("+")})${weightSuffix(definition)}`;
  const pooled = `SUM(${sums})/SUM(${counts})`;
  return definition.index.weight === "1/n" ? pooled : `${pooled}*${definition.items.length}${weightSuffix(definition)}`;
}

/** From the questionnaire's own scale to 0–4. */
export function toFourFormula(definition: SurveyDefinition, value: string): string {
  const { max } = definition.scale;
  if (max === 4) return value;
  return definition.index.conversion === "proportional" ? `(${value})*4/${max}` : `1+((${value})-1)*3/${max - 1}`;
}

/** From the questionnaire's own scale to 0–100. */
export function toHundredFormula(definition: SurveyDefinition, value: string): string {
  const { conversion, conversionTo100 = conversion } = definition.index;
  return `(${toFourFormula({ ...definition, index: { ...definition.index, conversion: conversionTo100 } }, value)})*25`;
}

export function rounded(value: string, digits: number): string {
  return `ROUND(ROUND(${value},10),${digits})`;
}

/** Mutu, or its words, from a cell with the figure on 100. */
export function mutuFormula(definition: SurveyDefinition, cell: string, show: "letter" | "words"): string {
  const bands = bandTable(definition.index.bands).bands;
  const text = (band: (typeof bands)[number]): string =>
    `"${(show === "letter" ? band.mutu : band.label.id).replaceAll('"', '""')}"`;
  return bands.slice(1).reduce((otherwise, band) => `IF(${cell}>=${band.from},${text(band)},${otherwise})`, text(bands[0]!));
}
