import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { DefinitionProblem } from "../../server/definitions/definition-problem.ts";
import { loadDefinitions } from "../../server/definitions/load-definitions.ts";
import { sealOf } from "../../server/definitions/seal.ts";
import { refOf } from "../../server/domain/questionnaire/definition.ts";
import type { Changes } from "./folders.ts";
import { changed, emptyFolder, put, readShipped, SHIPPED, shippedCopy, shippedSeals } from "./folders.ts";

function problemOf(load: () => unknown): DefinitionProblem {
  try {
    load();
  } catch (error) {
    expect(error).toBeInstanceOf(DefinitionProblem);
    const problem = error as DefinitionProblem;
    expect(problem.message).not.toMatch(/[\r\n]/);
    expect(problem.message).toContain(problem.file);
    expect(problem.message).toContain(problem.reason);
    return problem;
  }
  throw new Error("nothing was refused");
}

/** A definition of one's own, local/1, with some fields set anew. */
const local = (changes: Changes = {}): object => changed("skm/1.json", { id: "local", ...changes });

describe("a definition of one's own is refused with path and reason when", () => {
  const text = JSON.stringify(readShipped("skm/1.json"), null, 2);
  const cases: [string, unknown, string, RegExp][] = [
    ["it is empty", "", "", /^line 1, column 1: not valid JSON: the file ends/],
    ["a comma is missing", '{\n  "kind": "survey"\n  "id": "local"\n}', "", /^line 3, column 3: .*comma/],
    ["a comma is too many", '{ "kind": "survey", }', "", /^line 1, column 21: .*field name/],
    ["a list is not closed", '{ "items": [1, 2', "items", /^line 1, column 17: .*comma or "]"/],
    ["a text is not closed", text.replace('"SKM",', '"SKM,'), "abbreviation", /^line 10, column 19: not valid JSON/],
    ["something follows the end", `${text}\nx`, "", /^line \d+, column 1: .*end of the file/],
    ["a field stands twice", '{ "kind": "survey", "kind": "survey" }', "kind", /^line 1, column 21: the field stands twice/],
    ["a field stands twice inside a list", '{ "items": [{}, { "key": 1, "key": 2 }] }', "items[1].key", /stands twice/],
    ["it is nested without end", "[".repeat(100_000), "", /nested deeper than 60/],
    ["it is not UTF-8", Buffer.from('{ "kind": "sur\xe9" }', "latin1"), "", /^is not UTF-8 text$/],
    ["it is a list", "[]", "", /object/],
    ["the kind is unknown", local({ kind: "poll" }), "kind", /^must be "survey", "profile", "reasons" or "thresholds"$/],
    ["the kind is missing", local({ kind: undefined }), "kind", /^must be/],
    ["a field is misspelt", local({ "items.3.lables": {} }), "items[3].lables", /^unknown field$/],
    ["there is a __proto__", text.replace("{", '{ "__proto__": {},'), "__proto__", /^unknown field$/],
    ["English is missing", local({ "items.2.question.en": undefined }), "items[2].question.en", /^is missing$/],
    ["a text is blank", local({ "title.id": "  " }), "title.id", /at least|too small/],
    [
      "a label is missing",
      local({ "items.3.labels.id": ["Sangat mahal", "Murah", "Gratis"] }),
      "items[3].labels.id",
      /needs 4 labels .* has 3/,
    ],
    ["two labels are the same", local({ "items.3.labels.en.0": "Cheap" }), "items[3].labels.en", /the same/],
    ["a question has no labels", local({ "items.0.labels": undefined }), "items[0].labels", /no labels/],
    ["an item has no question", local({ "items.5.question": undefined }), "items[5].question", /needs a question/],
    ["a key stands twice", local({ "items.1.key": "U1" }), "items[1].key", /stands twice/],
    [
      "a key is lower case",
      local({ "items.1.key": "u2" }),
      "items[1].key",
      /^must be one to three capital letters .* such as U1/,
    ],
    ["a part has another item's key", local({ "items.2": withParts("U4.2") }), "items[2].parts[1].key", /U3\.1, U3\.2/],
    ["the display order forgets an item", local({ displayOrder: ["U1", "U2"] }), "displayOrder", /every item key exactly once/],
    ["the band table is unknown", local({ "index.bands": "mine" }), "index.bands", /unknown table; known: permenpan-14-2017/],
    [
      "its own band table has a band out of order",
      local({ "index.bands": ownBands("90.00", "60.00") }),
      "index.bands.rows[1].from",
      /begins above/,
    ],
    [
      "an edge has no decimals",
      local({ "index.bands": ownBands("0.00", "60") }),
      "index.bands.rows[1].from",
      /^must have a point and exactly two/,
    ],
    ["the band table is a number", local({ "index.bands": 5 }), "index.bands", /expected string/],
    [
      "its labels are turned round",
      local({ "items.8.labels.id": ["Sangat baik", "Baik", "Cukup", "Buruk"] }),
      "items[8].labels.id",
      /"reversed": true/,
    ],
    [
      "its labels mix directions",
      local({ "items.4.labels.id": ["Sangat sesuai", "Sesuai", "Kurang sesuai", "Tidak sesuai"] }),
      "items[4].labels.id",
      /the other way round/,
    ],
    ["the weight is zero", local({ "index.weight": "0.00" }), "index.weight", /above zero/],
    ["the weight is a number", local({ "index.weight": 0.11 }), "index.weight", /^must be a text in quotes, such as "0.111"$/],
    ["the weight has a comma", local({ "index.weight": "0,111" }), "index.weight", /with a point .* such as "0.111"/],
    ["the aggregation is unknown", local({ "index.aggregation": "median" }), "index.aggregation", /expected one of/],
    ["the scale begins at zero", local({ "scale.min": 0 }), "scale.min", /expected 1/],
    ["there is no source", local({ sources: [] }), "sources", /too small/],
    ["the version is a fraction", local({ version: 1.5 }), "version", /expected int/],
    ["the id is another's", readShipped("skm/1.json"), "id", /^is "skm", but the folder is named "local"$/],
    ["the version is another's", local({ version: 2 }), "version", /^is 2, but the file is named 1\.json$/],
  ];
  test.each(cases)("%s", (_name, content, path, reason) => {
    const own = emptyFolder();
    put(own, "local/1.json", content);
    const problem = problemOf(() => loadDefinitions({ shipped: SHIPPED, own }));
    expect(problem.file).toBe(join(own, "local/1.json"));
    expect(problem.path).toBe(path);
    expect(problem.reason).toMatch(reason);
  });

  test("several things are wrong: the first is told and the others counted", () => {
    const own = emptyFolder();
    put(own, "local/1.json", local({ "title.id": "", "title.en": "", version: 0 }));
    const problem = problemOf(() => loadDefinitions({ shipped: SHIPPED, own }));
    expect(problem.reason).toMatch(/\(and 2 more\)$/);
  });

  test("the message is file, path and reason in one line", () => {
    const own = emptyFolder();
    put(own, "local/1.json", local({ "items.2.question.en": undefined }));
    const problem = problemOf(() => loadDefinitions({ shipped: SHIPPED, own }));
    expect(problem.message).toBe(`${join(own, "local/1.json")}: items[2].question.en: is missing`);
  });
});

