import { describe, expect, it } from "vitest";
import { ageBand, profileSchema } from "../../server/domain/questionnaire/profile.ts";
import { makeProfileQuestion } from "../support/make-sitting.ts";

const bands = ["<17", "17-25", "26-35", "36-45", "46-55", "56-65", ">65"].map((code) => ({ code }));

describe("the band of an age", () => {
  it.each([
    ["0", "<17"],
    ["16", "<17"],
    ["17", "17-25"],
    ["25", "17-25"],
    ["26", "26-35"],
    ["65", "56-65"],
    ["66", ">65"],
    ["120", ">65"],
    ["017", "17-25"],
  ])("%s years is %s", (years, band) => {
    expect(ageBand(years, bands)).toBe(band);
  });

  it.each(["", "tua", "-1", "17.5", "17,5", "121", "999", "1990", " 20", "2e1", "<17", "٢٠"])("%j is no age", (years) => {
    expect(ageBand(years, bands)).toBeUndefined();
  });

  it("is looked for among bands of years alone", () => {
    for (const code of ["SMA", "D4-S1", "", "x17-25", "17-25x", "x<17", "<17x"])
      expect(ageBand("17", [{ code }]), code).toBeUndefined();
    expect(ageBand("17", [{ code: "SMA" }, { code: "17-25" }])).toBe("17-25");
    expect(ageBand("17", [])).toBeUndefined();
  });

  it("holds every age exactly once", () => {
    for (let age = 0; age <= 120; age += 1) {
      expect(bands.filter((band) => ageBand(String(age), [band]) !== undefined)).toHaveLength(1);
    }
  });
});

describe("the questions about the citizen", () => {
  const file = (questions: unknown[]): unknown => ({ kind: "profile", id: "profil", version: 1, questions });
  const sex = makeProfileQuestion("jenis_kelamin", ["L", "P"]);

  it("are taken with codes and words", () => {
    expect(profileSchema.parse(file([sex])).questions[0]!.options.map((option) => option.code)).toEqual(["L", "P"]);
  });

  it("are not switched on by units and have no ages unless they say so", () => {
    const question = { ...sex } as Record<string, unknown>;
    delete question["optional"];
    delete question["ages"];
    expect(profileSchema.parse(file([question])).questions[0]).toMatchObject({ optional: false, ages: false });
    expect(profileSchema.parse(file([{ ...sex, optional: true, ages: true }])).questions[0]).toMatchObject({
      optional: true,
      ages: true,
    });
  });

  const refusals = (questions: unknown[], version = 1): string[] => {
    const parsed = profileSchema.safeParse({ ...(file(questions) as object), version });
    return parsed.success ? [] : parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
  };

  it.each(["kunci", "layanan", "dibantu", "saran", "situs_web", "tanggal", "kanal"])(
    "may not take the name %s, which the form or the import file uses",
    (key) => {
      expect(refusals([sex, makeProfileQuestion(key, ["A", "B"])])).toEqual([
        "questions.1.key: is the name of another field of the form",
      ]);
    },
  );

  it("say where a key or a code stands twice", () => {
    expect(refusals([sex, sex])).toEqual(["questions: a key stands twice"]);
    expect(refusals([sex, makeProfileQuestion("usia", ["A", "B", "A"])])).toEqual(["questions.1.options: a code stands twice"]);
  });

  it("have keys of small letters, codes of large ones, and versions from 1 to 999", () => {
    const keyed = (key: string): string[] => refusals([makeProfileQuestion(key, ["A", "B"])]);
    for (const key of ["usia", "jenis_kelamin", "abc", "a".repeat(24)]) expect(keyed(key), key).toEqual([]);
    for (const key of ["ab", "a".repeat(25), "usia1", "1usia", "usia "])
      expect(keyed(key), key).toEqual([expect.stringMatching(/^questions\.0\.key: /)]);
    const coded = (code: string): string[] => refusals([makeProfileQuestion("usia", [code, "B"])]);
    for (const code of ["A", "D4-S1", ">65", "A".repeat(12)]) expect(coded(code), code).toEqual([]);
    for (const code of ["", "A".repeat(13), "xA", "Ax", "A "])
      expect(coded(code), code).toEqual([expect.stringMatching(/^questions\.0\.options\.0\.code: /)]);
    for (const version of [1, 2, 999]) expect(refusals([sex], version)).toEqual([]);
    for (const version of [0, 1000, 1.5])
      expect(refusals([sex], version), String(version)).toEqual([expect.stringMatching(/^version: /)]);
  });

  it("have words that are not blank, kept without the blanks around them", () => {
    expect(refusals([{ ...sex, question: { id: " ", en: "Sex" } }])).toEqual([
      expect.stringMatching(/^questions\.0\.question\.id: /),
    ]);
    expect(profileSchema.parse(file([{ ...sex, question: { id: " Usia ", en: "Age" } }])).questions[0]!.question.id).toBe("Usia");
  });

  it("may not have a key or a code twice, a code of free words, or a single option", () => {
    for (const wrong of [
      [sex, sex],
      [makeProfileQuestion("usia", ["A", "A"])],
      [makeProfileQuestion("usia", ["tujuh belas", "B"])],
      [makeProfileQuestion("usia", ["A"])],
      [makeProfileQuestion("Usia", ["A", "B"])],
    ]) {
      expect(profileSchema.safeParse(file(wrong)).success).toBe(false);
    }
  });
});
