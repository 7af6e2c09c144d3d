import { isLocalDate, monthOf } from "../domain/periods/period.ts";
import type { LocalDate } from "../domain/periods/period.ts";
import type { Question } from "../domain/questionnaire/definition.ts";
import { displayQuestions, questionKeys, refOf } from "../domain/questionnaire/definition.ts";
import { withoutLoneAttention } from "../domain/questionnaire/attention.ts";
import { maskPersonal } from "../domain/questionnaire/mask-personal.ts";
import { COMMENT_LIMIT } from "../domain/questionnaire/parse-answers.ts";
import type { ProfileQuestion } from "../domain/questionnaire/profile.ts";
import { ageBand } from "../domain/questionnaire/profile.ts";
import type { Answer, Answers, Channel } from "../domain/response.ts";
import { channels } from "../domain/response.ts";
import { Refusal } from "../domain/refusal.ts";
import { readServiceName, serviceKey } from "../domain/service-name.ts";
import type { RefusedCell } from "./decode-file.ts";
import { decodeFile } from "./decode-file.ts";
import type { ImportRules } from "./import-rules.ts";
import { isOptOut, scoreOf } from "./map-cell.ts";
import { mapTable } from "./map-table.ts";
import type { Table, TableRow } from "./read-table.ts";
import { readTable } from "./read-table.ts";

/** One row that was read whole. */
export interface ReadRow {
  readonly line: number;
  readonly date: LocalDate;
  readonly service: string | null;
  readonly channel: Channel;
  readonly surveys: ReadonlyMap<string, Answers>;
  readonly profile: ReadonlyMap<string, string>;
  readonly comment: string | null;
}

export interface ReadFile {
  readonly rows: readonly ReadRow[];
  readonly refused: readonly RefusedCell[];
  /** False when the file as a whole cannot be read: then no row of it may be kept, not even a good one. */
  readonly readable: boolean;
}

/** How a column is read; a column that was refused in the header is passed over. */
type Column =
  | { readonly kind: "refused" }
  | { readonly kind: "date" | "service" | "channel" | "comment" }
  | { readonly kind: "score"; readonly ref: string; readonly question: Question; readonly max: number }
  | { readonly kind: "profile"; readonly question: ProfileQuestion };

/** What one cell gives, or why it is refused. */
type Cell = { readonly value: string | number } | { readonly refused: string };

/**
 * Reads a file of answers (README.md: "Import file"). Pure. Every refused cell is named by line and column; equal rows are
 * never merged, an empty score is "not answered", and a row without any score is refused.
 */
export function readAnswerFile(bytes: Uint8Array, rules: ImportRules): ReadFile {
  const text = decodeFile(bytes);
  if (typeof text !== "string") return unreadable([text]);
  const written = readTable(text);
  if (!("header" in written)) return unreadable([written]);
  if (written.rows.length === 0 && rules.map) return unreadable([at(1, "", "", EMPTY)]);
  const mapped = rules.map ? mapTable(written, rules.map, rules) : { table: written, refused: [] };
  const { columns, refused } = readHeader(mapped.table, rules);
  if (refused.length === 0 && written.rows.length === 0) return unreadable([at(1, "", "", EMPTY)]);

  const knownServices = new Map(rules.services.map((name) => [serviceKey(name), name]));
  const rows: ReadRow[] = [];
  refused.unshift(...mapped.refused);
  const readable = !refused.some(({ line }) => line === 1);
  for (const row of mapped.table.rows) {
    const read = readRow(row, mapped.table.names, columns, rules, knownServices);
    if (Array.isArray(read)) refused.push(...read);
    else if (readable) rows.push(read);
  }
  return { rows, refused, readable };
}

const EMPTY = "Berkas ini belum berisi jawaban di bawah baris nama kolom.";

function unreadable(refused: readonly RefusedCell[]): ReadFile {
  return { rows: [], refused, readable: false };
}

/** A cell may hold a whole book; its beginning is enough to find it by. */
const TOLD = 120;

function at(line: number, column: string, value: string, reason: string): RefusedCell {
  return { line, column: brief(column), value: brief(value), reason };
}

function brief(text: string): string {
  const letters = [...text.slice(0, 2 * TOLD + 2)];
  return letters.length > TOLD ? `${letters.slice(0, TOLD).join("")}…` : text;
}

function readHeader({ header, names }: Table, rules: ImportRules): { columns: Column[]; refused: RefusedCell[] } {
  const known = new Map<string, Column>([
    ["tanggal", { kind: "date" }],
    ["layanan", { kind: "service" }],
    ["kanal", { kind: "channel" }],
    ["saran", { kind: "comment" }],
    ...rules.profile.questions.map((question): [string, Column] => [question.key, { kind: "profile", question }]),
    ...rules.surveys.flatMap((survey) =>
      displayQuestions(survey).map((question): [string, Column] => [
        question.key.toLowerCase(),
        { kind: "score", ref: refOf(survey), question, max: survey.scale.max },
      ]),
    ),
  ]);
  const refused: RefusedCell[] = [];
  const seen = new Set<string>();
  const columns = header.map((name, position): Column => {
    const column = known.get(name.toLowerCase());
    if (!column)
      refused.push(
        at(
          1,
          names[position]!,
          name,
          name === ""
            ? "Ada kolom tanpa nama. Hapus kolom itu atau beri nama."
            : `Kolom "${brief(name)}" tidak dikenal untuk survei ini. Yang dikenal: ${columnList(known)}.`,
        ),
      );
    else if (seen.has(name.toLowerCase())) refused.push(at(1, names[position]!, name, `Kolom "${name}" ada dua kali.`));
    seen.add(name.toLowerCase());
    return column ?? { kind: "refused" };
  });
  if (!seen.has("tanggal"))
    refused.push(at(1, "tanggal", "", 'Kolom "tanggal" tidak ada. Isi dengan tanggal kunjungan, misalnya 2026-11-22.'));
  if (!columns.some((column) => column.kind === "score")) {
    const keys = rules.surveys.flatMap(questionKeys);
    refused.push(at(1, keys[0] ?? "", "", `Tidak ada kolom nilai. Kolom nilai survei ini: ${keys.join(", ")}.`));
  }
  return { columns, refused };
}

