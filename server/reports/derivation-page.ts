import { cutOff, fraction, sum, times } from "../domain/exact/fraction.ts";
import { bandTable } from "../domain/indices/bands.ts";
import type { IndexValue } from "../domain/indices/compute-index.ts";
import { pooledMean, toFour, weightOf } from "../domain/indices/compute-index.ts";
import { countedIn } from "../domain/indices/counted-in.ts";
import { underOtherWeights } from "../domain/indices/other-weights.ts";
import { totalScore } from "../domain/indices/total-score.ts";
import { count, figure, periodDates, periodTitle } from "../web/format.ts";
import { standingWords } from "./closing/standing-words.ts";
import { toFourWords, toHundredWords } from "./conversion-words.ts";
import { sampleWords } from "./index-plate.ts";
import type { SurveyReport, UnitReport } from "./unit-report.ts";

/** One line of the reckoning: what is done, and what comes out. */
export interface ReckoningStep {
  readonly does: string;
  readonly gives: string;
}

/** "Dari mana angka ini?": the index of one survey from the unit's own answers, step by step. */
export interface DerivationPage {
  readonly title: string;
  readonly unitName: string;
  readonly periodTitle: string;
  readonly dates: string;
  readonly standing: string;
  readonly dashboardHref: string;
  readonly reportHref: string;
  readonly csvHref: string;
  readonly otherSurveys: readonly { readonly label: string; readonly href: string; readonly here: boolean }[];
  readonly abbreviation: string;
  /** "IKM 87,66, mutu B (baik)."; why there is none otherwise. */
  readonly outcome: string;
  /** First step: the mean of each unsur. */
  readonly items: readonly {
    readonly key: string;
    readonly name: string;
    readonly total: string;
    readonly answered: string;
    readonly mean: string;
    readonly printed: string;
  }[];
  /** True where an item has several questions, so that its mean is the mean of theirs. */
  readonly hasParts: boolean;
  /** From the means to the figure; empty without a value. */
  readonly steps: readonly ReckoningStep[];
  readonly rounding: string;
  /** What the same answers give under each weight in use in the field; empty without a value, and where there is but one. */
  readonly weights: readonly {
    readonly weight: string;
    readonly points: string;
    readonly mutu: string;
    readonly used: boolean;
  }[];
  readonly weightsWords: string | null;
  /** Where the rule comes from, and whether a readable copy was seen. */
  readonly sources: readonly { readonly what: string; readonly source: string; readonly verified: boolean }[];
  readonly questionnaire: string;
}

/** Decimals shown of what is not rounded yet. */
const SHOWN = 6;

export function derivationPage(report: UnitReport, survey: SurveyReport): DerivationPage {
  const { unit, period } = report;
  const { definition, result, ref } = survey;
  const { abbreviation } = definition.index;
  const asked = survey.printed ? definition.id : ref;
  const base = `/laporan/${unit.code}/${period.name}`;
  const { index } = result;
  return {
    title: `Dari mana angka ${abbreviation} ini?`,
    unitName: unit.name,
    periodTitle: periodTitle(period),
    dates: periodDates(period),
    standing: standingWords(report),
    dashboardHref: `/staf/unit/${unit.code}?periode=${period.name}`,
    reportHref: `${base}?survei=${asked}`,
    csvHref: `${base}.csv?survei=${asked}`,
    otherSurveys: report.surveys.map((other) => ({
      label: other.printed ? other.definition.abbreviation : other.ref,
      href: `${base}/asal?survei=${other.printed ? other.definition.id : other.ref}`,
      here: other === survey,
    })),
    abbreviation,
    outcome:
      index.kind === "value"
        ? `${abbreviation} ${figure(index.index100)} dari 100, mutu ${index.mutu} (${index.label.toLowerCase()}), dari ${count(result.respondents)} responden${belowSample(report, result.respondents)}.`
        : index.reason,
    items: result.items.map((item) => {
      const { key, name } = definition.items.find((one) => one.key === item.key)!;
      return {
        key,
        name: name.id,
        total: count(totalScore(definition, item)),
        answered: count(item.answered),
        mean: item.exact ? figure(cutOff(item.exact, SHOWN)) : "tidak ada data",
        printed: figure(item.nrr),
      };
    }),
    hasParts: definition.items.some(({ parts }) => parts !== undefined),
    steps: index.kind === "value" ? reckoning(survey, index) : [],
    rounding:
      "Tiap angka dibulatkan satu kali saja, setengah ke atas, dari nilai yang belum dibulatkan. Karena itu angka yang tercetak tidak selalu sama dengan hasil menjumlah atau mengali angka tercetak lain.",
    ...weighed(survey),
    sources: definition.sources,
    questionnaire: ref,
  };
}

