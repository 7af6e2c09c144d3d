import { count, figure } from "../web/format.ts";
import { mutuRuler } from "./mutu-ruler.ts";
import type { SurveyReport, UnitReport } from "./unit-report.ts";
import { WEAK_BELOW } from "./unit-report.ts";

/** One index with what must never be missing beside it: how many answered, the mutu in words, the target. */
export interface IndexPlate {
  /** "Indeks Kepuasan Masyarakat". */
  readonly name: string;
  /** "IKM". */
  readonly abbreviation: string;
  /** How the index stands: "value", "weak" (fewer than thirty answers) or "none". */
  readonly state: "value" | "weak" | "none";
  /** "87,64" on 25–100; null without a value. */
  readonly points: string | null;
  /** "3,506"; null without a value. */
  readonly four: string | null;
  /** "Mutu B, baik"; a weak index has its word alone; null without a value. */
  readonly mutu: string | null;
  /** Our own drawing; null unless the state is "value". */
  readonly ruler: string | null;
  /** Why there is no value, or what to make of a weak one; null when neither. */
  readonly remark: string | null;
  /** "187 responden". */
  readonly respondents: string;
  /** "Memenuhi sampel minimum (300 dari 291)" or "belum memenuhi …"; null when the target is unknown. */
  readonly sample: { readonly met: boolean; readonly words: string } | null;
  /** Versions of the survey that were answered too; null when there is none. */
  readonly otherVersions: string | null;
}

export function indexPlate(report: UnitReport, survey: SurveyReport): IndexPlate {
  const { definition, result } = survey;
  const { index, respondents } = result;
  const state = index.kind === "no-value" ? "none" : respondents < WEAK_BELOW ? "weak" : "value";
  return {
    name: definition.index.name.id,
    abbreviation: definition.index.abbreviation,
    state,
    points: index.kind === "value" ? figure(index.index100) : null,
    four: index.kind === "value" ? figure(index.index4) : null,
    mutu:
      index.kind === "no-value"
        ? null
        : state === "weak"
          ? `${index.label} menurut tabel mutu`
          : `Mutu ${index.mutu}, ${index.label.toLowerCase()}`,
    ruler: index.kind === "value" && state === "value" ? mutuRuler(definition, index) : null,
    remark: remarkOf(survey, state),
    respondents: `${count(respondents)} responden`,
    sample: sampleWords(respondents, report.target),
    otherVersions:
      survey.otherVersions.length === 0
        ? null
        : `Angka ini dari ${survey.ref}. Pada periode ini ada juga jawaban untuk ${survey.otherVersions.join(", ")}; versi yang berbeda dihitung sendiri-sendiri.`,
  };
}

export function sampleWords(respondents: number, target: number | null): { met: boolean; words: string } | null {
  if (target === null) return null;
  const met = respondents >= target;
  return { met, words: `${met ? "memenuhi" : "belum memenuhi"} sampel minimum (${count(respondents)} dari ${count(target)})` };
}

function remarkOf({ result }: SurveyReport, state: IndexPlate["state"]): string | null {
  if (state === "weak") {
    return `Baru ${count(result.respondents)} jawaban. Hasilnya masih bisa bergeser jauh, hanya karena siapa yang kebetulan menjawab. Perlakukan sebagai gambaran awal.`;
  }
  if (result.index.kind === "value") return null;
  if (result.respondents === 0 && result.received > result.excluded) {
    return "Jawaban sudah masuk, tetapi belum cukup untuk dihitung. Angka muncul setelah ada lima jawaban, atau setelah hari berganti.";
  }
  return result.index.reason;
}
