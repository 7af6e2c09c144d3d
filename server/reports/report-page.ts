import { METHODS, rangeText } from "../domain/certainty/words.ts";
import { bandTable } from "../domain/indices/bands.ts";
import type { ItemResult } from "../domain/indices/compute-index.ts";
import { totalScore } from "../domain/indices/total-score.ts";
import type { Person } from "../domain/person.ts";
import type { SurveyDefinition } from "../domain/questionnaire/definition.ts";
import { questionsOf } from "../domain/questionnaire/definition.ts";
import { count, figure, longDate, periodDates, periodTitle, show } from "../web/format.ts";
import { standingWords } from "./closing/standing-words.ts";
import { toFourWords, toHundredWords } from "./conversion-words.ts";
import { attentionWords } from "./attention-words.ts";
import { lateWords } from "./closing/late-words.ts";
import { setAsideWords } from "./exclusions/set-aside-words.ts";
import type { AskedSection } from "./asked-section.ts";
import { askedSection } from "./asked-section.ts";
import type { ExportLink } from "./export-links.ts";
import { exportLinks } from "./export-links.ts";
import type { FigureTable } from "./figure-tables.ts";
import { profileTable } from "./figure-tables.ts";
import { noTargetWords, sampleWords } from "./index-plate.ts";
import { mutuRuler } from "./mutu-ruler.ts";
import type { SignsSection } from "./signs-section.ts";
import { signsSection } from "./signs-section.ts";
import type { SurveyReport, UnitReport } from "./unit-report.ts";
import { WEAK_BELOW } from "./unit-report.ts";

export interface ReportItemRow {
  readonly key: string;
  readonly name: string;
  readonly answered: string;
  /** Σ of the scores. */
  readonly total: string;
  readonly nrr: string;
  readonly weighted: string;
  readonly points: string;
  readonly mutu: string;
}

/** The printable recap of one survey: the official processing figures with everything needed to read them. */
export interface ReportPage {
  /** "Pengolahan Data SKM Triwulan IV 2026". */
  readonly title: string;
  readonly heading: string;
  readonly unitName: string;
  readonly periodTitle: string;
  readonly dates: string;
  /** "Sementara: …" while the period can still change; null after that. */
  readonly standing: string;
  readonly dashboardHref: string;
  readonly otherSurveys: readonly { readonly label: string; readonly href: string; readonly here: boolean }[];
  /** Name and abbreviation of the index. */
  readonly indexName: string;
  readonly abbreviation: string;
  /** null when the index has no value; `reason` says why. */
  readonly index: {
    readonly four: string;
    readonly points: string;
    readonly mutu: string;
    readonly label: string;
    /** null below thirty answers: a first impression is written small, without a drawing. */
    readonly ruler: string | null;
  } | null;
  readonly reason: string | null;
  /** "187 responden: 190 jawaban masuk, 3 dikecualikan.". */
  readonly respondents: string;
  /** "IKM 82,80 tanpa dan 82,95 dengan 2 jawaban yang dikecualikan satu per satu: 2 isian uji coba."; null without any. */
  readonly setAside: string | null;
  /** Answers that came in after the period was closed; null when none did. */
  readonly late: string | null;
  /** "Belum sesuai: 187 responden dari sampel minimum 291 …". */
  readonly sample: string;
  /** "82,1–84,9 pada skala 100. Rentang dihitung dari …"; why there is none; null without an index. */
  readonly range: string | null;
  /** A warning about few answers, or null. */
  readonly weak: string | null;
  /** "Belum memenuhi sampel minimum (187 dari 291)", or null. */
  readonly belowSample: string | null;
  readonly asked: AskedSection;
  readonly items: readonly ReportItemRow[];
  readonly legend: readonly string[];
  readonly bands: readonly { readonly mutu: string; readonly range: string; readonly label: string }[];
  readonly bandSource: string;
  readonly profile: readonly FigureTable[];
  /** Why there is no profile, or null. */
  readonly profileWords: string | null;
  /** What was odd about how answers came in, apart from every figure. */
  readonly signs: SignsSection;
  readonly exports: readonly ExportLink[];
  readonly madeOn: string;
}

