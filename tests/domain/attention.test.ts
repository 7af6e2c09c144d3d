import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { computeIndex } from "../../server/domain/indices/compute-index.ts";
import { attentionOf, withoutLoneAttention } from "../../server/domain/questionnaire/attention.ts";
import { definitionSchema, displayQuestions, questionKeys } from "../../server/domain/questionnaire/definition.ts";
import { parseAnswers } from "../../server/domain/questionnaire/parse-answers.ts";
import { tallyOf } from "../../server/domain/tally.ts";
import { definitionFile, makeDefinition } from "../support/make-definition.ts";
import { makeReasons } from "../support/make-sitting.ts";
import { anyAnsweredSurvey, RUNS } from "./properties/any-survey.ts";

const survey = makeDefinition({ attention: true, displayOrder: ["U2", "U1", "U3"] });

describe("an attention question", () => {
  it("is asked after its item and kept after all others", () => {
    expect(displayQuestions(survey).map(({ key }) => key)).toEqual(["U2", "U1", "X1", "U3"]);
    expect(questionKeys(survey)).toEqual(["U1", "U2", "U3", "X1"]);
  });

  it("says how many chose something else", () => {
    const answers = [2, 2, 3, undefined].map((x1) => new Map([["U1", 4], ...(x1 === undefined ? [] : [["X1", x1] as const])]));
    expect(attentionOf(survey, tallyOf(survey, answers))).toEqual({ answered: 3, wrong: 1 });
    expect(attentionOf(survey, tallyOf(survey, []))).toEqual({ answered: 0, wrong: 0 });
    expect(attentionOf(makeDefinition(), tallyOf(makeDefinition(), []))).toBeNull();
  });

  it("changes no figure: the index with it is the index without it", () => {
    fc.assert(
      fc.property(anyAnsweredSurvey({ attention: true }), ({ definition, responses }) => {
        const { attention: asked, ...without } = definition;
        const bare = responses.map((answers) => new Map([...answers].filter(([key]) => key !== asked!.key)));
        expect(computeIndex(definition, tallyOf(definition, responses))).toEqual(computeIndex(without, tallyOf(without, bare)));
      }),
      RUNS,
    );
  });

  it("makes nobody a respondent by itself", () => {
    const lone = new Map<string, number | "opted-out">([
      ["U1", "opted-out"],
      ["X1", 2],
    ]);
    expect([...withoutLoneAttention(survey, lone)]).toEqual([["U1", "opted-out"]]);
    const rated = new Map([
      ["U1", 4],
      ["X1", 2],
    ]);
    expect(withoutLoneAttention(survey, rated)).toBe(rated);
  });

  it("must be answered in the form like any other, and takes no reason", () => {
    const sitting = {
      surveys: [survey],
      profile: [],
      services: [],
      reasons: makeReasons(["skm"], ["lama"]),
    };
    const all = {
      U1: "4",
      U2: "4",
      U3: "1",
      "alasan.U3": "lama",
      X1: "1",
      "alasan.X1": "lama",
      kunci: "a".repeat(22),
      dibantu: "tidak",
    };
    const { X1: _, ...missing } = all;
    const parsed = parseAnswers(sitting, missing);
    expect(parsed.ok ? null : [...parsed.problems.keys()]).toContain("X1");
    const whole = parseAnswers(sitting, all);
    if (!whole.ok) throw new Error([...whole.problems.keys()].join());
    expect(whole.answers.surveys.get("skm@1")!.get("X1")).toBe(1);
    expect(whole.answers.reasons.map(({ question }) => question)).toEqual(["U3"]);
  });

  it("is refused when its answer is off the scale, its place unknown, or its key taken", () => {
    const file = definitionFile({ attention: true });
    const refused = (over: Record<string, unknown>) =>
      definitionSchema
        .safeParse({ ...file, attention: { ...(file["attention"] as Record<string, unknown>), ...over } })
        .error?.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
    expect(refused({})).toBeUndefined();
    expect(refused({ answer: 5 })).toEqual(["attention.answer: is not on the scale 1–4"]);
    expect(refused({ answer: 0 })).toEqual(["attention.answer: is not on the scale 1–4"]);
    expect(refused({ after: "U9" })).toEqual(["attention.after: is no key among the items"]);
    expect(refused({ key: "U2" })).toEqual(["attention.key: the key U2 stands twice"]);
    expect(refused({ labels: { id: ["a"], en: ["b"] } })).toHaveLength(2);
  });
});
