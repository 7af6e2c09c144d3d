import { count, periodTitle } from "../web/format.ts";
import { sampleWords } from "./index-plate.ts";
import type { UnitReport } from "./unit-report.ts";
import type { ZoneIndex } from "./zone-page.ts";

/** One quarter of the year. */
export interface Quarter {
  /** "Triwulan I 2026". */
  readonly title: string;
  /** True when it is over and anybody's answers count in it: a quarter that runs may be named held only at its end. */
  readonly held: boolean;
  /** "berakhir", "masih berjalan", "belum mulai". */
  readonly time: string;
  /** "SKM, SPAK: 187 responden, belum memenuhi sampel minimum (187 dari 291)", for surveys of equally many people; none without answers. */
  readonly surveys: readonly string[];
}

/** One item of the evaluation sheet (LKE) and what is known of it here. */
export interface CheckLine {
  readonly icon: "tick" | "ring" | "info";
  /** "6.iv.a Survei dilaksanakan". */
  readonly item: string;
  /** "Ada di sini", "Belum lengkap", "Belum dicatat di sini". */
  readonly state: string;
  readonly words: string;
}

export function quarterOf(report: UnitReport): Quarter {
  const { period, today, surveys, target } = report;
  const answered = surveys.some(({ result }) => result.respondents > 0);
  const over = period.until <= today;
  const printed = answered ? surveys.filter((survey) => survey.printed) : [];
  return {
    title: periodTitle(period),
    held: over && answered,
    time: over ? "berakhir" : period.from > today ? "belum mulai" : "masih berjalan",
    surveys: groupsOf(printed).map(({ names, respondents }) => {
      const sample = respondents > 0 ? sampleWords(respondents, target) : null;
      return `${names.join(", ")}: ${count(respondents)} responden${sample ? `, ${sample.words}` : ""}`;
    }),
  };
}

/** Surveys that as many people answered are said in one breath. */
function groupsOf(
  surveys: UnitReport["surveys"],
): readonly { readonly names: readonly string[]; readonly respondents: number }[] {
  const numbers = [...new Set(surveys.map(({ result }) => result.respondents))];
  return numbers.map((respondents) => ({
    names: surveys.filter(({ result }) => result.respondents === respondents).map(({ definition }) => definition.abbreviation),
    respondents,
  }));
}

/** What the LKE gives for none to four surveys a year. */
const LETTERS = ["E", "D", "C", "B", "A"] as const;
const ABSENT = "Belum dicatat di sini";

/**
 * The items of the LKE 2024 for which surveys are the evidence. Publication, follow-up and minutes are kept elsewhere as yet,
 * and are said to be so.
 */
export function checklist(
  quarters: readonly Quarter[],
  indices: readonly Pick<ZoneIndex, "abbreviation" | "four">[],
): readonly CheckLine[] {
  const held = quarters.filter((quarter) => quarter.held).length;
  const whole = held === quarters.length;
  const running = quarters.find(({ time }) => time === "masih berjalan");
  const absent = (item: string, words: string): CheckLine => ({ icon: "info", item, state: ABSENT, words });
  return [
    {
      icon: whole ? "tick" : "ring",
      item: "Pemenuhan 6.iv.a: survei dilaksanakan",
      state: whole ? "Ada di sini" : "Belum lengkap",
      words: `${held} dari ${quarters.length} triwulan sudah berakhir dengan jawaban${running ? `; ${running.title} masih berjalan` : ""}. Menurut LKE: ${LETTERS[held]!}${whole ? "" : " (A bila empat kali setahun)"}.`,
    },
    absent(
      "Pemenuhan 6.iv.b: hasil terbuka",
      "A bila hasil diumumkan daring dan luring. Simpan alamat halaman dan foto pengumumannya.",
    ),
    absent("Pemenuhan 6.iv.c: tindak lanjut", "A bila semua hasil ditindaklanjuti. Simpan rencana, pelaksanaan, dan buktinya."),
    absent(
      "Pemenuhan 6.i.c: reviu standar pelayanan",
      "Nilai tiap unsur dan saran di aplikasi ini dapat menjadi bahan; simpan notula pembahasannya.",
    ),
    absent("Pemenuhan 6.ii.c: penghargaan dan sanksi", "Hasil per loket ada di ringkasan; simpan kebijakan dan penerapannya."),
    absent(
      "Pemenuhan 6.iii: pengelolaan pengaduan",
      "Saran di survei bukan pengaduan. Simpan surat tugas dan rekap SP4N-LAPOR!.",
    ),
    ...indices.map(({ abbreviation, four }): CheckLine => ({
      icon: four === null ? "ring" : "tick",
      item: `Hasil: nilai ${abbreviation} pada skala 0–4`,
      state: four === null ? "Belum ada angka" : "Ada di sini",
      words: four === null ? "Angka muncul setelah survei dijawab." : `Isikan ${four}.`,
    })),
  ];
}
