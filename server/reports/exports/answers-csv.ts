import { questionKeys } from "../../domain/questionnaire/definition.ts";
import type { PackedRows } from "../../store/store.ts";
import { csvCell, csvHeader } from "./csv-lines.ts";
import type { Chunks, ExportFormat, ExportSource } from "./export-format.ts";
import type { Places } from "../packed-places.ts";
import { packedPlaces, scoreDigit } from "../packed-places.ts";

const [COMMA, RETURN, LINE_FEED] = [0x2c, 0x0d, 0x0a];
const NO_SERVICE = Buffer.alloc(0);
const DATE_LENGTH = 10;

/** Answers one by one in the shape that the import reads. Nothing of the profile, no comment and no session stands here. */
export const answersCsv: ExportFormat = {
  extension: "csv",
  content: "jawaban",
  label: "Jawaban (CSV)",
  description: "Satu baris tiap responden: tanggal, layanan, kanal, dan nilai. Dapat diimpor kembali.",
  mediaType: "text/csv; charset=utf-8",
  deed: "read-results",
  rowsOnly: true,
  async open(source: ExportSource): Promise<Chunks> {
    const { services } = source.report;
    return answerLines(source, new Map(services.map(({ id, name }) => [id, Buffer.from(csvCell(name, ","))])));
  },
};

async function* answerLines(
  source: ExportSource,
  services: ReadonlyMap<number, Uint8Array>,
): AsyncGenerator<string | Uint8Array> {
  const columns = source.surveys.map(({ definition }) => questionKeys(definition));
  yield csvHeader(["tanggal", "layanan", "kanal", ...columns.flat()], ",");
  const line = lineWriter(
    services,
    columns.map(({ length }) => length),
  );
  const placesIn = packedPlaces(source.surveys);
  let room = Buffer.alloc(0);
  for await (const page of source.pages()) {
    if (room.length < line.roomFor(page)) room = Buffer.alloc(line.roomFor(page));
    let at = 0;
    while (page.next()) at = line.write(room, at, page, placesIn(page.sheet));
    // No longer than it must be: memory outside the heap of JavaScript has the collector start early.
    if (at > 0) yield Buffer.from(room.subarray(0, at));
  }
}

/**
 * Writes lines byte by byte from packed responses: a million lines made of strings would leave a gigabyte behind for the
 * garbage collector, and citizens would wait for it.
 */
function lineWriter(services: ReadonlyMap<number, Uint8Array>, widths: readonly number[]) {
  const longestService = Math.max(0, ...[...services.values()].map(({ length }) => length));
  const longer = longestService + 2 * widths.reduce((sum, width) => sum + width, 0);
  return {
    /** In bytes. A line holds no more than the one it is read from but the service's name, and two bytes for each question. */
    roomFor: ({ bytes, count }: PackedRows): number => bytes.length + count * longer,
    /** Gives the end of the line of the row at which the cursor stands; its start when no survey has a score there. */
    write(bytes: Uint8Array, start: number, rows: PackedRows, surveys: readonly (Places | null)[]): number {
      let at = copy(rows.bytes, rows.dateAt, rows.dateAt + DATE_LENGTH, bytes, start);
      bytes[at++] = COMMA;
      const service = (rows.serviceId === null ? undefined : services.get(rows.serviceId)) ?? NO_SERVICE;
      at = copy(service, 0, service.length, bytes, at);
      bytes[at++] = COMMA;
      at = copy(rows.bytes, rows.channelAt, rows.channelEnd, bytes, at);
      let rated = false;
      for (let survey = 0; survey < widths.length; survey += 1) {
        const places = surveys[survey];
        for (let question = 0; question < widths[survey]!; question += 1) {
          bytes[at++] = COMMA;
          const digit = places ? scoreDigit(rows, places[question]!) : 0;
          if (digit === 0) continue;
          bytes[at++] = digit;
          rated = true;
        }
      }
      if (!rated) return start;
      bytes[at++] = RETURN;
      bytes[at++] = LINE_FEED;
      return at;
    },
  };
}

/** Gives the place behind what was copied. A loop, because for so few bytes a call into the engine takes longer. */
function copy(from: Uint8Array, start: number, end: number, to: Uint8Array, at: number): number {
  let next = at;
  for (let index = start; index < end; index += 1) to[next++] = from[index]!;
  return next;
}
