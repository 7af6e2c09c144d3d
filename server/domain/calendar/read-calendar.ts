import type { LocalDate } from "../periods/period.ts";
import { isLocalDate } from "../periods/period.ts";
import { plainLine } from "../plain-line.ts";
import { Refusal } from "../refusal.ts";
import type { Holiday } from "./calendar.ts";

/**
 * A time of the day as people write it, brought to "08:00". Refuses ("invalid") what is none.
 * @example readTime("8.00") // => "08:00"
 */
export function readTime(text: string): string {
  const found = /^(\d{1,2})[.:](\d{2})$/.exec(text.trim());
  const [hour, minute] = [Number(found?.[1]), Number(found?.[2])];
  if (!found || hour > 23 || minute > 59) throw new Refusal("invalid", "Tulis jam dan menit; contoh: 08.00.");
  return `${String(hour).padStart(2, "0")}:${found[2]!}`;
}

/**
 * A day and its name from one line, as typed or copied from a spreadsheet; the day as 2026-12-25, 25-12-2026 or 25/12/2026. Refuses ("invalid") any other line.
 * @example readHoliday("25/12/2026 Natal").date // => "2026-12-25"
 */
export function readHoliday(line: string): Holiday {
  const [day = "", ...rest] = plainLine(line.replaceAll("\t", " ")).split(" ");
  const date = readDate(day.replace(/[,;:]$/, ""));
  const name = rest.join(" ").replace(/^[-–,;:]\s*/, "");
  if (date === null) throw new Refusal("invalid", "Awali dengan tanggal; contoh: 2026-12-25 Natal.");
  if (name === "") throw new Refusal("invalid", "Tulis nama hari libur di belakang tanggalnya; contoh: 2026-12-25 Natal.");
  if (/\p{Cc}/u.test(name)) throw new Refusal("invalid", "Tulis nama hari libur dengan huruf dan angka saja.");
  if (name.length > 80) throw new Refusal("invalid", "Pendekkan nama hari libur; paling banyak 80 huruf.");
  return { date, name };
}

function readDate(text: string): LocalDate | null {
  const turned = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/.exec(text);
  const date = turned ? `${turned[3]!}-${turned[2]!.padStart(2, "0")}-${turned[1]!.padStart(2, "0")}` : text;
  return isLocalDate(date) ? date : null;
}
