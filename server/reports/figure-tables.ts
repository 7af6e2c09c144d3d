import type { Comparison, NotCompared } from "../domain/certainty/compare.ts";
import type { NoInterval } from "../domain/certainty/estimate.ts";
import type { Interval } from "../domain/certainty/interval.ts";
import { rangeText, VERDICTS } from "../domain/certainty/words.ts";
import { count, figure, periodTitle, share, show } from "../web/format.ts";
import { fromLowest, lowestItem } from "./lowest-item.ts";
import type { ProfileSplit, SplitGroup } from "./groups-of-people.ts";
import type { PastPoint, TrendMark } from "./trend-line.ts";
import { isPast, trendLine } from "./trend-line.ts";
import type { SurveyReport, TrendPoint } from "./unit-report.ts";
import { WEAK_BELOW } from "./unit-report.ts";

/** One line of a table: words first, then cells in the order of `heads`. */
export interface FigureRow {
  readonly name: string;
  /** As printed. */
  readonly cells: readonly string[];
  /** What a chart draws, with a decimal point; null where there is nothing to draw. */
  readonly value: string | null;
  /** True for a figure of fewer than thirty answers: it is shown, but quietly. */
  readonly weak: boolean;
  /** Where a figure comes from that this program did not count: "dari laporan terdahulu". Such a one has a mark of its own. */
  readonly origin?: string;
  /** What changed before this row, in words; the line of a chart is broken there. */
  readonly broken?: string;
}

/** A table that says everything itself; a chart may be drawn above it from the same rows. */
export interface FigureTable {
  readonly id: string;
  /** What the figures say, as a sentence. */
  readonly message: string;
  /** What is measured: scale, order, number of answers. */
  readonly measure: string;
  readonly heads: readonly string[];
  readonly rows: readonly FigureRow[];
  /** One sentence under the table, or null. */
  readonly note: string | null;
  /** How to draw it; null when a drawing would say more than the data does. */
  readonly chart: { readonly kind: "dots" | "line"; readonly min: string; readonly max: string; readonly axis: string } | null;
}

export const HIDDEN = "disembunyikan";
export const HIDDEN_NOTE =
  "Kelompok yang beranggota kurang dari lima orang disembunyikan, bila perlu bersama kelompok lain, supaya tidak ada orang yang dapat dikenali, juga bila tabel dan triwulan dibandingkan.";

/** NRR of each unsur, the lowest first. */
export function itemTable(survey: SurveyReport): FigureTable {
  const { definition, result, certainty } = survey;
  const items = fromLowest(survey);
  const weak = result.respondents < WEAK_BELOW;
  const nameOf = (key: string): string => definition.items.find((item) => item.key === key)!.name.id;
  const lowest = lowestItem(survey);
  const max = definition.scale.max;
  const change = certainty?.change;
  return {
    id: `unsur-${definition.id}`,
    message: lowest ? `${nameOf(lowest.key)} mendapat nilai terendah` : "Nilai tiap unsur",
    measure: `Nilai rata-rata (NRR) tiap unsur ${definition.abbreviation}, skala 1–${max}, dari ${count(result.respondents)} responden; urut dari yang terendah`,
    heads: [
      "Unsur",
      "Penilai",
      "NRR",
      ...(certainty ? ["Rentang"] : []),
      "Nilai skala 100",
      "Mutu",
      ...(change ? [`Sejak ${periodTitle(change.before)}`] : []),
    ],
    rows: items.map((item) => ({
      name: `${item.key} ${nameOf(item.key)}`,
      cells: [
        count(item.answered),
        figure(item.nrr),
        ...(certainty ? [ownRange(certainty.items.get(item.key))] : []),
        figure(item.points),
        item.mutu ?? "–",
        ...(change ? [verdict(change.items.get(item.key), "period")] : []),
      ],
      value: item.nrr,
      weak,
    })),
    note: weak && result.respondents > 0 ? `Kurang dari ${WEAK_BELOW} jawaban: perlakukan sebagai gambaran awal.` : null,
    chart: weak ? null : { kind: "dots", min: "1", max: String(max), axis: `NRR, skala 1–${max}` },
  };
}

function ownRange(found: Interval | NoInterval | undefined): string {
  return found?.kind === "interval" ? `${figure(found.own.low)}–${figure(found.own.high)}` : "–";
}

function verdict(found: Comparison | NotCompared | null | undefined, about: "period" | "group"): string {
  return found?.kind === "compared" ? VERDICTS[about][found.verdict] : "–";
}