describe("thresholds of one's own", () => {
  const second = (changes: Changes = {}): object => changed("zi/1.json", { version: 2, ...changes });

  test("take the place of those that come with the program when their version is newer", () => {
    const own = emptyFolder();
    put(own, "zi/2.json", second({ "requirements.2.atLeast": "3.40" }));
    const { thresholds } = loadDefinitions({ shipped: SHIPPED, own });
    expect([thresholds.version, thresholds.requirements[2]!.atLeast]).toEqual([2, "3.40"]);
  });

  test("may not be a version that comes with the program", () => {
    const own = emptyFolder();
    put(own, "zi/1.json", changed("zi/1.json", { "requirements.2.atLeast": "3.00" }));
    expect(problemOf(() => loadDefinitions({ shipped: SHIPPED, own })).file).toBe(join(own, "zi/1.json"));
  });

  test.each<[string, Changes, string, RegExp]>([
    ["name a predicate that is not among theirs", { "requirements.0.predicate": "WBX" }, "requirements[0].predicate", /no key/],
    ["ask twice for the same index", { "requirements.1.predicate": "WBK" }, "requirements[1]", /WBK asks twice for IPAK/],
    ["have no source", { "requirements.0.source": undefined }, "requirements[0].source", /is missing/],
  ])("are refused when they %s", (_name, changes, path, reason) => {
    const own = emptyFolder();
    put(own, "zi/2.json", second(changes));
    const problem = problemOf(() => loadDefinitions({ shipped: SHIPPED, own }));
    expect(problem.path).toBe(path);
    expect(problem.reason).toMatch(reason);
  });
});

