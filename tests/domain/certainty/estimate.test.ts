import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { indexEstimate, itemEstimate } from "../../../server/domain/certainty/estimate.ts";
import { indexFigure, sumsOfMoments } from "../../../server/domain/certainty/figure.ts";
import {
  dependenceOf,
  groupIndexEstimate,
  groupItemEstimate,
  LEAST_FOR_DEPENDENCE,
} from "../../../server/domain/certainty/groups.ts";
import { addAnswers, minus, momentsOf, noMoments, plus } from "../../../server/domain/certainty/moments.ts";
import { largestVariance, measuredVariance } from "../../../server/domain/certainty/variance.ts";
import { computeIndex } from "../../../server/domain/indices/compute-index.ts";
import type { Answers } from "../../../server/domain/response.ts";
import { tallyOf } from "../../../server/domain/tally.ts";
import { makeDefinition, unsur } from "../../support/make-definition.ts";
import { anyAnsweredSurvey, RUNS } from "../properties/any-survey.ts";
import { personIndices, variance } from "./plain-statistics.ts";

const definition = makeDefinition({ items: ["U1", "U2", { key: "U3", reversed: true }, "U4"] });
const whole = fc.array(fc.tuple(...Array.from({ length: 4 }, () => fc.integer({ min: 1, max: 4 }))), {
  minLength: 2,
  maxLength: 40,
});
const peopleOf = (rows: readonly (readonly number[])[]): Answers[] =>
  rows.map((scores) => new Map(scores.map((score, at) => [`U${at + 1}`, score])));

describe("moments", () => {
  it("pool and are taken apart without a trace", () => {
    fc.assert(
      fc.property(anyAnsweredSurvey(), fc.nat(8), ({ definition, responses }, cut) => {
        const [one, other] = [responses.slice(0, cut), responses.slice(cut)].map((part) => momentsOf(definition, part));
        const all = momentsOf(definition, [...responses].reverse());
        expect(plus(one!, other!)).toEqual(all);
        expect(minus(all, other!)).toEqual(one);
      }),
      RUNS,
    );
  });
  it("refuse what is off the scale, and keep nothing of it", () => {
    const moments = noMoments(definition);
    for (const scores of [
      [1, 2, 3],
      [1, 2, 3, 5],
      [1, 2, 3, -1],
      [1, 2, 3, 1.5],
    ])
      expect(() => addAnswers(moments, scores)).toThrow(RangeError);
    expect(moments).toEqual(noMoments(definition));
  });
  it("of another survey are refused", () => {
    const other = makeDefinition({ id: "spkp", items: unsur(4) });
    expect(() => indexEstimate(definition, noMoments(other))).toThrow(RangeError);
    expect(() => plus(noMoments(definition), noMoments(other))).toThrow(RangeError);
    expect(() => itemEstimate(definition, noMoments(definition), "U9")).toThrow(RangeError);
  });
});

