import { METHODS, rangeText } from "../../domain/certainty/words.ts";
import { bandTable } from "../../domain/indices/bands.ts";
import { totalScore } from "../../domain/indices/total-score.ts";
import { count, figure, share, show } from "../../web/format.ts";
import { HIDDEN, HIDDEN_NOTE } from "../figure-tables.ts";
import { fromLowest } from "../lowest-item.ts";
import { legendLines } from "../report-page.ts";
import type { SurveyReport, UnitReport } from "../unit-report.ts";
import { WEAK_BELOW } from "../unit-report.ts";
import type { Block, ChartBlock, TableBlock } from "./blocks.ts";
import { lateWords } from "../closing/late-words.ts";
import { setAsideWords } from "../exclusions/set-aside-words.ts";
import type { Numbering } from "./numbering.ts";
import type { ReportFacts } from "./report-facts.ts";

export function results({ report, surveys }: ReportFacts, numbering: Numbering): readonly Block[] {
  const main = surveys[0]!;
  return [
    { kind: "chapter", number: "BAB III", title: "HASIL PENGOLAHAN DATA SURVEI" },
    { kind: "heading", text: "3.1 Jumlah responden" },
    countsTable(report, surveys, numbering),
    ...surveys.flatMap((survey): Block[] => {
      const text = setAsideWords(report, survey);
      return text === null ? [] : [{ kind: "paragraph", text }];
    }),
    ...(report.period.kind === "month" || main.result.respondents === 0
      ? [
          {
            kind: "paragraph" as const,
            text: "Rincian responden ada pada laporan triwulan, semester, dan tahun.",
          },
        ]
      : peopleTables(main, numbering)),
    ...surveys.flatMap((survey, at) => surveyBlocks(survey, `3.${at + 2}`, numbering)),
    { kind: "paragraph", text: METHODS.interval, look: "small" },
  ];
}

/** Received, set aside, used, and the index with all of them and without those set aside. */
function countsTable(report: UnitReport, surveys: readonly SurveyReport[], numbering: Numbering): TableBlock {
  return {
    kind: "table",
    caption: numbering.table(3, "Jawaban yang masuk dan yang dihitung"),
    heads: ["Survei", "Masuk", "Dikecualikan", "Dihitung"],
    rows: surveys.map(({ definition, result }) => [
      definition.abbreviation,
      count(result.received),
      count(result.excluded),
      count(result.respondents),
    ]),
    feet: [],
    widths: [2, 1, 1, 1],
    figures: [false, true, true, true],
    note: lateWords(report),
  };
}

function peopleTables({ profile, byService, result }: SurveyReport, numbering: Numbering): readonly TableBlock[] {
  const asked = profile.map(({ question, groups }) => ({
    question,
    groups: groups.map(({ label, people }) => ({ label, people })),
  }));
  const services = byService.map(({ name, shown }) => ({ label: name, people: shown && shown.respondents }));
  return [...asked, ...(services.length > 1 ? [{ question: "Jenis layanan", groups: services }] : [])].map(
    ({ question, groups }) => ({
      kind: "table",
      caption: numbering.table(3, `Responden menurut ${question.toLowerCase()}`),
      heads: ["Indikator", "Jumlah", "Persentase"],
      rows: groups
        .filter(({ people }) => people !== 0)
        .map(({ label, people }) =>
          people === null ? [label, HIDDEN, HIDDEN] : [label, count(people), share(people, result.respondents)],
        ),
      feet: [["Jumlah", count(result.respondents), result.respondents < 20 ? "" : "100%"]],
      widths: [3, 1, 1],
      figures: [false, true, true],
      note: groups.some(({ people }) => people === null) ? HIDDEN_NOTE : null,
    }),
  );
}

