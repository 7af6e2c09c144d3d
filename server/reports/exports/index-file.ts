import { indexJson } from "../index-json.ts";
import { rangesJson } from "../ranges-json.ts";
import type { ExportFormat } from "./export-format.ts";

/** The indices for programs, each in the shape of the API, and their ranges. */
export const indexFile: ExportFormat = {
  extension: "json",
  content: "indeks",
  label: "Indeks (JSON)",
  description: "Angka yang sama untuk dibaca program lain.",
  mediaType: "application/json; charset=utf-8",
  deed: "read-results",
  ranges: true,
  open({ report, surveys }) {
    const file = {
      unit: report.unit.code,
      period: report.period.name,
      provisional: report.provisional,
      indices: surveys.map((survey) => indexJson(report, survey)),
      ranges: surveys.map(rangesJson),
    };
    return Promise.resolve(once(`${JSON.stringify(file, null, 2)}\n`));
  },
};

async function* once(text: string): AsyncGenerator<string> {
  yield text;
}