describe("what has no business in the folder is refused by name", () => {
  test.each([
    ["notes.txt", "notes.txt"],
    ["skm.json", "skm.json"],
    ["Local/1.json", "Local"],
    ["local/01.json", "local/01.json"],
    ["local/0.json", "local/0.json"],
    ["local/1.json.bak", "local/1.json.bak"],
    ["local/README.md", "local/README.md"],
    ["local/1.json/inner.json", "local/1.json"],
  ])("%s", (inside, named) => {
    const own = emptyFolder();
    put(own, inside, "{}");
    const problem = problemOf(() => loadDefinitions({ shipped: SHIPPED, own }));
    expect(problem.file).toBe(join(own, named));
    expect(problem.reason).toMatch(/does not belong here|folder is named by its id/);
  });

  test("names with a dot in front, the README and the schema are left alone", () => {
    const own = emptyFolder();
    for (const name of [".DS_Store", "local/.1.json.swp", "README.md", "definition.schema.json"]) put(own, name, "not JSON");
    expect(loadDefinitions({ shipped: SHIPPED, own }).all).toHaveLength(6);
  });
});

describe("a shipped version", () => {
  test("that was changed after it was sealed is refused", () => {
    const shipped = shippedCopy();
    put(shipped, "skm/1.json", changed("skm/1.json", { "items.3.labels.id.3": "Cuma-cuma" }));
    const problem = problemOf(() => loadDefinitions({ shipped }));
    expect(problem.file).toBe(join(shipped, "skm/1.json"));
    expect(problem.reason).toMatch(/^skm@1 was changed after it was sealed/);
  });

  test("written with other spaces, field order or $schema is unchanged", () => {
    const shipped = shippedCopy();
    const rest = changed("skm/1.json", { $schema: undefined });
    put(shipped, "skm/1.json", `\uFEFF${JSON.stringify(Object.fromEntries(Object.entries(rest).reverse()), null, "\t")}`);
    expect(loadDefinitions({ shipped }).seal("skm@1")).toBe(shippedSeals()["skm@1"]);
  });

  test("that is not sealed is refused", () => {
    const shipped = shippedCopy();
    put(shipped, "skm/2.json", changed("skm/1.json", { version: 2 }));
    const problem = problemOf(() => loadDefinitions({ shipped }));
    expect(problem.file).toBe(join(shipped, "skm/2.json"));
    expect(problem.reason).toMatch(/^skm@2 is not sealed/);
  });

  test("that is sealed and missing is refused", () => {
    const shipped = shippedCopy();
    rmSync(join(shipped, "spak/1.json"));
    const problem = problemOf(() => loadDefinitions({ shipped }));
    expect(problem.message).toBe(`${join(shipped, "sealed.json")}: spak@1: is sealed, but spak/1.json is missing`);
  });

  test.each([
    ["[]", /one object/],
    ['{ "skm@1": "abc" }', /not a SHA-256/],
    ['{ "skm/1": "abc" }', /not an id and version/],
    ["{", /^line 1, column 2/],
  ])("is refused with a broken list of seals: %s", (content, reason) => {
    const shipped = shippedCopy();
    put(shipped, "sealed.json", content);
    const problem = problemOf(() => loadDefinitions({ shipped }));
    expect(problem.file).toBe(join(shipped, "sealed.json"));
    expect(problem.reason).toMatch(reason);
  });

  test("cannot do without the list of seals, the profile or the folder itself", () => {
    const shipped = shippedCopy();
    rmSync(join(shipped, "sealed.json"));
    expect(problemOf(() => loadDefinitions({ shipped })).message).toBe(`${join(shipped, "sealed.json")}: is missing`);
    rmSync(join(shipped, "profil"), { recursive: true });
    const seals = shippedSeals();
    delete seals["profil@1"];
    put(shipped, "sealed.json", seals);
    expect(problemOf(() => loadDefinitions({ shipped })).reason).toMatch(/no profile questions/);
    expect(problemOf(() => loadDefinitions({ shipped: join(shipped, "none") })).reason).toMatch(/cannot be read \(ENOENT\)/);
  });
});

