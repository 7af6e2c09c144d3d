import { questionKeys } from "../../domain/questionnaire/definition.ts";
import { csvLines } from "./csv-lines.ts";
import type { Chunks, ExportFormat, ExportSource } from "./export-format.ts";

/** Answers one by one in the shape that the import reads. Nothing of the profile, no comment and no session stands here. */
export const answersCsv: ExportFormat = {
  extension: "csv",
  content: "jawaban",
  label: "Jawaban (CSV)",
  description: "Satu baris tiap responden: tanggal, layanan, kanal, dan nilai. Dapat diimpor kembali.",
  mediaType: "text/csv; charset=utf-8",
  deed: "read-results",
  async open(source: ExportSource): Promise<Chunks> {
    const services = new Map((await source.parts.store.units.services(source.report.unit.id)).map(({ id, name }) => [id, name]));
    const columns = source.surveys.flatMap(({ ref, definition }) => questionKeys(definition).map((key) => ({ ref, key })));
    const lines = async function* (): AsyncGenerator<readonly (string | number | null)[]> {
      for await (const row of source.rows()) {
        const scores = columns.map(({ ref, key }) => {
          const answer = row.surveys.get(ref)?.get(key);
          return typeof answer === "number" ? answer : null;
        });
        yield [row.date, row.serviceId === null ? null : (services.get(row.serviceId) ?? null), row.channel, ...scores];
      }
    };
    return csvLines(["tanggal", "layanan", "kanal", ...columns.map(({ key }) => key)], lines(), ",");
  },
};
