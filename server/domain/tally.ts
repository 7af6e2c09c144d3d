import type { Answers } from "./response.ts";
import { isRated } from "./response.ts";
import type { SurveyDefinition } from "./questionnaire/definition.ts";
import { questionKeys } from "./questionnaire/definition.ts";

/** How often each answer was given to one question. */
export interface QuestionTally {
  /** Index 0 counts score 1, index 1 score 2 … as the citizen chose them (reversed questions are not flipped here). */
  readonly counts: readonly number[];
  /** How many chose the answer without a score (tidak berlaku, tidak tahu). */
  readonly optedOut: number;
}

/** The coin between the store and the indices: counts, never means. */
export interface Tally {
  /** Responses that hold this survey, excluded ones included. */
  readonly received: number;
  /** Responses set aside with a reason. */
  readonly excluded: number;
  /** Used responses with at least one score. */
  readonly respondents: number;
  /** By question key, over the used responses. */
  readonly questions: ReadonlyMap<string, QuestionTally>;
}

/**
 * The tally of the given answers, one by one: the plain meaning of the counters that the store keeps.
 * Throws RangeError for a question that the definition does not hold and for a score outside its scale.
 */
export function tallyOf(definition: SurveyDefinition, responses: Iterable<Answers>): Tally {
  let [received, respondents] = [0, 0];
  const counts = new Map(
    questionKeys(definition).map((key) => [key, { counts: Array<number>(definition.scale.max).fill(0), optedOut: 0 }]),
  );
  for (const answers of responses) {
    received += 1;
    if (isRated(answers)) respondents += 1;
    for (const [key, answer] of answers) {
      const question = counts.get(key);
      if (!question) throw new RangeError(`the question ${key} is not in ${definition.id}@${definition.version}`);
      if (answer === "opted-out") question.optedOut += 1;
      else if (question.counts[answer - 1] === undefined) throw new RangeError(`${answer} is not on the scale of ${key}`);
      else question.counts[answer - 1]! += 1;
    }
  }
  return { received, excluded: 0, respondents, questions: counts };
}

/**
 * Pools tallies of one definition: services, counters, months. Throws RangeError when their questions or scales are not those
 * of the definition.
 */
export function pooled(definition: SurveyDefinition, tallies: Iterable<Tally>): Tally {
  const keys = questionKeys(definition);
  const sums = keys.map(() => ({ counts: Array<number>(definition.scale.max).fill(0), optedOut: 0 }));
  let [received, excluded, respondents] = [0, 0, 0];
  for (const tally of tallies) {
    received += tally.received;
    excluded += tally.excluded;
    respondents += tally.respondents;
    if (tally.questions.size !== keys.length) throw new RangeError("the questions of the tallies differ");
    keys.forEach((key, at) => {
      const [sum, question] = [sums[at]!, tally.questions.get(key)];
      if (!question) throw new RangeError(`the question ${key} is missing in one of the tallies`);
      if (question.counts.length !== sum.counts.length) throw new RangeError(`the scales of ${key} differ in the tallies`);
      for (let score = 0; score < sum.counts.length; score++) sum.counts[score]! += question.counts[score]!;
      sum.optedOut += question.optedOut;
    });
  }
  return { received, excluded, respondents, questions: new Map(keys.map((key, at) => [key, sums[at]!])) };
}

/**
 * Takes away what is part of the whole, such as the answers of today that are not shown yet. Throws RangeError when questions or
 * scales differ.
 */
export function minus(whole: Tally, part: Tally): Tally {
  if (whole.questions.size !== part.questions.size) throw new RangeError("the questions of the tallies differ");
  const questions = [...whole.questions].map(([key, { counts, optedOut }]): [string, QuestionTally] => {
    const less = part.questions.get(key);
    if (!less) throw new RangeError(`the question ${key} is missing in one of the tallies`);
    if (less.counts.length !== counts.length) throw new RangeError(`the scales of ${key} differ in the tallies`);
    return [key, { counts: counts.map((count, at) => count - less.counts[at]!), optedOut: optedOut - less.optedOut }];
  });
  return {
    received: whole.received - part.received,
    excluded: whole.excluded - part.excluded,
    respondents: whole.respondents - part.respondents,
    questions: new Map(questions),
  };
}
