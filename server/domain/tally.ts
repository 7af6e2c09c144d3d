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

export function emptyTally(definition: SurveyDefinition): Tally {
  const blank: QuestionTally = { counts: Array<number>(definition.scale.max).fill(0), optedOut: 0 };
  return { received: 0, excluded: 0, respondents: 0, questions: new Map(questionKeys(definition).map((key) => [key, blank])) };
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

/** Pools tallies of the same definition: services, counters, months. Throws RangeError when questions or scales differ. */
export function plus(a: Tally, b: Tally): Tally {
  return combine(a, b, (x, y) => x + y);
}

/** Takes away what is part of the whole, such as the answers of today that are not shown yet. */
export function minus(whole: Tally, part: Tally): Tally {
  return combine(whole, part, (x, y) => x - y);
}

function combine(a: Tally, b: Tally, by: (x: number, y: number) => number): Tally {
  for (const key of b.questions.keys()) {
    if (!a.questions.has(key)) throw new RangeError(`the question ${key} is missing in one of the tallies`);
  }
  return {
    received: by(a.received, b.received),
    excluded: by(a.excluded, b.excluded),
    respondents: by(a.respondents, b.respondents),
    questions: new Map(
      [...a.questions].map(([key, mine]) => {
        const other = b.questions.get(key);
        if (!other) throw new RangeError(`the question ${key} is missing in one of the tallies`);
        if (other.counts.length !== mine.counts.length) throw new RangeError(`the scales of ${key} differ in the tallies`);
        return [
          key,
          { counts: mine.counts.map((count, at) => by(count, other.counts[at]!)), optedOut: by(mine.optedOut, other.optedOut) },
        ];
      }),
    ),
  };
}