/** "tanggal, layanan, kanal, …", the questions of the surveys last. */
function columnList(known: ReadonlyMap<string, Column>): string {
  return [...known].map(([name, column]) => (column.kind === "score" ? column.question.key : name)).join(", ");
}

/** What leads on when the cells are words of the questionnaire: a file that another tool has written. */
function hint({ question, max }: Extract<Column, { kind: "score" }>, text: string, { map }: ImportRules): string {
  const understood = isOptOut(text, question) || scoreOf(text, question, max) !== undefined;
  return understood && !map ? " Berkas yang berisi kata-kata jawaban dibaca dengan --map; mulai dengan --map-preview." : "";
}

function readRow(
  { line, cells, written }: TableRow,
  header: readonly string[],
  columns: readonly Column[],
  rules: ImportRules,
  services: ReadonlyMap<string, string>,
): ReadRow | RefusedCell[] {
  if (cells.length !== header.length) {
    const extra = cells.length > header.length;
    return [
      at(
        line,
        "",
        extra ? cells.slice(header.length).join(" ") : "",
        `Baris ini punya ${cells.length} kolom, sedangkan baris pertama ${header.length}.`,
      ),
    ];
  }
  const refused: RefusedCell[] = [];
  let [date, service, channel, comment]: [string, string | null, Channel, string | null] = ["", null, "impor", null];
  const given = new Map<string, Map<string, Answer>>();
  const profile = new Map<string, string>();
  columns.forEach((column, position) => {
    const text = cells[position]!;
    if (column.kind === "refused" || (text === "" && column.kind !== "date")) return;
    const cell = readCell(column, text, rules, services);
    if ("refused" in cell) {
      refused.push(at(line, header[position]!, written[position]!, cell.refused));
      return;
    }
    if (column.kind === "score")
      given.set(column.ref, (given.get(column.ref) ?? new Map<string, Answer>()).set(column.question.key, Number(cell.value)));
    else if (column.kind === "profile") profile.set(column.question.key, String(cell.value));
    else if (column.kind === "date") date = String(cell.value);
    else if (column.kind === "service") service = String(cell.value);
    else if (column.kind === "channel") channel = cell.value as Channel;
    else comment = String(cell.value);
  });
  const surveys = new Map<string, Answers>();
  for (const definition of rules.surveys) {
    const answers = withoutLoneAttention(definition, given.get(refOf(definition)) ?? new Map<string, Answer>());
    if (answers.size > 0) surveys.set(refOf(definition), answers);
  }
  const first = columns.findIndex((column) => column.kind === "score");
  if (refused.length === 0 && surveys.size === 0 && first >= 0) {
    refused.push(at(line, header[first]!, "", "Baris ini tidak berisi satu nilai pun."));
  }
  return refused.length > 0 ? refused : { line, date, service, channel, surveys, profile, comment };
}

function readCell(
  column: Exclude<Column, { kind: "refused" }>,
  text: string,
  rules: ImportRules,
  services: ReadonlyMap<string, string>,
): Cell {
  switch (column.kind) {
    case "date":
      if (!isLocalDate(text))
        return { refused: `"${brief(text)}" bukan tanggal. Tulis tahun-bulan-hari yang ada di kalender, misalnya 2026-11-22.` };
      if (text > rules.today) return { refused: `Tanggal ${text} belum terjadi.` };
      return rules.closedMonths.includes(monthOf(text))
        ? { refused: `Tanggal ${text} jatuh pada periode yang sudah ditutup; ke dalamnya tidak ada lagi yang diimpor.` }
        : { value: text };
    case "score":
      return new RegExp(`^[1-${column.max}]$`).test(text)
        ? { value: Number(text) }
        : {
            refused: `Nilai ${column.question.key} harus angka 1 sampai ${column.max}, atau kosong.${hint(column, text, rules)}`,
          };
    case "service": {
      if (services.size === 0) return newService(text);
      const name = services.get(serviceKey(text));
      return name === undefined
        ? { refused: `Layanan "${brief(text)}" tidak ada di unit ini. Yang ada: ${[...services.values()].join(", ")}.` }
        : { value: name };
    }
    case "channel":
      return (channels as readonly string[]).includes(text)
        ? { value: text }
        : { refused: `Kanal "${brief(text)}" tidak dikenal. Yang dikenal: ${channels.join(", ")}.` };
    case "profile": {
      const { options, ages } = column.question;
      const code =
        options.find((option) => option.code.toLowerCase() === text.toLowerCase())?.code ??
        (ages ? ageBand(text, options) : undefined);
      return code === undefined
        ? {
            refused: `"${brief(text)}" bukan kode ${column.question.key}. Yang dikenal: ${options.map((o) => o.code).join(", ")}.`,
          }
        : { value: code };
    }
    case "comment":
      return [...text].length > COMMENT_LIMIT
        ? { refused: `Saran paling panjang ${COMMENT_LIMIT} huruf.` }
        : { value: maskPersonal(text) };
  }
}

/** The name of a service that the unit takes over from the file: the same rule as in the form. */
function newService(text: string): Cell {
  try {
    return { value: readServiceName(text) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { refused: error.message };
  }
}
