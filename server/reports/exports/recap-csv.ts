import type { NoInterval } from "../../domain/certainty/estimate.ts";
import type { Interval } from "../../domain/certainty/interval.ts";
import { figure } from "../../web/format.ts";
import type { SurveyReport } from "../unit-report.ts";
import { sampleWords } from "../index-plate.ts";
import { csvLines } from "./csv-lines.ts";
import type { ExportFormat } from "./export-format.ts";

/** The figures of each unsur and the index, for reading: decimal comma, semicolons. */
export const recapCsv: ExportFormat = {
  extension: "rekap.csv",
  content: "rekap",
  label: "Rekap per unsur (CSV)",
  description: "NRR, NRR tertimbang, nilai, mutu, dan rentang tiap unsur beserta indeksnya.",
  mediaType: "text/csv; charset=utf-8",
  deed: "read-results",
  ranges: true,
  open({ report, surveys }) {
    const header = [
      "survei",
      "kunci",
      "nama",
      "terjawab",
      "tanpa_nilai",
      "nrr",
      "nrr_tertimbang",
      "nilai",
      "mutu",
      ...RANGE,
      "sampel",
    ];
    return Promise.resolve(
      csvLines(
        header,
        surveys.flatMap((survey) => linesOf(survey, report.target)),
        ";",
      ),
    );
  },
};

/** The 95 % range of what stands under nilai. */
const RANGE = ["rentang_bawah", "rentang_atas"];

/** One line for each item, and the index last: on 0–4 under nrr, on 100 under nilai, with how its sample stands to the target. */
function linesOf(survey: SurveyReport, target: number | null): (string | number | null)[][] {
  const { ref, definition, result, certainty } = survey;
  const items = result.items.map((item) => [
    ref,
    item.key,
    definition.items.find(({ key }) => key === item.key)!.name.id,
    item.answered,
    item.optedOut,
    comma(item.nrr),
    comma(item.weighted),
    comma(item.points),
    item.mutu,
    ...rangeOf(certainty?.items.get(item.key)),
    null,
  ]);
  const { index } = result;
  const value =
    index.kind === "value" ? [comma(index.index4), null, comma(index.index100), index.mutu] : [null, null, null, index.reason];
  return [
    ...items,
    [
      ref,
      definition.index.abbreviation,
      definition.index.name.id,
      result.respondents,
      null,
      ...value,
      ...rangeOf(certainty?.index),
      sampleWords(result.respondents, target)?.words ?? null,
    ],
  ];
}

function rangeOf(found: Interval | NoInterval | undefined): (string | null)[] {
  return found?.kind === "interval" ? [comma(found.points.low), comma(found.points.high)] : [null, null];
}

function comma(text: string | null): string | null {
  return text === null ? null : figure(text);
}
