import type { WriteSheet } from "hucre/xlsx";
import { writeXlsx } from "hucre/xlsx";
import { Refusal } from "../../domain/refusal.ts";
import type { Answers } from "../../domain/response.ts";
import { isRated } from "../../domain/response.ts";
import { count } from "../../web/format.ts";
import type { Chunks, ExportFormat, ExportSource } from "./export-format.ts";
import { sheetName } from "./inert-text.ts";
import { processingTable } from "./processing-table.ts";
import { recapSheet } from "./recap-sheet.ts";

/** A workbook is written whole and in one go: measured at 60 000 rows it took 300 MB and 5 s, so it ends at half of that. */
const MOST_ROWS = 30_000;

/** The official processing table of each survey, with figures that the spreadsheet itself computes. */
export const workbook: ExportFormat = {
  extension: "xlsx",
  content: "pengolahan",
  label: "Tabel pengolahan (XLSX)",
  description:
    "Satu baris tiap responden dengan NRR, NRR tertimbang, dan indeks sebagai rumus yang dihitung ulang oleh lembar kerja.",
  mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  deed: "read-results",
  async open(source: ExportSource): Promise<Chunks> {
    const answers = await answersOf(source);
    const names = uniqueNames(source);
    const tables = source.surveys.map((survey, at) =>
      processingTable(source.report, survey, answers.get(survey.ref)!, names[at]!),
    );
    const sheets: WriteSheet[] = [recapSheet(source.report, tables), ...tables.map(({ sheet }) => sheet)];
    return once(
      await writeXlsx({
        sheets,
        defaultFont: { name: "Arial", size: 10 },
        properties: { title: "Pengolahan data survei", creator: "Suara Loket" },
      }),
    );
  },
};

/** By survey, the rated answers, shuffled: rows without a date shall not tell by their order which day they are from. */
async function answersOf(source: ExportSource): Promise<ReadonlyMap<string, readonly Answers[]>> {
  const bySurvey = new Map<string, Answers[]>(source.surveys.map(({ ref }) => [ref, []]));
  let rows = 0;
  for await (const row of source.rows()) {
    rows += 1;
    if (rows > MOST_ROWS) {
      throw new Refusal(
        "too-large",
        `Tabel pengolahan memuat paling banyak ${count(MOST_ROWS)} responden. Pilih periode yang lebih pendek, atau unduh jawaban sebagai CSV.`,
      );
    }
    for (const [ref, list] of bySurvey) {
      const answers = row.surveys.get(ref);
      if (answers && isRated(answers)) list.push(answers);
    }
  }
  for (const list of bySurvey.values()) shuffle(list, source.parts.randomBytes);
  return bySurvey;
}

/** Fisher and Yates, with chance from outside. */
function shuffle(list: unknown[], randomBytes: (size: number) => Uint8Array): void {
  const chance = Buffer.from(randomBytes(4 * list.length));
  for (let at = list.length - 1; at > 0; at -= 1) {
    const other = Math.floor((chance.readUInt32LE(4 * at) / 2 ** 32) * (at + 1));
    [list[at], list[other]] = [list[other], list[at]];
  }
}

/** Sheet names must differ, case ignored; "Rekap" is taken. */
function uniqueNames({ surveys }: ExportSource): readonly string[] {
  const taken = new Set(["rekap"]);
  return surveys.map(({ definition }) => {
    const plain = sheetName(definition.abbreviation);
    let name = plain;
    for (let number = 2; taken.has(name.toLowerCase()); number += 1) name = `${plain.slice(0, 27)} (${number})`;
    taken.add(name.toLowerCase());
    return name;
  });
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
