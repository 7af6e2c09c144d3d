import type { WriteSheet } from "hucre/xlsx";
import { bandTable } from "../../domain/indices/bands.ts";
import type { IndexResult } from "../../domain/indices/compute-index.ts";
import { computeIndex } from "../../domain/indices/compute-index.ts";
import type { SurveyDefinition } from "../../domain/questionnaire/definition.ts";
import { questionsOf } from "../../domain/questionnaire/definition.ts";
import type { Answers } from "../../domain/response.ts";
import { tallyOf } from "../../domain/tally.ts";
import { figure, periodDates, periodTitle } from "../../web/format.ts";
import type { SurveyReport, UnitReport } from "../unit-report.ts";
import { SheetBuilder, at, looks } from "./sheet-builder.ts";
import { mean, meanOf, mutuFormula, rounded, toFourFormula, weightSuffix, weightedSum } from "./table-formulas.ts";

/**
 * The official processing table (PermenPANRB 14/2017, lampiran): one row per respondent, then Σ, NRR, NRR tertimbang and the
 * index, legend and list of unsur. The values kept beside the formulas come from the very rows of the sheet, through the one
 * index core, so a spreadsheet that recomputes finds what is there already.
 */
export interface ProcessingTable {
  readonly survey: SurveyReport;
  readonly sheet: WriteSheet;
  readonly result: IndexResult;
  /** Cells of the index for other sheets; null when the index has no value. */
  readonly cells: {
    readonly name: string;
    readonly index4: string;
    readonly index100: string;
    readonly mutu: string;
    readonly words: string;
  } | null;
}

const FIRST_ANSWER = 6;

interface Column {
  readonly key: string;
  readonly itemKey: string;
  readonly reversed: boolean;
  /** Counted from 0. */
  readonly at: number;
  /** Sum and number of the scores, as cells. */
  readonly sum: string;
  readonly count: string;
  readonly answered: number;
}

export function processingTable(
  report: UnitReport,
  survey: SurveyReport,
  answers: readonly Answers[],
  name: string,
): ProcessingTable {
  const { definition } = survey;
  const result = computeIndex(definition, tallyOf(definition, answers));
  const sheet = new SheetBuilder(name);
  const sumRow = FIRST_ANSWER + answers.length;
  const columns = columnsOf(definition, answers, sumRow);
  const total = columns.length + 1;

  writeHead(sheet, report, survey, columns, total);
  writeAnswers(sheet, definition, answers, columns);
  writeSums(sheet, columns, answers, sumRow, total);
  const cells = writeResults(sheet, survey, result, columns, sumRow + 2, total);
  writeLegend(sheet, survey, result, columns, cells !== null);

  return {
    survey,
    result,
    cells: cells && { name, ...cells },
    sheet: sheet.build({
      columns: [{ width: 44, style: looks.plain }, ...columns.map(() => ({ width: 9, style: looks.whole })), { width: 26 }],
      freezePane: { rows: FIRST_ANSWER, columns: 1 },
      pageSetup: {
        paperSize: "a4",
        orientation: "landscape",
        fitToPage: true,
        fitToWidth: 1,
        fitToHeight: 0,
        printTitlesRow: `$${FIRST_ANSWER}:$${FIRST_ANSWER}`,
      },
    }),
  };
}

function columnsOf(definition: SurveyDefinition, answers: readonly Answers[], sumRow: number): readonly Column[] {
  const questions = definition.items.flatMap((item) =>
    questionsOf(definition, item).map(({ key, reversed }) => ({ key, reversed, itemKey: item.key })),
  );
  return questions.map((question, index) => ({
    ...question,
    at: index + 1,
    sum: at(sumRow, index + 1),
    count: at(sumRow + 1, index + 1),
    answered: answers.filter((one) => typeof one.get(question.key) === "number").length,
  }));
}

function writeHead(
  sheet: SheetBuilder,
  report: UnitReport,
  survey: SurveyReport,
  columns: readonly Column[],
  total: number,
): void {
  const { abbreviation } = survey.definition;
  sheet.put(0, 0, `Pengolahan data ${abbreviation} per responden dan per unsur pelayanan`, "title");
  sheet.put(1, 0, `Unit: ${report.unit.name}`);
  sheet.put(
    2,
    0,
    `Periode: ${periodTitle(report.period)} (${periodDates(report.period)})${report.provisional ? ", sementara" : ""}`,
  );
  sheet.put(
    3,
    0,
    `Survei ${survey.ref}. Urutan baris acak; tiap baris satu jawaban tanpa nama. Sel kosong berarti tidak dinilai.`,
    "soft",
  );
  sheet.put(5, 0, "No. responden", "head");
  for (const column of columns) sheet.put(5, column.at, column.key, "head");
  sheet.put(5, total, "Jumlah", "head");
}