describe("definitions of one's own", () => {
  test("are read beside the shipped ones, without a seal", () => {
    const own = emptyFolder();
    put(own, "local/1.json", local());
    const definitions = loadDefinitions({ shipped: SHIPPED, own });
    expect(definitions.all.map(refOf)).toContain("local@1");
    expect(definitions.seal("local@1")).toMatch(/^[0-9a-f]{64}$/);
  });

  test("may bring a new version of a shipped survey, which is then its latest", () => {
    const own = emptyFolder();
    for (const version of [2, 10]) put(own, `skm/${version}.json`, changed("skm/1.json", { version }));
    const definitions = loadDefinitions({ shipped: SHIPPED, own });
    expect(definitions.all.map(refOf)).toEqual(expect.arrayContaining(["skm@1", "skm@2", "skm@10"]));
    expect(definitions.latest("skm")!.version).toBe(10);
    expect(definitions.latestOfEach.filter((one) => one.id === "skm").map(refOf)).toEqual(["skm@10"]);
  });

  test("may not take the id and version of a shipped one, not even unchanged", () => {
    const own = emptyFolder();
    put(own, "skm/1.json", readShipped("skm/1.json"));
    const problem = problemOf(() => loadDefinitions({ shipped: SHIPPED, own }));
    expect(problem.file).toBe(join(own, "skm/1.json"));
    expect(problem.reason).toMatch(/^skm@1 comes with the program/);
  });

  test("hold no profile questions", () => {
    const own = emptyFolder();
    put(own, "profil/2.json", changed("profil/1.json", { version: 2 }));
    expect(problemOf(() => loadDefinitions({ shipped: SHIPPED, own })).path).toBe("kind");
  });

  test("are held to their own sealed.json where there is one", () => {
    const own = emptyFolder();
    put(own, "local/1.json", local());
    put(own, "sealed.json", { "local@1": sealOf(local()) });
    expect(loadDefinitions({ shipped: SHIPPED, own }).latest("local")).toBeDefined();
    put(own, "local/1.json", local({ "intro.id": "Lain." }));
    expect(problemOf(() => loadDefinitions({ shipped: SHIPPED, own })).reason).toMatch(
      /^local@1 was changed after it was sealed/,
    );
  });

  test("may be absent, and an empty folder is no trouble", () => {
    const own = emptyFolder();
    expect(loadDefinitions({ shipped: SHIPPED, own: join(own, "none") }).all).toHaveLength(6);
    mkdirSync(join(own, "local"));
    expect(loadDefinitions({ shipped: SHIPPED, own }).all).toHaveLength(6);
  });

  test("in a place that is a file are refused", () => {
    const own = emptyFolder();
    put(own, "file", "x");
    expect(problemOf(() => loadDefinitions({ shipped: SHIPPED, own: join(own, "file") })).reason).toMatch(/ENOTDIR/);
  });
});

function ownBands(...edges: string[]): object {
  const rows = edges.map((from, at) => ({ from, mutu: String(at), label: { id: "Baik", en: "Good" } }));
  return { name: "lokal", source: "Peraturan uji", rows };
}

function withParts(secondKey: string): object {
  const asked = {
    question: { id: "Cepatkah?", en: "Was it quick?" },
    labels: { id: ["1", "2", "3", "4"], en: ["1", "2", "3", "4"] },
  };
  return {
    key: "U3",
    name: { id: "Waktu", en: "Time" },
    parts: [
      { key: "U3.1", ...asked },
      { key: secondKey, ...asked },
    ],
  };
}
