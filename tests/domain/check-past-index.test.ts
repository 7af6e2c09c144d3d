import { describe, expect, test } from "vitest";
import type { PastColumn, PastRules, PastTexts } from "../../server/domain/indices/check-past-index.ts";
import { checkPastIndex, questionnaireKey } from "../../server/domain/indices/check-past-index.ts";

const RULES: PastRules = {
  surveys: ["skm", "spak"],
  today: "2026-11-22",
  kept: [{ survey: "skm", period: "2024-TW1" }],
  ownMonths: new Map([["skm", new Set(["2026-02"])]]),
};
const TEXTS: PastTexts = {
  survei: "SKM",
  periode: "2024-tw3",
  indeks: "82,5",
  responden: "1.250",
  kuesioner: " 9 unsur,  kertas ",
  sumber: "Laporan SKM 2024, halaman 12",
};
const problemsOf = (texts: Partial<PastTexts>): [PastColumn, string][] => {
  const checked = checkPastIndex({ ...TEXTS, ...texts }, RULES);
  return checked.ok ? [] : [...checked.problems];
};

describe("an earlier index", () => {
  test("is kept in one spelling", () => {
    expect(checkPastIndex(TEXTS, RULES)).toEqual({
      ok: true,
      value: {
        survey: "skm",
        period: "2024-TW3",
        index100: "82.50",
        respondents: 1250,
        questionnaire: "9 unsur, kertas",
        source: "Laporan SKM 2024, halaman 12",
      },
      timesTwentyFive: null,
    });
  });

  test.each(["", "-", "–"])("may leave out how many answered (%j)", (responden) => {
    expect(checkPastIndex({ ...TEXTS, responden }, RULES)).toMatchObject({ ok: true, value: { respondents: null } });
  });

  test("says when it was multiplied by 25", () => {
    expect(checkPastIndex({ ...TEXTS, indeks: "3,314" }, RULES)).toMatchObject({
      value: { index100: "82.85" },
      timesTwentyFive: "3,314",
    });
  });

  test.each<[PastColumn, string, RegExp]>([
    ["survei", "ikm", /tidak dikenal. Yang dikenal: skm, spak/],
    ["periode", "2024-Q3", /2024-Q3|Periode/i],
    ["periode", "2027", /belum mulai/],
    ["periode", "2024-TW1", /sudah diisi/],
    ["periode", "2026-TW1", /sudah ada jawaban di program ini/],
    ["periode", "2026", /sudah ada jawaban di program ini/],
    ["indeks", "182", /antara 25 dan 100/],
    ["responden", "banyak", /dengan angka/],
    ["responden", "0", /dengan angka/],
    ["kuesioner", "9", /3 sampai 120/],
    ["sumber", "x".repeat(201), /3 sampai 200/],
    ["sumber", "a\u0007bc", /3 sampai 200/],
  ])("is refused for %s %j", (column, text, sentence) => {
    expect(problemsOf({ [column]: text })).toEqual([[column, expect.stringMatching(sentence) as string]]);
  });

  test("of another survey may stand for the same period, and is not hindered by answers of this one", () => {
    expect(problemsOf({ survei: "spak", periode: "2024-TW1" })).toEqual([]);
    expect(problemsOf({ survei: "spak", periode: "2026-TW1" })).toEqual([]);
  });

  test("has all that is wrong with it named at once", () => {
    expect(problemsOf({ survei: "x", periode: "x", indeks: "x", responden: "x", kuesioner: "", sumber: "" })).toHaveLength(6);
  });
});

test("case and blanks do not part two questionnaires", () => {
  expect(questionnaireKey("9 Unsur,  Kertas")).toBe(questionnaireKey("9 unsur, kertas"));
  expect(questionnaireKey("14 unsur")).not.toBe(questionnaireKey("9 unsur"));
});
