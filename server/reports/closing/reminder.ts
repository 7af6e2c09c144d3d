import { daysBetween } from "../../domain/periods/days.ts";
import type { Period } from "../../domain/periods/period.ts";
import { periodOf, shift } from "../../domain/periods/period.ts";
import type { Person } from "../../domain/person.ts";
import { may } from "../../domain/person.ts";
import { count, lastDate, periodTitle } from "../../web/format.ts";
import type { UnitReport } from "../unit-report.ts";

export interface Reminder {
  /** "Triwulan III 2026 sudah berakhir dan belum ditutup." */
  readonly words: string;
  readonly href: string;
  readonly label: string;
}

/** So many days before its end a quarter is spoken of. */
const DAYS_AHEAD = 14;

/**
 * The quarter before the running one while it is not closed though it has an index; else the running quarter in its last
 * fortnight. Other kinds of periods are closed by whoever uses them, without being asked.
 */
export function reminderOf(report: UnitReport, person: Person): Reminder | null {
  const { unit, today } = report;
  if (!may(person, "close-period", unit.id)) return null;
  const running = periodOf("quarter", today);
  const before = shift(running, -1);
  const href = (period: Period): string => `/staf/unit/${unit.code}/periode/${period.name}`;
  if (!closed(report, before) && answered(report, before))
    return {
      words: `${periodTitle(before)} sudah berakhir dan belum ditutup, jadi angkanya masih sementara.`,
      href: href(before),
      label: `Tutup ${periodTitle(before)}`,
    };
  const days = daysBetween(today, running.until).length;
  if (days > DAYS_AHEAD || closed(report, running)) return null;
  return {
    words: `${periodTitle(running)} berakhir ${lastDate(running)}${days === 1 ? ", hari ini" : `, ${count(days - 1)} hari lagi`}.`,
    href: href(running),
    label: "Lihat kecukupannya",
  };
}

function closed({ closedMonths }: UnitReport, { months }: Period): boolean {
  return months.every((month) => closedMonths.includes(month));
}

/** As far as the report knows: the period itself, or one of its trend. */
function answered({ surveys }: UnitReport, period: Period): boolean {
  return surveys.some(({ trend }) => trend.some((point) => point.period.name === period.name));
}
