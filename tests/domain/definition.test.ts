import { describe, expect, it } from "vitest";
import {
  definitionSchema,
  displayItems,
  questionKeys,
  questionsOf,
  refOf,
} from "../../server/domain/questionnaire/definition.ts";
import type { DefinitionWishes } from "../support/make-definition.ts";
import { definitionFile, makeDefinition, makePart } from "../support/make-definition.ts";

/** Where and why a definition is refused, "index.weight: must be above zero". */
function refusals(file: Record<string, unknown>): string[] {
  const parsed = definitionSchema.safeParse(file);
  return parsed.success ? [] : parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
}
const refusalsOf = (wishes: DefinitionWishes): string => refusals(definitionFile(wishes)).join("\n");

describe("a survey definition", () => {
  it("is taken when it is complete", () => {
    expect(refusals(definitionFile())).toEqual([]);
    expect(refOf(makeDefinition({ id: "skm", version: 2 }))).toBe("skm@2");
  });

  it.each(["1/n", "1/9", "1/14", "0.111", "0.11", "0.071", "0.33"])("may declare the weight %s", (weight) => {
    expect(refusalsOf({ weight })).toBe("");
  });

  it.each(["0", "1/0", "1/000", "0.000", "1", "2/9", "-0.1", "abc", "", "0,111"])("may not declare the weight %j", (weight) => {
    expect(refusalsOf({ weight })).toMatch(/^index\.weight: /m);
  });

  it("names a table of mutu that there is", () => {
    expect(refusalsOf({ bands: "permenpan-2099" })).toMatch(/^index\.bands: unknown table; known: permenpan-14-2017/m);
  });

  it("has as many different labels as the scale has scores, in both languages", () => {
    const labels = (id: string[], en: string[]): string => refusals({ ...definitionFile(), labels: { id, en } }).join("\n");
    const four = ["a", "b", "c", "d"];
    expect(labels(four, four)).toBe("");
    expect(labels(["a", "b", "c"], four)).toMatch(/^labels\.id: needs 4 labels for the scale 1–4, has 3/m);
    expect(labels(four, ["a", "b", "c", "c"])).toMatch(/^labels\.en: two labels are the same/m);
    expect(refusals({ ...definitionFile(), labels: undefined }).join("\n")).toMatch(/no labels here and none for the survey/);
  });

  it("names each key once, parts after their item", () => {
    expect(refusalsOf({ items: ["U1", "U1"] })).toMatch(/the key U1 stands twice/);
    expect(refusalsOf({ items: [{ key: "U3", parts: [makePart("U3.1"), makePart("U3.1")] }] })).toMatch(
      /the key U3\.1 stands twice/,
    );
    expect(refusalsOf({ items: [{ key: "U3", parts: [makePart("U3.1"), makePart("U4.2")] }] })).toMatch(
      /a part of U3 is named U3\.1/,
    );
    expect(refusalsOf({ items: [{ key: "U3", parts: [makePart("U3.1")] }] })).toMatch(/^items\.0\.parts/m);
    expect(refusalsOf({ items: ["__proto__"] })).toMatch(/^items\.0\.key/m);
  });

  it("asks either through the item or through its parts", () => {
    const question = { id: "Bagaimana?", en: "How?" };
    expect(refusals({ ...definitionFile(), items: [{ key: "U1", name: question }] }).join()).toMatch(
      /an item without parts needs a question/,
    );
    const both = { key: "U1", question, parts: [makePart("U1.1"), makePart("U1.2")] };
    expect(refusalsOf({ items: [both] })).toMatch(/belong to the parts/);
  });

  it("shows its items in an order of its own and counts them in key order", () => {
    const definition = makeDefinition({ items: ["U1", "U8", "U9"], displayOrder: ["U1", "U9", "U8"] });
    expect(displayItems(definition).map((item) => item.key)).toEqual(["U1", "U9", "U8"]);
    expect(questionKeys(definition)).toEqual(["U1", "U8", "U9"]);
    for (const displayOrder of [["U1"], ["U1", "U8", "U8"], ["U1", "U8", "U7"]]) {
      expect(refusalsOf({ items: ["U1", "U8", "U9"], displayOrder })).toMatch(/must name every item key exactly once/);
    }
  });

  it("lends its labels to questions that have none of their own", () => {
    const own = { id: ["p", "q", "r", "s"], en: ["t", "u", "v", "w"] };
    const definition = makeDefinition({
      items: [
        { key: "U1", labels: own },
        { key: "U2", parts: [makePart("U2.1", { reversed: true }), makePart("U2.2")] },
      ],
    });
    expect(questionsOf(definition, definition.items[0]!)[0]!.labels).toEqual(own);
    const parts = questionsOf(definition, definition.items[1]!);
    expect(parts.map((one) => [one.key, one.reversed, one.labels.id[0]])).toEqual([["U2.1", true, "nilai 1"], ["U2.2", false, "nilai 1"]]); // prettier-ignore
  });

  it("refuses a field that it does not know, so that a slip of the pen is seen", () => {
    expect(refusals({ ...definitionFile(), lables: {} }).join()).toMatch(/lables/);
  });

  it("is checked without throwing, whatever the file holds", () => {
    for (const file of [
      null,
      [],
      "x",
      1,
      {},
      { ...definitionFile(), index: null },
      { ...definitionFile(), items: [null] },
      { ...definitionFile(), scale: { min: 1, max: 1e9 } },
    ]) {
      expect(definitionSchema.safeParse(file).success).toBe(false);
    }
  });
});
