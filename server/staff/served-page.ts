import type { Calendar } from "../domain/calendar/calendar.ts";
import { closedOn } from "../domain/calendar/open-days.ts";
import { daysBetween } from "../domain/periods/days.ts";
import type { LocalDate, Period } from "../domain/periods/period.ts";
import { shift } from "../domain/periods/period.ts";
import type { Person } from "../domain/person.ts";
import { may } from "../domain/person.ts";
import type { Counter, Service, Unit } from "../domain/response.ts";
import { servedByDay } from "../domain/sampling/pool-served.ts";
import type { ServedDay } from "../domain/sampling/served-day.ts";
import { count, longDate, periodTitle, sortedByName } from "../web/format.ts";
import type { Frame } from "../web/frame.ts";
import { frame } from "../web/frame.ts";
import type { ListedProblem, SelectField, TextField } from "../web/fields.ts";
import { FormFields, listedProblems } from "../web/fields.ts";
import type { RefusedForm } from "../web/form.ts";
import type { ServedSlot } from "./parse-served.ts";
import { fieldOfDay, formerOfDay, SERVED_FORM } from "./parse-served.ts";

export interface ServedRow {
  /** "Jumat, 20 November"; the year stands over the table. */
  readonly day: string;
  readonly field: TextField;
  /** The number as it is kept, for a hidden field of that name. */
  readonly former: { readonly name: string; readonly value: string };
  /** The number as it is kept, "1.250"; a dash where there is none. */
  readonly kept: string;
  /** How many the day counts for the whole unit, "1.250", or a dash. */
  readonly counted: string;
  /** "Libur: Natal", "Tidak ada jam layanan"; empty on a day of service. */
  readonly closed: string;
}

/** What views/staff/served.eta shows. */
export interface ServedPage {
  readonly frame: Frame;
  readonly problems: readonly ListedProblem[];
  readonly saved: boolean;
  readonly path: string;
  /** "November 2026". */
  readonly month: string;
  /** Name of the month, "2026-11". */
  readonly monthName: string;
  readonly previous: { readonly label: string; readonly href: string } | null;
  readonly next: { readonly label: string; readonly href: string } | null;
  /** For whom the numbers of this page are; empty where the unit has neither services nor several counters. */
  readonly choices: readonly SelectField[];
  /** "seluruh unit", "Poli Umum", "Poli Umum di Loket 2". */
  readonly slotName: string;
  readonly serviceId: string;
  readonly counterId: string;
  /** True when numbers of parts stand beside those of this page, so that both columns are worth showing. */
  readonly parted: boolean;
  readonly mayWrite: boolean;
  readonly rows: readonly ServedRow[];
  /** "2.310 orang dari 19 hari", or that nothing is written down yet. */
  readonly total: string;
  /** Why a day cannot be filled yet; null when the month is over. */
  readonly todayWords: string | null;
  /** Where opening hours are kept; null for who may not change them. */
  readonly hoursPath: string | null;
}

export interface ServedFacts {
  readonly person: Person;
  readonly unit: Unit;
  readonly month: Period;
  readonly today: LocalDate;
  readonly slot: ServedSlot;
  readonly services: readonly Service[];
  readonly counters: readonly Counter[];
  readonly served: readonly ServedDay[];
  readonly calendar: Calendar;
  readonly saved: boolean;
}

/** Days of the month that are over. */
export function fillableDays({ month, today }: Pick<ServedFacts, "month" | "today">): readonly LocalDate[] {
  return daysBetween(month.from, month.until < today ? month.until : today);
}