function surveyBlocks(survey: SurveyReport, number: string, numbering: Numbering): readonly Block[] {
  const { definition, result, certainty } = survey;
  const { index } = result;
  const { abbreviation, name } = definition.index;
  const heading = { kind: "heading" as const, text: `${number} ${name.id} (${abbreviation})` };
  if (index.kind === "no-value") return [heading, { kind: "paragraph", text: index.reason }];
  const range = certainty?.index.kind === "interval" ? `, rentang ${rangeText(certainty.index, show)}` : "";
  const weak = result.respondents < WEAK_BELOW;
  return [
    heading,
    {
      kind: "paragraph",
      text: `${abbreviation} ${figure(index.index100)} pada skala 100 (${figure(index.index4)} pada skala 4)${range}, mutu ${index.mutu} (${index.label}), dari ${count(result.respondents)} responden.`,
    },
    ...(weak
      ? [
          {
            kind: "paragraph" as const,
            text: `Jumlah responden di bawah ${WEAK_BELOW}: perlakukan angka ini sebagai gambaran awal.`,
            look: "mark" as const,
          },
        ]
      : []),
    itemsTable(survey, numbering),
    ...legendLines(survey).map((text) => ({ kind: "paragraph" as const, text, look: "small" as const })),
    ...(weak ? [] : [itemsChart(survey, numbering)]),
    bandsTable(survey, numbering),
  ];
}

function itemsTable(survey: SurveyReport, numbering: Numbering): TableBlock {
  const { definition, result } = survey;
  const { index } = result;
  const { abbreviation } = definition.index;
  return {
    kind: "table",
    caption: numbering.table(3, `Nilai tiap unsur ${definition.abbreviation}`),
    heads: ["No.", "Unsur pelayanan", "Penilai", "Σ nilai", "NRR", "NRR tertimbang", "Nilai", "Mutu"],
    rows: result.items.map((item) => [
      item.key,
      definition.items.find(({ key }) => key === item.key)!.name.id,
      count(item.answered),
      count(totalScore(definition, item)),
      figure(item.nrr),
      figure(item.weighted),
      figure(item.points),
      item.mutu ?? "–",
    ]),
    feet:
      index.kind === "value"
        ? [
            ["", `${abbreviation} pada skala 4`, "", "", "", `${figure(index.index4)} *)`, "", ""],
            ["", `${abbreviation} unit pelayanan`, "", "", "", "", `${figure(index.index100)} **)`, index.mutu],
          ]
        : [],
    widths: [0.8, 4, 1.1, 1.2, 1, 1.5, 1.5, 0.9],
    figures: [false, false, true, true, true, true, true, false],
    note: null,
  };
}

function itemsChart(survey: SurveyReport, numbering: Numbering): ChartBlock {
  const { definition, certainty } = survey;
  const rated = fromLowest(survey).filter(({ nrr }) => nrr !== null);
  const nameOf = (key: string): string => definition.items.find((item) => item.key === key)!.name.id;
  const bars = rated.map(({ key, nrr }) => {
    const range = certainty?.items.get(key);
    return {
      name: `${key} ${nameOf(key)}`,
      value: Number(nrr),
      label: figure(nrr),
      range: range?.kind === "interval" ? { low: Number(range.own.low), high: Number(range.own.high) } : null,
    };
  });
  return {
    kind: "chart",
    caption: numbering.figure(
      3,
      `NRR tiap unsur ${definition.abbreviation}, skala 1–${definition.scale.max}, dari yang terendah`,
    ),
    alternative: `Dari yang terendah: ${bars.map(({ name, label }) => `${name} ${label}`).join("; ")}.`,
    bars,
    min: 1,
    max: definition.scale.max,
  };
}

function bandsTable({ definition }: SurveyReport, numbering: Numbering): TableBlock {
  const { bands, source } = bandTable(definition.index.bands);
  return {
    kind: "table",
    caption: numbering.table(3, "Nilai interval konversi dan mutu pelayanan"),
    heads: ["Mutu", "Nilai interval konversi", "Kinerja unit pelayanan"],
    rows: [...bands].reverse().map((band) => {
      const next = bands[bands.indexOf(band) + 1];
      return [
        band.mutu,
        next ? `${figure(band.from)} sampai di bawah ${figure(next.from)}` : `${figure(band.from)} sampai 100,00`,
        band.label.id,
      ];
    }),
    feet: [],
    widths: [1, 3, 2],
    figures: [false, false, false],
    note: source,
  };
}
