import type { SurveyDefinition } from "../../server/domain/questionnaire/definition.ts";
import { expect, it } from "vitest";
import type { Answers } from "../../server/domain/response.ts";
import { isRated } from "../../server/domain/response.ts";
import { minus, pooled, tallyOf } from "../../server/domain/tally.ts";
import { makeDefinition, makePart } from "../support/make-definition.ts";

const definition = makeDefinition({ items: ["U1", { key: "U2", parts: [makePart("U2.1"), makePart("U2.2")] }] });
const answers = (given: Record<string, number | "opted-out">): Answers => new Map(Object.entries(given));

it("counts scores as chosen, opt-outs apart, and leaves out what was not answered", () => {
  const tally = tallyOf(definition, [
    answers({ U1: 4, "U2.1": 1, "U2.2": "opted-out" }),
    answers({ U1: 4 }),
    answers({ U1: "opted-out", "U2.1": "opted-out", "U2.2": "opted-out" }),
  ]);
  expect(tally).toMatchObject({ received: 3, excluded: 0, respondents: 2 });
  expect(Object.fromEntries(tally.questions)).toEqual({
    U1: { counts: [0, 0, 0, 2], optedOut: 1 },
    "U2.1": { counts: [1, 0, 0, 0], optedOut: 1 },
    "U2.2": { counts: [0, 0, 0, 0], optedOut: 2 },
  });
});

it("takes a response without any score for received, not for a respondent", () => {
  expect(isRated(answers({}))).toBe(false);
  expect(isRated(answers({ U1: "opted-out" }))).toBe(false);
  expect(isRated(answers({ U1: 1 }))).toBe(true);
});

it("refuses an unknown question and a score outside the scale", () => {
  for (const wrong of [{ U7: 1 }, { U1: 5 }, { U1: 0 }, { U1: 1.5 }, { U1: Number.NaN }]) {
    expect(() => tallyOf(definition, [answers(wrong)])).toThrow(RangeError);
  }
});

it("refuses to pool tallies of different questions or scales, whichever comes first", () => {
  const empty = (of: SurveyDefinition) => pooled(of, []);
  const more = empty(makeDefinition({ items: ["U1", { key: "U2", parts: [makePart("U2.1"), makePart("U2.2")] }, "U3"] }));
  const wider = empty(makeDefinition({ max: 6, items: ["U1", { key: "U2", parts: [makePart("U2.1"), makePart("U2.2")] }] }));
  const mine = pooled(definition, []);
  for (const other of [more, wider]) {
    expect(() => pooled(definition, [mine, other])).toThrow(RangeError);
    expect(() => pooled(definition, [other, mine])).toThrow(RangeError);
    expect(() => minus(other, mine)).toThrow(RangeError);
  }
});

it("says which question or which score does not belong to the survey", () => {
  expect(() => tallyOf(definition, [answers({ U7: 1 })])).toThrow("the question U7 is not in skm@1");
  expect(() => tallyOf(definition, [answers({ "U2.1": 5 })])).toThrow("5 is not on the scale of U2.1");
});

it("says in what two tallies differ", () => {
  const questionsOf = (...items: string[]) => pooled(makeDefinition({ items }), []);
  const mine = makeDefinition({ items: ["U1", "U2"] });
  const [same, fewer, other] = [questionsOf("U1", "U2"), questionsOf("U1"), questionsOf("U1", "U3")];
  const wider = pooled(makeDefinition({ items: ["U1", "U2"], max: 5 }), []);
  for (const [tally, trouble] of [
    [fewer, "the questions of the tallies differ"],
    [other, "the question U2 is missing in one of the tallies"],
    [wider, "the scales of U1 differ in the tallies"],
  ] as const) {
    expect(() => pooled(mine, [same, tally])).toThrow(new RangeError(trouble));
    expect(() => minus(same, tally)).toThrow(new RangeError(trouble));
  }
});

it("adds up and takes away what was received, excluded and rated", () => {
  const [one, two] = [
    { ...tallyOf(definition, [answers({ U1: 4 })]), received: 9, excluded: 5, respondents: 1 },
    { ...tallyOf(definition, [answers({ U1: 2 })]), received: 40, excluded: 3, respondents: 2 },
  ];
  const both = pooled(definition, [one, two]);
  expect(both).toMatchObject({ received: 49, excluded: 8, respondents: 3 });
  expect(minus(both, one)).toEqual(two);
  expect(minus(both, two)).toEqual(one);
});

it("never changes the tallies it is given", () => {
  const one = tallyOf(definition, [answers({ U1: 1 })]);
  const copy = structuredClone(one);
  pooled(definition, [one, one]);
  minus(one, one);
  expect(one).toEqual(copy);
});
