import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { raiseNeeded, raiseTogether } from "../../../server/domain/certainty/what-it-takes.ts";
import { compare, fraction } from "../../../server/domain/exact/fraction.ts";
import { computeIndex } from "../../../server/domain/indices/compute-index.ts";
import type { Question, SurveyDefinition, SurveyItem } from "../../../server/domain/questionnaire/definition.ts";
import { questionsOf } from "../../../server/domain/questionnaire/definition.ts";
import type { QuestionTally, Tally } from "../../../server/domain/tally.ts";
import { tallyOf } from "../../../server/domain/tally.ts";
import { anyAnsweredSurvey, RUNS } from "../properties/any-survey.ts";

/** One rating of the question one step better, from the worst that can rise; null when all are the best. */
function oneBetter(tally: Tally, { key, reversed }: Question, max: number, raised: number[]): Tally | null {
  const { counts, optedOut } = tally.questions.get(key)!;
  const steps = Array.from({ length: max - 1 }, (_, at) => (reversed ? max - 1 - at : at));
  // No rating rises twice: what has already come up to a score may not leave it.
  const from = steps.find((at) => counts[at]! - (raised[at] ?? 0) > 0);
  if (from === undefined) return null;
  const to = reversed ? from - 1 : from + 1;
  raised[to] = (raised[to] ?? 0) + 1;
  const better: QuestionTally = { counts: counts.map((n, at) => n + (at === to ? 1 : at === from ? -1 : 0)), optedOut };
  return { ...tally, questions: new Map([...tally.questions, [key, better]]) };
}

/** By trying: one rating after another, item by item, in the question that fewest rated first. */
function tried(definition: SurveyDefinition, items: readonly SurveyItem[], tally: Tally, target: number): number | null {
  const reached = (now: Tally): boolean => {
    const { index } = computeIndex(definition, now);
    return index.kind === "value" && compare(index.exact, fraction(target, 100)) >= 0;
  };
  const rated = (question: Question): number => tally.questions.get(question.key)!.counts.reduce((a, b) => a + b, 0);
  const questions = items.flatMap((item) =>
    questionsOf(definition, item)
      .filter((question) => rated(question) > 0)
      .sort((a, b) => rated(a) - rated(b)),
  );
  let [now, answers] = [tally, 0];
  if (reached(now)) return 0;
  for (const question of questions) {
    const raised: number[] = [];
    for (let next = oneBetter(now, question, definition.scale.max, raised); next;) {
      now = next;
      answers += 1;
      if (reached(now)) return answers;
      next = oneBetter(now, question, definition.scale.max, raised);
    }
  }
  return null;
}

describe("what it would take", () => {
  it("is what trying finds, to the last rating, under every rule", () => {
    fc.assert(
      fc.property(anyAnsweredSurvey({}, 1), fc.integer({ min: 50, max: 420 }), ({ definition, responses }, target) => {
        const tally = tallyOf(definition, responses);
        for (const item of definition.items) {
          const found = raiseNeeded(definition, tally, item.key, fraction(target, 100));
          if (computeIndex(definition, tally).index.kind === "no-value") expect(found).toBeNull();
          else expect(found?.answers ?? null).toBe(tried(definition, [item], tally, target));
        }
      }),
      RUNS,
    );
  });
  it("of several unsur is what trying them one after another finds", () => {
    fc.assert(
      fc.property(anyAnsweredSurvey({}, 1), fc.integer({ min: 50, max: 420 }), ({ definition, responses }, target) => {
        const tally = tallyOf(definition, responses);
        const items = [...definition.items].reverse();
        const keys = items.map(({ key }) => key);
        const found = raiseTogether(definition, tally, keys, fraction(target, 100));
        if (computeIndex(definition, tally).index.kind === "no-value") return void expect(found).toBeNull();
        const answers = tried(definition, items, tally, target);
        if (answers === null) return void expect(found).toBeNull();
        expect(found!.reduce((sum, raise) => sum + raise.answers, 0)).toBe(answers);
        // In the order asked for, none that is not needed, and never more than there are.
        expect(found!.map(({ key }) => key)).toEqual(keys.slice(0, found!.length));
        expect(found!.every((raise) => raise.answers <= raise.of)).toBe(true);
        if (found!.length > 1)
          expect(raiseTogether(definition, tally, keys.slice(0, found!.length - 1), fraction(target, 100))).toBeNull();
      }),
      RUNS,
    );
  });
  it("refuses an unsur that is not there", () => {
    fc.assert(
      fc.property(anyAnsweredSurvey(), ({ definition, responses }) => {
        expect(() => raiseNeeded(definition, tallyOf(definition, responses), "X1", fraction(3))).toThrow(RangeError);
        expect(() => raiseTogether(definition, tallyOf(definition, responses), [], fraction(3))).toThrow(RangeError);
      }),
      { numRuns: 20 },
    );
  });
});
