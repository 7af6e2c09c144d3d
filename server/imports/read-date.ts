import { isLocalDate } from "../domain/periods/period.ts";
import type { LocalDate } from "../domain/periods/period.ts";
import type { DateOrder } from "./column-map.ts";

const MONTHS = [
  ["januari", "january", "jan"],
  ["februari", "february", "feb", "pebruari"],
  ["maret", "march", "mar"],
  ["april", "apr"],
  ["mei", "may"],
  ["juni", "june", "jun"],
  ["juli", "july", "jul"],
  ["agustus", "august", "agu", "agt", "aug"],
  ["september", "sep", "sept"],
  ["oktober", "october", "okt", "oct"],
  ["november", "nov", "nopember"],
  ["desember", "december", "des", "dec"],
];

/**
 * The calendar day at the beginning of a cell, whatever time of day follows it; undefined when there is none. Written in
 * figures only it needs the order; with the name of a month or the year in front it is plain.
 * @example readDate("2026/11/22 9:15:22 AM GMT+7", "?") // => "2026-11-22"
 * @example readDate("11/22/2026 9:15:22", "month-first") // => "2026-11-22"
 * @example readDate("22 November 2026", "?") // => "2026-11-22"
 */
export function readDate(text: string, order: DateOrder): LocalDate | undefined {
  const [, a, b, c] = /^(\d{1,4})[-/. ]+(\d{1,2}|[A-Za-z]+)\.?[-/. ,]+(\d{1,4})(?!\d)/.exec(text.trim()) ?? [];
  if (a === undefined || b === undefined || c === undefined) return undefined;
  const named = MONTHS.findIndex((names) => names.includes(b.toLowerCase())) + 1;
  if (named > 0) return dayOf(c, String(named), a);
  if (a.length === 4) return dayOf(a, b, c);
  if (order === "day-first") return dayOf(c, b, a);
  if (order === "month-first") return dayOf(c, a, b);
  return undefined;
}

function dayOf(year: string, month: string, day: string): LocalDate | undefined {
  if (year.length !== 4) return undefined;
  const date = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  return isLocalDate(date) ? date : undefined;
}

/** The order that every one of these cells can be read in; "?" when two can, or none. */
export function orderOf(cells: readonly string[]): DateOrder {
  const written = cells.filter((cell) => cell !== "");
  if (written.length === 0) return "?";
  const fits = (order: DateOrder): boolean => written.every((cell) => readDate(cell, order) !== undefined);
  if (fits("?")) return "year-first";
  const [day, month] = [fits("day-first"), fits("month-first")];
  if (day === month) return "?";
  return day ? "day-first" : "month-first";
}
