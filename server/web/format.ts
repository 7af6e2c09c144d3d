import { plusDays } from "../domain/periods/days.ts";
import type { Period } from "../domain/periods/period.ts";

/**
 * Numbers and dates as Indonesian readers expect them: decimal comma, thousands dot, "22 November 2026". Figures that are
 * already rounded come in as strings with a point and keep every digit.
 */
const whole = new Intl.NumberFormat("id-ID", { maximumFractionDigits: 0 });
const day = new Intl.DateTimeFormat("id-ID", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
const monthName = new Intl.DateTimeFormat("id-ID", { month: "long", year: "numeric", timeZone: "UTC" });
const englishDay = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
const byName = new Intl.Collator("id", { numeric: true });
const ROMAN = ["I", "II", "III", "IV"];

/** "87.64" → "87,64"; the missing figure is "tidak ada data". */
export function figure(text: string | null): string {
  return text === null ? "tidak ada data" : text.replace(".", ",").replace(/^-/, "−");
}

/** 1234 → "1.234". */
export function count(value: number): string {
  return whole.format(value);
}

/** Share of a whole in full per cent, "82%"; under 20 people in words, "3 dari 8". */
export function share(part: number, total: number): string {
  return total < 20 ? `${count(part)} dari ${count(total)}` : `${whole.format((100 * part) / total)}%`;
}

/** "2026-11-22" → "22 November 2026". */
export function longDate(date: string, language: "id" | "en" = "id"): string {
  return (language === "id" ? day : englishDay).format(new Date(`${date}T00:00:00Z`));
}

/** First and last day: "1 Oktober 2026 – 31 Desember 2026". */
export function periodDates(period: Period): string {
  return `${longDate(period.from)} – ${lastDate(period)}`;
}

/** The last day that is in: "31 Desember 2026". */
export function lastDate(period: Period): string {
  return longDate(plusDays(period.until, -1));
}

/** "Triwulan IV 2026", "November 2026", "Semester I 2026", "Tahun 2026". */
export function periodTitle(period: Period): string {
  const year = period.from.slice(0, 4);
  const month = Number(period.from.slice(5, 7));
  switch (period.kind) {
    case "month":
      return monthName.format(new Date(`${period.from}T00:00:00Z`));
    case "quarter":
      return `Triwulan ${ROMAN[(month - 1) / 3]!} ${year}`;
    case "semester":
      return `Semester ${month === 1 ? "I" : "II"} ${year}`;
    case "year":
      return `Tahun ${year}`;
  }
}

/** Sorts names as Indonesians do, whatever the engine's own order is. */
export function sortedByName<T extends { readonly name: string }>(list: readonly T[]): T[] {
  return [...list].sort((a, b) => byName.compare(a.name, b.name));
}

/** How figures and numbers of people are written into the sentences of the domain. */
export const show = { figure, count };