export function servedPage(facts: ServedFacts, refused?: RefusedForm): ServedPage {
  const { person, unit, month, today, slot, served, calendar } = facts;
  const counted = servedByDay(served);
  const own = new Map(served.filter((day) => isOf(day, slot)).map(({ date, people }) => [date, people]));
  const form = new FormFields(SERVED_FORM, refused);
  const sum = [...counted.values()].reduce((all, people) => all + people, 0);
  const path = `/staf/unit/${unit.code}/dilayani`;
  return {
    frame: frame(person, unit, "dilayani", "Orang yang dilayani"),
    problems: listedProblems(refused),
    saved: facts.saved,
    path,
    month: periodTitle(month),
    monthName: month.name,
    previous: month.from <= "2000-01-01" ? null : stepTo(path, shift(month, -1), slot),
    next: month.until > today ? null : stepTo(path, shift(month, 1), slot),
    choices: choicesOf(facts),
    slotName: slotName(facts),
    serviceId: String(slot.serviceId ?? ""),
    counterId: String(slot.counterId ?? ""),
    parted: served.some((day) => !isOf(day, slot)),
    mayWrite: may(person, "count-served", unit.id),
    rows: fillableDays(facts).map((date) => {
      const people = own.get(date);
      const value = people === undefined ? "" : String(people);
      return {
        day: weekdayDate(date),
        field: form.text(fieldOfDay(date), {
          label: weekdayDate(date),
          value,
          keyboard: "numeric",
          width: "short",
          maxLength: 9,
        }),
        former: { name: formerOfDay(date), value },
        kept: people === undefined ? "–" : count(people),
        counted: counted.has(date) ? count(counted.get(date)!) : "–",
        closed: closedWords(calendar, date),
      };
    }),
    total: counted.size === 0 ? "belum ada yang diisi" : `${count(sum)} orang dari ${count(counted.size)} hari`,
    todayWords: month.until <= today ? null : `Hari ini (${longDate(today)}) dapat diisi mulai besok, sesudah pelayanan selesai.`,
    hoursPath: may(person, "manage-unit", unit.id) ? `/staf/unit/${unit.code}/jam-layanan` : null,
  };
}

/** The address of a month and slot, for links and for the way back after saving. */
export function servedQuery(month: string, { serviceId, counterId }: ServedSlot): string {
  const service = serviceId === null ? "" : `&layanan=${serviceId}`;
  const counter = counterId === null ? "" : `&loket=${counterId}`;
  return `bulan=${month}${service}${counter}`;
}

function stepTo(path: string, month: Period, slot: ServedSlot): { label: string; href: string } {
  return { label: periodTitle(month), href: `${path}?${servedQuery(month.name, slot)}` };
}

function isOf(day: ServedDay, slot: ServedSlot): boolean {
  return day.serviceId === slot.serviceId && day.counterId === slot.counterId;
}

function choicesOf({ services, counters, slot }: ServedFacts): readonly SelectField[] {
  const form = new FormFields("pilihan", undefined);
  const select = (name: string, label: string, all: string, list: readonly (Service | Counter)[], chosen: number | null) =>
    form.select(
      name,
      { label },
      [{ value: "", label: all }, ...sortedByName(list).map(({ id, name: title }) => ({ value: String(id), label: title }))],
      String(chosen ?? ""),
    );
  return [
    ...(services.length > 0 ? [select("layanan", "Layanan", "Semua layanan", services, slot.serviceId)] : []),
    ...(counters.length > 1 ? [select("loket", "Loket", "Semua loket", counters, slot.counterId)] : []),
  ];
}

function slotName({ services, counters, slot }: ServedFacts): string {
  const service = services.find(({ id }) => id === slot.serviceId)?.name;
  const counter = counters.find(({ id }) => id === slot.counterId)?.name;
  if (service !== undefined && counter !== undefined) return `${service} di ${counter}`;
  return service ?? counter ?? "seluruh unit";
}

function closedWords(calendar: Calendar, date: LocalDate): string {
  const closed = closedOn(calendar, date);
  if (closed === null) return "";
  return closed === "no-hours" ? "Tidak ada jam layanan" : `Libur: ${closed.name}`;
}

const weekdayAndDay = new Intl.DateTimeFormat("id-ID", { weekday: "long", day: "numeric", month: "long", timeZone: "UTC" });

function weekdayDate(date: LocalDate): string {
  return weekdayAndDay.format(new Date(`${date}T00:00:00Z`));
}
