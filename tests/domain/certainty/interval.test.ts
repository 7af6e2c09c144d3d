import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { indexEstimate } from "../../../server/domain/certainty/estimate.ts";
import type { Interval } from "../../../server/domain/certainty/interval.ts";
import { interval } from "../../../server/domain/certainty/interval.ts";
import { momentsOf } from "../../../server/domain/certainty/moments.ts";
import type { Answers } from "../../../server/domain/response.ts";
import { makeDefinition, unsur } from "../../support/make-definition.ts";
import { anyAnsweredSurvey, RUNS } from "../properties/any-survey.ts";

const definition = makeDefinition({ items: unsur(9) });
const alike = (people: number, score: number): Answers[] =>
  Array.from({ length: people }, () => new Map(unsur(9).map((key) => [key, score])));
const of = (people: readonly Answers[], served: number | null = null): Interval => {
  const found = interval(indexEstimate(definition, momentsOf(definition, people)), served);
  if (found.kind !== "interval") throw new Error(found.reason);
  return found;
};
const width = ({ low, high }: Interval): number => high - low;

describe("an interval", () => {
  it("holds its figure, stays on the scale, and is printed outwards", () => {
    fc.assert(
      fc.property(anyAnsweredSurvey({}, 2), fc.option(fc.integer({ min: 2, max: 40 })), ({ definition, responses }, served) => {
        const estimate = indexEstimate(definition, momentsOf(definition, responses));
        const found = interval(estimate, served);
        if (estimate.kind !== "estimate" || found.kind !== "interval") return;
        expect(found.low).toBeLessThanOrEqual(estimate.points + 1e-9);
        expect(found.high).toBeGreaterThanOrEqual(estimate.points - 1e-9);
        expect(found.low).toBeGreaterThanOrEqual(estimate.lowest);
        expect(found.high).toBeLessThanOrEqual(estimate.highest);
        expect(Number(found.points.low)).toBeLessThanOrEqual(found.low + 1e-8);
        expect(Number(found.points.high)).toBeGreaterThanOrEqual(found.high - 1e-8);
        expect(Number(found.points.margin)).toBeGreaterThanOrEqual(found.margin - 1e-8);
      }),
      RUNS,
    );
  });
  it("does not shrink to nothing where all answers are alike, and shrinks as more people agree", () => {
    const widths = [5, 20, 80, 320].map((people) => width(of(alike(people, 4))));
    expect(widths.at(-1)).toBeGreaterThan(0.1);
    expect([...widths].sort((a, b) => b - a)).toEqual(widths);
  });
  it("is that of equal answers where what one unsur sways another takes back in every person", () => {
    for (let people = 2; people < 60; people += 1)
      for (let turn = 0; turn < 12; turn += 1) {
        const [four, three] = [(at: number): number => (at * 7 + turn) % 4, (at: number): number => (at * at + turn) % 3];
        const balanced = Array.from({ length: people }, (_, at): Answers => {
          const scores = [1 + four(at), 4 - four(at), 1 + three(at), 3 - three(at), 3, 3, 3, 3, 3];
          return new Map(scores.map((score, place) => [`U${place + 1}`, score]));
        });
        const estimate = indexEstimate(definition, momentsOf(definition, balanced));
        expect(estimate).toMatchObject({ variance: 0, freedom: people - 1 });
      }
  });
  it("is narrower when most of those served have answered, and none when all have", () => {
    const people = [...alike(20, 4), ...alike(20, 2)];
    expect(width(of(people, 50))).toBeLessThan(width(of(people, 5000)));
    expect(width(of(people, 5000))).toBeLessThan(width(of(people)));
    expect(interval(indexEstimate(definition, momentsOf(definition, people)), 40)).toMatchObject({ cause: "everybody" });
  });
  it("takes no notice of fewer served than answered, and says so", () => {
    const people = [...alike(20, 4), ...alike(20, 2)];
    expect(of(people, 39)).toEqual({ ...of(people), population: { kind: "ignored", served: 39 } });
  });
  it("refuses a number of people that is none", () => {
    expect(() => of(alike(5, 3), -1)).toThrow(RangeError);
    expect(() => of(alike(5, 3), 10.5)).toThrow(RangeError);
  });
});
