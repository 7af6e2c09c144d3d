import { parse } from "csv-parse/sync";
import { readXlsx } from "hucre/xlsx";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { importAnswers } from "../../server/imports/import-answers.ts";
import { indexJson, indexSchema } from "../../server/reports/index-json.ts";
import type { IndexJson } from "../../server/reports/index-json.ts";
import type { RangesJson } from "../../server/reports/ranges-json.ts";
import { surveyIn, unitReport } from "../../server/reports/unit-report.ts";
import { parsePeriod } from "../../server/domain/periods/period.ts";
import type { House } from "../support/house.ts";
import { openHouse } from "../support/house.ts";
import type { Answer } from "./answered-unit.ts";
import { perpusnasUnit, visitor } from "./answered-unit.ts";
import { formulasIn } from "./unzip.ts";

/** As published by Perpustakaan Nasional, May–June 2023 (tests/support/perpusnas.ts). */
const NRR = ["3.369", "3.439", "3.401", "3.850", "3.326", "3.492", "3.524", "3.781", "3.369"];

describe("the figures of a report", () => {
  let house: House;
  let get: (url: string) => Promise<Answer>;
  let json: IndexJson;
  const comma = (text: string): string => text.replace(".", ",");

  beforeAll(async () => {
    house = await openHouse();
    const unit = await perpusnasUnit(house);
    get = await visitor(house, { role: "manager", unit });
    json = JSON.parse((await get("/api/v1/units/perpus/indices?survey=skm&period=2026-TW4")).text) as IndexJson;
  });
  afterAll(() => house.close());

  it("are those of the published processing", () => {
    expect(json.index).toEqual({
      kind: "value",
      index4: "3.506",
      index100: "87.64",
      mutu: "B",
      label: "Baik",
      weight: "1/9",
      bands: "permenpan-14-2017",
    });
    expect(json.respondents).toBe(187);
    expect(json.items.map((item) => item.nrr)).toEqual(NRR);
  });

  it("have the published shape, keys in the published order", () => {
    expect(indexSchema.parse(json)).toEqual(json);
    expect(Object.keys(json)).toEqual([
      "unit",
      "survey",
      "period",
      "from",
      "until",
      "received",
      "excluded",
      "respondents",
      "index",
      "items",
    ]);
    expect(json.items[0]).toEqual({
      key: "U1",
      answered: 187,
      counts: [0, 0, 118, 69],
      nrr: "3.369",
      weighted: "0.374",
      points: "84.22",
      mutu: "B",
    });
    expect(Object.keys(json.items[0]!)).toEqual(["key", "answered", "counts", "nrr", "weighted", "points", "mutu"]);
    expect([json.from, json.until]).toEqual(["2026-10-01", "2027-01-01"]);
  });

  it("take the first survey and the running quarter when the address names none", async () => {
    expect(JSON.parse((await get("/api/v1/units/perpus/indices")).text)).toEqual(json);
    expect(JSON.parse((await get("/api/v1/units/PERPUS/indices?survey=skm@1")).text)).toEqual(json);
  });

  it("are the same on the dashboard and on the printable report", async () => {
    for (const url of ["/staf/unit/perpus", "/laporan/perpus/2026-TW4"]) {
      const { status, text } = await get(url);
      expect(status).toBe(200);
      for (const figure of ["87.64", "3.506", ...NRR]) expect(text, `${url} ${figure}`).toContain(comma(figure));
    }
    const report = (await get("/laporan/perpus/2026-TW4")).text;
    for (const item of json.items)
      expect(report).toContain(
        `<td class="number">${comma(item.weighted!)}</td><td class="number">${comma(item.points!)}</td><td class="number">${item.mutu}</td>`,
      );
    expect(report).toContain("NRR dikali penimbang 1/9");
    expect(report).toContain("Sementara");
  });

  it("are the same in every file", async () => {
    const file = JSON.parse((await get("/laporan/perpus/2026-TW4.json")).text) as object;
    expect(file).toMatchObject({ unit: "perpus", period: "2026-TW4", provisional: true, indices: [json] });
    expect(Object.keys(file)).toEqual(["unit", "period", "provisional", "indices", "ranges"]);

    const recap = parse<Record<string, string>>((await get("/laporan/perpus/2026-TW4.rekap.csv")).text, {
      bom: true,
      columns: true,
      delimiter: ";",
    });
    expect(recap.slice(0, 9).map((row) => row["nrr"])).toEqual(NRR.map(comma));
    expect(recap.slice(0, 9).map((row) => row["nrr_tertimbang"])).toEqual(json.items.map((item) => comma(item.weighted!)));
    expect(recap.at(-1)).toMatchObject({ kunci: "IKM", terjawab: "187", nrr: "3,506", nilai: "87,64", mutu: "B" });

    const kept = formulasIn((await get("/laporan/perpus/2026-TW4.xlsx")).bytes);
    const values = kept.map(({ value }) => value);
    for (const figure of ["87.64", "3.506", "B", "Baik"]) expect(values).toContain(figure);
    for (const item of json.items) {
      expect(values).toContain(String(Number(item.nrr)));
      expect(values).toContain(String(Number(item.weighted)));
      expect(values).toContain(String(Number(item.points)));
    }
  });

  it("have the same range on every page and in every file", async () => {
    const { ranges } = JSON.parse((await get("/laporan/perpus/2026-TW4.json")).text) as { ranges: RangesJson[] };
    const [{ survey, served, index, items }] = ranges as [RangesJson];
    expect([survey, served, index.kind]).toEqual(["skm@1", null, "range"]);
    expect(items.map(({ key }) => key)).toEqual(json.items.map(({ key }) => key));
    if (index.kind === "no-range") throw new Error(index.reason);
    const said = `${comma(index.low100)}–${comma(index.high100)}`;

    const dashboard = (await get("/staf/unit/perpus")).text;
    expect(dashboard).toContain(`Rentang ${said}`);
    expect((await get("/laporan/perpus/2026-TW4")).text).toContain(`${said} pada skala 100`);
    const recap = (await get("/laporan/perpus/2026-TW4.rekap.csv")).text;
    expect(recap).toContain(`;87,64;B;${comma(index.low100)};${comma(index.high100)}`);
    const workbook = await readXlsx((await get("/laporan/perpus/2026-TW4.xlsx")).bytes);
    const rows = workbook.sheets.find(({ name }) => name === "Rekap")!.rows;
    expect(rows.find(([, ref]) => ref === "skm@1")!.at(-1)).toBe(said);

    for (const [at, range] of items.entries()) {
      if (range.kind === "no-range") throw new Error(range.reason);
      expect(dashboard).toContain(`>${comma(range.low)}–${comma(range.high)}</td>`);
      expect(recap).toContain(
        `;${comma(json.items[at]!.points!)};${json.items[at]!.mutu};${comma(range.low100)};${comma(range.high100)}`,
      );
      expect(rows.find(([name]) => String(name).startsWith(`${range.key} `))!.slice(2, 5)).toEqual(
        [NRR[at], range.low, range.high].map(Number),
      );
    }
  });

  it("come back to the last digit when the answers are exported and imported into an empty unit", async () => {
    const csv = (await get("/laporan/perpus/2026-TW4.csv")).bytes;
    const other = await house.make.unit({ code: "salinan" });
    const skm = house.parts.definitions.latest("skm")!;
    expect(await importAnswers(house.parts, other, [skm], csv, { keepValid: false })).toEqual({ imported: 187, refused: [] });
    const report = await unitReport(house.parts, other, parsePeriod("2026-TW4"), "operator", { trend: false });
    expect({ ...indexJson(report, surveyIn(report, "skm")), unit: "perpus" }).toEqual(json);
  });

  it("are pooled over longer periods, not averaged", async () => {
    for (const period of ["2026-11", "2026-S2", "2026"]) {
      const pooled = JSON.parse((await get(`/api/v1/units/perpus/indices?period=${period}`)).text) as IndexJson;
      expect(pooled.items, period).toEqual(json.items);
      expect(pooled.period).toBe(period);
    }
  });

  it("come in files whose names are plain and say that the period is open", async () => {
    const names = await Promise.all(
      ["xlsx", "csv", "rekap.csv", "json", "profil.csv", "saran.csv"].map(async (extension) => {
        const answer = await get(`/laporan/perpus/2026-TW4.${extension}`);
        expect(answer.status, extension).toBe(200);
        return answer.header("content-disposition");
      }),
    );
    expect(names).toEqual(
      [
        "pengolahan-sementara.xlsx",
        "jawaban-sementara.csv",
        "rekap-sementara.csv",
        "indeks-sementara.json",
        "profil-sementara.csv",
        "saran-sementara.csv",
      ].map((name) => `attachment; filename="suara-loket_perpus_2026-TW4_${name}"`),
    );
  });

  it("say wherever they stand that they stand below the minimum sample", async () => {
    const { units } = house.store;
    const unit = (await units.byCode("perpus"))!;
    const mark = "belum memenuhi sampel minimum (187 dari 291)";
    await units.setPopulation(unit.id, "2026-TW4", 1200);
    expect((await get("/laporan/perpus/2026-TW4.rekap.csv")).text).toMatch(
      /;IKM;.*;belum memenuhi sampel minimum \(187 dari 291\)\s*$/,
    );
    const told = JSON.parse((await get("/api/v1/units/perpus/indices?survey=skm&period=2026-TW4")).text) as IndexJson;
    expect(told).toEqual({ ...json, sample: { served: 1200, minimum: 291, reached: false } });
    expect(Object.keys(told).at(-1)).toBe("sample");
    expect(indexSchema.parse(told)).toEqual(told);
    expect((await get("/staf/unit/perpus?periode=2026-TW4")).text).toContain(mark);
    expect((await get("/laporan/perpus/2026-TW4")).text).toContain(`${mark.replace("b", "B")}.`);
    expect((await get("/laporan/perpus/2026-TW4/asal")).text).toContain(`dari 187 responden, ${mark}.`);
    const { sheets } = await readXlsx((await get("/laporan/perpus/2026-TW4.xlsx")).bytes);
    expect(sheets.flatMap(({ rows }) => rows).flat()).toContain("Belum sesuai: 187 responden dari sampel minimum 291");
    await units.setPopulation(unit.id, "2026-TW4", 187);
    const reached = JSON.parse((await get("/api/v1/units/perpus/indices?survey=skm&period=2026-TW4")).text) as IndexJson;
    expect(reached.sample).toEqual({ served: 187, minimum: 126, reached: true });
    await units.setPopulation(unit.id, "2026-TW4", null);
  });

  it("are described for programs", async () => {
    const { status, text } = await get("/api/v1/openapi.json");
    const described = JSON.parse(text) as {
      openapi: string;
      paths: Record<
        string,
        { get: { responses: Record<string, { content: { "application/json": { schema: { properties: object } } } }> } }
      >;
    };
    expect(status).toBe(200);
    expect(described.openapi).toBe("3.1.0");
    const schema = described.paths["/api/v1/units/{unit}/indices"]!.get.responses["200"]!.content["application/json"].schema;
    expect(Object.keys(schema.properties)).toEqual([...Object.keys(json), "otherVersions", "sample"]);
  });

  it("are refused for a period or survey that does not exist", async () => {
    expect((await get("/api/v1/units/perpus/indices?period=2026-Q1")).status).toBe(422);
    expect((await get("/api/v1/units/perpus/indices?survey=spak")).status).toBe(404);
    expect((await get("/api/v1/units/perpus/indices?survey=skm&survey=spak")).status).toBe(422);
    expect((await get("/laporan/perpus/2026-13")).status).toBe(422);
    expect((await get("/laporan/perpus/2026-TW4.pdfx")).status).toBe(404);
    expect((await get("/laporan/perpus/2026-TW4.csv?survei=spkp")).status).toBe(404);
  });
});
