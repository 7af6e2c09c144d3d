import type { Person } from "../../domain/person.ts";
import type { Period } from "../../domain/periods/period.ts";
import { holds, parsePeriod } from "../../domain/periods/period.ts";
import type { Unit } from "../../domain/response.ts";
import type { LogEntry } from "../../store/store.ts";
import { count, longDate, periodTitle } from "../../web/format.ts";
import type { Frame } from "../../web/frame.ts";
import { frame } from "../../web/frame.ts";

/** What views/reports/log.eta shows: the steps of a unit's log that concern a period. */
export interface LogPage {
  readonly frame: Frame;
  readonly periodPath: string;
  readonly periodTitle: string;
  readonly checkPath: string;
  readonly rows: readonly {
    readonly number: string;
    /** "Jawaban 3 Oktober 2026", "Babak 2: dipulihkan dari cadangan …". */
    readonly about: string;
    readonly records: string;
    readonly size: string;
  }[];
}

export function logPage(person: Person, unit: Unit, period: Period, entries: readonly LogEntry[]): LogPage {
  return {
    frame: frame(person, unit, "periode", "Buku catatan"),
    periodPath: `/staf/unit/${unit.code}/periode/${period.name}`,
    periodTitle: periodTitle(period),
    checkPath: `/hasil/${unit.code}/periksa`,
    rows: entries
      .filter((entry) => concerns(entry, period))
      .map((entry) => ({
        number: count(entry.number),
        about: aboutOf(entry),
        records: count(entry.records),
        size: count(entry.size),
      })),
  };
}

/** Imports and late answers may be of any period, and a new epoch concerns all of them. */
function concerns({ kind, of }: LogEntry, period: Period): boolean {
  if (kind === "day") return holds(period, of);
  return kind === "comments" ? period.months.includes(of) : true;
}

function aboutOf({ kind, of, about }: LogEntry): string {
  switch (kind) {
    case "day":
      return `Jawaban ${longDate(of)}`;
    case "comments":
      return `Saran ${periodTitle(parsePeriod(of))}`;
    case "late":
      return `Jawaban terlambat, sampai ${longDate(of)}`;
    case "import":
      return `Impor nomor ${of}`;
    case "epoch":
      return `Babak ${of}: ${(JSON.parse(about) as { reason: string }).reason}`;
  }
}
