import { expect, it } from "vitest";
import { readCode } from "../../server/domain/code.ts";
import { Refusal } from "../../server/domain/refusal.ts";

it.each([
  ["pkm-contoh", "pkm-contoh"],
  ["  PKM-Contoh ", "pkm-contoh"],
  ["abc", "abc"],
  ["a".repeat(32), "a".repeat(32)],
  ["2026", "2026"],
])("reads %j as %s", (typed, code) => {
  expect(readCode(typed)).toBe(code);
});

it.each(["", "ab", "a".repeat(33), "pkm contoh", "pkm_contoh", "pkm/contoh", "puskesmas-é", "../etc", "a\nb-c", "ｐｋｍ-1"])(
  "refuses %j",
  (typed) => {
    expect(() => readCode(typed)).toThrow(Refusal);
  },
);

it("says what a code looks like", () => {
  expect(() => readCode("x")).toThrow(
    expect.objectContaining({
      code: "invalid",
      message: "Kode terdiri atas 3 sampai 32 huruf kecil, angka, atau tanda hubung; contoh: pkm-citeureup.",
    }) as Error,
  );
});
