import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { sayIn, textKeys } from "../../server/citizen/texts.ts";
import { projectPath } from "../../server/project-path.ts";

/** Everything that may ask for words: the room's own files and its views. */
function sources(): string {
  return ["server/citizen", "views/citizen"]
    .flatMap((folder) => readdirSync(projectPath(folder)).map((name) => join(projectPath(folder), name)))
    .filter((path) => !path.endsWith("texts.ts"))
    .map((path) => readFileSync(path, "utf8"))
    .join("\n");
}

const holes = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).sort();

describe("the words of the citizen's pages", () => {
  it("are all in use", () => {
    const text = sources();
    expect(textKeys().filter((key) => !text.includes(`"${key}"`))).toEqual([]);
  });

  it("are all there, in every place that asks for some", () => {
    const known = new Set<string>(textKeys());
    const asked = [...sources().matchAll(/\bsay\("([^"]+)"/g)].map(([, key]) => key!);
    expect(asked.length).toBeGreaterThan(20);
    expect(asked.filter((key) => !known.has(key))).toEqual([]);
  });

  it("have the same values in both languages", () => {
    const differing = textKeys().filter((key) => holes(sayIn("id")(key)).join() !== holes(sayIn("en")(key)).join());
    expect(differing).toEqual([]);
  });

  it("are said differently in each language, but for the product's name", () => {
    const same = textKeys().filter((key) => sayIn("id")(key) === sayIn("en")(key));
    expect(same).toEqual(["page.product"]);
  });

  it("fill in values and shout at nobody", () => {
    expect(sayIn("id")("wrong.missing", { number: 3, name: "Waktu Penyelesaian" })).toBe(
      "Pilih satu jawaban untuk pertanyaan 3, Waktu Penyelesaian.",
    );
    for (const key of textKeys()) expect(sayIn("id")(key).replaceAll("SP4N-LAPOR!", ""), key).not.toMatch(/!/);
  });
});
