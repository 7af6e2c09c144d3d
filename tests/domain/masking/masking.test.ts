import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { maskPersonal } from "../../../server/domain/questionnaire/mask-personal.ts";
import { COMMENT_LIMIT } from "../../../server/domain/questionnaire/parse-answers.ts";
import { cpuTime } from "../../support/cpu-time.ts";

const linesOf = (name: string): readonly string[] =>
  readFileSync(new URL(name, import.meta.url), "utf8")
    .split("\n")
    .filter((line) => line !== "");

/** Invented comments; what must go stands in braces. */
const personal = linesOf("personal.txt");
/** Invented comments with figures and letters that name nobody. */
const harmless = linesOf("harmless.txt");

/** What of the words in braces can still be read: whole, or a part of three or more letters or digits that stands nowhere else. */
function readable(line: string): readonly string[] {
  const kept = maskPersonal(line.replace(/[{}]/g, ""));
  const outside = line.replace(/\{.*?\}/g, " ");
  return [...line.matchAll(/\{(.*?)\}/g)].flatMap(([, secret]) => {
    const parts = secret!.split(/[^\p{L}\p{Nd}]+/u).filter((part) => part.length >= 3 && !outside.includes(part));
    return kept.includes(secret!) || parts.some((part) => kept.includes(part)) ? [`${line}  →  ${kept}`] : [];
  });
}

/** Whether words outside the braces went too. */
function overmasked(line: string): boolean {
  const kept = maskPersonal(line.replace(/[{}]/g, ""));
  return line.split(/\{.*?\}/).some((part) => !kept.includes(part.trim()));
}

describe("masking comments", () => {
  it("is measured on at least 500 lines, half of them temptations", () => {
    const all = [...personal, ...harmless];
    expect(new Set(all).size).toBe(all.length);
    expect(all.length).toBeGreaterThanOrEqual(500);
    expect(harmless.length).toBeGreaterThanOrEqual(250);
    expect(personal.every((line) => line.includes("{") && line.includes("}"))).toBe(true);
    expect(harmless.some((line) => /[{}]/.test(line))).toBe(false);
  });

  it("finds at least 98 % of what names a person", () => {
    const secrets = personal.flatMap((line) => [...line.matchAll(/\{/g)]).length;
    const missed = personal.flatMap(readable);
    const recall = (secrets - missed.length) / secrets;
    expect(recall, `${missed.length} of ${secrets} missed:\n${missed.join("\n")}`).toBeGreaterThanOrEqual(0.98);
  });

  it("takes what names nobody in at most 2 % of lines", () => {
    const wrong = [...harmless.filter((line) => maskPersonal(line) !== line), ...personal.filter(overmasked)];
    const words = wrong.map((line) => `${line}  →  ${maskPersonal(line.replace(/[{}]/g, ""))}`);
    expect(harmless.filter((line) => maskPersonal(line) !== line).length / harmless.length, words.join("\n")).toBeLessThanOrEqual(
      0.02,
    );
    expect(wrong.length / (harmless.length + personal.length), words.join("\n")).toBeLessThanOrEqual(0.02);
  });

  it("done twice is done once", () => {
    const bare = [...personal, ...harmless].map((line) => line.replace(/[{}]/g, ""));
    for (const line of bare) expect(maskPersonal(maskPersonal(line))).toBe(maskPersonal(line));
    const pieces = [
      "0812",
      "3456",
      "7890",
      "1",
      " ",
      "-",
      ".",
      "/",
      "Rp",
      "2026",
      "22-11-2026",
      "10.30",
      "B",
      "XYZ",
      "@",
      "at",
      "gmail",
      "dot",
      "com",
      "plat ",
      "nol ",
      "(",
      "+62",
      ",",
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 30 }), (list) => {
        const once = maskPersonal(list.join(""));
        expect(maskPersonal(once)).toBe(once);
      }),
      { numRuns: 5000 },
    );
  });

  it.each([
    "1",
    "1 ",
    "a",
    "a.",
    "a@",
    "a@a.",
    "a at ",
    "a@gmail . ",
    "08.00-",
    "08.00, ",
    "22-11-2026 ",
    "2026/",
    "Rp1.000.",
    "nol ",
    "B 1 ",
    "(+",
    "b12.",
    "1/1/1/1/2026/",
  ])("takes no longer for %j over and over than a citizen waits", (piece) => {
    // Ten times what a comment may hold, so that growth by the square would be seen over the processor's own pace.
    const text = piece.repeat(Math.ceil((10 * COMMENT_LIMIT) / piece.length));
    expect(cpuTime(() => maskPersonal(text))).toBeLessThan(250);
  });
});
