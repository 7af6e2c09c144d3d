import { count, longDate, periodDates, periodTitle } from "../../web/format.ts";
import type { UnitReport } from "../unit-report.ts";
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
  ["Indeks", "Survei", "Responden", "Skala 4", "Nilai", "Mutu", "Kinerja unit pelayanan"].forEach((head, column) =>
    sheet.put(5, column, head, "head"),
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
  });
  const row = sheet.nextRow + 1;
  sheet.put(row, 0, "Orang yang dilayani");
  sheet.put(row, 2, report.served ?? "belum diisi", "plain");
  sheet.put(row + 1, 0, "Sampel minimum (Krejcie dan Morgan)");
  sheet.put(row + 1, 2, report.target ?? "belum dapat dihitung", "plain");
  if (report.target !== null && tables[0]) {
    const { respondents } = tables[0].result;
    sheet.put(
      row + 2,
      0,
      `${respondents >= report.target ? "Sesuai" : "Belum sesuai"}: ${count(respondents)} responden dari sampel minimum ${count(report.target)}`,
    );
  }
  return sheetStart({ columns }) + sheet.rowsXml() + sheetEnd(sheet.mergesXml());
}
