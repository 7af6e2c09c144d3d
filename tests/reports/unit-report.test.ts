import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parsePeriod } from "../../server/domain/periods/period.ts";
import type { Unit } from "../../server/domain/response.ts";
import { openExport } from "../../server/reports/exports/open-export.ts";
import { indexJson, indexSchema } from "../../server/reports/index-json.ts";
import { servedPeople } from "../../server/domain/sampling/served-people.ts";
import { surveyIn, unitReport } from "../../server/reports/unit-report.ts";
import type { House } from "../support/house.ts";
import { openHouse } from "../support/house.ts";
import { makeDefinition } from "../support/make-definition.ts";
import { importScores, skm, visitor } from "./answered-unit.ts";
import { knowing } from "./knowing.ts";

const QUARTER = parsePeriod("2026-TW4");

async function written(chunks: AsyncIterable<string | Uint8Array>): Promise<string> {
  let text = "";
  for await (const chunk of chunks) text += typeof chunk === "string" ? chunk : Buffer.from(chunk).toString("utf8");
  return text;
}

describe("a report", () => {
  let house: House;
  let unit: Unit;
  beforeEach(async () => {
    house = await openHouse();
    unit = await house.make.unit({ surveys: ["skm", "spak"] });
  });
  afterEach(() => house.close());

  it("without answers has a reason instead of a figure", async () => {
    const report = await unitReport(house.parts, unit, QUARTER, "staff page");
    const json = indexJson(report, surveyIn(report, "skm"));
    expect(json.index).toEqual({ kind: "no-value", reason: "Belum ada jawaban pada periode ini." });
    expect(json).toMatchObject({ received: 0, excluded: 0, respondents: 0 });
    expect(json.items[0]).toEqual({
      key: "U1",
      answered: 0,
      counts: [0, 0, 0, 0],
      nrr: null,
      weighted: null,
      points: null,
      mutu: null,
    });
    expect(indexSchema.parse(json)).toEqual(json);
    const page = (await (await visitor(house, { role: "manager", unit }))(`/staf/unit/${unit.code}`)).text;
    expect(page).toContain("Belum ada jawaban pada Triwulan IV 2026");
    expect(page).not.toMatch(/NaN|undefined|null/);
  });

  it("names the unsur that nobody rated", async () => {
    await importScores(house, unit, "skm@1", [{ answers: skm(3, { U4: "opted-out" }) }]);
    const report = await unitReport(house.parts, unit, QUARTER, "staff page");
    expect(surveyIn(report, "skm").result.index).toMatchObject({
      kind: "no-value",
      reason: expect.stringContaining("U4") as unknown,
    });
    const workbook = await openExport(house.parts, { unit, period: QUARTER, surveys: [], format: "xlsx", audience: "operator" });
    expect((await written(workbook.chunks)).length).toBeGreaterThan(1000);
  });

  it("looks weak below thirty answers: no big figure or letter, no drawing, a reason, and the mutu in plain words", async () => {
    await importScores(
      house,
      unit,
      "skm@1",
      Array.from({ length: 29 }, () => ({ answers: skm(4) })),
    );
    const get = await visitor(house, { role: "manager", unit });
    const few = (await get(`/staf/unit/${unit.code}`)).text;
    expect(few).toContain("100,00 pada skala 100");
    expect(few).toContain("Mutu A, sangat baik");
    expect(few).toContain('<td class="number" data-label="Mutu">A</td>');
    expect(few).not.toMatch(/plate-points|plate-mutu|class="ruler"|data-chart|Paling rendah|Lebih (?:tinggi|rendah)/);
    await importScores(house, unit, "skm@1", [{ answers: skm(4) }]);
    expect((await get(`/staf/unit/${unit.code}`)).text).toMatch(/plate-points[^]*plate-mutu">Mutu A, sangat baik/);
  });

  it("writes a weak index small on the printed report too, and draws it from thirty answers on", async () => {
    await importScores(
      house,
      unit,
      "skm@1",
      Array.from({ length: 29 }, () => ({ answers: skm(2) })),
    );
    const get = await visitor(house, { role: "head", unit });
    const few = (await get(`/laporan/${unit.code}/2026-TW4`)).text;
    expect(few).toContain("50,00 pada skala 100, 2,000 pada skala 4. Mutu D, tidak baik.");
    expect(few).not.toMatch(/class="(?:ruler|paper-index)"/);
    await importScores(house, unit, "skm@1", [{ answers: skm(2) }]);
    expect((await get(`/laporan/${unit.code}/2026-TW4`)).text).toMatch(/class="paper-index"[^]*class="ruler"/);
  });

  it("says on the plate what is lowest and whether the index has changed since the period before, claiming no more", async () => {
    const thirty = (answers: ReturnType<typeof skm>, date: string): Promise<number> =>
      importScores(
        house,
        unit,
        "skm@1",
        Array.from({ length: 30 }, () => ({ answers, date })),
      );
    await thirty(skm(3), "2026-11-10");
    const get = await visitor(house, { role: "head", unit });
    const first = (await get(`/staf/unit/${unit.code}`)).text;
    expect(first).toContain("Tidak ada satu unsur yang paling rendah sendiri.");
    expect(first).toContain("Belum ada periode sebelumnya untuk dibandingkan.");
    await thirty(skm(3), "2026-08-01");
    expect((await get(`/staf/unit/${unit.code}`)).text).toContain("Sama dengan Triwulan III 2026 (75,00).");
    await thirty(skm(3, { U3: 1 }), "2026-11-11");
    const lower = (await get(`/staf/unit/${unit.code}`)).text;
    expect(lower).toContain("Paling rendah: Waktu Penyelesaian (2,000).");
    expect(lower).toContain("Turun 2,8 dari Triwulan III 2026 (75,00); mulailah dari Waktu Penyelesaian.");
    expect(lower).toContain("Waktu Penyelesaian paling rendah, dan memang dapat dibedakan dari");
    await importScores(
      house,
      unit,
      "skm@1",
      Array.from({ length: 60 }, (_, at) => ({ answers: skm(at < 30 ? 4 : 2), date: "2026-08-02" })),
    );
    expect((await get(`/staf/unit/${unit.code}`)).text).toContain(
      "Belum dapat dibedakan dari Triwulan III 2026 (75,00): selisih 2,8 terlalu kecil untuk disebut naik atau turun.",
    );
  });

  it("keeps excluded answers out and counts them", async () => {
    const wrong = await importScores(
      house,
      unit,
      "skm@1",
      Array.from({ length: 3 }, () => ({ answers: skm(1) })),
    );
    await importScores(
      house,
      unit,
      "skm@1",
      Array.from({ length: 5 }, () => ({ answers: skm(4) })),
    );
    await house.store.responses.undoImport(unit.id, wrong, "sari");
    const report = await unitReport(house.parts, unit, QUARTER, "staff page");
    expect(surveyIn(report, "skm").result).toMatchObject({
      received: 8,
      excluded: 3,
      respondents: 5,
      index: { index100: "100.00" },
    });
    const csv = await openExport(house.parts, { unit, period: QUARTER, surveys: ["skm"], format: "csv", audience: "staff page" });
    expect((await written(csv.chunks)).trim().split("\r\n")).toHaveLength(6);
  });

  it("computes two versions apart, prints the newer and names the other", async () => {
    const second = makeDefinition({ id: "skm", version: 2, items: ["U1", "U2"] });
    const parts = await knowing(house, second);
    await importScores(house, unit, "skm@1", [{ answers: skm(1) }, { answers: skm(1) }]);
    await importScores(house, unit, "skm@2", [
      {
        answers: new Map([
          ["U1", 4],
          ["U2", 4],
        ]),
      },
    ]);
    const report = await unitReport(parts, unit, QUARTER, "operator");
    const newer = indexJson(report, surveyIn(report, "skm"));
    expect(newer).toMatchObject({ survey: "skm@2", respondents: 1, index: { index100: "100.00" }, otherVersions: ["skm@1"] });
    expect(Object.keys(newer).at(-1)).toBe("otherVersions");
    expect(indexJson(report, surveyIn(report, "skm@1"))).toMatchObject({
      survey: "skm@1",
      respondents: 2,
      index: { index100: "25.00" },
      otherVersions: ["skm@2"],
    });
    expect(surveyIn(report, "skm").trend.map((point) => point.survey)).toEqual(["skm@2"]);
  });

  it("describes questions under one unsur as parts of the same shape", async () => {
    const parted = makeDefinition({
      id: "rinci",
      items: [
        "U1",
        { key: "U2", parts: ["U2.1", "U2.2"].map((key) => ({ key, question: { id: key, en: key }, reversed: key === "U2.2" })) },
      ],
    });
    const parts = await knowing(house, parted);
    const own = await house.make.unit({ surveys: ["rinci"] });
    await importScores(house, own, "rinci@1", [
      {
        answers: new Map([
          ["U1", 4],
          ["U2.1", 3],
          ["U2.2", 1],
        ]),
      },
    ]);
    const report = await unitReport(parts, own, QUARTER, "operator");
    const json = indexJson(report, surveyIn(report, "rinci"));
    expect(indexSchema.parse(json)).toEqual(json);
    expect(json.items[1]).toEqual({
      key: "U2",
      answered: 2,
      parts: [
        { key: "U2.1", answered: 1, counts: [0, 0, 1, 0], nrr: "3.000", weighted: "0.750", points: "75.00", mutu: "C" },
        { key: "U2.2", answered: 1, counts: [1, 0, 0, 0], nrr: "4.000", weighted: "1.000", points: "100.00", mutu: "A" },
      ],
      nrr: "3.500",
      weighted: "1.750",
      points: "87.50",
      mutu: "B",
    });
  });

  it("keeps answers of a survey that the unit no longer asks", async () => {
    await importScores(house, unit, "spkp@1", [{ answers: new Map(Array.from({ length: 8 }, (_, at) => [`K${at + 1}`, 4])) }]);
    const report = await unitReport(house.parts, unit, QUARTER, "operator");
    expect(report.surveys.map(({ ref }) => ref)).toEqual(["skm@1", "spak@1", "spkp@1"]);
  });

  it("follows eight periods, oldest first, and leaves out those without answers", async () => {
    for (const [date, score] of [
      ["2024-11-05", 1],
      ["2025-02-05", 2],
      ["2026-01-31", 3],
      ["2026-10-01", 4],
    ] as const) {
      await importScores(house, unit, "skm@1", [{ answers: skm(score), date }]);
    }
    const report = await unitReport(house.parts, unit, QUARTER, "staff page");
    expect(
      surveyIn(report, "skm").trend.map(({ period, result }) => [
        period.name,
        result.index.kind === "value" && result.index.index100,
      ]),
    ).toEqual([
      ["2025-TW1", "50.00"],
      ["2026-TW1", "75.00"],
      ["2026-TW4", "100.00"],
    ]);
  });

  it("measures the sample against the people served", async () => {
    await importScores(house, unit, "skm@1", [{ answers: skm(4) }]);
    const get = await visitor(house, { role: "manager", unit });
    expect((await get(`/staf/unit/${unit.code}`)).text).toContain("Isi jumlah yang dilayani");
    await house.store.units.setPopulation(unit.id, "2026-TW4", 1200);
    expect((await get(`/staf/unit/${unit.code}`)).text).toContain("belum memenuhi sampel minimum (1 dari 291)");
    expect((await get(`/laporan/${unit.code}/2026-TW4`)).text).toContain(
      "Belum sesuai: 1 responden dari sampel minimum 291 untuk 1.200 orang",
    );
    await house.store.units.setPopulation(unit.id, "2026-TW4", 1);
    expect((await get(`/laporan/${unit.code}/2026-TW4`)).text).toContain("Sesuai: 1 responden");
  });

  it("refuses to write two surveys with the same keys into one file", async () => {
    const both = await house.make.unit({ surveys: ["spak", "spak-6"] });
    await expect(
      openExport(house.parts, { unit: both, period: QUARTER, surveys: [], format: "csv", audience: "operator" }),
    ).rejects.toThrow(/unduh satu per satu/);
  });
});

describe("people served in a longer period", () => {
  const typed = new Map([
    ["2026-01", 10],
    ["2026-02", 20],
    ["2026-03", 30],
    ["2026-TW2", 5],
    ["2026-S2", 7],
    ["2026-07", 1],
  ]);
  it("are the number typed for it, or the sum of parts that are all typed", () => {
    expect(servedPeople(parsePeriod("2026-TW1"), typed).people).toBe(60);
    expect(servedPeople(parsePeriod("2026-S1"), typed).people).toBe(65);
    expect(servedPeople(parsePeriod("2026"), typed).people).toBe(72);
  });
  it("are unknown when a part is missing", () => {
    expect(servedPeople(parsePeriod("2026-TW3"), typed).people).toBeNull();
    expect(servedPeople(parsePeriod("2026-08"), typed).people).toBeNull();
    expect(servedPeople(parsePeriod("2027"), typed).people).toBeNull();
  });
});