/** The index over periods, oldest first; those of earlier reports have a mark of their own and no mutu, which nobody here reckoned. */
export function trendTable(survey: SurveyReport): FigureTable {
  const { abbreviation } = survey.definition.index;
  const line = trendLine(survey);
  return {
    id: `tren-${survey.definition.id}`,
    message: `${abbreviation} dari periode ke periode`,
    measure: `${abbreviation} pada skala 100; paling banyak delapan periode`,
    heads: ["Periode", "Responden", "Nilai", "Mutu"],
    rows: line.map(trendRow),
    note: trendNotes(survey) || null,
    chart: line.length > 1 ? { kind: "line", min: "0", max: "100", axis: `${abbreviation}, skala 100` } : null,
  };
}

function trendRow({ point, broken }: TrendMark): FigureRow {
  return {
    ...(isPast(point) ? pastRow(point) : ownRow(point)),
    ...(broken === null ? {} : { broken }),
  };
}

function ownRow({ period, result: { index, respondents } }: TrendPoint): FigureRow {
  return {
    name: periodTitle(period),
    cells: [count(respondents), index.kind === "value" ? figure(index.index100) : "–", index.kind === "value" ? index.mutu : "–"],
    value: index.kind === "value" ? index.index100 : null,
    weak: respondents < WEAK_BELOW,
  };
}

function pastRow({ period, index100, respondents }: PastPoint): FigureRow {
  return {
    name: periodTitle(period),
    cells: [respondents === null ? "–" : count(respondents), figure(index100), "–"],
    value: index100,
    weak: false,
    origin: "dari laporan terdahulu",
  };
}

function trendNotes({ trend, past }: SurveyReport): string {
  const versions = new Set(trend.map((point) => point.survey));
  const sources = [...new Set(past.map(({ source }) => source))];
  return [
    versions.size > 1
      ? `Kuesioner berganti versi di antara periode ini (${[...versions].join(", ")}), jadi angkanya tidak sepenuhnya sebanding.`
      : "",
    trend.some(({ result }) => result.respondents < WEAK_BELOW) && versions.size < 2
      ? `Periode dengan kurang dari ${WEAK_BELOW} jawaban adalah gambaran awal; pada grafik titiknya kosong.`
      : "",
    past.length > 0
      ? `Angka dari laporan terdahulu (pada grafik belah ketupat kosong) disalin apa adanya dan tidak ikut dihitung. Sumber: ${sources.join("; ")}.`
      : "",
  ]
    .filter((sentence) => sentence !== "")
    .join(" ");
}

const SPLIT_HEADS = { layanan: "Layanan", loket: "Loket", kanal: "Kanal" } as const;

/** The index by service, counter or channel; null when there are not two groups to compare. */
export function splitTable(
  survey: SurveyReport,
  by: "layanan" | "loket" | "kanal",
  groups: readonly SplitGroup[],
): FigureTable | null {
  if (groups.length < 2) return null;
  const { abbreviation } = survey.definition.index;
  const sure = survey.certainty !== null;
  return {
    id: `${by}-${survey.definition.id}`,
    message: `${abbreviation} tiap ${by}`,
    measure: `${abbreviation} pada skala 100 menurut ${by}`,
    heads: [SPLIT_HEADS[by], "Responden", "Nilai", ...(sure ? ["Rentang", "Dibanding yang lain"] : [])],
    rows: groups.map(({ name, shown }) => {
      if (!shown) return { name, cells: [HIDDEN, "–", ...(sure ? ["–", "–"] : [])], value: null, weak: true };
      const { index } = shown.result;
      const range = shown.interval?.kind === "interval" ? rangeText(shown.interval, show) : "–";
      return {
        name,
        cells: [
          count(shown.respondents),
          index.kind === "value" ? figure(index.index100) : "tidak ada data",
          ...(sure ? [range, verdict(shown.againstRest, "group")] : []),
        ],
        value: index.kind === "value" ? index.index100 : null,
        weak: shown.respondents < WEAK_BELOW,
      };
    }),
    note: groups.some(({ shown }) => shown === null) ? HIDDEN_NOTE : null,
    chart: null,
  };
}

/** Respondents by the answers to one question about themselves, and the index of each group once the period is over. */
export function profileTable(survey: SurveyReport, split: ProfileSplit): FigureTable {
  const total = survey.result.respondents;
  return {
    id: `profil-${split.key}`,
    message: split.question,
    measure: `${count(total)} responden`,
    heads: [split.question, "Orang", "Bagian", ...(split.rated ? [survey.definition.index.abbreviation] : [])],
    rows: split.groups.map(({ label, people, result }) => ({
      name: label,
      cells: [
        ...(people === null ? [HIDDEN, "–"] : [count(people), total < 20 ? "–" : share(people, total)]),
        ...(split.rated ? [result?.index.kind === "value" ? figure(result.index.index100) : "–"] : []),
      ],
      value: null,
      weak: false,
    })),
    note: split.groups.some(({ people }) => people === null) ? HIDDEN_NOTE : null,
    chart: null,
  };
}
