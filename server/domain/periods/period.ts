import { Refusal } from "../refusal.ts";

/** A calendar day as the unit's own clock has it, "2026-11-22". Strings of this shape sort as days do. */
export type LocalDate = string;
/** A calendar month, "2026-11". */
export type Month = string;

export type PeriodKind = "month" | "quarter" | "semester" | "year";

/**
 * A period of measurement. Its first day is in, `until` is the first day after it: from ≤ day < until.
 * Longer periods pool the answers of their months; they never average indices.
 */
export interface Period {
  readonly kind: PeriodKind;
  /** As users write it: "2026-03", "2026-TW1", "2026-S1", "2026". */
  readonly name: string;
  readonly from: LocalDate;
  readonly until: LocalDate;
  readonly months: readonly Month[];
}

const MONTHS: Record<PeriodKind, number> = { month: 1, quarter: 3, semester: 6, year: 12 };

/**
 * Reads a period's name (years 2000 to 2999). Refuses ("invalid") whatever is not one, naming the four shapes.
 * @example parsePeriod("2026-TW4").until // => "2027-01-01"
 * @example parsePeriod("2026-S1").months.length // => 6
 */
export function parsePeriod(name: string): Period {
  const found = /^(\d{4})(?:-(?:(0[1-9]|1[0-2])|TW([1-4])|S([12])))?$/i.exec(name.trim());
  const year = Number(found?.[1]);
  if (!found || !isYear(year)) {
    throw new Refusal(
      "invalid",
      `Periode "${name}" tidak dikenal. Tulis bulan 2026-03, triwulan 2026-TW1, semester 2026-S1, atau tahun 2026.`,
    );
  }
  const [, , month, quarter, semester] = found;
  if (month) return periodAt("month", year, Number(month) - 1);
  if (quarter) return periodAt("quarter", year, Number(quarter) - 1);
  if (semester) return periodAt("semester", year, Number(semester) - 1);
  return periodAt("year", year, 0);
}

/**
 * The period of that kind which holds the day.
 * @example periodOf("quarter", "2026-11-22").name // => "2026-TW4"
 */
export function periodOf(kind: PeriodKind, date: LocalDate): Period {
  const month = Number(date.slice(5, 7)) - 1;
  return periodAt(kind, Number(date.slice(0, 4)), Math.floor(month / MONTHS[kind]));
}

/**
 * The period of the same kind `steps` before (negative) or after (positive) this one.
 * @example shift(parsePeriod("2026-TW1"), -1).name // => "2025-TW4"
 */
export function shift(period: Period, steps: number): Period {
  const perYear = 12 / MONTHS[period.kind];
  const month = Number(period.from.slice(5, 7)) - 1;
  const at = Number(period.from.slice(0, 4)) * perYear + month / MONTHS[period.kind] + steps;
  return periodAt(period.kind, Math.floor(at / perYear), at % perYear);
}

/** @example monthOf("2026-11-22") // => "2026-11" */
export function monthOf(date: LocalDate): Month {
  return date.slice(0, 7);
}

/** @example holds(parsePeriod("2026-TW4"), "2026-12-31") // => true */
export function holds(period: Period, date: LocalDate): boolean {
  return period.from <= date && date < period.until;
}

/**
 * True for a day that exists in the calendar, written YYYY-MM-DD, in the years 2000 to 2999.
 * @example isLocalDate("2026-02-31") // => false
 */
export function isLocalDate(text: string): boolean {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!found) return false;
  const [year, month, day] = [Number(found[1]), Number(found[2]), Number(found[3])];
  if (!isYear(year) || month < 1 || month > 12 || day < 1) return false;
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return day <= [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]!;
}

/** Dates are compared as text, so the day after the last year needs four digits too. */
function isYear(year: number): boolean {
  return year >= 2000 && year <= 2999;
}

function periodAt(kind: PeriodKind, year: number, index: number): Period {
  const length = MONTHS[kind];
  const first = year * 12 + index * length;
  const month = (at: number): Month =>
    `${String(Math.floor(at / 12)).padStart(4, "0")}-${String((at % 12) + 1).padStart(2, "0")}`;
  const suffix = { month: `-${month(first).slice(5)}`, quarter: `-TW${index + 1}`, semester: `-S${index + 1}`, year: "" };
  return {
    kind,
    name: `${String(year).padStart(4, "0")}${suffix[kind]}`,
    from: `${month(first)}-01`,
    until: `${month(first + length)}-01`,
    months: Array.from({ length }, (_, step) => month(first + step)),
  };
}
