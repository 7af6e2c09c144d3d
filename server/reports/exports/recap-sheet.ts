import { count, longDate, periodDates, periodTitle, show } from "../../web/format.ts";
import { METHODS, rangeText } from "../../domain/certainty/words.ts";
import type { SurveyReport, UnitReport } from "../unit-report.ts";
import type { TableOutcome } from "./processing-table.ts";
import type { Column } from "./xlsx/sheet-builder.ts";
import { SheetBuilder, inSheet, sheetEnd, sheetStart } from "./xlsx/sheet-builder.ts";

const columns: readonly Column[] = [
  { width: 46, look: "plain" },
  { width: 20 },
  { width: 14 },
  { width: 12 },
  { width: 12 },
  { width: 8 },
  { width: 28 },
  { width: 22 },
];

/** The first sheet, as XML: each index on one line, by reference to the sheet that computes it. */
export function recapSheet(report: UnitReport, tables: readonly TableOutcome[]): string {
  const sheet = new SheetBuilder(columns);
  sheet.put(0, 0, "Rekap indeks", "title");
  sheet.put(1, 0, `Unit: ${report.unit.name}`);
  sheet.put(2, 0, `Periode: ${periodTitle(report.period)} (${periodDates(report.period)})`);
  sheet.put(
    3,
    0,
    `${report.provisional ? "Angka sementara: periode ini belum ditutup. " : ""}Dibuat ${longDate(report.today)}.`,
    "soft",
  );
  ["Indeks", "Survei", "Responden", "Skala 4", "Nilai", "Mutu", "Kinerja unit pelayanan", "Rentang (skala 100)"].forEach(
    (head, column) => sheet.put(5, column, head, "head"),
  );
  tables.forEach(({ survey, result, cells }, index) => {
    const row = 6 + index;
    sheet.put(row, 0, `${survey.definition.index.name.id} (${survey.definition.index.abbreviation})`, "label");
    sheet.put(row, 1, survey.ref, "text");
    sheet.put(row, 2, result.respondents, "whole");
    if (result.index.kind === "no-value" || !cells) {
      sheet.put(row, 3, result.index.kind === "no-value" ? result.index.reason : null);
      return;
    }
    sheet.formula(row, 3, inSheet(cells.name, cells.index4), Number(result.index.index4), "three");
    sheet.formula(row, 4, inSheet(cells.name, cells.index100), Number(result.index.index100), "strong");
    sheet.formula(row, 5, inSheet(cells.name, cells.mutu), result.index.mutu, "text");
    sheet.formula(row, 6, inSheet(cells.name, cells.words), result.index.label, "text");
    sheet.put(row, 7, rangeCell(survey), "text");
  });
  const row = sheet.nextRow + 1;
  sheet.put(row, 0, "Orang yang dilayani");
  sheet.put(row, 2, report.served ?? (report.asked.served.from === "nothing" ? "belum diisi" : "belum lengkap"), "plain");
  sheet.put(row + 1, 0, "Sampel minimum (Krejcie dan Morgan)");
  sheet.put(row + 1, 2, report.target ?? "belum dapat dihitung", "plain");
  const { target } = report;
  if (target !== null)
    tables.forEach(({ survey, result: { respondents } }, index) => {
      const verdict = respondents >= target ? "Sesuai" : "Belum sesuai";
      const words = `${verdict}: ${count(respondents)} responden dari sampel minimum ${count(target)}`;
      sheet.put(row + 2 + index, 0, tables.length > 1 ? `${survey.definition.index.abbreviation}. ${words}` : words);
    });
  putItems(sheet, tables);
  return sheetStart({ columns }) + sheet.rowsXml() + sheetEnd(sheet.mergesXml());
}

/** How sure the NRR of each unsur is, and how that was reckoned. */
function putItems(sheet: SheetBuilder, tables: readonly TableOutcome[]): void {
  const ranges = tables.flatMap(({ survey, result }) =>
    result.items.flatMap(({ key, nrr }) => {
      const found = survey.certainty?.items.get(key);
      return nrr !== null && found?.kind === "interval" ? [{ survey, key, nrr, own: found.own }] : [];
    }),
  );
  if (ranges.length === 0) return;
  const head = sheet.nextRow + 1;
  ["Rentang NRR tiap unsur", "Survei", "NRR", "Paling rendah", "Paling tinggi"].forEach((words, column) =>
    sheet.put(head, column, words, "head"),
  );
  ranges.forEach(({ survey, key, nrr, own }, at) => {
    const name = survey.definition.items.find((item) => item.key === key)!.name.id;
    const row = head + 1 + at;
    sheet.put(row, 0, `${key} ${name}`, "label");
    sheet.put(row, 1, survey.ref, "text");
    sheet.put(row, 2, Number(nrr), "three");
    sheet.put(row, 3, Number(own.low), "two");
    sheet.put(row, 4, Number(own.high), "two");
  });
  sheet.put(sheet.nextRow + 1, 0, METHODS.interval, "soft");
}

function rangeCell({ certainty }: SurveyReport): string | null {
  return certainty?.index.kind === "interval" ? rangeText(certainty.index, show) : null;
}
