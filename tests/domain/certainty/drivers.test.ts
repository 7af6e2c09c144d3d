import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { associations, LEAST_FOR_ASSOCIATION, weakest } from "../../../server/domain/certainty/drivers.ts";
import { momentsOf } from "../../../server/domain/certainty/moments.ts";
import { weakestSentence } from "../../../server/domain/certainty/words.ts";
import type { Answers } from "../../../server/domain/response.ts";
import { makeDefinition } from "../../support/make-definition.ts";
import { itemRest } from "./plain-statistics.ts";

const definition = makeDefinition({ items: ["U1", "U2", { key: "U3", reversed: true }, "U4"] });
const rows = (people: number) =>
  fc
    .array(fc.tuple(...Array.from({ length: 4 }, () => fc.integer({ min: 1, max: 4 }))), {
      minLength: people,
      maxLength: people + 40,
    })
    .map((list) => list.map((scores): Answers => new Map(scores.map((score, at) => [`U${at + 1}`, score]))));

describe("how an unsur moves with the rest", () => {
  it("is Pearson's correlation with the mean of the others", () => {
    fc.assert(
      fc.property(rows(LEAST_FOR_ASSOCIATION), (people) => {
        associations(definition, momentsOf(definition, people)).forEach((found, at) => {
          if (found.kind !== "association") throw new Error(found.reason);
          expect(found.r).toBeCloseTo(itemRest(definition, people, at), 8);
          expect(found.low).toBeLessThan(found.r);
          expect(found.high).toBeGreaterThan(found.r);
          expect(found.people).toBe(people.length);
        });
      }),
      { numRuns: 50 },
    );
  });
  it("is not told from fewer answers", () => {
    const people = fc.sample(rows(LEAST_FOR_ASSOCIATION), 1)[0]!.slice(0, LEAST_FOR_ASSOCIATION - 1);
    for (const found of associations(definition, momentsOf(definition, people)))
      expect(found).toMatchObject({ kind: "no-association", cause: "too-few" });
  });
  it("is not told where all gave the same answer", () => {
    const people = Array.from({ length: 120 }, (): Answers => new Map([1, 2, 3, 4].map((at) => [`U${at}`, 3])));
    for (const found of associations(definition, momentsOf(definition, people)))
      expect(found).toMatchObject({ kind: "no-association", cause: "no-spread" });
  });
});

describe("the weakest unsur", () => {
  const person = (u1: number, u2: number, u3: number, u4: number): Answers =>
    new Map([["U1", u1], ["U2", u2], ["U3", u3], ["U4", u4]]); // prettier-ignore
  const nameOf = (key: string): string => `<${key}>`;

  it("stand from the weakest up, reversed ones as they count, and are told apart when they differ enough", () => {
    const people = Array.from({ length: 60 }, (_, at) => person(4, at % 3 === 0 ? 2 : 3, at % 10 === 0 ? 1 : 4, 4));
    const found = weakest(definition, momentsOf(definition, people));
    expect(found.keys).toEqual(["U3", "U2", "U1"]);
    expect(found.apart).toMatchObject({ kind: "compared", verdict: "lower" });
    expect(weakestSentence(found, nameOf)).toBe("<U3> paling rendah, dan memang dapat dibedakan dari <U2>.");
  });
  it("are left open when chance may have put them in order", () => {
    const people = Array.from({ length: 40 }, (_, at) => person(4, at % 2 === 0 ? 2 : 3, at % 2 === 0 || at === 1 ? 3 : 2, 4));
    const found = weakest(definition, momentsOf(definition, people));
    expect(found.apart).toMatchObject({ kind: "compared", verdict: "open" });
    expect(weakestSentence(found, nameOf)).toContain("belum dapat dibedakan");
  });
  it("of nobody are none", () => {
    const found = weakest(definition, momentsOf(definition, []));
    expect(found).toEqual({ keys: [], apart: null });
    expect(weakestSentence(found, nameOf)).toBeNull();
  });
});
