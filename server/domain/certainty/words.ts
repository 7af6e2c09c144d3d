import type { Comparison, Verdict } from "./compare.ts";
import type { Association, Weakest } from "./drivers.ts";
import { SLIVER } from "./enough.ts";
import type { Interval } from "./interval.ts";
import type { Raise } from "./what-it-takes.ts";

/**
 * What is said to Indonesian readers about how sure a figure is, in one place, so that page, report and export say the same.
 * Figures come in with a point and numbers of people as numbers; whoever shows them hands in how they are written.
 */
export interface Show {
  /** "81.9" → "81,9". */
  readonly figure: (text: string) => string;
  /** 1234 → "1.234". */
  readonly count: (people: number) => string;
}

/** For the methods section of a report, one sentence each. */
export const METHODS = {
  interval:
    "Rentang dihitung dari sebaran jawaban antarresponden (linierisasi, interval skor Wilson dengan distribusi t, tingkat kepercayaan 95%) dan belum memperhitungkan orang yang memilih tidak menjawab.",
  population: "Karena jumlah orang yang dilayani diketahui, rentang dipersempit dengan faktor koreksi populasi terhingga.",
  group:
    "Rentang untuk kelompok (layanan, loket, profil) adalah perkiraan: sebaran jawaban kelompok itu sendiri, dengan keterkaitan antarunsur yang diukur pada seluruh unit.",
  one: "Dua hasil dinyatakan berbeda bila selisih sebesar itu karena kebetulan saja muncul paling banyak 5 kali dalam 100 (uji t Welch).",
  many: "Karena beberapa hasil dibandingkan sekaligus, batasnya diperketat dengan cara Holm: peluang satu saja dari semuanya keliru dinyatakan berbeda tetap paling banyak 5%.",
  association: "Keterkaitan adalah korelasi nilai satu unsur dengan rata-rata unsur lainnya; keterkaitan bukan sebab.",
} as const;

/** Verdict on a change over time, and on a group beside others. */
export const VERDICTS: Readonly<Record<"period" | "group", Readonly<Record<Verdict, string>>>> = {
  period: { higher: "naik nyata", lower: "turun nyata", open: "belum dapat dibedakan" },
  group: { higher: "lebih tinggi", lower: "lebih rendah", open: "belum dapat dibedakan" },
};

/** The range in a table: "81,9–84,9". */
export function rangeText({ points }: Interval, show: Show): string {
  return `${show.figure(points.low)}–${show.figure(points.high)}`;
}

/** The range explained beside a figure. */
export function rangeSentence({ points }: Interval, show: Show): string {
  return `Karena tidak semua pengunjung menjawab, angka sebenarnya bisa sedikit berbeda: perkiraan kami antara ${show.figure(points.low)} dan ${show.figure(points.high)}. Rentang ini belum memperhitungkan orang yang memilih tidak menjawab.`;
}

/** What a small number of answers means; for the same figure as the range. */
export function fewAnswersSentence(answers: number, { points }: Interval, show: Show): string {
  return `Dengan ${show.count(answers)} jawaban, hasil bisa bergeser sampai ${show.figure(points.margin)} angka hanya karena siapa yang kebetulan menjawab. Perlakukan sebagai gambaran awal.`;
}

/** Said where those who answered are but a sliver of those served. */
export function sliverSentence(served: number, answers: number, show: Show): string {
  return `Kurang dari ${100 * SLIVER}% orang yang dilayani menjawab (${show.count(answers)} dari ${show.count(served)}); pendapat yang lain bisa berbeda.`;
}

/** Said where the number of people served was ignored, since fewer were served than answered. */
export function servedTooFewSentence(served: number, answers: number, show: Show): string {
  return `Jumlah orang yang dilayani (${show.count(served)}) lebih kecil daripada jumlah jawaban (${show.count(answers)}), jadi tidak dipakai; periksa jumlah itu.`;
}

/**
 * A change over time. `before` names the earlier period ("Triwulan III 2026"), `beginWith` the unsur to look at first after a
 * fall.
 */
export function changeSentence(comparison: SaidChange, before: string, show: Show, beginWith?: string): string {
  const difference = sizeOf(comparison, show);
  switch (comparison.verdict) {
    case "open":
      return `Belum dapat dibedakan dari ${before}: selisih ${difference} terlalu kecil untuk disebut naik atau turun.`;
    case "higher":
      return `Naik ${difference} dari ${before}; ${rare("perubahan")}`;
    case "lower":
      return `Turun ${difference} dari ${before}; ${beginWith === undefined ? rare("perubahan") : `mulailah dari ${beginWith}.`}`;
  }
}

function rare(what: string): string {
  return `${what} sebesar ini jarang terjadi karena kebetulan saja.`;
}

/** As much of a comparison as is said of it. */
type SaidChange = Pick<Comparison, "verdict"> & { readonly printed: Pick<Comparison["printed"], "difference"> };

function sizeOf({ printed }: SaidChange, show: Show): string {
  const size = printed.difference.replace("-", "");
  return size === "0.0" ? `kurang dari ${show.figure("0.1")}` : show.figure(size);
}

/** What would bring the index to a target: "bila 40 dari 187 penilaian U3 naik satu tingkat". */
export function raiseWords({ key, answers, of }: Raise, show: Show): string {
  if (answers === 0) return "sudah tercapai";
  return `bila ${show.count(answers)} dari ${show.count(of)} penilaian ${key} naik satu tingkat`;
}

/**
 * How strongly an unsur moves with the rest, in a word and in figures. Below 0.3 it is weak, from 0.5 strong (Cohen 1988,
 * conventions for a correlation); where the range holds 0 nothing is said to be seen.
 */
export function associationWords({ r, low, high, printed }: Association, show: Show): string {
  const figures = `${show.figure(printed.r)}, antara ${show.figure(printed.low)} dan ${show.figure(printed.high)}`;
  if (low <= 0 && high >= 0) return `belum terlihat naik-turun bersama unsur lain (keterkaitan ${figures})`;
  const size = Math.abs(r);
  const word = size < 0.3 ? "lemah" : size < 0.5 ? "sedang" : "kuat";
  return `${r > 0 ? "naik-turun bersama" : "bergerak berlawanan dengan"} unsur lain: ${word} (keterkaitan ${figures})`;
}

/** Whether the weakest unsur is really the weakest, `nameOf` giving the name of its key; null when that cannot be judged. */
export function weakestSentence({ keys, apart }: Weakest, nameOf: (key: string) => string): string | null {
  const [first, second] = keys;
  if (first === undefined || second === undefined || apart?.kind !== "compared") return null;
  const [lowest, next] = [nameOf(first), nameOf(second)];
  return apart.verdict === "open"
    ? `${lowest} paling rendah, tetapi belum dapat dibedakan dari ${next}: kerjakan keduanya.`
    : `${lowest} paling rendah, dan memang dapat dibedakan dari ${next}.`;
}
