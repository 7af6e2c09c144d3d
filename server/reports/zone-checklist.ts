import type { FollowUp } from "../domain/follow-up.ts";
import type { Publication } from "../store/store.ts";
import { count, longDate, periodTitle } from "../web/format.ts";
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
  /** "ditutup, diumumkan 9 Juli 2026", "belum ditutup"; null for a quarter that has not ended open. */
  readonly life: string | null;
  readonly closed: boolean;
  readonly published: boolean;
  /** Measures of its plan, and how many of them are done. */
  readonly measures: number;
  readonly done: number;
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

export function quarterOf(report: UnitReport, publication: Publication | null, plan: readonly FollowUp[]): Quarter {
  const { period, today, surveys, target } = report;
  const answered = surveys.some(({ result }) => result.respondents > 0);
  const over = period.until <= today;
  const printed = answered ? surveys.filter((survey) => survey.printed) : [];
  return {
    title: periodTitle(period),
    held: over && answered,
    time: over ? "berakhir" : period.from > today ? "belum mulai" : "masih berjalan",
    life: lifeOf(report, over, publication),
    closed: report.closing !== null,
    published: publication !== null,
    measures: plan.length,
    done: plan.filter(({ state }) => state === "selesai").length,
    surveys: groupsOf(printed).map(({ names, respondents }) => {
      const sample = respondents > 0 ? sampleWords(respondents, target) : null;
      return `${names.join(", ")}: ${count(respondents)} responden${sample ? `, ${sample.words}` : ""}`;
    }),
  };
}

function followedUp(quarters: readonly Quarter[]): CheckLine {
  const sum = (of: (quarter: Quarter) => number): number => quarters.reduce((all, quarter) => all + of(quarter), 0);
  const [measures, done] = [sum((quarter) => quarter.measures), sum((quarter) => quarter.done)];
  const planned = quarters.filter((quarter) => quarter.measures > 0).length;
  const all = planned === quarters.length && done === measures;
  return {
    icon: all ? "tick" : "ring",
    item: "Pemenuhan 6.iv.c: tindak lanjut",
    state: all ? "Ada di sini" : measures === 0 ? "Belum ada" : "Ada sebagian",
    words: `${planned} dari ${quarters.length} triwulan mempunyai rencana; ${done} dari ${measures} kegiatannya selesai. A bila semua hasil ditindaklanjuti.`,
  };
}

function lifeOf({ provisional }: UnitReport, over: boolean, publication: Publication | null): string | null {
  if (publication) return `ditutup, diumumkan ${longDate(publication.publishedOn)}`;
  if (!provisional) return "ditutup, belum diumumkan";
  return over ? "belum ditutup" : null;
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
 * The items of the LKE 2024 for which surveys are the evidence. What is kept elsewhere is said to be so.
 */
export function checklist(
  quarters: readonly Quarter[],
  indices: readonly Pick<ZoneIndex, "abbreviation" | "four">[],
): readonly CheckLine[] {
  const held = quarters.filter((quarter) => quarter.held).length;
  const whole = held === quarters.length;
  const published = quarters.filter((quarter) => quarter.published).length;
  const running = quarters.find(({ time }) => time === "masih berjalan");
  const absent = (item: string, words: string): CheckLine => ({ icon: "info", item, state: ABSENT, words });
  return [
    {
      icon: whole ? "tick" : "ring",
      item: "Pemenuhan 6.iv.a: survei dilaksanakan",
      state: whole ? "Ada di sini" : "Belum lengkap",
      words: `${held} dari ${quarters.length} triwulan sudah berakhir dengan jawaban${running ? `; ${running.title} masih berjalan` : ""}. Menurut LKE: ${LETTERS[held]!}${whole ? "" : " (A bila empat kali setahun)"}.`,
    },
    {
      icon: published === quarters.length ? "tick" : "ring",
      item: "Pemenuhan 6.iv.b: hasil terbuka",
      state: published === 0 ? "Belum ada" : "Ada sebagian",
      words: `${published} dari ${quarters.length} triwulan diumumkan daring. A bila hasil diumumkan daring dan luring; simpan foto pengumuman di tempat layanan.`,
    },
    followedUp(quarters),
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
