import { bandTable } from "../../domain/indices/bands.ts";
import type { IndexResult } from "../../domain/indices/compute-index.ts";
import { computeIndex } from "../../domain/indices/compute-index.ts";
import type { SurveyDefinition } from "../../domain/questionnaire/definition.ts";
import { questionsOf } from "../../domain/questionnaire/definition.ts";
import type { Tally } from "../../domain/tally.ts";
import type { PackedRows } from "../../store/store.ts";
import { count, figure, periodDates, periodTitle } from "../../web/format.ts";
import { toFourWords, toHundredWords } from "../conversion-words.ts";
import type { SurveyReport, UnitReport } from "../unit-report.ts";
import { AnswerPile } from "./answer-pile.ts";
import { answerRows } from "./answer-rows.ts";
import type { Places } from "../packed-places.ts";
import {
  mean,
  meanOf,
  mutuFormula,
  rounded,
  toFourFormula,
  toHundredFormula,
  weightSuffix,
  weightedSum,
} from "./table-formulas.ts";
import { SheetBuilder, at, inSheet, sheetEnd, sheetStart } from "./xlsx/sheet-builder.ts";
import type { Column as SheetColumn } from "./xlsx/sheet-builder.ts";

/** What the table says in the end, for the sheet that sums up all of them. */
export interface TableOutcome {
  readonly survey: SurveyReport;
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

/** The row, counted from 1, that is printed on top of each page. */
export const TITLE_ROW = 6;

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
  /** Sum of the scores. */
  readonly scores: number;
}

/** A sheet of rows that stands before the one with the figures. */
interface EarlierSheet {
  readonly name: string;
  /** Number of its first and of its last respondent. */
  readonly from: number;
  readonly until: number;
}

/**
 * The official processing table (PermenPANRB 14/2017, lampiran): one row per respondent, then Σ, NRR, NRR tertimbang and the
 * index, legend and list of unsur. The values kept beside the formulas come from the very rows of the sheet, through the one
 * index core, so a spreadsheet that recomputes finds what is there already.
 *
 * A sheet has an end, so the rows of more respondents than fit into one fill earlier sheets; the figures stand under the last
 * rows and add up all of them. In order for each sheet: `start`, `add` for each respondent, `rows`, and `figures` or `pause`.
 */
export class ProcessingTable {
  readonly survey: SurveyReport;
  /** Of the sheet with the figures. */
  readonly name: string;
  readonly earlier: EarlierSheet[] = [];
  private readonly report: UnitReport;
  private readonly pile: AnswerPile;
  private readonly frame: readonly SheetColumn[];
  private readonly questions: number;
  private respondents = 0;
  private rowsInSheet = 0;

  constructor(report: UnitReport, survey: SurveyReport, name: string) {
    this.report = report;
    this.survey = survey;
    this.name = name;
    this.pile = new AnswerPile(survey.definition);
    this.questions = survey.definition.items.flatMap((item) => questionsOf(survey.definition, item)).length;
    const scores = Array.from({ length: this.questions }, () => ({ width: 9, look: "whole" }) as const);
    this.frame = [{ width: 44, look: "plain" }, ...scores, { width: 26 }];
  }

  /** The beginning of a sheet, down to the head of its columns. */
  start(): string {
    const sheet = new SheetBuilder(this.frame);
    writeHead(sheet, this.report, this.survey);
    return sheetStart({ columns: this.frame, frozen: { rows: FIRST_ANSWER, columns: 1 } }) + sheet.rowsXml();
  }

  /** The respondent at whom the cursor stands, whose answers lie at these places, for the sheet that is open. */
  add(rows: PackedRows, places: Places, chance: number): void {
    this.pile.add(rows, places, chance);
  }

  /** The rows of all who were added since the sheet was opened; each is written once. */
  *rows(): Generator<Uint8Array> {
    this.rowsInSheet = this.pile.size;
    yield* answerRows(this.pile, this.questions, { row: FIRST_ANSWER + 1, respondent: this.respondents + 1 });
    this.respondents += this.rowsInSheet;
    this.pile.empty();
  }

  /** The end of a sheet after which another one follows. */
  pause(name: string): string {
    this.earlier.push({ name, from: this.respondents - this.rowsInSheet + 1, until: this.respondents });
    return sheetEnd();
  }

  /** The figures under the last rows, and the end of the sheet. */
  figures(): { readonly xml: string; readonly outcome: TableOutcome } {
    const { survey } = this;
    const tally = this.pile.tally();
    const result = computeIndex(survey.definition, tally);
    const sheet = new SheetBuilder(this.frame);
    const sumRow = FIRST_ANSWER + this.rowsInSheet;
    const columns = columnsOf(survey.definition, tally, sumRow);
    const total = columns.length + 1;
    writeSums(sheet, columns, (column) => this.ranges(column), sumRow, total);
    const cells = writeResults(sheet, survey, result, columns, sumRow + 2, total);
    const earlier = this.earlier.filter(({ from, until }) => until >= from);
    writeLegend(sheet, survey, result, columns, { hasValue: cells !== null, earlier });
    return {
      xml: sheet.rowsXml() + sheetEnd(sheet.mergesXml()),
      outcome: { survey, result, cells: cells && { name: this.name, ...cells } },
    };
  }

