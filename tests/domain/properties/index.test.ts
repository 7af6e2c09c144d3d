import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compare, fraction, roundHalfUp, times } from "../../../server/domain/exact/fraction.ts";
import { bandTable } from "../../../server/domain/indices/bands.ts";
import { computeIndex, nrr, toFour } from "../../../server/domain/indices/compute-index.ts";
import { questionKeys, questionsOf } from "../../../server/domain/questionnaire/definition.ts";
import type { Answers } from "../../../server/domain/response.ts";
import { minus, pooled, tallyOf } from "../../../server/domain/tally.ts";
import { makeDefinition } from "../../support/make-definition.ts";
import { anyAnsweredSurvey, anyAnswers, anyDefinition, RUNS } from "./any-survey.ts";
import { cover } from "./cover.ts";
import { oracleIndex } from "./index-oracle.ts";

describe("the index of any survey", () => {
  it("is what a second reckoning straight from the answers gives", () => {
    let [values, none] = [0, 0];
    fc.assert(
      fc.property(anyAnsweredSurvey(), ({ definition, responses }) => {
        const { index } = computeIndex(definition, tallyOf(definition, responses));
        const wanted = oracleIndex(definition, responses);
        if (wanted) values += 1;
        else none += 1;
        const { aggregation, conversion, weight, bands } = definition.index;
        cover("rule", `${aggregation} ${conversion} ${weight}`);
        cover("to 100", definition.index.conversionTo100 ?? "25 times the index on 4");
        cover("scale", `1–${definition.scale.max}`);
        cover("mutu", index.kind === "value" ? `${bandTable(bands).id} ${index.mutu}` : "none");
        expect(index.kind === "value" ? { index4: index.index4, index100: index.index100 } : undefined).toEqual(wanted);
      }),
      RUNS,
    );
    expect(Math.min(values, none)).toBeGreaterThan(50);
  });

  it("keeps within its bounds: 25 to 100 on a 1–4 scale, and each unsur between 1 and the highest score", () => {
    fc.assert(
      fc.property(anyAnsweredSurvey({ max: 4, weight: "1/n" }, 1), ({ definition, responses }) => {
        const { index, items } = computeIndex(definition, tallyOf(definition, responses));
        if (index.kind === "value") {
          expect(Number(index.index100)).toBeGreaterThanOrEqual(25);
          expect(Number(index.index100)).toBeLessThanOrEqual(100);
        }
        for (const item of items.filter((one) => one.nrr !== null)) {
          expect(Number(item.nrr)).toBeGreaterThanOrEqual(1);
          expect(Number(item.nrr)).toBeLessThanOrEqual(4);
          expect(Number(item.points)).toBeGreaterThanOrEqual(25);
          expect(Number(item.points)).toBeLessThanOrEqual(100);
        }
      }),
      RUNS,
    );
  });

  it("never exceeds 100 whatever the scale, with an exact weight", () => {
    fc.assert(
      fc.property(anyAnsweredSurvey({ weight: "1/n" }, 1), ({ definition, responses }) => {
        const { index } = computeIndex(definition, tallyOf(definition, responses));
        if (index.kind === "value") {
          expect(Number(index.index100)).toBeGreaterThan(0);
          expect(Number(index.index100)).toBeLessThanOrEqual(100);
        }
      }),
      RUNS,
    );
  });

  it("does not depend on the order of responses, nor of the answers within one", () => {
    fc.assert(
      fc.property(anyAnsweredSurvey(), ({ definition, responses }) => {
        const backwards = [...responses].reverse().map((answers) => new Map([...answers].reverse()));
        expect(computeIndex(definition, tallyOf(definition, backwards))).toEqual(
          computeIndex(definition, tallyOf(definition, responses)),
        );
      }),
      RUNS,
    );
  });

  it("is exactly 25k when every answer on a 1–4 scale is k", () => {
    fc.assert(
      fc.property(
        anyDefinition({ max: 4, weight: "1/n" }),
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 1, max: 40 }),
        (definition, k, people) => {
          const answers = new Map<string, number>();
          for (const item of definition.items) {
            for (const one of questionsOf(definition, item)) answers.set(one.key, one.reversed ? 5 - k : k);
          }
          const { index } = computeIndex(definition, tallyOf(definition, Array<Answers>(people).fill(answers)));
          expect(index).toMatchObject({ kind: "value", index100: `${25 * k}.00`, index4: `${k}.000` });
        },
      ),
      RUNS,
    );
  });

  it("never falls when one answer gets better", () => {
    let compared = 0;
    fc.assert(
      fc.property(anyAnsweredSurvey({}, 1), fc.nat(), fc.nat(), ({ definition, responses }, who, which) => {
        const at = who % responses.length;
        const before = responses[at]!;
        const rated = [...before].filter(([key, answer]) => typeof answer === "number" && key !== definition.attention?.key);
        if (rated.length === 0) return;
        const [key, answer] = rated[which % rated.length]! as [string, number];
        const question = definition.items.flatMap((item) => questionsOf(definition, item)).find((one) => one.key === key)!;
        const better = question.reversed ? answer - 1 : answer + 1;
        if (better < 1 || better > definition.scale.max) return;
        const after = responses.with(at, new Map([...before, [key, better]]));
        const indexOf = (list: readonly Answers[]) => computeIndex(definition, tallyOf(definition, list)).index;
        const [old, now] = [indexOf(responses), indexOf(after)];
        if (old.kind !== "value" || now.kind !== "value") return;
        compared += 1;
        expect(compare(now.exact, old.exact)).toBeGreaterThan(0);
      }),
      RUNS,
    );
    expect(compared).toBeGreaterThan(200);
  });

  it("flips a reversed question: the same answers mirrored give the same index, and twice mirrored are the answers again", () => {
    fc.assert(
      fc.property(anyDefinition({ items: ["U1", "U2"] }), fc.infiniteStream(fc.nat()), (plain, chance) => {
        const { max } = plain.scale;
        const mirrored = { ...plain, items: plain.items.map((item) => ({ ...item, reversed: true })) };
        const responses = Array.from(
          { length: 3 },
          () => new Map(questionKeys(plain).map((key) => [key, 1 + (chance.next().value! % max)])),
        );
        const mirror = (answers: ReadonlyMap<string, number>): Map<string, number> =>
          new Map([...answers].map(([key, score]) => [key, max + 1 - score]));
        expect(responses.map(mirror).map(mirror)).toEqual(responses);
        expect(computeIndex(mirrored, tallyOf(mirrored, responses.map(mirror))).index).toEqual(
          computeIndex(plain, tallyOf(plain, responses)).index,
        );
      }),
      RUNS,
    );
    fc.assert(
      fc.property(fc.array(fc.nat(50), { minLength: 2, maxLength: 9 }), (counts) => {
        expect(nrr([...counts].reverse(), true)).toEqual(nrr(counts, false));
      }),
      RUNS,
    );
  });

  it("is the same under both conversions on a 1–4 scale", () => {
    fc.assert(
      fc.property(anyAnsweredSurvey({ max: 4 }), ({ definition, responses }) => {
        const tally = tallyOf(definition, responses);
        const by = (conversion: "affine" | "proportional") =>
          computeIndex({ ...definition, index: { ...definition.index, conversion } }, tally);
        expect(by("affine")).toEqual(by("proportional"));
      }),
      RUNS,
    );
    fc.assert(
      fc.property(fc.bigInt({ min: -1000n, max: 1000n }), fc.bigInt({ min: 1n, max: 1000n }), (top, bottom) => {
        const value = fraction(top, bottom);
        expect(toFour(value, 4, "affine")).toEqual(value);
        expect(toFour(value, 4, "proportional")).toEqual(value);
        expect(toFour(fraction(6), 6, "affine")).toEqual(toFour(fraction(6), 6, "proportional"));
      }),
      RUNS,
    );
  });

  it("is the sum of exact shares, not of the weighted NRR as printed", () => {
    const definition = makeDefinition({ items: ["U1", "U2", "U3"] });
    fc.assert(
      fc.property(fc.array(anyAnswers(definition), { minLength: 1, maxLength: 8 }), (responses) => {
        const { index, items } = computeIndex(definition, tallyOf(definition, responses));
        if (index.kind !== "value") return;
        for (const item of items) expect(item.weighted).toBe(roundHalfUp(times(item.exact!, fraction(1, 3)), 3));
        const third = items.map((item) => times(item.exact!, fraction(1, 3)));
        expect(index.exact).toEqual(third.reduce((a, b) => fraction(a.top * b.bottom + b.top * a.bottom, a.bottom * b.bottom)));
      }),
      RUNS,
    );
  });
});

