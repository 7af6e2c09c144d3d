import { readXlsx } from "hucre/xlsx";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parsePeriod } from "../../server/domain/periods/period.ts";
import { questionKeys } from "../../server/domain/questionnaire/definition.ts";
import { workbookOf } from "../../server/reports/exports/workbook.ts";
import type { UnitReport } from "../../server/reports/unit-report.ts";
import { surveyIn, unitReport } from "../../server/reports/unit-report.ts";
import { zipStream } from "../../server/reports/exports/xlsx/zip-stream.ts";
import { cellText } from "../../server/reports/exports/xlsx/xml-text.ts";
import type { House } from "../support/house.ts";
import { openHouse } from "../support/house.ts";
import { plainRows } from "../support/plain-rows.ts";
import { importScores } from "./answered-unit.ts";
import { formulasIn, unzip } from "./unzip.ts";

const QUARTER = parsePeriod("2026-TW4");
const RANGE = { from: "2026-10", until: "2027-01" };
const RESPONDENTS = 2300;

/** A score that is not the same in any two neighbouring rows or columns; now and then none. */
const scoreOf = (at: number, column: number, max: number): number | "opted-out" =>
  (at + column) % 11 === 0 ? "opted-out" : 1 + ((at * 7 + column * 5 + Math.floor(at / 13)) % max);

describe("a workbook whose rows do not fit into one sheet", () => {
  let house: House;
  let report: UnitReport;
  let bytes: Uint8Array;
  let asked: Uint8Array[];
  beforeAll(async () => {
    house = await openHouse();
    const unit = await house.make.unit({ surveys: ["skm", "ipk-peradilan"] });
    for (const [id, respondents] of [
      ["skm", RESPONDENTS],
      ["ipk-peradilan", 40],
    ] as const) {
      const definition = house.parts.definitions.latest(id)!;
      const days = ["2026-10-01", "2026-11-10", "2026-12-31"];
      await importScores(
        house,
        unit,
        `${id}@${definition.version}`,
        Array.from({ length: respondents }, (_, at) => ({
          date: days[Math.floor((at * days.length) / respondents)]!,
          answers: new Map(questionKeys(definition).map((key, column) => [key, scoreOf(at, column, definition.scale.max)])),
        })),
      );
    }
    report = await unitReport(house.parts, unit, QUARTER, "operator", { trend: false });
    const surveys = ["skm", "ipk-peradilan"].map((id) => surveyIn(report, id));
    asked = [];
    const parts = { ...house.parts, randomBytes: (size: number) => (asked.push(house.parts.randomBytes(size)), asked.at(-1)!) };
    const pages = () => house.store.responses.pages({ unitId: unit.id, ...RANGE });
    bytes = await whole(workbookOf({ parts, report, surveys, pages }, 1000));
  });
  afterAll(() => house.close());

  it("goes on in further sheets, the one with the figures first", async () => {
    const { sheets } = await readXlsx(bytes);
    expect(sheets.map(({ name }) => name)).toEqual([
      "Rekap",
      "SKM",
      "SKM bagian 1",
      "SKM bagian 2",
      "IPK",
      "IPK bagian 1",
      "IPK bagian 2",
    ]);
    const numbers = ["SKM bagian 1", "SKM bagian 2", "SKM"].flatMap((name) =>
      sheets
        .find((sheet) => sheet.name === name)!
        .rows.slice(6)
        .flatMap(([first]) => (typeof first === "number" ? [first] : [])),
    );
    expect(numbers).toEqual(Array.from({ length: RESPONDENTS }, (_, at) => at + 1));
    const notes = sheets[1]!.rows.map(([first]) => first).filter((text) => String(text).startsWith("Responden nomor"));
    expect(notes[0]).toMatch(/^Responden nomor 1 sampai [\d.]+ ada di lembar "SKM bagian 1"$/);
  });

  it("holds every respondent once, in an order that tells no day", async () => {
    const { sheets } = await readXlsx(bytes);
    const lines = ["SKM bagian 1", "SKM bagian 2", "SKM"].flatMap((name) =>
      sheets
        .find((sheet) => sheet.name === name)!
        .rows.slice(6)
        .filter(([first]) => typeof first === "number")
        .map((row) => Array.from({ length: 9 }, (_, column) => row[column + 1] ?? "").join(",")),
    );
    const given = Array.from({ length: RESPONDENTS }, (_, at) =>
      Array.from({ length: 9 }, (_, column) => scoreOf(at, column, 4))
        .map((score) => (score === "opted-out" ? "" : score))
        .join(","),
    );
    expect([...lines].sort()).toEqual([...given].sort());
    expect(asked.length).toBeGreaterThan(0);
    const inStore: string[] = [];
    for await (const page of house.store.responses.pages({ unitId: report.unit.id, ...RANGE }))
      for (const { answers } of plainRows(page))
        if (answers.length === 9) inStore.push([...answers].map((one) => (one === "0" ? "" : one)).join(","));
    const unmoved = inStore.slice(0, 1000).filter((line, at) => line === lines[at]).length;
    expect(unmoved).toBeLessThan(200);
  });

  it("adds up all sheets in its figures, and keeps the values of the page beside them", () => {
    const formulas = formulasIn(bytes);
    const sums = formulas.filter(({ formula }) => formula.startsWith("SUM("));
    expect(sums[0]!.formula).toMatch(/^SUM\('SKM bagian 1'!B7:B\d+,'SKM bagian 2'!B7:B\d+,B7:B\d+\)$/);
    const values = formulas.map(({ value }) => value);
    for (const id of ["skm", "ipk-peradilan"]) {
      const { result } = surveyIn(report, id);
      if (result.index.kind === "no-value") throw new Error(result.index.reason);
      for (const text of [result.index.index4, result.index.index100]) expect(values).toContain(String(Number(text)));
      for (const { nrr, weighted, points } of result.items)
        for (const text of [nrr, weighted, points]) expect(values, id).toContain(String(Number(text)));
    }
  });

  it("has no word of what it was made with, and one part for each name", () => {
    const parts = [...unzip(bytes).keys()];
    expect(parts.filter((name) => name.startsWith("xl/worksheets/"))).toHaveLength(7);
    expect(new Set(parts).size).toBe(parts.length);
  });
});