  /** Where the scores of a question stand, for a formula; empty when there is no row at all. */
  private ranges(column: number): string {
    const of = (rows: number): string => `${at(FIRST_ANSWER, column)}:${at(FIRST_ANSWER + rows - 1, column)}`;
    const earlier = this.earlier
      .filter(({ from, until }) => until >= from)
      .map(({ name, from, until }) => inSheet(name, of(until - from + 1)));
    return [...earlier, ...(this.rowsInSheet > 0 ? [of(this.rowsInSheet)] : [])].join(",");
  }
}

function columnsOf(definition: SurveyDefinition, tally: Tally, sumRow: number): readonly Column[] {
  const questions = definition.items.flatMap((item) =>
    questionsOf(definition, item).map(({ key, reversed }) => ({ key, reversed, itemKey: item.key })),
  );
  return questions.map((question, index) => {
    const { counts } = tally.questions.get(question.key)!;
    const score = (at: number): number => (question.reversed ? definition.scale.max - at : at + 1);
    return {
      ...question,
      at: index + 1,
      sum: at(sumRow, index + 1),
      count: at(sumRow + 1, index + 1),
      answered: counts.reduce((sum, people) => sum + people, 0),
      scores: counts.reduce((sum, people, at) => sum + people * score(at), 0),
    };
  });
}

function writeHead(sheet: SheetBuilder, report: UnitReport, survey: SurveyReport): void {
  const { definition } = survey;
  const keys = definition.items.flatMap((item) => questionsOf(definition, item).map(({ key }) => key));
  sheet.put(0, 0, `Pengolahan data ${definition.index.abbreviation} per responden dan per unsur pelayanan`, "title");
  sheet.put(1, 0, `Unit: ${report.unit.name}`);
  sheet.put(
    2,
    0,
    `Periode: ${periodTitle(report.period)} (${periodDates(report.period)})${report.provisional ? ", sementara" : ""}`,
  );
  // Reversed questions are written as scores (max + 1 − answer), as the sums need them; the legend says so.
  sheet.put(
    3,
    0,
    `Survei ${survey.ref}. Urutan baris acak; tiap baris satu jawaban tanpa nama. Sel kosong berarti tidak dinilai.`,
    "soft",
  );
  ["No. responden", ...keys, "Jumlah"].forEach((title, column) => sheet.put(5, column, title, "head"));
}

function writeSums(
  sheet: SheetBuilder,
  columns: readonly Column[],
  rangesOf: (column: number) => string,
  sumRow: number,
  total: number,
): void {
  sheet.put(sumRow, 0, "Σ nilai/unsur", "label");
  sheet.put(sumRow + 1, 0, "Jumlah jawaban/unsur", "label");
  for (const column of columns) {
    const ranges = rangesOf(column.at);
    if (ranges === "") {
      sheet.put(sumRow, column.at, 0, "whole");
      sheet.put(sumRow + 1, column.at, 0, "whole");
      continue;
    }
    sheet.formula(sumRow, column.at, `SUM(${ranges})`, column.scores, "whole");
    sheet.formula(sumRow + 1, column.at, `COUNT(${ranges})`, column.answered, "whole");
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
  sheet.formula(row + 2, total, rounded(toHundredFormula(definition, sum), 2), Number(index.index100), "strong");
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
  { hasValue, earlier }: { readonly hasValue: boolean; readonly earlier: readonly EarlierSheet[] },
): void {
  const { definition } = survey;
  let row = sheet.nextRow + 1;
  for (const line of legendLines(definition, hasValue ? result : null)) sheet.put(row++, 0, line);
  for (const { name, from, until } of earlier)
    sheet.put(row++, 0, `Responden nomor ${count(from)} sampai ${count(until)} ada di lembar "${name}"`);

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
    sheet.formula(row, 3, rounded(toHundredFormula(definition, itemMean(own)), 2), Number(item.points), "two");
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
  const hundred = toHundredWords(definition);
  const reversed = definition.items.flatMap((item) => questionsOf(definition, item)).filter((question) => question.reversed);
  return [
    "Keterangan",
    `${definition.items[0]!.key} sampai ${definition.items.at(-1)!.key}: unsur pelayanan`,
    "NRR: nilai rata-rata, yaitu Σ nilai dibagi jumlah jawaban unsur itu",
    `NRR tertimbang per unsur: NRR × ${used}`,
    ...(result
      ? [
          `*) ${aggregation === "pooled" ? "Rata-rata semua jawaban" : "Jumlah NRR tertimbang"}${conversionWords(definition)}: ${abbreviation} pada skala 4`,
          hundred === null
            ? `**) ${abbreviation} × 25`
            : `**) ${abbreviation} pada skala 100, langsung dari skala jawaban: ${hundred}`,
        ]
      : []),
    ...(reversed.length > 0
      ? [`Butir ${reversed.map(({ key }) => key).join(", ")} dibalik: nilai = ${definition.scale.max + 1} − jawaban`]
      : []),
    "Tiap angka dibulatkan satu kali, setengah ke atas, dari nilai yang belum dibulatkan",
  ];
}

function conversionWords(definition: SurveyDefinition): string {
  const four = toFourWords(definition);
  if (four === null) return "";
  return definition.index.conversion === "proportional" ? `, ${four}` : `, diubah dengan ${four}`;
}
