import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { add, fraction, fractionFrom, times } from "../../../server/domain/exact/fraction.ts";
import type { IndexResult } from "../../../server/domain/indices/compute-index.ts";
import { computeIndex } from "../../../server/domain/indices/compute-index.ts";
import type { PeriodKind } from "../../../server/domain/periods/period.ts";
import { periodOf } from "../../../server/domain/periods/period.ts";
import type { SurveyDefinition } from "../../../server/domain/questionnaire/definition.ts";
import { questionKeys, questionsOf } from "../../../server/domain/questionnaire/definition.ts";
import type { Answers } from "../../../server/domain/response.ts";
import type { Tally } from "../../../server/domain/tally.ts";
import { pooled, tallyOf } from "../../../server/domain/tally.ts";
import { makeDefinition, unsur } from "../../support/make-definition.ts";
import { anyAnsweredSurvey, anyDefinition, RUNS } from "./any-survey.ts";
import { cover } from "./cover.ts";
import { oracleIndex } from "./index-oracle.ts";

const KINDS: readonly PeriodKind[] = ["month", "quarter", "semester", "year"];
/** Every weight that reports declare, with the number of unsur for which it is meant. */
const WEIGHTS: readonly (readonly [weight: string, items: number])[] = [
  ["1/n", 9],
  ["1/n", 14],
  ["0.111", 9],
  ["0.11", 9],
  ["1/9", 9],
  ["0.071", 14],
  ["1/14", 14],
];
/** The tables as printed, in hundredths: both ends of each band, D to A. */
const PRINTED: Readonly<Record<string, readonly (readonly [from: number, to: number])[]>> = {
  "permenpan-14-2017": [[2500, 6499], [6500, 7660], [7661, 8830], [8831, 10000]], // prettier-ignore
  "kep-25-2004": [[2500, 4375], [4376, 6250], [6251, 8125], [8126, 10000]], // prettier-ignore
  "ipk-peradilan": [[2500, 4375], [4376, 6250], [6251, 8125], [8126, 10000]], // prettier-ignore
};

const indexOf = (definition: SurveyDefinition, responses: readonly Answers[]): IndexResult =>
  computeIndex(definition, tallyOf(definition, responses));

/** All answers give every question the same score. */
const answersOf = (definition: SurveyDefinition, score: number): Answers =>
  new Map(
    definition.items
      .flatMap((item) => questionsOf(definition, item))
      .map(({ key, reversed }) => [key, reversed ? definition.scale.max + 1 - score : score]),
  );

