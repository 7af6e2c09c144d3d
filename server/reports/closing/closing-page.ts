import type { Person } from "../../domain/person.ts";
import { isSecondPerson, may } from "../../domain/person.ts";
import type { Publication, Remark } from "../../store/store.ts";
import type { Field, ListedProblem } from "../../web/fields.ts";
import { FormFields, listedProblems } from "../../web/fields.ts";
import type { RefusedForm } from "../../web/form.ts";
import { count, lastDate, longDate, periodDates, periodTitle } from "../../web/format.ts";
import type { Frame } from "../../web/frame.ts";
import { frame } from "../../web/frame.ts";
import type { ExportLink } from "../export-links.ts";
import { exportLinks } from "../export-links.ts";
import type { IndexPlate } from "../index-plate.ts";
import { indexPlate, noTargetWords, sampleWords } from "../index-plate.ts";
import type { UnitReport } from "../unit-report.ts";
import { WEAK_BELOW } from "../unit-report.ts";
import { sealCode } from "./frozen-document.ts";
import { reopeningWords } from "./reopen-period.ts";
import type { PeriodRow } from "./periods-page.ts";
import { lateWords } from "./late-words.ts";
import { receivedIn, stateOf } from "./periods-page.ts";

/** How many answers of a survey came in, were set aside and count. */
interface CountRow {
  readonly survey: string;
  readonly received: string;
  readonly excluded: string;
  readonly used: string;
}

/** What views/reports/closing.eta shows: one period of a unit, from open to closed. */
export interface ClosingPage {
  readonly frame: Frame;
  readonly problems: readonly ListedProblem[];
  readonly saved: boolean;
  readonly path: string;
  readonly periodsPath: string;
  /** Where the words of its report are written; null for who may not. */
  readonly textsPath: string | null;
  /** Where is written what is done about the results. */
  readonly followUpPath: string;
  readonly logPath: string;
  /** What was said from outside; null words where nothing was. */
  readonly remarks: { readonly path: string; readonly words: string | null };
  /** Where responses are set aside by two persons. */
  readonly exclusionsPath: string;
  /** "2 usul pengecualian masih menunggu orang kedua."; null without any. */
  readonly waiting: string | null;
  readonly dates: string;
  readonly state: PeriodRow["state"];
  readonly counts: readonly CountRow[];
  /** Answers that came in after the period was closed; null when none did. */
  readonly late: string | null;
  /** "Memenuhi sampel minimum (300 dari 291)", or why nobody can tell. */
  readonly enough: { readonly icon: "tick" | "triangle" | "ring"; readonly words: string };
  readonly plates: readonly IndexPlate[];
  /** What a period is closed with all the same: "Sampelnya belum cukup (187 dari 291)." */
  readonly reservations: readonly string[];
  /** The last step; null for who may not close, for a closed period, and before it begins. */
  readonly form: { readonly fields: readonly Field[]; readonly button: string; readonly warning: string } | null;
  /** Why there is no last step, or null. */
  readonly noForm: string | null;
  /** After the closing; null before. */
  readonly sealed: {
    readonly code: string | null;
    readonly on: string;
    readonly by: string;
    readonly reportHref: string;
    readonly exports: readonly ExportLink[];
    /** Where everybody can read the figures, and since when; null while they are not published. */
    readonly published: {
      readonly on: string;
      readonly href: string;
      readonly address: string;
      /** For a screen in the waiting room. */
      readonly screen: string;
    } | null;
    /** True for who may publish what is not yet. */
    readonly offerPublishing: boolean;
  } | null;
  readonly reopening: {
    /** "Dibuka kembali …", one line for each time. */
    readonly history: readonly string[];
    /** A proposal that waits for a second person. */
    readonly waiting: { readonly id: number; readonly words: string; readonly decides: boolean } | null;
    /** Proposing it; empty for who may not, and while it is not closed or one waits. */
    readonly fields: readonly Field[];
  };
}

interface ClosingFacts {
  readonly person: Person;
  readonly report: UnitReport;
  readonly publication: Publication | null;
  readonly publicUrl: string;
  readonly remarks: readonly Remark[];
  readonly saved: boolean;
}

export function closingPage(
  { person, report, publication, publicUrl, remarks, saved }: ClosingFacts,
  refused?: RefusedForm,
): ClosingPage {
  const { unit, period, today } = report;
  const path = `/staf/unit/${unit.code}/periode/${period.name}`;
  const open = report.provisional && report.closing === null;
  const mayClose = may(person, "close-period", unit.id);
  const reservations = open ? reservationsOf(report) : [];
  return {
    frame: frame(person, unit, "periode", open && mayClose ? `Tutup ${periodTitle(period)}` : periodTitle(period)),
    problems: listedProblems(refused),
    saved,
    path,
    periodsPath: `/staf/unit/${unit.code}/periode`,
    followUpPath: `${path}/tindak-lanjut`,
    logPath: `${path}/catatan`,
    remarks: { path: `${path}/penilaian`, words: remarkWords(remarks) },
    exclusionsPath: `/staf/unit/${unit.code}/pengecualian?periode=${period.name}`,
    waiting: waitingWords(report),
    textsPath: mayClose ? `${path}/laporan` : null,
    dates: periodDates(period),
    state: stateOf(report),
    counts: countRows(report),
    late: lateWords(report),
    enough: enoughWords(report),
    plates: report.surveys.filter(({ printed }) => printed).map((survey) => indexPlate(report, survey)),
    reservations,
    form: open && mayClose && period.from <= today ? closingForm(report, reservations, refused) : null,
    noForm: open ? noFormWords(report, mayClose) : null,
    sealed: open
      ? null
      : {
          code: report.closing?.document ? sealCode(report.closing.document) : null,
          on: report.closing ? longDate(report.closing.closedOn) : "",
          by: report.closing?.closedBy ?? "",
          reportHref: `/laporan/${unit.code}/${period.name}`,
          exports: exportLinks(report, person),
          published: publication && {
            on: longDate(publication.publishedOn),
            href: `/hasil/${unit.code}/${period.name}`,
            address: `${publicUrl}/hasil/${unit.code}`,
            screen: `/hasil/${unit.code}/layar`,
          },
          offerPublishing: report.closing !== null && publication === null && may(person, "publish", unit.id),
        },
    reopening: reopeningOf(report, person, refused),
  };
}

