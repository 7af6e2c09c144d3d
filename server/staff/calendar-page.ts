import type { Calendar } from "../domain/calendar/calendar.ts";
import type { LocalDate } from "../domain/periods/period.ts";
import type { Person } from "../domain/person.ts";
import type { Unit } from "../domain/response.ts";
import { longDate } from "../web/format.ts";
import type { Frame } from "../web/frame.ts";
import { frame } from "../web/frame.ts";
import type { Field, ListedProblem, TextField } from "../web/fields.ts";
import { FormFields, listedProblems } from "../web/fields.ts";
import type { RefusedForm } from "../web/form.ts";
import { WEEKDAYS } from "./parse-calendar.ts";

/** What views/staff/calendar.eta shows. */
export interface CalendarPage {
  readonly frame: Frame;
  readonly problems: readonly ListedProblem[];
  readonly saved: boolean;
  readonly path: string;
  readonly servedPath: string;
  /** True while no hours are written down at all. */
  readonly unknown: boolean;
  readonly days: readonly { readonly name: string; readonly opens: TextField; readonly closes: TextField }[];
  /** The latest first. */
  readonly holidays: readonly { readonly date: LocalDate; readonly day: string; readonly name: string }[];
  readonly holidayFields: readonly Field[];
}

export interface CalendarFacts {
  readonly person: Person;
  readonly unit: Unit;
  readonly calendar: Calendar;
  readonly saved: boolean;
}

export function calendarPage({ person, unit, calendar, saved }: CalendarFacts, refused?: RefusedForm): CalendarPage {
  const form = new FormFields("jam", refused);
  const time = (name: string, label: string, value: string | undefined): TextField =>
    form.text(name, { label, value: value?.replace(":", ".") ?? "", width: "short", maxLength: 5, capitals: "none" });
  return {
    frame: frame(person, unit, "pengaturan", "Jam layanan dan hari libur"),
    problems: listedProblems(refused),
    saved,
    path: `/staf/unit/${unit.code}/jam-layanan`,
    servedPath: `/staf/unit/${unit.code}/dilayani`,
    unknown: calendar.hours.length === 0,
    days: WEEKDAYS.map(({ weekday, name }) => {
      const hours = calendar.hours.find((one) => one.weekday === weekday);
      return {
        name,
        opens: time(`buka-${weekday}`, `${name}, jam buka`, hours?.opens),
        closes: time(`tutup-${weekday}`, `${name}, jam tutup`, hours?.closes),
      };
    }),
    holidays: [...calendar.holidays].reverse().map(({ date, name }) => ({ date, day: longDate(date), name })),
    holidayFields: [
      new FormFields("libur", refused).area("libur", {
        label: "Tambah hari libur",
        hint: "Satu hari tiap baris: tanggal, lalu namanya; contoh: 2026-12-25 Natal",
        rows: 4,
      }),
    ],
  };
}
