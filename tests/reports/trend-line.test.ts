import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parsePeriod } from "../../server/domain/periods/period.ts";
import type { Unit } from "../../server/domain/response.ts";
import { trendTable } from "../../server/reports/figure-tables.ts";
import { surveyIn, unitReport } from "../../server/reports/unit-report.ts";
import type { House } from "../support/house.ts";
import { openHouse } from "../support/house.ts";
import { importScores, skm } from "./answered-unit.ts";

const QUARTER = parsePeriod("2026-TW4");

describe("a trend with earlier reports", () => {
  let house: House;
  let unit: Unit;
  beforeAll(async () => {
    house = await openHouse();
    unit = await house.make.unit();
    const forty = (date: string, score: number) => Array.from({ length: 40 }, () => ({ answers: skm(score), date }));
    await importScores(house, unit, "skm@1", [...forty("2026-08-01", 3), ...forty("2026-11-01", 4)]);
    const past = { unitId: unit.id, survey: "skm", respondents: 120, source: "Laporan SKM 2025" };
    await house.store.records.addPastIndices([
      { ...past, period: "2025-TW4", index100: "78.10", questionnaire: "14 unsur", source: "Laporan SKM 2025, halaman 3" },
      { ...past, period: "2026-TW1", index100: "80.00", questionnaire: "9 unsur, kertas" },
      { ...past, period: "2026-TW2", index100: "81.25", questionnaire: "9 Unsur,  kertas", respondents: null },
      // Neither over an own figure nor from another kind of period, another survey or before the eight periods.
      { ...past, period: "2026-TW3", index100: "99.00", questionnaire: "9 unsur, kertas" },
      { ...past, period: "2026-S1", index100: "99.00", questionnaire: "9 unsur, kertas" },
      { ...past, period: "2026-TW1", index100: "99.00", questionnaire: "9 unsur, kertas", survey: "spak" },
      { ...past, period: "2024-TW4", index100: "99.00", questionnaire: "9 unsur, kertas" },
    ]);
  });
  afterAll(() => house.close());

  const table = async () => trendTable(surveyIn(await unitReport(house.parts, unit, QUARTER, "operator"), "skm"));

  it("shows them in order of time as what they are, without a mutu", async () => {
    const { rows, note, chart } = await table();
    expect(rows.map(({ name, cells, origin }) => [name, ...cells, origin])).toEqual([
      ["Triwulan IV 2025", "120", "78,10", "–", "dari laporan terdahulu"],
      ["Triwulan I 2026", "120", "80,00", "–", "dari laporan terdahulu"],
      ["Triwulan II 2026", "–", "81,25", "–", "dari laporan terdahulu"],
      ["Triwulan III 2026", "40", "75,00", "C", undefined],
      ["Triwulan IV 2026", "40", "100,00", "A", undefined],
    ]);
    expect(note).toContain("disalin apa adanya dan tidak ikut dihitung. Sumber: Laporan SKM 2025, halaman 3; Laporan SKM 2025.");
    expect(chart?.kind).toBe("line");
  });

  it("is broken where another questionnaire was asked, and where this program begins", async () => {
    const { rows } = await table();
    expect(rows.map(({ broken }) => broken)).toEqual([
      undefined,
      "Kuesioner berganti: “14 unsur” menjadi “9 unsur, kertas”",
      undefined,
      "Mulai dari sini dihitung program ini (skm@1); sebelumnya “9 Unsur,  kertas”",
      undefined,
    ]);
  });

  it("computes nothing with them", async () => {
    const survey = surveyIn(await unitReport(house.parts, unit, QUARTER, "operator"), "skm");
    expect(survey.trend.map(({ period }) => period.name)).toEqual(["2026-TW3", "2026-TW4"]);
    expect(survey.certainty?.change?.before.name).toBe("2026-TW3");
  });

  it("is shown for them alone, too", async () => {
    const young = await house.make.unit();
    await house.store.records.addPastIndices([
      {
        unitId: young.id,
        survey: "skm",
        period: "2026-TW2",
        index100: "80.00",
        respondents: 90,
        questionnaire: "kertas",
        source: "SKM 2026",
      },
      {
        unitId: young.id,
        survey: "skm",
        period: "2026-TW3",
        index100: "82.00",
        respondents: 95,
        questionnaire: "kertas",
        source: "SKM 2026",
      },
    ]);
    const cookie = await house.make.signIn(await house.make.person({ role: "head", unit: young }));
    const { body } = await house.app.inject({ url: `/staf/unit/${young.code}`, headers: { cookie } });
    expect(body).toContain("dari laporan terdahulu");
    expect(body).toContain("82,00");
  });
});