describe("tallies", () => {
  const split = anyAnsweredSurvey().chain(({ definition, responses }) =>
    fc.record({ definition: fc.constant(definition), responses: fc.constant(responses), at: fc.nat(responses.length) }),
  );

  it("of two months, pooled, are the tally of all answers; and one taken away again leaves the other", () => {
    fc.assert(
      fc.property(split, ({ definition, responses, at }) => {
        const [first, second] = [tallyOf(definition, responses.slice(0, at)), tallyOf(definition, responses.slice(at))];
        const all = tallyOf(definition, responses);
        expect(pooled(definition, [first, second])).toEqual(all);
        expect(pooled(definition, [second, first])).toEqual(all);
        expect(minus(all, second)).toEqual(first);
        expect(pooled(definition, [first, pooled(definition, [])])).toEqual(first);
        expect(minus(first, first)).toEqual(pooled(definition, []));
      }),
      RUNS,
    );
  });

  it("count every answer once and no answer twice", () => {
    fc.assert(
      fc.property(anyAnsweredSurvey(), ({ definition, responses }) => {
        const tally = tallyOf(definition, responses);
        const counted = [...tally.questions.values()].reduce(
          (sum, one) => sum + one.optedOut + one.counts.reduce((a, b) => a + b, 0),
          0,
        );
        expect(counted).toBe(responses.reduce((sum, answers) => sum + answers.size, 0));
        expect(tally.received).toBe(responses.length);
        expect(tally.respondents).toBe(responses.filter((answers) => [...answers.values()].some(Number)).length);
      }),
      RUNS,
    );
  });
});
