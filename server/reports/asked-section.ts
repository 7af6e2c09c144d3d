import { may } from "../domain/person.ts";
import type { Person } from "../domain/person.ts";
import type { LocalDate } from "../domain/periods/period.ts";
import { minimumSample } from "../domain/sampling/minimum-sample.ts";
import { count, longDate, share } from "../web/format.ts";
import type { FigureTable } from "./figure-tables.ts";
import { HIDDEN, HIDDEN_NOTE } from "./figure-tables.ts";
import type { UnitReport } from "./unit-report.ts";

/** Who was asked: of how many served, on which days, in which services. Views print it with views/reports/asked.eta. */
export interface AskedSection {
  readonly lines: readonly string[];
  /** By service, where numbers served were written down for them; null otherwise. */
  readonly table: FigureTable | null;
  /** Where what is missing can be written down, for who may. */
  readonly links: readonly { readonly label: string; readonly href: string }[];
}

/** So many days are named, the others counted. */
const NAMED_DAYS = 4;

export function askedSection(report: UnitReport, person: Person): AskedSection {
  const base = `/staf/unit/${report.unit.code}`;
  const { open, served } = report.asked;
  return {
    lines: [...servedLines(report), ...rateLines(report), openLine(report)],
    table: serviceTable(report),
    links: [
      ...(may(person, "count-served", report.unit.id) && (served.people === null || served.missing.length > 0)
        ? [{ label: "Isi jumlah yang dilayani", href: `${base}/dilayani` }]
        : []),
      ...(may(person, "manage-unit", report.unit.id) && open === null
        ? [{ label: "Atur jam layanan", href: `${base}/jam-layanan` }]
        : []),
    ],
  };
}

/** People served and where the number comes from. */
function servedLines({ asked: { served } }: UnitReport): readonly string[] {
  const { people, from, days, missing, unusedDays } = served;
  const without = missing.length === 0 ? "" : ` Belum diisi: ${daysInWords(missing)}.`;
  const unused =
    unusedDays === null ? "" : ` Jumlah hariannya sejauh ini ${count(unusedDays)}; yang dipakai jumlah untuk periode ini.`;
  if (from === "nothing") return ["Jumlah orang yang dilayani pada periode ini belum diisi."];
  if (people === null)
    return [
      `Jumlah orang yang dilayani baru diisi pada ${count(days)} hari, jadi belum dipakai: paling banyak satu dari sepuluh hari boleh kosong.${without}`,
    ];
  switch (from) {
    case "period":
      return [`${count(people)} orang dilayani, menurut jumlah yang diisi untuk periode ini.${unused}`];
    case "days":
      return [`${count(people)} orang dilayani, dari jumlah ${count(days)} hari.${without}`];
    case "both":
      return [`${count(people)} orang dilayani, dari jumlah per bulan atau triwulan dan dari ${count(days)} hari.${without}`];
  }
}

/** The part of those served who answered; nothing where the number served cannot be right. */
function rateLines(report: UnitReport): readonly string[] {
  const respondents = respondentsOf(report);
  const { served } = report;
  if (served === null || served === 0 || respondents > served) return [];
  return [`Yang menjawab ${rate(respondents, served)} (${count(respondents)} dari ${count(served)}).`];
}

function openLine({ asked: { open, unanswered } }: UnitReport): string {
  if (open === null) return "Jam layanan belum diisi, jadi belum diketahui hari buka mana yang tanpa jawaban.";
  if (open.length === 0) return "Belum ada hari buka yang lewat pada periode ini.";
  const answered = `Ada jawaban pada ${count(open.length - unanswered.length)} dari ${count(open.length)} hari buka.`;
  return unanswered.length === 0 ? answered : `${answered} Tanpa jawaban: ${daysInWords(unanswered)}.`;
}

/** Respondents by service against people served; groups too small to show have neither count nor rate. */
function serviceTable({ period, surveys, services, asked }: UnitReport): FigureTable | null {
  const main = surveys.find(({ printed }) => printed);
  // A month is shown as a whole only (cut-grid.ts), so nobody is counted by service in it.
  if (!main || period.kind === "month" || asked.byService.size === 0) return null;
  const rows = services
    .filter(({ id, name }) => asked.byService.has(id) || main.byService.some((group) => group.name === name))
    .map(({ id, name }) => {
      const people = asked.byService.get(id)?.people ?? null;
      const group = main.byService.find((one) => one.name === name);
      const hidden = group !== undefined && group.shown === null;
      const respondents = group?.shown?.respondents ?? 0;
      const target = people === null ? null : minimumSample(people);
      return {
        name,
        cells: [
          people === null ? "belum lengkap" : count(people),
          hidden ? HIDDEN : count(respondents),
          hidden || !people || respondents > people ? "–" : rate(respondents, people),
          target === null
            ? "–"
            : hidden
              ? `– dari ${count(target)}`
              : `${count(respondents)} dari ${count(target)}${respondents >= target ? ", cukup" : ", belum cukup"}`,
        ],
        value: null,
        weak: false,
        hidden,
      };
    });
  return {
    id: "ditanya-layanan",
    message: "Yang menjawab di tiap layanan",
    measure: `Responden ${main.definition.abbreviation} dibanding orang yang dilayani menurut jumlah harian tiap layanan, dan dibanding sampel minimum (Krejcie dan Morgan)`,
    heads: ["Layanan", "Dilayani", "Menjawab", "Bagian", "Sampel minimum"],
    rows: rows.map(({ hidden: _, ...row }) => row),
    note: rows.some(({ hidden }) => hidden) ? HIDDEN_NOTE : null,
    chart: null,
  };
}

/** The survey answered most often counts the visits. */
function respondentsOf({ surveys }: UnitReport): number {
  return Math.max(0, ...surveys.map(({ result }) => result.respondents));
}

/** "18%"; a part that is no full per cent is not called nothing. */
function rate(part: number, total: number): string {
  return part > 0 && total >= 20 && part * 100 < total ? "kurang dari 1%" : share(part, total);
}

/** "3 November 2026, 4 November 2026, dan 7 hari lain". */
function daysInWords(dates: readonly LocalDate[]): string {
  const named = dates.slice(0, NAMED_DAYS).map((date) => longDate(date));
  const others = dates.length - named.length;
  const last = others > 0 ? `${count(others)} hari lain` : named.pop()!;
  return named.length === 0 ? last : `${named.join(", ")}${named.length > 1 ? "," : ""} dan ${last}`;
}
