import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parsePeriod } from "../../server/domain/periods/period.ts";
import type { DerivationPage } from "../../server/reports/derivation-page.ts";
import { derivationPage } from "../../server/reports/derivation-page.ts";
import { surveyIn, unitReport } from "../../server/reports/unit-report.ts";
import type { House } from "../support/house.ts";
import { openHouse } from "../support/house.ts";
import { importScores, perpusnasAnswers } from "./answered-unit.ts";

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

async function pageOf(ref: string, answers: Parameters<typeof importScores>[3]): Promise<DerivationPage> {
  const unit = await house.make.unit({ surveys: [ref.split("@")[0]!] });
  await importScores(house, unit, ref, answers);
  const report = await unitReport(house.parts, unit, parsePeriod("2026-TW4"), "operator");
  return derivationPage(report, surveyIn(report, ref));
}

describe("where a figure comes from", () => {
  it("is reckoned with the unit's own numbers, as published for the national library", async () => {
    const page = await pageOf(
      "skm@1",
      perpusnasAnswers().map((answers) => ({ answers })),
    );
    expect(page.outcome).toBe("IKM 87,64 dari 100, mutu B (baik), dari 187 responden.");
    expect(page.items[0]).toEqual({
      key: "U1",
      name: "Persyaratan",
      total: "630",
      answered: "187",
      mean: "3,368983…",
      printed: "3,369",
    });
    expect(page.steps).toEqual([
      { does: "Jumlah NRR dari 9 unsur, sebelum dibulatkan", gives: "31,550802…" },
      { does: "Dikali penimbang 1/9", gives: "3,505644…" },
      { does: "IKM pada skala 4, dibulatkan ke tiga angka", gives: "3,506" },
      { does: "Dikali 25, sebelum dibulatkan", gives: "87,641117…" },
      { does: "IKM pada skala 100, dibulatkan ke dua angka", gives: "87,64" },
      { does: "Mutu menurut tabel: 76,61 sampai di bawah 88,31", gives: "B, baik" },
    ]);
    expect(page.weights).toEqual([
      { weight: "1/9 tepat", points: "87,64", mutu: "B, baik", used: true },
      { weight: "0,111", points: "87,55", mutu: "B, baik", used: false },
      { weight: "0,11", points: "86,76", mutu: "B, baik", used: false },
    ]);
    expect(page.weightsWords).toContain("Selisihnya hanya karena pembulatan");
  });

  it("says so where another weight would have given another mutu", async () => {
    const answers = Array.from({ length: 100 }, (_, at) => new Map(KEYS.map((key, n) => [key, at * 9 + n < 490 ? 4 : 3])));
    const page = await pageOf(
      "skm@1",
      answers.map((one) => ({ answers: one })),
    );
    expect(page.weights.map(({ points, mutu }) => `${points} ${mutu}`)).toEqual([
      "88,61 A, sangat baik",
      "88,52 A, sangat baik",
      "87,73 B, baik",
    ]);
    expect(page.weightsWords).toContain("mutunya berbeda, padahal jawabannya sama");
  });

  it("names the conversion of another scale", async () => {
    const page = await pageOf("spak-6@1", [{ answers: new Map(["A1", "A2", "A3", "A4", "A5"].map((key) => [key, 5])) }]);
    expect(page.steps).toContainEqual({ does: "Dari skala 1–6 ke skala 4: dikali 4/6", gives: "3,333333…" });
    // A fifth is exact in two decimals, so there is no other weight.
    expect([page.weights, page.weightsWords]).toEqual([[], null]);
  });

  it("has no steps without a value, and says why", async () => {
    const page = await pageOf("spak@1", []);
    expect([page.outcome, page.steps, page.weights]).toEqual(["Belum ada jawaban pada periode ini.", [], []]);
  });
});

const KEYS = ["U1", "U2", "U3", "U4", "U5", "U6", "U7", "U8", "U9"];