function remarkWords(remarks: readonly Remark[]): string | null {
  if (remarks.length === 0) return null;
  const open = remarks.filter(({ answer }) => answer === null).length;
  return open === 0 ? `${count(remarks.length)}, semua sudah dijawab` : `${count(remarks.length)}, ${count(open)} belum dijawab`;
}

function reopeningOf(
  { unit, closing, reopenings }: UnitReport,
  person: Person,
  refused: RefusedForm | undefined,
): ClosingPage["reopening"] {
  const waiting = reopenings.find(({ decided }) => decided === null);
  const form = new FormFields("buka", refused);
  return {
    history: reopeningWords(reopenings),
    waiting: waiting
      ? {
          id: waiting.id,
          words: `Pembukaan kembali diusulkan ${longDate(waiting.proposedOn)} oleh ${waiting.proposedBy}, karena: ${waiting.reason}`,
          decides: isSecondPerson(person, unit) && person.login !== waiting.proposedBy,
        }
      : null,
    fields:
      closing && !waiting && may(person, "close-period", unit.id)
        ? [
            form.text("alasan", {
              label: "Mengapa periode ini perlu dibuka kembali",
              hint: "Tercetak di laporan dan terlihat di halaman hasil",
              maxLength: 300,
            }),
          ]
        : [],
  };
}

/** What somebody has to know before closing; empty when nothing speaks against it. */
export function reservationsOf(report: UnitReport): readonly string[] {
  const { period, today, target } = report;
  const people = usedIn(report);
  const sample = sampleWords(people, target);
  return [
    ...(period.until > today
      ? [`Periode ini baru berakhir ${lastDate(period)}. Setelah ditutup, jawaban yang datang sampai hari itu ditolak.`]
      : []),
    ...[waitingWords(report)].filter((words) => words !== null),
    ...(people === 0 ? ["Belum ada satu pun jawaban yang dihitung pada periode ini."] : []),
    ...(people > 0 && people < WEAK_BELOW ? [`Baru ${count(people)} jawaban yang dihitung. Angkanya hanya gambaran awal.`] : []),
    ...(people > 0 && sample && !sample.met ? [`Angka ini ${sample.words}, dan catatan itu tercetak di laporan.`] : []),
  ];
}

function waitingWords({ exclusions }: UnitReport): string | null {
  const waiting = exclusions.filter(({ decided }) => decided === null).length;
  return waiting === 0 ? null : `${count(waiting)} usul pengecualian masih menunggu keputusan orang kedua.`;
}

function usedIn(report: UnitReport): number {
  return Math.max(0, ...report.surveys.map(({ result }) => result.respondents));
}

function countRows(report: UnitReport): readonly CountRow[] {
  return report.surveys.map(({ printed, definition, ref, result }) => ({
    survey: printed ? definition.abbreviation : ref,
    received: count(result.received),
    excluded: count(result.excluded),
    used: count(result.respondents),
  }));
}

function enoughWords(report: UnitReport): ClosingPage["enough"] {
  const sample = sampleWords(usedIn(report), report.target);
  if (sample === null) return { icon: "ring", words: noTargetWords(report.asked) };
  return { icon: sample.met ? "tick" : "triangle", words: `${sample.words.slice(0, 1).toUpperCase()}${sample.words.slice(1)}.` };
}

function closingForm(
  { unit, period }: UnitReport,
  reservations: readonly string[],
  refused: RefusedForm | undefined,
): ClosingPage["form"] {
  const form = new FormFields("tutup", refused);
  const title = periodTitle(period);
  return {
    warning: `Setelah ditutup, jawaban ${title} tidak dapat ditambah, diubah, atau dikecualikan lagi. Angka di atas menjadi angka tetap, dengan kode segel.`,
    fields: [
      ...(reservations.length === 0
        ? []
        : [form.boxes("catatan", { label: "Persetujuan" }, [{ value: "ya", label: "Tutup dengan catatan di atas" }], [])]),
      form.text("nama", {
        label: "Ketik nama unit untuk menetapkan",
        hint: unit.name,
        maxLength: 300,
      }),
    ],
    button: `Tutup ${title}`,
  };
}

function noFormWords(report: UnitReport, mayClose: boolean): string | null {
  if (report.period.from > report.today) return `${periodTitle(report.period)} belum mulai.`;
  if (mayClose) return null;
  return receivedIn(report) === 0 ? null : "Periode ditutup oleh pengelola atau pimpinan unit.";
}
