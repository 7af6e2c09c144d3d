import type { LocalDate, Month, Period } from "../periods/period.ts";
import { parsePeriod } from "../periods/period.ts";
import { plainLine } from "../plain-line.ts";
import { Refusal } from "../refusal.ts";
import type { PastIndex } from "./past-index.ts";
import { readPastFigure } from "./past-figure.ts";

/** What is written down of one earlier index: fields of the page and columns of the file alike. */
export const pastColumns = ["survei", "periode", "indeks", "responden", "kuesioner", "sumber"] as const;
export type PastColumn = (typeof pastColumns)[number];
export type PastTexts = Readonly<Record<PastColumn, string>>;

/** What has to be known to check one; nothing is looked up while checking. */
export interface PastRules {
  /** Ids of surveys that the installation knows. */
  readonly surveys: readonly string[];
  /** The unit's own calendar day. */
  readonly today: LocalDate;
  /** What the unit has already, and what stood before it in the same file. */
  readonly kept: readonly Pick<PastIndex, "survey" | "period">[];
  /** Months with used answers of this program, by survey id. */
  readonly ownMonths: ReadonlyMap<string, ReadonlySet<Month>>;
}

export type CheckedPast =
  | {
      readonly ok: true;
      readonly value: Omit<PastIndex, "id" | "unitId">;
      /** The 1–4 figure as typed when the index is its 25-fold, which somebody has to confirm; null otherwise. */
      readonly timesTwentyFive: string | null;
    }
  | { readonly ok: false; readonly problems: ReadonlyMap<PastColumn, string> };

const MOST_PEOPLE = 100_000_000;

/**
 * Checks an earlier index as typed or as it stands in a file. Every problem is an Indonesian sentence by column, the first of
 * each column. Refused are: an unknown survey or period, a period that has not begun, a second figure for a survey and
 * period, a figure off the scales, and a period in which this program has answers of the survey itself, because then the
 * index is computed from them.
 */
export function checkPastIndex(texts: PastTexts, rules: PastRules): CheckedPast {
  const problems = new Map<PastColumn, string>();
  const survey = texts.survei.trim().toLowerCase();
  if (!rules.surveys.includes(survey))
    problems.set("survei", `Survei "${texts.survei.trim()}" tidak dikenal. Yang dikenal: ${rules.surveys.join(", ")}.`);
  const period = readPeriod(texts.periode);
  if (typeof period === "string") problems.set("periode", period);
  else if (!problems.has("survei")) {
    const trouble = periodTrouble(survey, period, rules);
    if (trouble !== undefined) problems.set("periode", trouble);
  }
  const figure = readPastFigure(texts.indeks);
  if (figure.kind === "refused") problems.set("indeks", figure.reason);
  const respondents = readPeople(texts.responden);
  if (respondents === undefined)
    problems.set("responden", "Tulis jumlah responden dengan angka, misalnya 1.250, atau kosongkan.");
  const questionnaire = readLine(texts.kuesioner, 120);
  if (questionnaire === undefined)
    problems.set("kuesioner", "Tulis kuesioner yang dipakai waktu itu, 3 sampai 120 huruf; contoh: 9 unsur, kertas.");
  const source = readLine(texts.sumber, 200);
  if (source === undefined)
    problems.set("sumber", "Tulis dari mana angkanya, 3 sampai 200 huruf; contoh: Laporan SKM 2024, halaman 12.");

  if (
    problems.size > 0 ||
    typeof period === "string" ||
    figure.kind === "refused" ||
    respondents === undefined ||
    questionnaire === undefined ||
    source === undefined
  )
    return { ok: false, problems };
  return {
    ok: true,
    value: { survey, period: period.name, index100: figure.index100, respondents, questionnaire, source },
    timesTwentyFive: figure.scale === "4" ? texts.indeks.trim() : null,
  };
}

/**
 * What parts two questionnaires: case and blanks do not.
 * @example questionnaireKey("9 Unsur,  kertas") === questionnaireKey("9 unsur, kertas") // => true
 */
export function questionnaireKey(text: string): string {
  return plainLine(text).toLocaleLowerCase("id");
}

function periodTrouble(survey: string, period: Period, { today, kept, ownMonths }: PastRules): string | undefined {
  if (period.from > today) return "Periode ini belum mulai. Isi periode yang sudah ada laporannya.";
  if (kept.some((one) => one.survey === survey && one.period === period.name))
    return "Periode ini sudah diisi untuk survei ini. Hapus dahulu yang lama bila angkanya salah.";
  const own = ownMonths.get(survey);
  if (own && period.months.some((month) => own.has(month)))
    return "Pada periode ini sudah ada jawaban di program ini, jadi indeksnya dihitung dari jawaban itu.";
  return undefined;
}

function readPeriod(text: string): Period | string {
  try {
    return parsePeriod(text);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return error.message;
  }
}

/** null when nothing is said, undefined when it is no number of people. */
function readPeople(text: string): number | null | undefined {
  const written = text.trim();
  if (written === "" || written === "-" || written === "–") return null;
  if (!/^(?:\d{1,9}|\d{1,3}(?:\.\d{3})+)$/.test(written)) return undefined;
  const people = Number(written.replaceAll(".", ""));
  return people >= 1 && people <= MOST_PEOPLE ? people : undefined;
}

function readLine(text: string, most: number): string | undefined {
  const written = plainLine(text);
  return written.length >= 3 && written.length <= most && !/\p{Cc}/u.test(written) ? written : undefined;
}
