import { changeSentence } from "../../domain/certainty/words.ts";
import { count, figure, periodTitle, show } from "../../web/format.ts";
import { fromLowest } from "../lowest-item.ts";
import { prioritiesOf } from "../priorities.ts";
import { isPast, trendLine } from "../trend-line.ts";
import type { SurveyReport } from "../unit-report.ts";
import { pointBefore, WEAK_BELOW } from "../unit-report.ts";
import type { Block, TableBlock } from "./blocks.ts";
import type { Numbering } from "./numbering.ts";
import type { ReportFacts } from "./report-facts.ts";
import { own } from "./report-facts.ts";

/** So many unsur at either end are named. */
const NAMED = 3;

export function analysis({ report, surveys, texts }: ReportFacts, numbering: Numbering): readonly Block[] {
  const told = surveys.filter(({ result }) => result.respondents >= WEAK_BELOW);
  return [
    { kind: "chapter", number: "BAB IV", title: "ANALISIS HASIL SURVEI" },
    { kind: "heading", text: "4.1 Kelemahan dan kelebihan unsur pelayanan" },
    ...(told.length === 0
      ? [
          {
            kind: "paragraph" as const,
            text: `Dengan kurang dari ${WEAK_BELOW} responden, unsur yang terendah dapat berganti hanya karena siapa yang kebetulan menjawab.`,
          },
        ]
      : told.flatMap(strengths)),
    ...own(texts, "analisis"),
    { kind: "heading", text: "4.2 Rencana tindak lanjut" },
    ...planBlocks(told, numbering),
    { kind: "heading", text: "4.3 Tren nilai" },
    ...surveys.flatMap((survey) => trendBlocks(report, survey, numbering)),
  ];
}

function strengths(survey: SurveyReport): readonly Block[] {
  const rated = fromLowest(survey).filter(({ nrr }) => nrr !== null);
  const said = (items: typeof rated): string => items.map(({ key, nrr }) => `${nameOf(survey, key)} (${figure(nrr)})`).join(", ");
  const words = prioritiesOf(survey)?.words;
  return [
    {
      kind: "paragraph",
      text: `${survey.definition.abbreviation}: nilai terendah pada ${said(rated.slice(0, NAMED))}; nilai tertinggi pada ${said(rated.slice(-NAMED).reverse())}.${words ? ` ${words}` : ""}`,
    },
  ];
}

function nameOf({ definition }: SurveyReport, key: string): string {
  return definition.items.find((item) => item.key === key)!.name.id;
}

/** The unsur to begin with; what is done about each is agreed in the Forum Konsultasi Publik. */
function planBlocks(surveys: readonly SurveyReport[], numbering: Numbering): readonly Block[] {
  if (surveys.length === 0) return [{ kind: "paragraph", text: "Belum ada unsur yang dapat diutamakan dari data." }];
  const rows = surveys.flatMap((survey) =>
    fromLowest(survey)
      .filter(({ nrr }) => nrr !== null)
      .slice(0, NAMED)
      .map(({ key, nrr }) => `${key} ${nameOf(survey, key)} (${figure(nrr)})`),
  );
  const table: TableBlock = {
    kind: "table",
    caption: numbering.table(4, "Rencana tindak lanjut"),
    heads: ["No.", "Prioritas unsur", "Program atau kegiatan", "Waktu", "Penanggung jawab"],
    rows: rows.map((unsur, at) => [String(at + 1), unsur, "", "", ""]),
    feet: [],
    widths: [0.5, 2.6, 3, 1.3, 1.8],
    figures: [false, false, false, false, false],
    note: "Diusulkan dari unsur terendah; program, waktu, dan penanggung jawab disepakati dalam Forum Konsultasi Publik.",
  };
  return [table];
}

function trendBlocks(report: ReportFacts["report"], survey: SurveyReport, numbering: Numbering): readonly Block[] {
  const line = trendLine(survey);
  const { abbreviation } = survey.definition.index;
  if (line.length < 2) return [{ kind: "paragraph", text: `${abbreviation}: belum ada periode sebelumnya untuk dibandingkan.` }];
  const before = pointBefore(survey.trend, report.period);
  const change = survey.certainty?.change?.index;
  const verdict =
    before?.result.index.kind === "value" && change?.kind === "compared"
      ? changeSentence(change, `${periodTitle(before.period)} (${figure(before.result.index.index100)})`, show)
      : null;
  return [
    ...(verdict === null ? [] : [{ kind: "paragraph" as const, text: `${abbreviation}: ${verdict}` }]),
    {
      kind: "table",
      caption: numbering.table(4, `${abbreviation} tiap periode`),
      heads: ["Periode", "Nilai", "Mutu", "Responden", "Asal"],
      rows: line.map(({ point }) => {
        if (isPast(point))
          return [
            periodTitle(point.period),
            figure(point.index100),
            "–",
            point.respondents === null ? "–" : count(point.respondents),
            "laporan terdahulu",
          ];
        const { index, respondents } = point.result;
        return index.kind === "value"
          ? [periodTitle(point.period), figure(index.index100), index.mutu, count(respondents), point.survey]
          : [periodTitle(point.period), "–", "–", count(respondents), point.survey];
      }),
      feet: [],
      widths: [2.4, 1, 0.8, 1.2, 2],
      figures: [false, true, false, true, false],
      note: null,
    },
  ];
}
