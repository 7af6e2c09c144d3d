import { questionKeys } from "../../domain/questionnaire/definition.ts";
import type { PackedResponse } from "../../store/store.ts";
import { csvCell, csvHeader } from "./csv-lines.ts";
import type { Chunks, ExportFormat, ExportSource } from "./export-format.ts";
import type { Places } from "./packed-places.ts";
import { packedPlaces, scoreDigit } from "./packed-places.ts";

const [COMMA, RETURN, LINE_FEED] = [0x2c, 0x0d, 0x0a];
const NO_SERVICE = Buffer.alloc(0);
/** Room for a date, a channel and what stands between them. */
const FIXED_ROOM = 40;

/** Answers one by one in the shape that the import reads. Nothing of the profile, no comment and no session stands here. */
export const answersCsv: ExportFormat = {
  extension: "csv",
  content: "jawaban",
  label: "Jawaban (CSV)",
  description: "Satu baris tiap responden: tanggal, layanan, kanal, dan nilai. Dapat diimpor kembali.",
  mediaType: "text/csv; charset=utf-8",
  deed: "read-results",
  async open(source: ExportSource): Promise<Chunks> {
    const services = await source.parts.store.units.services(source.report.unit.id);
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
  for await (const page of source.pages()) {
    const bytes = Buffer.allocUnsafe(page.length * line.longest);
    let at = 0;
    for (const row of page) at = line.write(bytes, at, row, placesIn(row.sheet));
    yield bytes.subarray(0, at);
  }
}

/**
 * Writes lines byte by byte from packed responses: a million lines made of strings would leave a gigabyte behind for the
 * garbage collector, and citizens would wait for it.
 */
function lineWriter(services: ReadonlyMap<number, Uint8Array>, widths: readonly number[]) {
  const longestService = Math.max(0, ...[...services.values()].map(({ length }) => length));
  const ascii = (bytes: Uint8Array, at: number, text: string): number => {
    for (let index = 0; index < text.length; index += 1) bytes[at + index] = text.charCodeAt(index);
    return at + text.length;
  };
  return {
    longest: FIXED_ROOM + longestService + 2 * widths.reduce((sum, width) => sum + width, 0),
    write(bytes: Uint8Array, start: number, row: PackedResponse, surveys: readonly (Places | null)[]): number {
      let at = ascii(bytes, start, row.date);
      bytes[at++] = COMMA;
      const service = (row.serviceId === null ? undefined : services.get(row.serviceId)) ?? NO_SERVICE;
      for (let index = 0; index < service.length; index += 1) bytes[at++] = service[index]!;
      bytes[at++] = COMMA;
      at = ascii(bytes, at, row.channel);
      for (let survey = 0; survey < widths.length; survey += 1) {
        const places = surveys[survey];
        for (let question = 0; question < widths[survey]!; question += 1) {
          bytes[at++] = COMMA;
          const digit = places ? scoreDigit(row, places[question]!) : 0;
          if (digit !== 0) bytes[at++] = digit;
        }
      }
      bytes[at++] = RETURN;
      bytes[at++] = LINE_FEED;
      return at;
    },
  };
}
