import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Comparison } from "../../../server/domain/certainty/compare.ts";
import { compare, compareAll, LEAST_TO_COMPARE } from "../../../server/domain/certainty/compare.ts";
import type { Estimate, NoInterval } from "../../../server/domain/certainty/estimate.ts";
import { indexEstimate } from "../../../server/domain/certainty/estimate.ts";
import { momentsOf } from "../../../server/domain/certainty/moments.ts";
import type { Answers } from "../../../server/domain/response.ts";
import { makeDefinition } from "../../support/make-definition.ts";
import { anyAnswers, RUNS } from "../properties/any-survey.ts";

const definition = makeDefinition();
const estimateOf = (people: readonly Answers[]): Estimate | NoInterval =>
  indexEstimate(definition, momentsOf(definition, people));
const scored = (scores: readonly number[]): Answers[] =>
  scores.map(
    (score) =>
      new Map([
        ["U1", score],
        ["U2", score],
        ["U3", score],
      ]),
  );
const side = fc.array(anyAnswers(definition), { minLength: 5, maxLength: 30 }).map(estimateOf);

describe("a comparison", () => {
  it("is told apart exactly when its interval leaves out 0, and means the same from the other side", () => {
    fc.assert(
      fc.property(side, side, (first, second) => {
        const [found, back] = [compare(first, second), compare(second, first)];
        expect(back.kind).toBe(found.kind);
        if (found.kind !== "compared") return;
        const mirrored = back as Comparison;
        expect(found.verdict === "open").toBe(found.low <= 0 && found.high >= 0);
        expect({ open: "open", higher: "lower", lower: "higher" }[found.verdict]).toBe(mirrored.verdict);
        expect(found.difference).toBeCloseTo(-mirrored.difference, 9);
        expect(found.p).toBeCloseTo(mirrored.p, 9);
        expect(Number(found.printed.low)).toBeLessThanOrEqual(found.low + 1e-8);
        expect(Number(found.printed.high)).toBeGreaterThanOrEqual(found.high - 1e-8);
      }),
      RUNS,
    );
  });
  it("beside others is judged no more easily than alone", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(side, side), { minLength: 1, maxLength: 5 }), (pairs) => {
        const together = compareAll(pairs);
        pairs.forEach(([first, second], at) => {
          const alone = compare(first, second);
          const here = together[at]!;
          expect(here.kind).toBe(alone.kind);
          if (alone.kind === "compared" && alone.verdict === "open") expect(here).toMatchObject({ verdict: "open" });
        });
      }),
      { ...RUNS, numRuns: Math.min(RUNS.numRuns, 300) },
    );
  });
  it("sees what anybody would see", () => {
    const [bad, good] = [estimateOf(scored(Array<number>(40).fill(2))), estimateOf(scored(Array<number>(40).fill(4)))];
    expect(compare(bad, good)).toMatchObject({ verdict: "lower", printed: { difference: "-50.0" } });
    expect(compare(good, bad)).toMatchObject({ verdict: "higher", printed: { difference: "50.0" } });
    expect(compare(good, good)).toMatchObject({ verdict: "open", p: 1, printed: { difference: "0.0" } });
  });
  it(`needs ${LEAST_TO_COMPARE} people on both sides`, () => {
    const [few, many] = [estimateOf(scored([1, 2, 3, 4])), estimateOf(scored([1, 2, 3, 4, 1]))];
    expect(compare(few, many)).toMatchObject({ kind: "not-compared", cause: "too-few" });
    expect(compare(many, few)).toMatchObject({ kind: "not-compared", cause: "too-few" });
    expect(compare(many, many)).toMatchObject({ kind: "compared" });
    expect(compare(many, estimateOf([]))).toMatchObject({ kind: "not-compared", cause: "nobody" });
  });
});
