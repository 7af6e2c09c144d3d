import { CsvError, parse } from "csv-parse/sync";
import type { CheckedPast, PastColumn, PastRules, PastTexts } from "../domain/indices/check-past-index.ts";
import { checkPastIndex, pastColumns } from "../domain/indices/check-past-index.ts";
import type { PastIndex } from "../domain/indices/past-index.ts";
import { figure } from "../web/format.ts";
import type { Parsed } from "../web/form.ts";
import { fieldOf, refuseForm } from "../web/form.ts";

type NewPast = Omit<PastIndex, "id" | "unitId">;

/** What a table may hold at once; a unit's reports of twenty years are fewer. */
const MOST_ROWS = 200;
/** Named at most, so that a table of another shape does not fill the page. */
const MOST_PROBLEMS = 20;

/**
 * One earlier index from its fields. A figure on the scale 1–4 is kept as its 25-fold only when the box `dikali25` that then
 * appears was ticked.
 */
export function parsePast(body: unknown, rules: PastRules): Parsed<NewPast> {
  const checked = checkPastIndex(
    textsFrom((column) => fieldOf(body, column) ?? ""),
    rules,
  );
  if (!checked.ok) {
    const refused = refuseForm("terdahulu", body, "", "");
    return { ok: false, refused: { ...refused, problems: checked.problems } };
  }
  const { value, timesTwentyFive } = checked;
  if (timesTwentyFive === null || fieldOf(body, "dikali25") === "ya") return { ok: true, value };
  return { ok: false, refused: refuseForm("terdahulu", body, "dikali25", timesSentence(timesTwentyFive, value)) };
}

/**
 * Several of them, copied from a spreadsheet (tabs) or a CSV text (commas or semicolons), the names of the columns in the
 * first line: all or none, and every cell that cannot be taken is named.
 */
export function parsePastTable(body: unknown, rules: PastRules): Parsed<readonly NewPast[]> {
  const refuse = (sentence: string): Parsed<never> => ({ ok: false, refused: refuseForm("tabel", body, "tabel", sentence) });
  const table = readTable(fieldOf(body, "tabel") ?? "");
  if (typeof table === "string") return refuse(table);
  const values: NewPast[] = [];
  const problems: string[] = [];
  for (const { line, cells } of table) {
    const checked = checkRow(cells, { ...rules, kept: [...rules.kept, ...values] });
    if (checked.ok) values.push(checked.value);
    else problems.push(...[...checked.problems].map(([column, sentence]) => `Baris ${line}, kolom ${column}: ${sentence}`));
  }
  if (problems.length === 0) return { ok: true, value: values };
  const more = problems.length - MOST_PROBLEMS;
  return refuse([...problems.slice(0, MOST_PROBLEMS), ...(more > 0 ? [`Dan ${more} hal lain.`] : [])].join(" "));
}

/** In a table nobody is asked again, so a figure on the scale 1–4 has to be written as what it becomes. */
function checkRow(cells: PastTexts, rules: PastRules): CheckedPast {
  const checked = checkPastIndex(cells, rules);
  if (!checked.ok || checked.timesTwentyFive === null) return checked;
  const sentence = `${checked.timesTwentyFive} berada pada skala 1–4; tulis nilainya pada skala 100: ${figure(checked.value.index100)}.`;
  return { ok: false, problems: new Map<PastColumn, string>([["indeks", sentence]]) };
}

function timesSentence(typed: string, { index100 }: NewPast): string {
  return `${typed} berada pada skala 1–4, jadi menjadi ${figure(index100)} pada skala 100. Centang bila benar.`;
}

interface Line {
  readonly info: { readonly lines: number };
  readonly record: readonly string[];
}

function readTable(text: string): { readonly line: number; readonly cells: PastTexts }[] | string {
  const head = text.trimStart().split("\n", 1)[0]!;
  const delimiter = ["\t", ";", ","].reduce((best, one) => (head.split(one).length > head.split(best).length ? one : best));
  let records: Line[];
  try {
    records = parse(text, {
      bom: true,
      delimiter,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
    }) as unknown as Line[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return "Tanda kutip dalam tabel tidak berpasangan. Perbaiki, lalu simpan lagi.";
  }
  const [header, ...rows] = records;
  const names = (header?.record ?? []).map((name) => name.toLowerCase());
  const missing = pastColumns.filter((column) => !names.includes(column));
  if (missing.length > 0)
    return `Baris pertama harus memuat nama kolom ${pastColumns.join(", ")}; yang belum ada: ${missing.join(", ")}.`;
  if (rows.length === 0) return "Tabel ini belum berisi satu baris pun.";
  if (rows.length > MOST_ROWS) return `Tabel ini berisi ${rows.length} baris; simpan paling banyak ${MOST_ROWS} sekali jalan.`;
  return rows.map(({ info, record }) => ({
    line: info.lines,
    cells: textsFrom((column) => record[names.indexOf(column)] ?? ""),
  }));
}

function textsFrom(textOf: (column: PastColumn) => string): PastTexts {
  return Object.fromEntries(pastColumns.map((column) => [column, textOf(column)])) as PastTexts;
}
