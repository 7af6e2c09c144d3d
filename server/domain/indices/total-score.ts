import type { SurveyDefinition } from "../questionnaire/definition.ts";
import { questionsOf } from "../questionnaire/definition.ts";
import type { ItemResult } from "./compute-index.ts";

/** Σ of the scores of an item over all its questions, reversed ones flipped; a whole number. */
export function totalScore(definition: SurveyDefinition, result: ItemResult): number {
  const item = definition.items.find(({ key }) => key === result.key)!;
  return questionsOf(definition, item).reduce((sum, question) => {
    const counts = result.counts ?? result.parts!.find(({ key }) => key === question.key)!.counts;
    return counts.reduce((total, people, at) => total + people * (question.reversed ? counts.length - at : at + 1), sum);
  }, 0);
}