/** Reversed questions are written as scores (max + 1 − answer), as the sums need them. */
function writeAnswers(
  sheet: SheetBuilder,
  definition: SurveyDefinition,
  answers: readonly Answers[],
  columns: readonly Column[],
): void {
  answers.forEach((given, index) => {
    sheet.put(FIRST_ANSWER + index, 0, index + 1);
    for (const column of columns) {
      const answer = given.get(column.key);
      if (typeof answer === "number")
        sheet.put(FIRST_ANSWER + index, column.at, column.reversed ? definition.scale.max + 1 - answer : answer);
    }
  });
}

function writeSums(
  sheet: SheetBuilder,
  columns: readonly Column[],
  answers: readonly Answers[],
  sumRow: number,
  total: number,
): void {
  sheet.put(sumRow, 0, "Σ nilai/unsur", "label");
  sheet.put(sumRow + 1, 0, "Jumlah jawaban/unsur", "label");
  for (const column of columns) {
    if (answers.length === 0) {
      sheet.put(sumRow, column.at, 0, "whole");
      sheet.put(sumRow + 1, column.at, 0, "whole");
      continue;
    }
    const range = `${at(FIRST_ANSWER, column.at)}:${at(sumRow - 1, column.at)}`;
    const scores = sheet.numbers(FIRST_ANSWER, sumRow - 1, column.at);
    sheet.formula(
      sumRow,
      column.at,
      `SUM(${range})`,
      scores.reduce((a, b) => a + b, 0),
      "whole",
    );
    sheet.formula(sumRow + 1, column.at, `COUNT(${range})`, scores.length, "whole");
  }
  sheet.put(sumRow, total, null, "whole");
  sheet.put(sumRow + 1, total, null, "whole");
}

/** NRR, weighted NRR and the index; gives the cells of the index, or null when it has no value. */
function writeResults(
  sheet: SheetBuilder,
  survey: SurveyReport,
  result: IndexResult,
  columns: readonly Column[],
  row: number,
  total: number,
): { index4: string; index100: string; mutu: string; words: string } | null {
  const { definition } = survey;
  const label = definition.index.abbreviation;
  sheet.put(row, 0, "NRR/unsur", "label");
  sheet.put(row + 1, 0, "NRR tertimbang/unsur", "label");
  for (const item of result.items) {
    const own = columns.filter((column) => column.itemKey === item.key);
    const first = own[0]!.at;
    sheet.merge(row, first, own.at(-1)!.at);
    sheet.merge(row + 1, first, own.at(-1)!.at);
    if (item.nrr === null || item.weighted === null) {
      sheet.put(row, first, "tidak ada data", "text");
      sheet.put(row + 1, first, "tidak ada data", "text");
      continue;
    }
    const nrr = itemMean(own);
    sheet.formula(row, first, rounded(nrr, 3), Number(item.nrr), "three");
    sheet.formula(row + 1, first, rounded(`${nrr}${weightSuffix(definition)}`, 3), Number(item.weighted), "three");
  }
  sheet.put(row, total, null, "three");
  const { index } = result;
  if (index.kind === "no-value") {
    sheet.put(row + 2, 0, `${label} unit pelayanan`, "label");
    sheet.put(row + 2, 1, index.reason, "plain");
    return null;
  }
  const means = result.items
    .filter(({ nrr }) => nrr !== null)
    .map(({ key }) => itemMean(columns.filter((column) => column.itemKey === key)));
  const last = columns.at(-1)!;
  const sum = weightedSum(definition, means, `${columns[0]!.sum}:${last.sum}`, `${columns[0]!.count}:${last.count}`);
  const four = toFourFormula(definition, sum);
  const [index4, index100, mutu, words] = [at(row + 1, total), at(row + 2, total), at(row + 3, total), at(row + 4, total)];
  sheet.formula(row + 1, total, rounded(four, 3), Number(index.index4), "three");
  sheet.put(row + 1, total + 1, "*)", "plain");
  sheet.put(row + 2, 0, `${label} unit pelayanan`, "label");
  sheet.formula(row + 2, total, rounded(`(${four})*25`, 2), Number(index.index100), "strong");
  sheet.put(row + 2, total + 1, "**)", "plain");
  sheet.put(row + 3, 0, "Mutu pelayanan", "label");
  sheet.formula(row + 3, total, mutuFormula(definition, index100, "letter"), index.mutu, "strong");
  sheet.put(row + 4, 0, "Kinerja unit pelayanan", "label");
  sheet.formula(row + 4, total, mutuFormula(definition, index100, "words"), index.label, "strong");
  return { index4, index100, mutu, words };
}

