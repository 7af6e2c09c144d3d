import { changeSentence } from "../../domain/certainty/words.ts";
import { shareDone } from "../../domain/follow-up.ts";
import { shift } from "../../domain/periods/period.ts";
import { count, figure, longDate, periodTitle, show } from "../../web/format.ts";
import { itemTitle, MEETING_KEY, STATE_WORDS } from "../follow-up/measure-words.ts";
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

export function analysis(facts: ReportFacts, numbering: Numbering): readonly Block[] {
  const { report, surveys, texts } = facts;
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
    ...planBlocks(facts, told, numbering),
    ...doneBlocks(facts, numbering),
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

/** The plan as it was agreed; the unsur to begin with where there is none yet. */
function planBlocks(
  { report, texts, plan }: ReportFacts,
  surveys: readonly SurveyReport[],
  numbering: Numbering,
): readonly Block[] {
  const meeting = texts.narrative.get(MEETING_KEY);
  const agreed =
    meeting === undefined
      ? []
      : [{ kind: "paragraph" as const, text: `Rencana ini disepakati dalam Forum Konsultasi Publik ${longDate(meeting)}.` }];
  const table = (rows: readonly (readonly string[])[], note: string | null): TableBlock => ({
    kind: "table",
    caption: numbering.table(4, "Rencana tindak lanjut"),
    heads: ["No.", "Prioritas unsur", "Program atau kegiatan", "Waktu", "Penanggung jawab"],
    rows: rows.map((row, at) => [String(at + 1), ...row]),
    feet: [],
    widths: [0.5, 2.6, 3, 1.5, 1.8],
    figures: [false, false, false, false, false],
    note,
  });
  if (plan.length > 0)
    return [
      ...agreed,
      table(
        plan.map((one) => [itemTitle(report, one), one.action, longDate(one.due), one.responsible]),
        null,
      ),
    ];
  if (surveys.length === 0) return [...agreed, { kind: "paragraph", text: "Belum ada unsur yang dapat diutamakan dari data." }];
  const lowest = surveys.flatMap((survey) =>
    fromLowest(survey)
      .filter(({ nrr }) => nrr !== null)
      .slice(0, NAMED)
      .map(({ key, nrr }) => [`${key} ${nameOf(survey, key)} (${figure(nrr)})`, "", "", ""]),
  );
  return [
    ...agreed,
    table(
      lowest,
      "Diusulkan dari unsur terendah; program, waktu, dan penanggung jawab disepakati dalam Forum Konsultasi Publik.",
    ),
  ];
}

/** How far the plan of the period before has come. */
function doneBlocks({ report, planBefore }: ReportFacts, numbering: Numbering): readonly Block[] {
  const share = shareDone(planBefore);
  if (share === null) return [];
  const before = periodTitle(shift(report.period, -1));
  const finished = planBefore.filter(({ state }) => state === "selesai").length;
  return [
    {
      kind: "paragraph",
      text: `Rencana tindak lanjut ${before}: ${count(finished)} dari ${count(planBefore.length)} selesai (${share}%).`,
    },
    {
      kind: "table",
      caption: numbering.table(4, `Pelaksanaan tindak lanjut ${before}`),
      heads: ["No.", "Prioritas unsur", "Program atau kegiatan", "Keadaan", "Kendala", "Rekomendasi"],
      rows: planBefore.map((one, at) => [
        String(at + 1),
        itemTitle(report, one),
        one.action,
        STATE_WORDS[one.state],
        one.obstacles || "–",
        one.recommendation || "–",
      ]),
      feet: [],
      widths: [0.5, 2.2, 2.6, 1.4, 1.7, 1.7],
      figures: [false, false, false, false, false, false],
      note: null,
    },
  ];
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
