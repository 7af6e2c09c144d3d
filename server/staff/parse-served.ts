import type { LocalDate } from "../domain/periods/period.ts";
import type { ServedDay } from "../domain/sampling/served-day.ts";
import { MOST_SERVED_A_DAY } from "../domain/sampling/served-day.ts";
import { count, longDate } from "../web/format.ts";
import type { Parsed, Problems } from "../web/form.ts";
import { fieldOf, refuseForm } from "../web/form.ts";

/** Which numbers a page of days is about: of a service, of a counter, of one at the other, or of the whole unit (both null). */
export type ServedSlot = Pick<ServedDay, "serviceId" | "counterId">;

export type ServedChange = Omit<ServedDay, "people"> & { readonly people: number | null };

export const SERVED_FORM = "dilayani";

/** Name of the field of a day, and of the hidden one that says what stood in it when the page was made. */
export const fieldOfDay = (date: LocalDate): string => `hari-${date}`;
export const formerOfDay = (date: LocalDate): string => `semula-${date}`;

const NUMBER = /^(?:\d{1,9}|\d{1,3}(?:\.\d{3})+)$/;

/**
 * The days of `dates` whose number was changed on the page; an emptied field takes the number away. What nobody touched is left as it
 * is, so that a page that lay open for long undoes nothing that came in meanwhile. All or nothing, every wrong field named.
 */
export function parseServed(body: unknown, dates: readonly LocalDate[], slot: ServedSlot): Parsed<readonly ServedChange[]> {
  const changes: ServedChange[] = [];
  const problems = new Map<string, string>(comingDays(body, dates));
  for (const date of dates) {
    const typed = fieldOf(body, fieldOfDay(date))?.trim();
    if (typed === undefined || typed === fieldOf(body, formerOfDay(date))) continue;
    const people = readPeople(typed);
    if (typeof people === "string") problems.set(fieldOfDay(date), `${longDate(date)}: ${people}`);
    else changes.push({ date, ...slot, people });
  }
  if (problems.size === 0) return { ok: true, value: changes };
  return { ok: false, refused: { ...refuseForm(SERVED_FORM, body, "", ""), problems } };
}

function readPeople(typed: string): number | null | string {
  if (typed === "") return null;
  if (!NUMBER.test(typed)) return "tulis jumlah orang dengan angka, misalnya 85; kosongkan bila belum diketahui.";
  const people = Number(typed.replaceAll(".", ""));
  return people <= MOST_SERVED_A_DAY
    ? people
    : `paling banyak ${count(MOST_SERVED_A_DAY)} orang sehari. Periksa kembali angkanya.`;
}

/** Days that are not over or not of this page can only come from a page of another month, or of yesterday. */
function comingDays(body: unknown, dates: readonly LocalDate[]): Problems {
  const own = new Set(dates.map(fieldOfDay));
  const names = typeof body === "object" && body !== null ? Object.keys(body) : [];
  const foreign = names.filter((name) => name.startsWith(fieldOfDay("")) && !own.has(name) && fieldOf(body, name)?.trim() !== "");
  return new Map(
    foreign.map((name) => [
      name,
      "Hanya hari yang sudah lewat pada bulan ini yang dapat diisi. Muat ulang halamannya, lalu coba lagi.",
    ]),
  );
}
