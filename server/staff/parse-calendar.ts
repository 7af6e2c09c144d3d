import type { Holiday, OpeningHours, Weekday } from "../domain/calendar/calendar.ts";
import { readHoliday, readTime } from "../domain/calendar/read-calendar.ts";
import { Refusal } from "../domain/refusal.ts";
import type { Parsed } from "../web/form.ts";
import { fieldOf, refuseForm } from "../web/form.ts";

export const WEEKDAYS: readonly { readonly weekday: Weekday; readonly name: string }[] = [
  { weekday: 1, name: "Senin" },
  { weekday: 2, name: "Selasa" },
  { weekday: 3, name: "Rabu" },
  { weekday: 4, name: "Kamis" },
  { weekday: 5, name: "Jumat" },
  { weekday: 6, name: "Sabtu" },
  { weekday: 7, name: "Minggu" },
];

/** A calendar of several years at once is a mistake. */
const MOST_LINES = 100;

/** Opening hours of the week; a day with both fields empty is a day without service. Every wrong field is named. */
export function parseHours(body: unknown): Parsed<readonly OpeningHours[]> {
  const hours: OpeningHours[] = [];
  const problems = new Map<string, string>();
  for (const { weekday, name } of WEEKDAYS) {
    const [opensField, closesField] = [`buka-${weekday}`, `tutup-${weekday}`];
    const [opensText, closesText] = [fieldOf(body, opensField)?.trim() ?? "", fieldOf(body, closesField)?.trim() ?? ""];
    if (opensText === "" && closesText === "") continue;
    const [opens, closes] = [timeOr(opensText), timeOr(closesText)];
    if (!opens.ok) problems.set(opensField, `${name}, jam buka: ${opens.sentence}`);
    if (!closes.ok) problems.set(closesField, `${name}, jam tutup: ${closes.sentence}`);
    if (!opens.ok || !closes.ok) continue;
    if (opens.time < closes.time) hours.push({ weekday, opens: opens.time, closes: closes.time });
    else problems.set(closesField, `${name}: jam tutup harus sesudah jam buka.`);
  }
  if (problems.size === 0) return { ok: true, value: hours };
  return { ok: false, refused: { ...refuseForm("jam", body, "", ""), problems } };
}

/** Holidays, one a line: all or none, every wrong line named. */
export function parseHolidays(body: unknown): Parsed<readonly Holiday[]> {
  const lines = (fieldOf(body, "libur") ?? "").split(/\r?\n/).map((text, at) => ({ text: text.trim(), at: at + 1 }));
  const filled = lines.filter(({ text }) => text !== "");
  const refuse = (sentence: string): Parsed<never> => ({ ok: false, refused: refuseForm("libur", body, "libur", sentence) });
  if (filled.length === 0) return refuse("Tulis sedikitnya satu hari libur; contoh: 2026-12-25 Natal.");
  if (filled.length > MOST_LINES) return refuse(`Ada ${filled.length} baris; simpan paling banyak ${MOST_LINES} sekali jalan.`);
  const holidays: Holiday[] = [];
  const problems: string[] = [];
  for (const { text, at } of filled) {
    try {
      holidays.push(readHoliday(text));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      problems.push(`Baris ${at}: ${error.message}`);
    }
  }
  return problems.length === 0 ? { ok: true, value: holidays } : refuse(problems.join(" "));
}

function timeOr(text: string): { readonly ok: true; readonly time: string } | { readonly ok: false; readonly sentence: string } {
  try {
    return { ok: true, time: readTime(text) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { ok: false, sentence: error.message };
  }
}