/** ", belum memenuhi sampel minimum (187 dari 291)", or nothing. */
function belowSample({ target }: UnitReport, respondents: number): string {
  const sample = sampleWords(respondents, target);
  return sample === null || sample.met ? "" : `, ${sample.words}`;
}

function reckoning({ definition, result }: SurveyReport, index: IndexValue): readonly ReckoningStep[] {
  const { aggregation, conversion, bands, abbreviation, weight } = definition.index;
  const [four, hundred] = [toFourWords(definition), toHundredWords(definition)];
  const { max } = definition.scale;
  const n = definition.items.length;
  const shown = (value: Parameters<typeof cutOff>[0]): string => figure(cutOff(value, SHOWN));
  const used = weight === "1/n" ? `1/${n}` : figure(weight);
  const means = sum(result.items.flatMap(({ exact }) => (exact ? [exact] : [])));
  const pooled = aggregation === "pooled" ? pooledMean(definition, countedIn(result)) : null;
  const whole = pooled ? times(pooled, fraction(n)) : means;
  const weighted = times(whole, weightOf(definition));
  const table = bandTable(bands);
  const at = table.bands.findIndex(({ mutu }) => mutu === index.mutu);
  const [band, next] = [table.bands[at]!, table.bands[at + 1]];
  return [
    pooled
      ? { does: "Rata-rata semua jawaban, tiap jawaban berbobot sama", gives: shown(pooled) }
      : { does: `Jumlah NRR dari ${n} unsur, sebelum dibulatkan`, gives: shown(means) },
    pooled && weight === "1/n"
      ? { does: `Dikali ${n} unsur, lalu dikali penimbang ${used}`, gives: shown(weighted) }
      : {
          does: pooled ? `Dikali ${n} unsur, lalu dikali penimbang ${used}` : `Dikali penimbang ${used}`,
          gives: shown(weighted),
        },
    ...(four === null
      ? []
      : [{ does: `Dari skala 1–${max} ke skala 4: ${four}`, gives: shown(toFour(weighted, max, conversion)) }]),
    { does: `${abbreviation} pada skala 4, dibulatkan ke tiga angka`, gives: figure(index.index4) },
    {
      does:
        hundred === null
          ? "Dikali 25, sebelum dibulatkan"
          : `Dari skala 1–${max} langsung ke skala 100: ${hundred}, sebelum dibulatkan`,
      gives: shown(index.exact100),
    },
    { does: `${abbreviation} pada skala 100, dibulatkan ke dua angka`, gives: figure(index.index100) },
    {
      does: next
        ? `Mutu menurut tabel: ${figure(band.from)} sampai di bawah ${figure(next.from)}`
        : `Mutu menurut tabel: ${figure(band.from)} ke atas`,
      gives: `${index.mutu}, ${index.label.toLowerCase()}`,
    },
  ];
}

function weighed({ definition, result }: SurveyReport): Pick<DerivationPage, "weights" | "weightsWords"> {
  const rows = underOtherWeights(definition, countedIn(result));
  // Where no other weight is in use there is nothing to compare.
  if (rows.length < 2) return { weights: [], weightsWords: null };
  const mutus = new Set(rows.map(({ index }) => index.mutu));
  return {
    weights: rows.map(({ weight, used, index }) => ({
      weight: weight === "1/n" ? `1/${definition.items.length} tepat` : figure(weight),
      points: figure(index.index100),
      mutu: `${index.mutu}, ${index.label.toLowerCase()}`,
      used,
    })),
    weightsWords:
      mutus.size > 1
        ? "Dengan penimbang lain mutunya berbeda, padahal jawabannya sama. Bandingkan dengan laporan lain hanya bila penimbangnya sama."
        : "Selisihnya hanya karena pembulatan penimbang; jawabannya sama. Bandingkan dengan laporan lain hanya bila penimbangnya sama.",
  };
}