describe("an estimate", () => {
  it("stands where the printed index and NRR stand, whatever the rule", () => {
    fc.assert(
      fc.property(anyAnsweredSurvey(), ({ definition, responses }) => {
        const [moments, tally] = [momentsOf(definition, responses), tallyOf(definition, responses)];
        const { index, items } = computeIndex(definition, tally);
        const found = indexEstimate(definition, moments);
        if (found.kind === "estimate" && index.kind === "value") {
          expect(found.points).toBeCloseTo(Number(index.exact100.top) / Number(index.exact100.bottom), 8);
          const four = Number(index.exact.top) / Number(index.exact.bottom);
          expect((found.points - found.own.offset) / found.own.slope).toBeCloseTo(four, 8);
          expect(found.points).toBeGreaterThanOrEqual(found.lowest - 1e-9);
          expect(found.points).toBeLessThanOrEqual(found.highest + 1e-9);
          expect(found.freedom).toBeGreaterThan(0);
          expect(found.freedom).toBeLessThanOrEqual(tally.respondents - 1 + 1e-9);
        }
        if (index.kind === "no-value") expect(found.kind).toBe("no-interval");
        for (const { key, exact } of items) {
          const item = itemEstimate(definition, moments, key);
          if (item.kind !== "estimate") continue;
          expect((item.points - item.own.offset) / item.own.slope).toBeCloseTo(Number(exact!.top) / Number(exact!.bottom), 8);
        }
      }),
      RUNS,
    );
  });

  it("has the textbook's standard error where everybody answered everything", () => {
    fc.assert(
      fc.property(whole, (rows) => {
        const people = peopleOf(rows);
        const found = indexEstimate(definition, momentsOf(definition, people));
        if (found.kind !== "estimate") throw new Error(found.reason);
        expect(found.variance).toBeCloseTo(variance(personIndices(definition, people)) / people.length, 8);
      }),
      RUNS,
    );
  });

  it("is never surer than its counters allow", () => {
    fc.assert(
      fc.property(anyAnsweredSurvey({}, 2), ({ definition, responses }) => {
        const moments = momentsOf(definition, responses);
        const figure = indexFigure(definition, sumsOfMoments(moments), moments.respondents);
        if ("unrated" in figure || figure.terms.some(({ from }) => from < 2)) return;
        expect(measuredVariance(figure, moments).variance).toBeLessThanOrEqual(largestVariance(figure).variance + 1e-7);
      }),
      RUNS,
    );
  });

  it.each([
    ["nobody", []],
    ["one-answer", [[1, 2, 3, 4]]],
  ] as const)("is none for %s, and says so", (cause, rows) => {
    expect(indexEstimate(definition, momentsOf(definition, peopleOf(rows)))).toMatchObject({ kind: "no-interval", cause });
  });
  it("names the unsur that nobody rated, and the one that a single person did", () => {
    const people = (last: number | undefined): Answers[] =>
      [0, 1, 2].map(
        (at) => new Map<string, number>([["U1", 3], ["U2", 3], ["U3", 1], ...(at === 0 && last ? [["U4", last] as const] : [])]),
      );
    expect(indexEstimate(definition, momentsOf(definition, people(undefined)))).toMatchObject({
      cause: "unrated",
      reason: /U4/ as never,
    });
    expect(indexEstimate(definition, momentsOf(definition, people(4)))).toMatchObject({ cause: "one-answer" });
  });
});

describe("a group of which only counters are known", () => {
  it("has the very estimate of the unit when it is the whole unit", () => {
    const rows = fc.array(fc.tuple(...Array.from({ length: 4 }, () => fc.integer({ min: 1, max: 4 }))), {
      minLength: LEAST_FOR_DEPENDENCE,
      maxLength: 60,
    });
    fc.assert(
      fc.property(rows, (scores) => {
        const people = peopleOf(scores);
        const [moments, tally] = [momentsOf(definition, people), tallyOf(definition, people)];
        const lent = groupIndexEstimate(definition, tally, dependenceOf(definition, moments));
        const own = indexEstimate(definition, moments);
        if (lent.kind !== "estimate" || own.kind !== "estimate") throw new Error("no estimate");
        expect(lent.points).toBeCloseTo(own.points, 9);
        expect(lent.variance).toBeCloseTo(own.variance, 9);
        const item = groupItemEstimate(definition, tally, "U2", dependenceOf(definition, moments));
        const alone = itemEstimate(definition, moments, "U2");
        if (item.kind !== "estimate" || alone.kind !== "estimate") throw new Error("no estimate");
        expect(item.variance).toBeCloseTo(alone.variance, 9);
      }),
      { ...RUNS, numRuns: Math.min(RUNS.numRuns, 300) },
    );
  });
  it("of a unit with few answers is taken to go together perfectly", () => {
    const few = momentsOf(
      definition,
      peopleOf(Array.from({ length: LEAST_FOR_DEPENDENCE - 1 }, (_, at) => [1 + (at % 4), 2, 3, 4])),
    );
    expect(dependenceOf(definition, few).index).toBe(1);
  });
});
