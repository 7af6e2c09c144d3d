import type { PeriodKind } from "../../domain/periods/period.ts";
import { periodOf, shift } from "../../domain/periods/period.ts";
import { localDate } from "../../domain/periods/zone.ts";
import { isSecondPerson } from "../../domain/person.ts";
import type { Person } from "../../domain/person.ts";
import type { Unit } from "../../domain/response.ts";
import type { Parts } from "../../parts.ts";
import { count, longDate, periodDates, periodTitle, sortedByName } from "../../web/format.ts";
import type { Frame } from "../../web/frame.ts";
import { frame } from "../../web/frame.ts";
import { KINDS } from "../asked-period.ts";
import { sampleWords } from "../index-plate.ts";
import type { UnitReport } from "../unit-report.ts";
import { unitReport } from "../unit-report.ts";

export interface PeriodRow {
  /** "Triwulan III 2026". */
  readonly title: string;
  readonly dates: string;
  readonly state: { readonly icon: "dot" | "square" | "triangle"; readonly word: string };
  /** "187 jawaban, belum memenuhi sampel minimum (187 dari 291)". */
  readonly answers: string;
  readonly href: string;
  /** What one does there: "Tutup", "Lihat". */
  readonly act: string;
}

/** What views/reports/periods.eta shows. */
export interface PeriodsPage {
  readonly frame: Frame;
  readonly kinds: readonly { readonly label: string; readonly href: string; readonly here: boolean }[];
  readonly rows: readonly PeriodRow[];
  /** Units in which somebody waits for this person to decide on an exclusion. */
  readonly waiting: readonly { readonly words: string; readonly href: string }[];
}

/** So many periods back, the running one first. */
const SHOWN: Readonly<Record<PeriodKind, number>> = { month: 12, quarter: 8, semester: 4, year: 3 };

/** The periods of one kind, the running one first; those without any answer only while they run. */
export async function periodsPage(
  parts: Pick<Parts, "store" | "definitions" | "clock">,
  unit: Unit,
  kind: PeriodKind,
  person: Person,
): Promise<PeriodsPage> {
  const base = `/staf/unit/${unit.code}/periode`;
  const rows: PeriodRow[] = [];
  const running = periodOf(kind, localDate(parts.clock(), unit.zone));
  for (let back = 0; back < SHOWN[kind]; back += 1) {
    const period = shift(running, -back);
    if (period.from < "2000") break;
    const report = await unitReport(parts, unit, period, "staff page", { trend: false, profile: false });
    if (back === 0 || receivedIn(report) > 0 || report.closing) rows.push(rowOf(report, base));
  }
  return {
    frame: frame(person, unit, "periode", "Periode"),
    kinds: KINDS.map(({ kind: one, label, key }) => ({ label, href: `${base}?jenis=${key}`, here: one === kind })),
    rows,
    waiting: await waitingFor(parts, person),
  };
}

async function waitingFor({ store }: Pick<Parts, "store">, person: Person): Promise<PeriodsPage["waiting"]> {
  const units = (await store.units.list()).filter((unit) => isSecondPerson(person, unit));
  const waiting = await store.exclusions.waiting(units.map(({ id }) => id));
  return sortedByName(units.filter(({ id }) => waiting.has(id))).map(({ id, name, code }) => ({
    words: `${name}: ${count(waiting.get(id)!)} usul pengecualian menunggu keputusan Anda`,
    href: `/staf/unit/${code}/pengecualian`,
  }));
}

/** How many answered the survey that most people answered. */
export function receivedIn(report: UnitReport): number {
  return Math.max(0, ...report.surveys.map(({ result }) => result.received));
}

function rowOf(report: UnitReport, base: string): PeriodRow {
  const { period, target } = report;
  const received = receivedIn(report);
  const sample = received > 0 ? sampleWords(received, target) : null;
  return {
    title: periodTitle(period),
    dates: periodDates(period),
    state: stateOf(report),
    answers: received === 0 ? "belum ada jawaban" : `${count(received)} jawaban${sample ? `, ${sample.words}` : ""}`,
    href: `${base}/${period.name}`,
    act: report.provisional && period.from <= report.today ? "Tutup" : "Lihat",
  };
}

/** Where a period stands in its life, in a word and a shape. */
export function stateOf({ period, today, provisional, closing }: UnitReport): PeriodRow["state"] {
  if (closing) return { icon: "square", word: `Ditutup ${longDate(closing.closedOn)}` };
  if (!provisional) return { icon: "square", word: "Ditutup bersama bulan-bulannya" };
  return period.until <= today ? { icon: "triangle", word: "Sudah berakhir, belum ditutup" } : { icon: "dot", word: "Terbuka" };
}