describe("an index", () => {
  it("does not depend on the order in which people answered", () => {
    const shuffled = anyAnsweredSurvey({}, 2).chain(({ definition, responses }) =>
      fc.record({
        definition: fc.constant(definition),
        responses: fc.constant(responses),
        other: fc.shuffledSubarray([...responses], { minLength: responses.length }),
      }),
    );
    fc.assert(
      fc.property(shuffled, ({ definition, responses, other }) => {
        expect(indexOf(definition, other)).toEqual(indexOf(definition, responses));
      }),
      RUNS,
    );
  });

  it("of a longer period is that of all its answers, not a mean of indices", () => {
    const dated = anyAnsweredSurvey({}, 1).chain(({ definition, responses }) =>
      fc.record({
        definition: fc.constant(definition),
        responses: fc.constant(responses),
        months: fc.array(fc.integer({ min: 0, max: 17 }), { minLength: responses.length, maxLength: responses.length }),
      }),
    );
    fc.assert(
      fc.property(dated, fc.constantFrom(...KINDS), ({ definition, responses, months }, kind) => {
        const nameOf = (month: number): string => `${2025 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}`;
        const monthly = new Map<string, Tally>();
        for (const month of new Set(months.map(nameOf)))
          monthly.set(month, tallyOf(definition, responses.filter((_, at) => nameOf(months[at]!) === month))); // prettier-ignore
        const period = periodOf(kind, `${nameOf(months[0]!)}-01`);
        const inside = [...monthly].filter(([month]) => period.months.includes(month)).map(([, tally]) => tally);
        cover("months pooled", String(inside.length));
        const { index } = computeIndex(definition, pooled(definition, inside));
        const wanted = oracleIndex(
          definition,
          responses.filter((_, at) => period.months.includes(nameOf(months[at]!))),
        );
        expect(index.kind === "value" ? { index4: index.index4, index100: index.index100 } : undefined).toEqual(wanted);
      }),
      RUNS,
    );
  });

  it("is exactly the point of the scale when every answer is that point, on every scale", () => {
    fc.assert(
      fc.property(anyDefinition({ weight: "1/n" }), fc.nat(), fc.integer({ min: 1, max: 40 }), (definition, chance, people) => {
        const { max } = definition.scale;
        const k = 1 + (chance % max);
        const { index } = indexOf(definition, Array<Answers>(people).fill(answersOf(definition, k)));
        const four =
          definition.index.conversion === "proportional" ? fraction(4 * k, max) : fraction(max - 1 + 3 * (k - 1), max - 1);
        cover("scale and point", `1–${max}: ${k}`);
        expect(index).toMatchObject({ kind: "value", exact: four });
      }),
      RUNS,
    );
  });

  it("by a declared weight is that by 1/n, times the weight and the number of unsur", () => {
    const any = fc
      .constantFrom(...WEIGHTS)
      .chain(([weight, items]) =>
        fc
          .constantFrom("mean-of-item-means" as const, "pooled" as const)
          .chain((aggregation) => anyAnsweredSurvey({ weight, items: unsur(items), aggregation, max: 4 }, 4)),
      );
    let values = 0;
    fc.assert(
      fc.property(any, ({ definition, responses }) => {
        const declared = definition.index.weight;
        const exact = { ...definition, index: { ...definition.index, weight: "1/n" } };
        const [by, plain] = [indexOf(definition, responses).index, indexOf(exact, responses).index];
        cover("weight", `${declared} of ${definition.items.length}: ${by.kind}`);
        expect(by.kind).toBe(plain.kind);
        if (by.kind !== "value" || plain.kind !== "value") return;
        values += 1;
        const whole = declared === "1/n" ? fraction(1) : times(fractionFrom(declared), fraction(definition.items.length));
        expect(by.exact).toEqual(times(plain.exact, whole));
        expect(by.weight).toBe(declared === "1/n" ? `1/${definition.items.length}` : declared);
      }),
      RUNS,
    );
    expect(values).toBeGreaterThan(400);
  });

  it("is not moved by people who rated nothing, and an unsur is moved only by those who rated it", () => {
    fc.assert(
      fc.property(anyAnsweredSurvey({}, 1), fc.nat(), ({ definition, responses }, chance) => {
        const before = indexOf(definition, responses);
        const nothing: Answers = new Map(questionKeys(definition).map((key) => [key, "opted-out"]));
        const after = indexOf(definition, [...responses, nothing, new Map()]);
        expect(after.respondents).toBe(before.respondents);
        expect(after.index).toEqual(before.index);
        expect(after.items.map(({ key, exact }) => [key, exact])).toEqual(before.items.map(({ key, exact }) => [key, exact]));

        const item = definition.items[chance % definition.items.length]!;
        const own = questionsOf(definition, item).map(({ key }) => key);
        const answered = new Map([...answersOf(definition, 1)].filter(([key]) => own.includes(key)));
        const one = indexOf(definition, [...responses, answered]);
        for (const { key, exact } of one.items)
          if (key !== item.key) expect(exact).toEqual(before.items.find((other) => other.key === key)!.exact);
      }),
      RUNS,
    );
  });

  it("has a value exactly when the declared rule says so, and names every unsur that nobody rated", () => {
    fc.assert(
      fc.property(anyAnsweredSurvey({}), ({ definition, responses }) => {
        const rated = definition.items.filter((item) =>
          questionsOf(definition, item).some(({ key }) => responses.some((answers) => typeof answers.get(key) === "number")),
        );
        const { index, items } = indexOf(definition, responses);
        const needed = definition.index.aggregation === "pooled" ? 1 : definition.items.length;
        cover(`rated items, ${definition.index.aggregation}`, rated.length === 0 ? "none" : rated.length < definition.items.length ? "some" : "all"); // prettier-ignore
        expect(index.kind).toBe(rated.length >= needed ? "value" : "no-value");
        expect(items.filter(({ nrr }) => nrr !== null).map(({ key }) => key)).toEqual(rated.map(({ key }) => key));
        if (index.kind === "no-value" && rated.length > 0) {
          const unrated = definition.items.filter((item) => !rated.includes(item)).map(({ key }) => key);
          expect(index.reason).toContain(` ${unrated.join(", ")};`);
        }
      }),
      RUNS,
    );
  });
});

