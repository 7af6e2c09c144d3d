import type { Question, SurveyDefinition } from "../domain/questionnaire/definition.ts";
import { displayQuestions } from "../domain/questionnaire/definition.ts";
import type { ColumnMap } from "./column-map.ts";
import { columnNames, PASSED_OVER, plain, UNDECIDED } from "./column-map.ts";
import type { RefusedCell } from "./decode-file.ts";
import type { ImportRules } from "./import-rules.ts";
import { isOptOut, profileCodeOf, scoreOf } from "./map-cell.ts";
import { readDate } from "./read-date.ts";
import type { Table } from "./read-table.ts";

/** A table in the columns and codes of our own import file. */
export interface MappedTable {
  readonly table: Table;
  readonly refused: readonly RefusedCell[];
}

/**
 * Another tool's table as one of ours. What cannot be said in our words stays as it was written, and is refused by the reader of
 * our own file with its place and text, so that nothing is ever guessed. Columns that are passed over are gone from here on.
 */
export function mapTable(table: Table, map: ColumnMap, rules: ImportRules): MappedTable {
  const names = columnNames(table.header);
  const refused: RefusedCell[] = [];
  const refuse = (line: number, column: string, value: string, reason: string): void => {
    refused.push({ line, column, value, reason });
  };
  for (const name of names) {
    const rule = map.columns[name];
    if (!rule) refuse(1, name, "", "Kolom ini belum ada dalam peta. Sebut artinya, atau tulis abaikan.");
    else if (rule.as === UNDECIDED)
      refuse(1, name, "", "Arti kolom ini belum ditentukan dalam peta. Sebut artinya, atau tulis abaikan.");
  }
  for (const name of Object.keys(map.columns))
    if (!names.includes(name)) refuse(1, name, "", "Peta menyebut kolom ini, tetapi berkas tidak mempunyainya.");
  if (map.dates === UNDECIDED && Object.values(map.columns).some(({ as }) => as === "tanggal"))
    refuse(
      1,
      "dates",
      UNDECIDED,
      'Urutan tanggal belum ditentukan dalam peta: tulis "day-first" untuk 22/11/2026 atau "month-first" untuk 11/22/2026.',
    );

  const kept = names.flatMap((name, at) => {
    const rule = map.columns[name];
    return !rule || rule.as === PASSED_OVER || rule.as === UNDECIDED
      ? []
      : [{ name, at, as: rule.as, mean: meaning(rule, map, rules) }];
  });
  const rows = table.rows.flatMap(({ line, cells }) => {
    if (cells.length !== names.length) {
      refuse(line, "", "", `Baris ini punya ${cells.length} kolom, sedangkan baris pertama ${names.length}.`);
      return [];
    }
    return [{ line, cells: kept.map(({ at, mean }) => mean(cells[at]!)), written: kept.map(({ at }) => cells[at]!) }];
  });
  return { table: { header: kept.map(({ as }) => as), names: kept.map(({ name }) => name), rows }, refused };
}

/** What a cell of the column becomes; itself when nothing is known about it. */
function meaning(
  { as, values }: ColumnMap["columns"][string],
  { dates }: ColumnMap,
  rules: ImportRules,
): (cell: string) => string {
  const said = new Map(Object.entries(values ?? {}).map(([text, value]) => [plain(text), value]));
  const found = readerOf(as, dates, rules);
  return (cell) => {
    const value = said.get(plain(cell));
    if (value !== undefined && value !== UNDECIDED) return value;
    return cell === "" || value === UNDECIDED ? cell : (found(cell) ?? cell);
  };
}

function readerOf(as: string, dates: ColumnMap["dates"], rules: ImportRules): (cell: string) => string | undefined {
  if (as === "tanggal") return (cell) => readDate(cell, dates);
  const asked = scoredQuestions(rules.surveys).find(({ question }) => question.key === as);
  if (asked) {
    const { question, max } = asked;
    return (cell) => (isOptOut(cell, question) ? "" : scoreOf(cell, question, max)?.toString());
  }
  const profile = rules.profile.questions.find(({ key }) => key === as);
  return profile ? (cell) => profileCodeOf(cell, profile) : (cell) => cell;
}

/** Every question that a column can be, with the top of its scale. */
export function scoredQuestions(
  surveys: readonly SurveyDefinition[],
): readonly { readonly question: Question; readonly max: number }[] {
  return surveys.flatMap((survey) => displayQuestions(survey).map((question) => ({ question, max: survey.scale.max })));
}
