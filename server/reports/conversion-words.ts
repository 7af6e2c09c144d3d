import type { SurveyDefinition } from "../domain/questionnaire/definition.ts";

/** From the answers' own scale to 0–4 as words: "dikali 4/6", "1 + (nilai − 1) × 3/5"; null on 1–4, which stays as it is. */
export function toFourWords({ index, scale: { max } }: SurveyDefinition): string | null {
  if (max === 4) return null;
  return index.conversion === "proportional" ? `dikali 4/${max}` : `1 + (nilai − 1) × 3/${max - 1}`;
}

/**
 * From the answers' own scale to 0–100 where the definition declares a way of its own: "dikali 100/6",
 * "25 + (nilai − 1) × 75/5". Null where the figure on 0–100 is 25 times that on 0–4.
 */
export function toHundredWords({ index, scale: { max } }: SurveyDefinition): string | null {
  const { conversion, conversionTo100 = conversion } = index;
  if (max === 4 || conversionTo100 === conversion) return null;
  return conversionTo100 === "proportional" ? `dikali 100/${max}` : `25 + (nilai − 1) × 75/${max - 1}`;
}
