import { z } from "zod";
import type { Answer } from "../response.ts";
import type { Question, SurveyDefinition } from "./definition.ts";
import type { ReasonOption } from "./reason-list.ts";
import { reasonList } from "./reason-list.ts";

/**
 * The reasons that are offered after a low score, for surveys that bring none of their own. In a file apart, so that offering
 * them changes no version of a survey: the index is the same with and without them.
 */
export const reasonsSchema = z.strictObject({
  $schema: z.string().optional(),
  kind: z.literal("reasons"),
  id: z.literal("alasan"),
  version: z.int().min(1).max(999),
  surveys: z.array(z.string()).min(1).describe("Ids of the surveys after whose low scores these reasons are offered."),
  reasons: reasonList,
});

export type ReasonsDefinition = z.infer<typeof reasonsSchema>;

/** What a citizen may choose from after a low score of the survey, in the order shown; empty when no reason is asked. */
export function reasonsAfter(definition: SurveyDefinition, common: ReasonsDefinition): readonly ReasonOption[] {
  return definition.reasons ?? (common.surveys.includes(definition.id) ? common.reasons : []);
}

/**
 * Whether an answer is in the lower half of the scale, a middle not counted: 1 and 2 of 4, 1 and 2 of 5, 1 to 3 of 6. In a
 * reversed question these are the highest answers. An answer without a score is never low.
 * @example isLow(2, { reversed: false }, 4) // => true
 * @example isLow(2, { reversed: true }, 4) // => false
 */
export function isLow(answer: Answer | undefined, { reversed }: Pick<Question, "reversed">, max: number): boolean {
  if (answer === undefined || answer === "opted-out") return false;
  return (reversed ? max + 1 - answer : answer) <= Math.floor(max / 2);
}
