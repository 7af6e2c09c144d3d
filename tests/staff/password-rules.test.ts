import { describe, expect, it } from "vitest";
import { passwordProblem } from "../../server/staff/password-rules.ts";

const CONTEXT = ["sari.dewi", "Sari Dewi Lestari", "Puskesmas Citeureup"];

describe("the rules for a new password", () => {
  it.each([
    "kuda makan awan biru",
    "kuda-makan-awan-biru",
    "Zq7!fP2#vK9m",
    "8301-5527-9947-2264",
    "sepeda ontel kakek hijau tua",
    "ペンギンが空を飛ぶ夢を見た",
    "x".repeat(10) + "yzabklmnoqrtuvw".repeat(5),
  ])("take %s", (password) => {
    expect(passwordProblem(password, CONTEXT)).toBeUndefined();
  });

  it.each([
    ["eleven characters", "kuda makan a"],
    ["a hundred and twenty-nine", "kuda makan awan".repeat(9)],
  ])("measure %s", (name, password) => {
    const cut = name.startsWith("eleven") ? password.slice(0, 11) : password.slice(0, 129);
    expect(passwordProblem(cut, [])).toMatch(/karakter/);
  });

  it("take exactly 12 and exactly 128 characters, counted as people count them", () => {
    expect(passwordProblem("kuda makan a", [])).toBeUndefined();
    expect(passwordProblem("kuda makan awan ".repeat(8), [])).toBeUndefined();
    expect(passwordProblem("🐎🐎🌥️🌥️", [])).toMatch(/paling sedikit 12/);
  });

  it.each([
    "password1234",
    "Password123!",
    "passwordpassword",
    "katasandi2026",
    "qwertyuiop12",
    "1q2w3e4r5t6y",
    "123456789012",
    "098765432109",
    "abcdefghijkl",
    "aaaaaaaaaaaaaaaa",
    "121212121212",
    "indonesia1945",
    "Bismillah12345",
    "admin1234567",
    "suaraloket2026",
    "sari.dewi.2026",
    "SariDewiLestari",
    "PuskesmasCiteureup1",
    "citeureup-2026-01",
    "iloveyou123456",
  ])("refuse %s, which anybody would try", (password) => {
    expect(passwordProblem(password, CONTEXT)).toMatch(/mudah ditebak/);
  });
});
