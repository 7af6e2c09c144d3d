import type { Question, SurveyDefinition } from "../domain/questionnaire/definition.ts";
import { displayQuestions } from "../domain/questionnaire/definition.ts";
import { serviceKey } from "../domain/service-name.ts";
import type { ColumnMap } from "./column-map.ts";
import { columnNames, PASSED_OVER, plain, UNDECIDED } from "./column-map.ts";
import type { ImportRules } from "./import-rules.ts";
import { isOptOut, profileCodeOf, scoreOf } from "./map-cell.ts";
import { scoredQuestions } from "./map-table.ts";
import { orderOf, readDate } from "./read-date.ts";
import type { Table } from "./read-table.ts";

/** A score column has few different cells; free words have many. */
const FEW_VALUES = 12;
/** Different cells that a column is judged by. */
const LOOKED_AT = 200;

/** Beginnings of column names by what they hold. Personal ones come first: what names somebody is never read. */
const NAMED: readonly (readonly [string, RegExp])[] = [
  [
    PASSED_OVER,
    /^(no|nomor|id|kode|token|nama|nik|ktp|alamat|email|e mail|surel|username|hp|telp|telepon|whatsapp|wa|no (hp|wa|telp|telepon|urut)|nomor (hp|wa|telepon|urut)|ip|alasan|skor|total|rata rata|nrr|ikm|jumlah)\b/,
  ],
  ["tanggal", /^(timestamp|cap waktu|stempel waktu|tanggal|tgl|waktu (isi|pengisian|survei|kunjungan)|created at)\b/],
  ["jenis_kelamin", /^(jenis kelamin|gender|jk|l p)\b/],
  ["usia", /^(usia|umur)\b/],
  ["pendidikan", /^pendidikan\b/],
  ["pekerjaan", /^pekerjaan\b/],
  ["kanal", /^kanal\b/],
  ["layanan", /^((jenis|nama|unit) )?(layanan|pelayanan)\b/],
  ["saran", /^((kritik|saran|masukan|komentar|keluhan|catatan|dan|atau|anda|saudara|untuk|perbaikan)\b ?)+$/],
];

interface Seen {
  readonly name: string;
  readonly words: string;
  /** Different cells that are not empty, the most frequent ones first. */
  readonly cells: readonly string[];
}

/**
 * A first map for a file of another tool, from the names and the cells of its columns; what is not plain is "?", which somebody
 * has to decide. Two columns never become the same one.
 */
export function proposeMap(table: Table, rules: ImportRules): ColumnMap {
  const seen = columnNames(table.header).map((name, at): Seen => ({ name, words: plain(name), cells: cellsOf(table, at) }));
  const means = new Map<string, string>();
  const taken = new Set<string>();
  const say = (column: Seen, as: string): void => {
    means.set(column.name, as);
    if (as !== PASSED_OVER) taken.add(as);
  };
  for (const [column, as] of scoreColumns(seen, rules.surveys)) say(column, as);
  const known = new Set(["tanggal", "kanal", "layanan", "saran", PASSED_OVER, ...rules.profile.questions.map(({ key }) => key)]);
  for (const column of seen) {
    if (means.has(column.name)) continue;
    const named = NAMED.find(([target, words]) => known.has(target) && words.test(column.words))?.[0];
    const as = named ?? (isDays(column) ? "tanggal" : UNDECIDED);
    say(column, taken.has(as) ? UNDECIDED : as);
  }
  const dates = seen.find(({ name }) => means.get(name) === "tanggal");
  const order = dates ? orderOf(dates.cells) : UNDECIDED;
  return {
    dates: order,
    columns: Object.fromEntries(seen.map((column) => [column.name, ruleOf(column, means.get(column.name)!, rules)])),
  };
}

function cellsOf({ rows }: Table, at: number): readonly string[] {
  const times = new Map<string, number>();
  for (const { cells } of rows) {
    const cell = cells[at] ?? "";
    if (cell !== "") times.set(cell, (times.get(cell) ?? 0) + 1);
  }
  return [...times]
    .sort((a, b) => b[1] - a[1])
    .map(([cell]) => cell)
    .slice(0, LOOKED_AT);
}

