import { describe, expect, it } from "vitest";
import { isLow, reasonsAfter, reasonsSchema } from "../../server/domain/questionnaire/reasons.ts";
import { definitionFile, makeDefinition } from "../support/make-definition.ts";
import { definitionSchema } from "../../server/domain/questionnaire/definition.ts";
import { makeReasons } from "../support/make-sitting.ts";

const reason = (code: string) => ({ code, label: { id: `alasan ${code}`, en: `reason ${code}` } });

describe("a low score", () => {
  it.each([
    [2, [1]],
    [3, [1]],
    [4, [1, 2]],
    [5, [1, 2]],
    [6, [1, 2, 3]],
  ])("of a scale up to %i is one of %j", (max, low) => {
    const scores = Array.from({ length: max }, (_, at) => at + 1);
    expect(scores.filter((score) => isLow(score, { reversed: false }, max))).toEqual(low);
    expect(scores.filter((score) => isLow(score, { reversed: true }, max))).toEqual(
      low.map((score) => max + 1 - score).reverse(),
    );
  });

  it("is never the answer without a score, nor none", () => {
    for (const answer of ["opted-out", undefined] as const) expect(isLow(answer, { reversed: false }, 4)).toBe(false);
  });
});

describe("the reasons of a survey", () => {
  const common = makeReasons(["skm"], ["lama", "biaya"]);
  const codes = (definition: Parameters<typeof reasonsAfter>[0]): string[] =>
    reasonsAfter(definition, common).map(({ code }) => code);

  it("are its own, else the common ones where these name it, else none", () => {
    expect(codes(makeDefinition())).toEqual(["lama", "biaya"]);
    expect(codes(makeDefinition({ id: "spak" }))).toEqual([]);
    const own = { ...definitionFile({ id: "lokal" }), reasons: [reason("kotor"), reason("panas")] };
    expect(codes(definitionSchema.parse(own))).toEqual(["kotor", "panas"]);
  });

  it.each([
    ["only one", [reason("lama")]],
    ["seven", ["a", "b", "c", "d", "e", "f", "g"].map(reason)],
    ["a code twice", [reason("lama"), reason("biaya"), reason("lama")]],
    ["a code with a capital", [reason("Lama"), reason("biaya")]],
    ["words in one language", [reason("lama"), { code: "biaya", label: { id: "Biaya" } }]],
  ])("are refused with %s", (_what, reasons) => {
    expect(reasonsSchema.safeParse({ ...common, reasons }).success).toBe(false);
    expect(definitionSchema.safeParse({ ...definitionFile(), reasons }).success).toBe(false);
    expect(reasonsSchema.safeParse(common).success).toBe(true);
  });
});