export function reportPage(report: UnitReport, survey: SurveyReport, person: Person): ReportPage {
  const { unit, period } = report;
  const { definition, result } = survey;
  const { index, respondents } = result;
  const table = bandTable(definition.index.bands);
  const heading = `Pengolahan Data ${definition.abbreviation}`;
  return {
    title: `${heading} ${periodTitle(period)}`,
    heading,
    unitName: unit.name,
    periodTitle: periodTitle(period),
    dates: periodDates(period),
    standing: standingWords(report),
    dashboardHref: `/staf/unit/${unit.code}?periode=${period.name}`,
    otherSurveys: report.surveys.map((other) => ({
      label: other.printed ? other.definition.abbreviation : other.ref,
      href: `/laporan/${unit.code}/${period.name}?survei=${other.printed ? other.definition.id : other.ref}`,
      here: other === survey,
    })),
    indexName: definition.index.name.id,
    abbreviation: definition.index.abbreviation,
    index:
      index.kind === "value"
        ? {
            four: figure(index.index4),
            points: figure(index.index100),
            mutu: index.mutu,
            label: index.label,
            ruler: respondents < WEAK_BELOW ? null : mutuRuler(definition, index),
          }
        : null,
    reason: index.kind === "no-value" ? index.reason : null,
    respondents: `${count(respondents)} responden; ${count(result.received)} jawaban masuk, ${result.excluded === 0 ? "tidak ada yang dikecualikan" : `${count(result.excluded)} dikecualikan`}`,
    setAside: setAsideWords(report, survey),
    late: lateWords(report),
    sample: sampleLine(report, respondents),
    range: rangeLine(survey),
    weak:
      respondents > 0 && respondents < WEAK_BELOW
        ? `Jumlah responden masih di bawah ${WEAK_BELOW}. Perlakukan angka ini sebagai gambaran awal.`
        : null,
    belowSample: belowSample(report, respondents),
    asked: askedSection(report, person),
    items: result.items.map((item) => itemRow(definition, item)),
    legend: legendLines(survey),
    bands: [...table.bands].reverse().map((band) => {
      const next = table.bands[table.bands.indexOf(band) + 1];
      return {
        mutu: band.mutu,
        range: next ? `${figure(band.from)} sampai di bawah ${figure(next.from)}` : `${figure(band.from)} sampai 100,00`,
        label: band.label.id,
      };
    }),
    bandSource: table.source,
    signs: signsSection(report.signs),
    profile: respondents > 0 ? survey.profile.map((split) => profileTable(survey, split)) : [],
    profileWords:
      respondents === 0
        ? "Belum ada responden pada periode ini."
        : report.period.kind === "month"
          ? "Rincian responden ada pada laporan triwulan, semester, dan tahun. Dalam sebulan kelompoknya sering terlalu kecil."
          : null,
    exports: exportLinks(report, person, [survey.printed ? definition.id : survey.ref]),
    madeOn: longDate(report.today),
  };
}

function belowSample({ target }: UnitReport, respondents: number): string | null {
  const sample = sampleWords(respondents, target);
  return sample === null || sample.met ? null : `${sample.words.replace(/^b/, "B")}.`;
}

function sampleLine({ served, target, asked }: UnitReport, respondents: number): string {
  if (target === null || served === null) return noTargetWords(asked);
  const verdict = respondents >= target ? "Sesuai" : "Belum sesuai";
  return `${verdict}: ${count(respondents)} responden dari sampel minimum ${count(target)} untuk ${count(served)} orang yang dilayani (Krejcie dan Morgan)`;
}

function rangeLine({ result, certainty }: SurveyReport): string | null {
  if (!certainty || result.index.kind === "no-value") return null;
  if (certainty.index.kind === "no-interval") return certainty.index.reason;
  const { population } = certainty.index;
  const known = population.kind === "counted" ? ` ${METHODS.population}` : "";
  return `${rangeText(certainty.index, show)} pada skala 100. ${METHODS.interval}${known}`;
}

function itemRow(definition: SurveyDefinition, result: ItemResult): ReportItemRow {
  const item = definition.items.find(({ key }) => key === result.key)!;
  return {
    key: item.key,
    name: item.name.id,
    answered: count(result.answered),
    total: count(totalScore(definition, result)),
    nrr: figure(result.nrr),
    weighted: figure(result.weighted),
    points: figure(result.points),
    mutu: result.mutu ?? "–",
  };
}

export function legendLines(survey: SurveyReport): readonly string[] {
  const { definition, ref } = survey;
  const attention = attentionWords(survey);
  const { abbreviation, weight, aggregation } = definition.index;
  const max = definition.scale.max;
  const used = weight === "1/n" ? `1/${definition.items.length}` : figure(weight);
  const reversed = definition.items.flatMap((item) => questionsOf(definition, item)).filter((question) => question.reversed);
  const [four, hundred] = [toFourWords(definition), toHundredWords(definition)];
  return [
    "NRR: nilai rata-rata, yaitu Σ nilai dibagi jumlah penilai unsur itu.",
    `NRR tertimbang: NRR dikali penimbang ${used}.`,
    aggregation === "pooled"
      ? `*) ${abbreviation} pada skala 4, dari rata-rata semua jawaban.`
      : `*) Jumlah NRR tertimbang, yaitu ${abbreviation} pada skala 4.`,
    hundred === null
      ? `**) ${abbreviation} dikali 25, dari nilai yang belum dibulatkan.`
      : `**) ${abbreviation} pada skala 100, langsung dari skala jawaban dengan ${hundred}, dari nilai yang belum dibulatkan.`,
    ...(four === null ? [] : [`Skala jawaban 1–${max} diubah ke skala 4 dengan ${four}.`]),
    ...(reversed.length > 0 ? [`Butir ${reversed.map(({ key }) => key).join(", ")} dibalik: nilai = ${max + 1} − jawaban.`] : []),
    ...(attention === null ? [] : [attention]),
    `Tiap angka dibulatkan satu kali, setengah ke atas. Kuesioner: ${ref}.`,
  ];
}