function itemMean(own: readonly Column[]): string {
  return meanOf(own.filter(({ answered }) => answered > 0).map((column) => mean(column.sum, column.count)));
}

function writeLegend(
  sheet: SheetBuilder,
  survey: SurveyReport,
  result: IndexResult,
  columns: readonly Column[],
  hasValue: boolean,
): void {
  const { definition } = survey;
  let row = sheet.nextRow + 1;
  for (const line of legendLines(definition, hasValue ? result : null)) sheet.put(row++, 0, line);

  row += 1;
  ["Unsur pelayanan", "Kunci", "NRR", "Nilai", "Mutu"].forEach((head, column) => sheet.put(row, column, head, "head"));
  for (const item of result.items) {
    row += 1;
    const own = columns.filter((column) => column.itemKey === item.key);
    sheet.put(row, 0, definition.items.find(({ key }) => key === item.key)!.name.id, "label");
    sheet.put(row, 1, item.key, "text");
    if (item.nrr === null || item.points === null || item.mutu === null) {
      sheet.put(row, 2, "tidak ada data", "text");
      continue;
    }
    sheet.formula(row, 2, rounded(itemMean(own), 3), Number(item.nrr), "three");
    sheet.formula(row, 3, rounded(`(${toFourFormula(definition, itemMean(own))})*25`, 2), Number(item.points), "two");
    sheet.formula(row, 4, mutuFormula(definition, at(row, 3), "letter"), item.mutu, "text");
  }

  const { bands, source } = bandTable(definition.index.bands);
  row += 2;
  ["Kinerja unit pelayanan", "Mutu", "Nilai interval konversi"].forEach((head, column) => sheet.put(row, column, head, "head"));
  sheet.merge(row, 2, 5);
  bands.forEach((band, index) => {
    row += 1;
    sheet.put(row, 0, band.label.id, "label");
    sheet.put(row, 1, band.mutu, "text");
    const next = bands[index + 1];
    sheet.put(row, 2, next ? `${figure(band.from)} – di bawah ${figure(next.from)}` : `${figure(band.from)} – 100,00`, "plain");
    sheet.merge(row, 2, 5);
  });
  sheet.put(row + 1, 0, `Tabel mutu: ${source}`, "soft");
}

function legendLines(definition: SurveyDefinition, result: IndexResult | null): readonly string[] {
  const { abbreviation, weight, aggregation } = definition.index;
  const used = weight === "1/n" ? `1/${definition.items.length}` : figure(weight);
  const reversed = definition.items.flatMap((item) => questionsOf(definition, item)).filter((question) => question.reversed);
  return [
    "Keterangan",
    `${definition.items[0]!.key} sampai ${definition.items.at(-1)!.key}: unsur pelayanan`,
    "NRR: nilai rata-rata, yaitu Σ nilai dibagi jumlah jawaban unsur itu",
    `NRR tertimbang per unsur: NRR × ${used}`,
    ...(result
      ? [
          `*) ${aggregation === "pooled" ? "Rata-rata semua jawaban" : "Jumlah NRR tertimbang"}${conversionWords(definition)}: ${abbreviation} pada skala 4`,
          `**) ${abbreviation} × 25`,
        ]
      : []),
    ...(reversed.length > 0
      ? [`Butir ${reversed.map(({ key }) => key).join(", ")} dibalik: nilai = ${definition.scale.max + 1} − jawaban`]
      : []),
    "Tiap angka dibulatkan satu kali, setengah ke atas, dari nilai yang belum dibulatkan",
  ];
}

function conversionWords(definition: SurveyDefinition): string {
  const { max } = definition.scale;
  if (max === 4) return "";
  return definition.index.conversion === "proportional" ? `, dikali 4/${max}` : `, diubah dengan 1 + (nilai − 1) × 3/${max - 1}`;
}