describe("an archive", () => {
  it("gives back what went in, in pieces or whole, empty or not", async () => {
    const large = Array.from({ length: 300 }, (_, at) => `${at} `.repeat(1000));
    const files = await whole(
      zipStream([
        { name: "kosong.xml", content: [] },
        { name: "é/besar.xml", content: large },
        { name: "bytes.xml", content: [Buffer.from("satu"), "", "dua"] },
      ]),
    );
    expect([...unzip(files)]).toEqual([
      ["kosong.xml", ""],
      ["é/besar.xml", large.join("")],
      ["bytes.xml", "satudua"],
    ]);
  });

  it("fails when its content fails", async () => {
    const content = async function* (): AsyncGenerator<string> {
      yield "awal";
      await Promise.resolve();
      throw new Error("the disk is gone");
    };
    await expect(whole(zipStream([{ name: "satu.xml", content: content() }]))).rejects.toThrow("the disk is gone");
  });
});

describe("text in a cell", () => {
  it("cannot be read as markup or as an escaped letter", () => {
    expect(cellText("</t><f>1+1</f>")).toBe("&lt;/t&gt;&lt;f&gt;1+1&lt;/f&gt;");
    expect(cellText("_x003D_1+1")).toBe("_x005F_x003D_1+1");
    expect(cellText("a\u0000b\uffffc\n")).toBe("a b c ");
  });
});

async function whole(chunks: AsyncIterable<string | Uint8Array>): Promise<Uint8Array> {
  const pieces: Buffer[] = [];
  for await (const chunk of chunks) pieces.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(pieces);
}
