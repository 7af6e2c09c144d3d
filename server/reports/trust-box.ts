import type { Person } from "../domain/person.ts";
import { may } from "../domain/person.ts";
import { enough } from "../domain/certainty/enough.ts";
import { rangeSentence, servedTooFewSentence, sliverSentence } from "../domain/certainty/words.ts";
import { count, figure, show } from "../web/format.ts";
import { attentionWords } from "./attention-words.ts";
import { noTargetWords, sampleWords } from "./index-plate.ts";
import type { UnitReport } from "./unit-report.ts";
import { WEAK_BELOW } from "./unit-report.ts";

export interface TrustLine {
  /** The drawing beside the words: nothing to do, still missing, look here, to know. */
  readonly icon: "tick" | "ring" | "triangle" | "info";
  readonly words: string;
  /** Where to go from here, or null. */
  readonly link: { readonly label: string; readonly href: string } | null;
}

/** "Apakah angka ini sudah bisa dipakai?" with its answer and the reasons. */
export interface TrustBox {
  readonly answer: string;
  /** Share of the target reached, for a bar: whole numbers, `reached` at most `target`; null when the target is unknown. */
  readonly bar: { readonly reached: number; readonly target: number } | null;
  readonly lines: readonly TrustLine[];
}

export function trustBox(report: UnitReport, person: Person): TrustBox {
  const respondents = Math.max(0, ...report.surveys.map(({ result }) => result.respondents));
  const sample = sampleWords(respondents, report.target);
  return {
    answer: answerFor(respondents, sample, report.provisional),
    bar:
      report.target === null || report.target === 0
        ? null
        : { reached: Math.min(respondents, report.target), target: report.target },
    lines: [
      sample
        ? {
            icon: sample.met ? "tick" : "ring",
            words: `${capital(sample.words)}, dihitung dari ${count(report.served!)} orang yang dilayani.`,
            link: null,
          }
        : {
            icon: "ring",
            words: noTargetWords(report.asked),
            link: may(person, "count-served", report.unit.id)
              ? { label: "Isi jumlah yang dilayani", href: `/staf/unit/${report.unit.code}/dilayani` }
              : null,
          },
      ...rangeLines(report),
      ...countLines(report),
      ...report.surveys.flatMap((survey) => (survey.printed ? (attentionWords(survey) ?? []) : [])).map(know),
      ...signLines(report),
      {
        icon: "info",
        words:
          "Jumlah yang masuk selalu terbaru. Angka lain bergerak lima jawaban sekaligus atau setelah hari berganti, supaya jawaban satu orang tidak terbaca dari selisihnya.",
        link: null,
      },
    ],
  };
}

/** What the range of the first index means, and what to make of a sliver of those served. */
function rangeLines(report: UnitReport): readonly TrustLine[] {
  const main = report.surveys.find(({ printed, certainty }) => printed && certainty?.index.kind === "interval");
  if (main?.certainty?.index.kind !== "interval" || main.result.index.kind !== "value") return [];
  const range = main.certainty.index;
  // Below thirty answers the plate itself says how far the figure may shift.
  const explained = main.result.respondents >= WEAK_BELOW;
  const found = enough(main.result.respondents, report.served, report.unit.publicFloor);
  const { answers, served } = found;
  return [
    ...(explained
      ? [know(`${main.definition.index.abbreviation} ${figure(main.result.index.index100)}. ${rangeSentence(range, show)}`)]
      : []),
    ...(found.sliver ? [look(sliverSentence(served!, answers, show))] : []),
    ...(found.servedTooFew ? [look(servedTooFewSentence(served!, answers, show))] : []),
  ];
}

/** That there are signs; each stands in a section of its own. */
function signLines(report: UnitReport): readonly TrustLine[] {
  const found = report.signs?.list.length ?? 0;
  if (found === 0) return [];
  const words = `Ada ${count(found)} tanda pada cara jawaban masuk yang perlu diperiksa. Jawabannya tetap dihitung.`;
  return [{ icon: "triangle", words, link: { label: "Lihat tandanya", href: "#tanda" } }];
}

function know(words: string): TrustLine {
  return { icon: "info", words, link: null };
}

function look(words: string): TrustLine {
  return { icon: "triangle", words, link: null };
}

/** How many answers came in, one line for all surveys that have the same numbers. */
function countLines(report: UnitReport): readonly TrustLine[] {
  const surveys = new Map<string, string[]>();
  for (const { printed, definition, result } of report.surveys) {
    if (!printed) continue;
    const setAside = result.excluded === 0 ? "tidak ada yang dikecualikan" : `${count(result.excluded)} dikecualikan`;
    const words = `${count(result.received)} jawaban masuk, ${setAside}, ${count(result.respondents)} dihitung.`;
    surveys.set(words, [...(surveys.get(words) ?? []), definition.abbreviation]);
  }
  return [...surveys].map(([words, names]) => ({ icon: "info", words: `${names.join(", ")}: ${words}`, link: null }));
}

function answerFor(respondents: number, sample: { readonly met: boolean } | null, provisional: boolean): string {
  if (respondents === 0) return "Belum ada angka.";
  if (respondents < WEAK_BELOW) return "Belum. Jawabannya masih terlalu sedikit.";
  if (sample && !sample.met) return "Belum. Sampelnya belum cukup.";
  if (!sample) return "Belum dapat dipastikan.";
  return provisional
    ? "Sampelnya cukup. Angkanya masih sementara, karena periode ini belum ditutup."
    : "Ya. Sampelnya cukup, dan periode ini sudah ditutup.";
}

function capital(words: string): string {
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}
