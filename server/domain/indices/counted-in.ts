import type { Tally } from "../tally.ts";
import type { IndexResult, QuestionResult } from "./compute-index.ts";

type Counted = Pick<QuestionResult, "key" | "counts" | "optedOut">;

/** The tally that a result was computed from, for computing with it again under another rule. */
export function countedIn({ received, excluded, respondents, items }: IndexResult): Tally {
  const questions = items.flatMap(
    ({ key, counts = [], optedOut, parts }): readonly Counted[] => parts ?? [{ key, counts, optedOut }],
  );
  return {
    received,
    excluded,
    respondents,
    questions: new Map(questions.map(({ key, counts, optedOut }) => [key, { counts, optedOut }])),
  };
}