/** The columns that are answers to questions: each column and each question once, the closest pair first. */
function scoreColumns(seen: readonly Seen[], surveys: readonly SurveyDefinition[]): readonly (readonly [Seen, string])[] {
  const questions = surveys.flatMap((survey) =>
    displayQuestions(survey).map((question) => ({
      key: question.key,
      question,
      max: survey.scale.max,
      name: tokens(question.name.id),
      asked: tokens(question.question.id),
    })),
  );
  const holders = new Map<string, number>();
  for (const { name, asked } of questions)
    for (const token of new Set([...name, ...asked])) holders.set(token, (holders.get(token) ?? 0) + 1);
  const pairs = seen
    .filter((column) => column.cells.length <= FEW_VALUES && !isDays(column) && !/^alasan\b/.test(column.words))
    .flatMap((column) =>
      questions.map(({ key, question, max, name, asked }) => {
        const written = tokens(column.name);
        const shared = [...new Set(written)].reduce(
          (sum, token) => sum + ((name.includes(token) ? 2 : 0) + (asked.includes(token) ? 1 : 0)) / (holders.get(token) ?? 1),
          0,
        );
        const keyed = column.words.split(" ")[0] === plain(key) || column.words.startsWith(`${plain(key)} `);
        const verbatim = [question.question, question.name].some(({ id, en }) =>
          [id, en].some((one) => plain(one) === column.words),
        );
        const read = readable(column, question, max);
        return { column, key, closeness: read === 0 ? 0 : keyed || verbatim ? 100 : shared >= 1 ? shared + read : 0 };
      }),
    )
    .filter(({ closeness }) => closeness > 0)
    .sort((a, b) => b.closeness - a.closeness);
  const found = new Map<Seen, string>();
  for (const { column, key } of pairs) if (!found.has(column) && ![...found.values()].includes(key)) found.set(column, key);
  return [...found];
}

function isDays({ cells }: Pick<Seen, "cells">): boolean {
  const orders = ["day-first", "month-first"] as const;
  return cells.length > 0 && cells.every((cell) => orders.some((order) => readDate(cell, order) !== undefined));
}

/** 1 when every cell is a plain answer to the question, 0.5 when they look like labels of another form, 0 for what is none. */
function readable({ cells }: Seen, question: Question, max: number): number {
  if (cells.length === 0) return 0.5;
  const plainOnes = cells.filter((cell) => isAnswer(cell, question, max)).length;
  if (plainOnes === cells.length) return 1;
  return plainOnes > 0 || cells.length <= max + 1 ? 0.5 : 0;
}

function isAnswer(cell: string, question: Question, max: number): boolean {
  return isOptOut(cell, question) || scoreOf(cell, question, max) !== undefined;
}

const EMPTY_WORDS = new Set(
  "bagaimana pendapat saudara anda tentang apakah yang di dengan dan ini dalam unit pelayanan layanan ke dari untuk pada atau antara terkait".split(
    " ",
  ),
);

/** Words of a heading that tell questions apart, without "-nya". */
function tokens(text: string): readonly string[] {
  return plain(text)
    .split(" ")
    .map((word) => word.replace(/nya$/, ""))
    .filter((word) => word.length > 2 && !EMPTY_WORDS.has(word));
}

/** With what every cell means that is not plain: undecided ones as "?". */
function ruleOf({ cells }: Seen, as: string, rules: ImportRules): ColumnMap["columns"][string] {
  const unclear = unclearCells(cells, as, rules);
  return unclear.length === 0 || unclear.length > FEW_VALUES * 2
    ? { as }
    : { as, values: Object.fromEntries(unclear.map((cell) => [cell, UNDECIDED])) };
}

function unclearCells(cells: readonly string[], as: string, rules: ImportRules): readonly string[] {
  if (as === "layanan" && rules.services.length > 0) {
    const services = new Set(rules.services.map(serviceKey));
    return cells.filter((cell) => !services.has(serviceKey(cell)));
  }
  const profile = rules.profile.questions.find(({ key }) => key === as);
  if (profile) return cells.filter((cell) => profileCodeOf(cell, profile) === undefined);
  const asked = scoredQuestions(rules.surveys).find(({ question }) => question.key === as);
  if (asked) return cells.filter((cell) => !isAnswer(cell, asked.question, asked.max));
  return as === "tanggal" ? cells.filter((cell) => !isDays({ cells: [cell] })) : [];
}
