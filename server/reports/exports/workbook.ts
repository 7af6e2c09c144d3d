import { questionKeys } from "../../domain/questionnaire/definition.ts";
import type { PackedRows } from "../../store/store.ts";
import type { Chunks, ExportFormat, ExportSource } from "./export-format.ts";
import { sheetName } from "./inert-text.ts";
import { isRatedAt, packedPlaces } from "../packed-places.ts";
import { ProcessingTable, TITLE_ROW } from "./processing-table.ts";
import type { TableOutcome } from "./processing-table.ts";
import { recapSheet } from "./recap-sheet.ts";
import type { SheetPart } from "./xlsx/package-parts.ts";
import { closingParts, openingParts, sheetPath } from "./xlsx/package-parts.ts";
import type { ZipEntry } from "./xlsx/zip-stream.ts";
import { zipStream } from "./xlsx/zip-stream.ts";

/** A sheet ends at 1,048,576 rows; head, figures and one more page of the store stand beside these. */
const ROWS_PER_SHEET = 1_000_000;
/** A part of the archive ends at 4 GiB, and a cell takes at most this many bytes. */
const [BYTES_PER_PART, BYTES_PER_CELL] = [4e9, 40];
/** While responses are gathered something is sent now and then, so that nobody takes a slow disk for a broken connection. */
const PAGES_PER_SIGN = 20;
const SIGN_OF_LIFE = "\n";
const RECAP = "Rekap";

/** The official processing table of each survey, with figures that the spreadsheet itself computes. */
export const workbook: ExportFormat = {
  extension: "xlsx",
  content: "pengolahan",
  label: "Tabel pengolahan (XLSX)",
  description:
    "Satu baris tiap responden dengan NRR, NRR tertimbang, dan indeks sebagai rumus yang dihitung ulang oleh lembar kerja.",
  mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  deed: "read-results",
  ranges: true,
  open: (source) => Promise.resolve(workbookOf(source)),
};

/** The same with sheets of another length, in rows. */
export function workbookOf(source: ExportSource, rowsPerSheet = ROWS_PER_SHEET): Chunks {
  const widest = Math.max(...source.surveys.map(({ definition }) => questionKeys(definition).length)) + 2;
  return zipStream(parts(source, Math.min(rowsPerSheet, Math.floor(BYTES_PER_PART / BYTES_PER_CELL / widest))));
}

async function* parts(source: ExportSource, rowsPerSheet: number): AsyncGenerator<ZipEntry> {
  const { report, surveys } = source;
  yield* openingParts("Pengolahan data survei", source.parts.clock());
  const taken = new Set([RECAP.toLowerCase()]);
  const tables = surveys.map(
    (survey) => new ProcessingTable(report, survey, freeName(sheetName(survey.definition.abbreviation), taken)),
  );
  const gathering = new Gathering(source, tables, rowsPerSheet);
  const paths: (readonly [table: ProcessingTable, path: string])[] = [];
  const outcomes: TableOutcome[] = [];

  const sheet = async function* (table: ProcessingTable): AsyncGenerator<string | Uint8Array> {
    yield table.start();
    if (table === tables[0]) yield* gathering.fill();
    yield* table.rows();
    if (gathering.goesOn) {
      yield table.pause(freeName(`${table.name} bagian ${table.earlier.length + 1}`, taken));
      return;
    }
    const { xml, outcome } = table.figures();
    outcomes.push(outcome);
    yield xml;
  };

  try {
    do {
      for (const table of tables) {
        const path = sheetPath(2 + paths.length);
        paths.push([table, path]);
        yield { name: path, content: sheet(table) };
      }
    } while (gathering.goesOn);
  } finally {
    await gathering.close();
  }
  yield { name: sheetPath(1), content: [recapSheet(report, outcomes)] };
  yield* closingParts([{ name: RECAP, path: sheetPath(1) }, ...tables.flatMap((table) => sheetsOf(table, paths))]);
}

/** The sheet with the figures first, then the rows that did not fit into it. */
function sheetsOf(table: ProcessingTable, paths: readonly (readonly [ProcessingTable, string])[]): SheetPart[] {
  const own = paths.filter(([of]) => of === table).map(([, path]) => path);
  const names = [...table.earlier.map(({ name }) => name), table.name];
  const sheets = own.map((path, at) => ({ name: names[at]!, path, titleRow: TITLE_ROW }));
  return [sheets.at(-1)!, ...sheets.slice(0, -1)];
}

/** Brings the responses of a source into the tables, as many at a time as a sheet takes. */
class Gathering {
  /** True while responses are left that did not fit into the sheets filled so far. */
  goesOn = true;
  private readonly source: ExportSource;
  private readonly tables: readonly ProcessingTable[];
  private readonly rowsPerSheet: number;
  private readonly placesIn: ReturnType<typeof packedPlaces>;
  private readonly pages: AsyncIterator<PackedRows>;
  /** A page whose cursor stands at a row that comes next. */
  private waiting: PackedRows | undefined;

  constructor(source: ExportSource, tables: readonly ProcessingTable[], rowsPerSheet: number) {
    this.source = source;
    this.tables = tables;
    this.rowsPerSheet = rowsPerSheet;
    this.placesIn = packedPlaces(source.surveys);
    this.pages = source.pages()[Symbol.asyncIterator]();
  }

  async *fill(): AsyncGenerator<string> {
    let rows = 0;
    for (let pages = 1; this.goesOn; pages += 1) {
      const page = this.waiting ?? (await this.nextPage());
      this.waiting = undefined;
      if (page === undefined) return;
      rows += this.add(page);
      if (pages % PAGES_PER_SIGN === 0) yield SIGN_OF_LIFE;
      if (rows >= this.rowsPerSheet) {
        this.waiting = await this.nextPage();
        return;
      }
    }
  }

  async close(): Promise<void> {
    await this.pages.return?.();
  }

  /** Adds the row at which the cursor stands and all behind it; gives how many were respondents of a survey. */
  private add(page: PackedRows): number {
    const { tables } = this;
    const chance = Buffer.from(this.source.parts.randomBytes(4 * page.count * tables.length));
    let [rows, used] = [0, 0];
    do {
      const places = this.placesIn(page.sheet);
      for (let at = 0; at < tables.length; at += 1)
        if (isRatedAt(page, places[at])) tables[at]!.add(page, places[at]!, chance.readUInt32LE(4 * used++) / 2 ** 32);
      rows += 1;
    } while (this.nextRated(page));
    return rows;
  }

  /** The next page with anybody on it who is in a table, at the first of them. */
  private async nextPage(): Promise<PackedRows | undefined> {
    for (;;) {
      const next = await this.pages.next();
      if (next.done) {
        this.goesOn = false;
        return undefined;
      }
      if (this.nextRated(next.value)) return next.value;
    }
  }

  /** Goes on to the next row with a score in a survey; false behind the last. */
  private nextRated(page: PackedRows): boolean {
    while (page.next()) {
      for (const places of this.placesIn(page.sheet)) if (isRatedAt(page, places)) return true;
    }
    return false;
  }
}

/** The name, or one with a number where it is taken; names must differ, case ignored, and end at 31 letters. */
function freeName(plain: string, taken: Set<string>): string {
  let name = plain.slice(0, 31);
  for (let number = 2; taken.has(name.toLowerCase()); number += 1) name = `${plain.slice(0, 26)} (${number})`;
  taken.add(name.toLowerCase());
  return name;
}
