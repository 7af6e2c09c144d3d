import { changeSentence, fewAnswersSentence, rangeText } from "../domain/certainty/words.ts";
import type { Asked } from "../domain/sampling/who-was-asked.ts";
import { count, figure, periodTitle, show } from "../web/format.ts";
import { lowestItem } from "./lowest-item.ts";
import { mutuRuler } from "./mutu-ruler.ts";
import type { SurveyReport, UnitReport } from "./unit-report.ts";
import { pointBefore, WEAK_BELOW } from "./unit-report.ts";

/** One index with what must never be missing beside it: how many answered, the mutu in words, the target. */
export interface IndexPlate {
  /** "Indeks Kepuasan Masyarakat". */
  readonly name: string;
  /** "IKM". */
  readonly abbreviation: string;
  /** How the index stands: "value", "weak" (fewer than thirty answers) or "none". */
  readonly state: "value" | "weak" | "none";
  /** "87,64" on 25–100 (from 16,67 on a 1–6 scale converted proportionally); null without a value. */
  readonly points: string | null;
  /** "3,506"; null without a value. */
  readonly four: string | null;
  /** "Mutu B, baik"; a weak index has it too, in small plain type; null without a value. */
  readonly mutu: string | null;
  /** "Paling rendah: Waktu Penyelesaian (2,995).", or that no single unsur is the lowest; null for a weak index. */
  readonly weakest: string | null;
  /** "Rentang 81,9–84,9"; null when there is none. */
  readonly range: string | null;
  /** "Naik 2,1 dari Triwulan III 2026 (82,77); perubahan sebesar ini …"; null for a weak index. */
  readonly change: string | null;
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
  /** Where the figure is reckoned step by step; null without one. */
  readonly derivationHref: string | null;
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
    mutu: index.kind === "no-value" ? null : `Mutu ${index.mutu}, ${index.label.toLowerCase()}`,
    weakest: state === "value" ? weakestWords(survey) : null,
    range: rangeOf(survey),
    change: state === "value" ? changeWords(report, survey) : null,
    ruler: index.kind === "value" && state === "value" ? mutuRuler(definition, index) : null,
    remark: remarkOf(survey, state),
    respondents: `${count(respondents)} responden`,
    sample: sampleWords(respondents, report.target),
    otherVersions:
      survey.otherVersions.length === 0
        ? null
        : `Angka ini dari ${survey.ref}. Pada periode ini ada juga jawaban untuk ${survey.otherVersions.join(", ")}; versi yang berbeda dihitung sendiri-sendiri.`,
    derivationHref:
      index.kind === "value" ? `/laporan/${report.unit.code}/${report.period.name}/asal?survei=${definition.id}` : null,
  };
}

export function sampleWords(respondents: number, target: number | null): { met: boolean; words: string } | null {
  if (target === null) return null;
  const met = respondents >= target;
  return { met, words: `${met ? "memenuhi" : "belum memenuhi"} sampel minimum (${count(respondents)} dari ${count(target)})` };
}

/** Why there is no target. */
export function noTargetWords({ served }: Asked): string {
  const missing = served.from === "nothing" ? "belum diisi" : "belum lengkap";
  return `Jumlah orang yang dilayani pada periode ini ${missing}, jadi sampel minimumnya belum dapat dihitung.`;
}

function weakestWords(survey: SurveyReport): string {
  const lowest = lowestItem(survey);
  if (!lowest) return "Tidak ada satu unsur yang paling rendah sendiri.";
  return `Paling rendah: ${itemName(survey, lowest.key)} (${figure(lowest.nrr)}).`;
}

function itemName({ definition }: SurveyReport, key: string): string {
  return definition.items.find((item) => item.key === key)!.name.id;
}

function rangeOf({ result, certainty }: SurveyReport): string | null {
  return result.index.kind === "value" && certainty?.index.kind === "interval"
    ? `Rentang ${rangeText(certainty.index, show)}`
    : null;
}

/** Whether the index has risen or fallen since the period before, or whether nobody can tell. */
function changeWords({ period }: UnitReport, survey: SurveyReport): string | null {
  const { trend, certainty } = survey;
  const before = pointBefore(trend, period);
  if (before?.result.index.kind !== "value") return "Belum ada periode sebelumnya untuk dibandingkan.";
  const title = periodTitle(before.period);
  if (before.survey !== survey.ref) return `${title} memakai versi kuesioner lain, jadi tidak dibandingkan.`;
  const change = certainty?.change?.index;
  if (!change) return null;
  if (change.kind === "not-compared") return `Tidak dibandingkan dengan ${title}. ${change.reason}`;
  const printed = before.result.index.index100;
  if (survey.result.index.kind === "value" && survey.result.index.index100 === printed)
    return `Sama dengan ${title} (${figure(printed)}).`;
  const lowest = lowestItem(survey);
  return changeSentence(change, `${title} (${figure(printed)})`, show, lowest ? itemName(survey, lowest.key) : undefined);
}

function remarkOf({ result, certainty }: SurveyReport, state: IndexPlate["state"]): string | null {
  if (state === "weak" && certainty?.index.kind === "interval")
    return fewAnswersSentence(result.respondents, certainty.index, show);
  if (state === "weak") {
    return `Baru ${count(result.respondents)} jawaban. Hasilnya masih bisa bergeser jauh, hanya karena siapa yang kebetulan menjawab. Perlakukan sebagai gambaran awal.`;
  }
  if (result.index.kind === "value") return null;
  if (result.respondents === 0 && result.received > result.excluded) {
    return "Jawaban sudah masuk, tetapi belum cukup untuk dihitung. Angka muncul setelah ada lima jawaban, atau setelah hari berganti.";
  }
  return result.index.reason;
}