describe("the mutu of an index", () => {
  it("changes exactly where the printed bands do, whatever the weight", () => {
    const target = fc.constantFrom(...Object.keys(PRINTED)).chain((bands) =>
      fc.record({
        bands: fc.constant(bands),
        weight: fc.constantFrom(...WEIGHTS),
        edge: fc.constantFrom(...PRINTED[bands]!.slice(1).map(([from]) => from)),
        // In hundred thousandths of a point: a half of the last printed digit is 500 of them.
        off: fc.oneof(fc.constantFrom(-1000, -501, -500, -499, -1, 0, 1, 499, 500), fc.integer({ min: -3000, max: 3000 })),
      }),
    );
    fc.assert(
      fc.property(target, ({ bands, weight: [weight, items], edge, off }) => {
        const definition = makeDefinition({ bands, weight, items: unsur(items) });
        const figure = fraction(1000 * edge + off, 100_000);
        const { index } = computeIndex(definition, tallyWithIndex(definition, figure));
        // Half up in whole hundredths, by hand: the exact figure is (1000·edge + off) / 1000 of them.
        const hundredths = edge + Math.floor((off + 500) / 1000);
        const wanted = PRINTED[bands]!.findIndex(([from, to]) => from <= hundredths && hundredths <= to);
        cover("edge", `${bands} ${edge / 100} ${hundredths < edge ? "below" : "reached"}`);
        expect(index).toMatchObject({
          index100: (hundredths / 100).toFixed(2),
          mutu: "DCBA"[wanted],
          exact: times(figure, fraction(1, 25)),
        });
      }),
      RUNS,
    );
  });

  it("of an index that is a half below an edge is that of the edge", () => {
    const definition = makeDefinition({ items: ["U1"] });
    for (const [figure, printed, mutu] of [
      ["64.994", "64.99", "D"],
      ["64.995", "65.00", "C"],
      ["76.604", "76.60", "C"],
      ["76.605", "76.61", "B"],
      ["88.304", "88.30", "B"],
      ["88.305", "88.31", "A"],
    ] as const)
      expect(computeIndex(definition, tallyWithIndex(definition, fractionFrom(figure))).index).toMatchObject({
        index100: printed,
        mutu,
      });
  });
});

/** Counts by which every question has the mean that gives the index exactly, made of two neighbouring scores. */
function tallyWithIndex(definition: SurveyDefinition, index100: ReturnType<typeof fraction>): Tally {
  const declared = definition.index.weight;
  const whole = declared === "1/n" ? fraction(1) : times(fractionFrom(declared), fraction(definition.items.length));
  const mean = times(times(index100, fraction(1, 25)), fraction(whole.bottom, whole.top));
  const low = Number(mean.top / mean.bottom);
  const above = add(mean, fraction(-low));
  const [people, higher] = [Number(mean.bottom), Number(above.top * (mean.bottom / above.bottom))];
  const counts = Array.from({ length: definition.scale.max }, (_, at) =>
    at + 1 === low ? people - higher : at === low ? higher : 0,
  );
  return {
    received: people,
    excluded: 0,
    respondents: people,
    questions: new Map(questionKeys(definition).map((key) => [key, { counts, optedOut: 0 }])),
  };
}
