import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parsePeriod } from "../../server/domain/periods/period.ts";
import { questionKeys, refOf } from "../../server/domain/questionnaire/definition.ts";
import type { Unit } from "../../server/domain/response.ts";
import { openExport } from "../../server/reports/exports/open-export.ts";
import { workbookOf as workbookInSheets } from "../../server/reports/exports/workbook.ts";
import { surveyIn, unitReport } from "../../server/reports/unit-report.ts";
import { importScores, perpusnasAnswers, skm } from "../reports/answered-unit.ts";
import { formulasIn, unzip } from "../reports/unzip.ts";
import type { House } from "../support/house.ts";
import { openHouse } from "../support/house.ts";
import { needLibreOffice, recalculated } from "./recalculate.ts";
import { withoutKeptValues } from "./without-kept-values.ts";
import type { Sheets } from "./workbook-figures.ts";
import { rangeText } from "../../server/domain/certainty/words.ts";
import { show } from "../../server/web/format.ts";
import { figuresForWorkbook, figuresInWorkbook } from "./workbook-figures.ts";

const QUARTER = parsePeriod("2026-TW4");

describe("the workbook, computed again by LibreOffice", () => {
  let house: House;
  beforeAll(async () => {
    needLibreOffice();
    house = await openHouse();
  });
  afterAll(() => house?.close());

  const workbookOf = async (unit: Unit): Promise<Uint8Array> => {
    const { chunks } = await openExport(house.parts, {
      unit,
      period: QUARTER,
      surveys: [],
      format: "xlsx",
      audience: "staff page",
    });
    return whole(chunks);
  };

  /** Every figure of one survey, as the workbook shows it after computing and as the page has it. */
  const bothWays = async (unit: Unit, survey: string, sheetName: string, sheets: Sheets) => {
    const { result, definition, certainty } = surveyIn(await unitReport(house.parts, unit, QUARTER, "staff page"), survey);
    if (result.index.kind === "no-value") throw new Error(result.index.reason);
    const range = certainty?.index.kind === "interval" ? rangeText(certainty.index, show) : null;
    return { computed: figuresInWorkbook(sheets, definition, sheetName), page: figuresForWorkbook(result, definition, range) };
  };

  it("shows the published index and the figures of the page", async () => {
    const unit = await house.make.unit();
    await importScores(
      house,
      unit,
      "skm@1",
      perpusnasAnswers().map((answers) => ({ answers })),
    );
    const workbook = await workbookOf(unit);
    const stripped = withoutKeptValues(workbook);
    expect(formulasIn(workbook).length).toBeGreaterThan(60);
    expect(formulasIn(stripped)).toEqual([]);
    const { computed, page } = await bothWays(unit, "skm", "SKM", recalculated(stripped));
    expect(computed).toEqual(page);
    expect([computed.index, computed.weighted.at(-1), computed.mutu]).toEqual([["87.64"], "3.506", ["B", "Baik"]]);
  });

  it("rounds a half up where binary numbers alone would not", async () => {
    // 507 fours and 493 threes for each unsur: NRR 3.507, and the index is exactly 87.675.
    const unit = await house.make.unit();
    await importScores(
      house,
      unit,
      "skm@1",
      Array.from({ length: 1000 }, (_, at) => ({ answers: skm(at < 507 ? 4 : 3) })),
    );
    const { computed, page } = await bothWays(unit, "skm", "SKM", recalculated(withoutKeptValues(await workbookOf(unit))));
    expect(computed).toEqual(page);
    expect(computed.index).toEqual(["87.68"]);
  });

  it("adds up the rows of several sheets, at a half as well", async () => {
    // The half of above three times over, in sheets of a thousand rows.
    const unit = await house.make.unit();
    await importScores(
      house,
      unit,
      "skm@1",
      Array.from({ length: 3000 }, (_, at) => ({ answers: skm(at < 1521 ? 4 : 3) })),
    );
    const report = await unitReport(house.parts, unit, QUARTER, "staff page");
    const pages = () => house.store.responses.pages({ unitId: unit.id, from: "2026-10", until: "2027-01" });
    const workbook = await whole(
      workbookInSheets({ parts: house.parts, report, surveys: [surveyIn(report, "skm")], pages }, 1000),
    );
    const sheets = recalculated(withoutKeptValues(workbook));
    expect([...sheets.keys()].sort()).toEqual(["Rekap", "SKM", "SKM bagian 1", "SKM bagian 2"]);
    const { computed, page } = await bothWays(unit, "skm", "SKM", sheets);
    expect(computed).toEqual(page);
    expect(computed.index).toEqual(["87.68"]);
  });

  it("leaves answers without a score out of the mean", async () => {
    const unit = await house.make.unit();
    await importScores(house, unit, "skm@1", [
      { answers: skm(4, { U4: "opted-out" }) },
      { answers: skm(2) },
      { answers: skm(3, { U8: 1 }) },
    ]);
    const { computed, page } = await bothWays(unit, "skm", "SKM", recalculated(withoutKeptValues(await workbookOf(unit))));
    expect(computed).toEqual(page);
  });

  it("follows reversed questions, longer scales and several surveys in one workbook", async () => {
    const unit = await house.make.unit({ surveys: ["ipk-peradilan", "spkp-6"] });
    for (const id of unit.surveys) {
      const definition = house.parts.definitions.latest(id)!;
      const answers = Array.from(
        { length: 41 },
        (_, at) =>
          new Map(questionKeys(definition).map((key, column) => [key, 1 + ((at * 7 + column * 3) % definition.scale.max)])),
      );
      await importScores(
        house,
        unit,
        refOf(definition),
        answers.map((one) => ({ answers: one })),
      );
    }
    const sheets = recalculated(withoutKeptValues(await workbookOf(unit)));
    for (const id of unit.surveys) {
      const { computed, page } = await bothWays(unit, id, house.parts.definitions.latest(id)!.abbreviation, sheets);
      expect(computed, id).toEqual(page);
    }
  });

  it("runs nothing that a person typed, and leads nowhere", async () => {
    const unit = await house.make.unit({ name: '=HYPERLINK("http://contoh.invalid","klik")' });
    await importScores(house, unit, "skm@1", [{ answers: skm(4) }]);
    const workbook = await workbookOf(unit);
    expect(recalculated(withoutKeptValues(workbook)).get("SKM")![1]![0]).toBe('Unit: =HYPERLINK("http://contoh.invalid","klik")');
    expect(
      [...unzip(workbook)].filter(([name, xml]) => name.includes("externalLink") || xml.includes('TargetMode="External"')),
    ).toEqual([]);
  });
});

async function whole(chunks: AsyncIterable<string | Uint8Array>): Promise<Uint8Array> {
  const parts: Buffer[] = [];
  for await (const chunk of chunks) parts.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(parts);
}
