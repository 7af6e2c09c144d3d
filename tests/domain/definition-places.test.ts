import { describe, expect, it } from "vitest";
import { definitionSchema, displayQuestions } from "../../server/domain/questionnaire/definition.ts";
import type { DefinitionWishes } from "../support/make-definition.ts";
import { definitionFile, makeDefinition, makePart } from "../support/make-definition.ts";

/** Every place of a file that is refused, with the reason, "items.0.key: the key U1 stands twice". */
function refusals(file: unknown): string[] {
  const parsed = definitionSchema.safeParse(file);
  return parsed.success ? [] : parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
}
const refusalsOf = (wishes: DefinitionWishes): string[] => refusals(definitionFile(wishes));

describe("a definition is refused where the trouble is", () => {
  const labels = { id: ["a", "b", "c"], en: ["a", "b", "c", "d"] };
  const words = { id: "Bagaimana?", en: "How?" };
  const parts = [makePart("U1.1"), makePart("U1.2")];

  it.each<[string, DefinitionWishes, string[]]>([
    ["a key twice", { items: ["U1", "U2", "U1"] }, ["items.2.key: the key U1 stands twice"]],
    [
      "a part's key twice",
      { items: ["U1", { key: "U2", parts: [makePart("U2.1"), makePart("U2.1")] }] },
      ["items.1.parts.1.key: the key U2.1 stands twice"],
    ],
    [
      "another item's part",
      { items: [{ key: "U1", parts: [makePart("U1.1"), makePart("U12.1")] }] },
      ["items.0.parts.1.key: a part of U1 is named U1.1, U1.2 …"],
    ],
    [
      "too few labels of a question",
      { items: ["U1", { key: "U2", labels }] },
      ["items.1.labels.id: needs 4 labels for the scale 1–4, has 3"],
    ],
    [
      "too few labels of a part",
      { items: [{ key: "U1", parts: [makePart("U1.1"), { ...makePart("U1.2"), labels }] }] },
      ["items.0.parts.1.labels.id: needs 4 labels for the scale 1–4, has 3"],
    ],
    [
      "too large a weight",
      { weight: "0.34" },
      ["index.weight: times 3 items is 1.02, so the index would leave its scale; 1/3 to so many decimals is 0.33"],
    ],
    ["a weight of nothing", { weight: "0.00" }, ["index.weight: must be above zero"]],
    ["an unknown table", { bands: "mine" }, ["index.bands: unknown table; known: permenpan-14-2017, kep-25-2004, ipk-peradilan"]],
    ["an order that forgets", { displayOrder: ["U1", "U2"] }, ["displayOrder: must name every item key exactly once"]],
    [
      "an order with a stranger",
      { displayOrder: ["U1", "U2", "U3", "U4"] },
      ["displayOrder: must name every item key exactly once"],
    ],
  ])("%s", (_, wishes, places) => {
    expect(refusalsOf(wishes)).toEqual(places);
  });

  it.each(["question", "labels", "optOut", "reversed"])("%s of an item with parts", (field) => {
    const value = {
      question: words,
      labels: { id: ["a", "b", "c", "d"], en: ["a", "b", "c", "d"] },
      optOut: words,
      reversed: false,
    };
    const item = { key: "U1", parts, [field]: value[field as keyof typeof value] };
    expect(refusalsOf({ items: [item] })).toEqual([
      "items.0: question, labels, optOut and reversed belong to the parts when an item has parts",
    ]);
  });

  it("an item or a part that nothing is asked of, or that has no labels", () => {
    const item = { key: "U2", name: words };
    expect(refusals({ ...definitionFile(), items: [{ key: "U1", name: words, question: words }, item] })).toEqual([
      "items.1.question: an item without parts needs a question",
    ]);
    const unlabelled = { ...definitionFile({ items: ["U1", { key: "U2", parts: [makePart("U2.1"), makePart("U2.2")] }] }) };
    delete unlabelled["labels"];
    const reason = "no labels here and none for the survey";
    expect(refusals(unlabelled)).toEqual(
      ["items.0.labels", "items.1.parts.0.labels", "items.1.parts.1.labels"].map((place) => `${place}: ${reason}`),
    );
  });

  it("a text that is blank, and keeps others without the blanks around them", () => {
    expect(refusals({ ...definitionFile(), abbreviation: " \t" })).toEqual([expect.stringMatching(/^abbreviation: /)]);
    expect(definitionSchema.parse({ ...definitionFile(), abbreviation: " SKM\n" }).abbreviation).toBe("SKM");
  });

  it("a survey without a source", () => {
    expect(refusals({ ...definitionFile(), sources: [] })).toEqual([expect.stringMatching(/^sources: /)]);
    const source = { what: "a", source: "b", verified: true };
    expect(refusals({ ...definitionFile(), sources: [source, source] })).toEqual([]);
  });
});

