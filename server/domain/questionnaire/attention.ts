import type { Answer, Answers } from "../response.ts";
import type { Tally } from "../tally.ts";
import type { SurveyDefinition } from "./definition.ts";

/** How many chose what the attention question asked for. */
export interface AttentionResult {
  readonly answered: number;
  /** Of these, how many chose something else. */
  readonly wrong: number;
}

/**
 * What the attention question of a survey found; null when it has none. Told beside the index and never used to take an answer
 * away: whoever overlooked a line was served all the same.
 */
export function attentionOf({ attention }: SurveyDefinition, tally: Tally): AttentionResult | null {
  if (!attention) return null;
  const { counts } = tally.questions.get(attention.key)!;
  const answered = counts.reduce((sum, count) => sum + count, 0);
  return { answered, wrong: answered - counts[attention.answer - 1]! };
}

/** Answers without that to the attention question when nothing else was rated: nobody is a respondent by that question alone. */
export function withoutLoneAttention({ attention }: SurveyDefinition, answers: Answers): Answers {
  if (!attention || !answers.has(attention.key)) return answers;
  const rated = (answer: Answer): boolean => answer !== "opted-out";
  if ([...answers].some(([key, answer]) => key !== attention.key && rated(answer))) return answers;
  return new Map([...answers].filter(([key]) => key !== attention.key));
}
