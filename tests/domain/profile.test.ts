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