describe("a definition's names", () => {
  const withKey = (key: string): string[] => refusalsOf({ items: [key] });
  const withPart = (key: string): string[] =>
    refusalsOf({ items: [{ key: key.replace(/\..*$/, ""), parts: [makePart(key), makePart(key.replace(/\..*$/, ".99"))] }] });

  it.each(["U1", "RT2", "ABC99", "P10"])("may give an item the key %s", (key) => {
    expect(withKey(key)).toEqual([]);
  });
  it.each(["u1", "U", "1", "U100", "ABCD1", "xU1", "U1x", "U1 ", "U-1"])("may not give an item the key %j", (key) => {
    expect(withKey(key)).toEqual([expect.stringMatching(/^items\.0\.key: must be /)]);
  });
  it.each(["U1.1", "RT2.10", "ABC99.9", "P10.12"])("may give a part the key %s", (key) => {
    expect(withPart(key)).toEqual([]);
  });
  it.each(["U1.100", "U1.x", "U1.1x", "U1."])("may not give a part the key %j", (key) => {
    expect(withPart(key)).toContainEqual(expect.stringMatching(/^items\.0\.parts\.0\.key: must be /));
  });
  it("keep a part's key to letters and numbers from its beginning on", () => {
    const item = { key: "U1", parts: [makePart("xU1.1"), makePart("U1.2")] };
    expect(refusalsOf({ items: [item] })).toContainEqual(expect.stringMatching(/^items\.0\.parts\.0\.key: must be /));
  });

  it.each(["skm", "spkp-6", "a1-b2-c3", "kepuasan-puskesmas", "a".repeat(32)])("may call the survey %s", (id) => {
    expect(refusalsOf({ id })).toEqual([]);
  });
  it.each(["", "SKM", "skm-", "-skm", "sk--m", "skm 1", "skm_1", " skm", "skm\n", "a".repeat(33)])(
    "may not call the survey %j",
    (id) => {
      expect(refusalsOf({ id })).toEqual([expect.stringMatching(/^id: /)]);
    },
  );
});

describe("a declared weight", () => {
  const weight = (text: string, items = 1): string[] =>
    refusalsOf({ weight: text, items: Array.from({ length: items }, (_, at) => `U${at + 1}`) });
  it.each(["1/n", "1/1", "1/999", "0.1", "0.123456"])("may be %s", (text) => {
    expect(weight(text)).toEqual([]);
  });
  it.each(["1/n ", "x1/n", "1/1000", "0.1234567", "1/n1", "0.5x", "10.1", "1/9/9", "x1/0", "0.0.1"])("may not be %j", (text) => {
    expect(weight(text)).toEqual([expect.stringMatching(/^index\.weight: must be "1\/n", or/)]);
  });
  it("may bring the index above its scale only as 1/n rounded, which reports print", () => {
    for (const [text, items] of [
      ["0.143", 7],
      ["0.17", 6],
      ["0.167", 6],
      ["0.091", 11],
      ["0.1", 10],
      ["0.071", 14],
      ["0.01", 1],
    ] as const)
      expect(weight(text, items), text).toEqual([]);
    for (const [text, items, whole] of [
      ["0.112", 9, "1.008"],
      ["0.1112", 9, "1.0008"],
      ["0.072", 14, "1.008"],
      ["0.101001", 10, "1.01001"],
      ["1/8", 9, "1.125"],
    ] as const)
      expect(weight(text, items), text).toEqual([expect.stringContaining(`times ${items} items is ${whole}, so`)]);
  });
});

describe("the order of labels on the page", () => {
  it("is from the lowest unless it is said to be from the highest", () => {
    expect(makeDefinition().labelOrder).toBe("lowest-first");
    for (const labelOrder of ["lowest-first", "highest-first"] as const)
      expect(definitionSchema.parse({ ...definitionFile(), labelOrder }).labelOrder).toBe(labelOrder);
    for (const labelOrder of ["", "sideways"])
      expect(refusals({ ...definitionFile(), labelOrder })).toEqual([expect.stringMatching(/^labelOrder: /)]);
  });
});

describe("the questions as a citizen meets them", () => {
  it("stand in the order of the page, and are worked out once for a definition", () => {
    const items = ["U1", { key: "U2", parts: [makePart("U2.1"), makePart("U2.2")] }, "U3"];
    const definition = makeDefinition({ items, displayOrder: ["U3", "U2", "U1"] });
    const questions = displayQuestions(definition);
    expect(questions.map(({ key }) => key)).toEqual(["U3", "U2.1", "U2.2", "U1"]);
    expect(displayQuestions(definition)).toBe(questions);
    expect(displayQuestions(makeDefinition({ items }))).not.toBe(questions);
  });
});
