import { describe, expect, it } from "vitest";
import { plainLine } from "../../server/domain/plain-line.ts";
import { Refusal } from "../../server/domain/refusal.ts";
import { readServiceName, serviceKey } from "../../server/domain/service-name.ts";
import { inertText } from "../../server/reports/exports/inert-text.ts";

describe("the name of a service", () => {
  it.each([
    ["  Poli\u00a0 Umum ", "Poli Umum"],
    ["KTP-el (baru)", "KTP-el (baru)"],
    ["Po\u202eli\u200b", "Poli"],
    ["Poli\u2028Gigi", "Poli Gigi"],
    ["3 in 1", "3 in 1"],
  ])("is %j as it is kept", (typed, kept) => {
    expect(readServiceName(typed)).toBe(kept);
    expect(inertText(kept)).toBe(kept);
  });

  it.each([
    "",
    "x",
    " \u200b ",
    "a".repeat(121),
    "Poli\nUmum",
    "Poli\u0000",
    "=1+1",
    "\u2060\ufeff=1",
    "−1 hari",
    "＝SUM",
    "|x",
    "@b",
  ])("is not %j", (typed) => {
    expect(() => readServiceName(typed)).toThrow(Refusal);
  });

  it.each([
    ["Poli\nUmum", "Tulis nama layanan dalam satu baris."],
    ["x", "Tulis nama layanan; contoh: Poli Umum."],
    ["a".repeat(121), "Pendekkan nama layanan; paling banyak 120 huruf."],
    ["=1+1", "Awali nama layanan dengan huruf atau angka; tanda =, +, -, @, dan | di awal dibaca lembar kerja sebagai rumus."],
  ])("%j is refused with a sentence that says what to change", (typed, sentence) => {
    expect(() => readServiceName(typed)).toThrow(expect.objectContaining({ code: "invalid", message: sentence }) as Error);
  });

  it("has 2 to 120 letters, those included", () => {
    for (const name of ["IT", "a".repeat(120)]) expect(readServiceName(name)).toBe(name);
  });

  it("is the same whatever its case, its blanks and the spelling of its letters", () => {
    expect(serviceKey("POLI  e\u0301lok")).toBe(serviceKey("Poli \u00e9lok"));
    expect(plainLine("e\u0301")).toBe("\u00e9");
    expect(serviceKey("Poli Umum")).toBe("poli umum");
    expect(serviceKey("Poli Umum")).not.toBe(serviceKey("Poli Gigi"));
  });
});
