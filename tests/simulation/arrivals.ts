import type { Chance } from "../../server/demo/chance.ts";
import { chanceFrom } from "../../server/demo/chance.ts";
import type { Calendar, Weekday } from "../../server/domain/calendar/calendar.ts";
import { addToHours, outsideHours } from "../../server/domain/integrity/outside-hours.ts";
import type { Run } from "../../server/domain/integrity/run.ts";
import { addToRun, noRun, RUSH, SITTING } from "../../server/domain/integrity/run.ts";
import type { SignalKind } from "../../server/domain/integrity/signal.ts";
import { signalKinds } from "../../server/domain/integrity/signal.ts";

/** How an honest unit with one counter comes by its answers in a quarter. */
export interface Arrivals {
  /** Answers in a quarter, about. */
  readonly answers: number;
  /** Share of people on the office's own WiFi, who all have one address. */
  readonly wifi: number;
  /** Pupils who come on one day of the quarter and answer within two hours, all on that WiFi. */
  readonly pupils: number;
  /** Whether everybody answers on the tablet of a counter that is set to kiosk, pupils too; otherwise each on a phone. */
  readonly kiosk?: boolean;
}

interface Arrival {
  /** Minutes since midnight. */
  readonly minute: number;
  readonly device: string;
}

/** Makes no mark. */
const KIOSK = "kiosk";
const WEEKS = 13;
const WEEKDAYS = [1, 2, 3, 4, 5] as const;
/** Kinds of browser by how common they are: a phone no longer tells its model. */
const BROWSERS = [45, 15, 10, 10, 8, 6, 4, 2];
/** Carriers put very many phones behind few addresses. */
const CARRIER_ADDRESSES = 40;
const OPENS = 8 * 60;
const CLOSES = 15 * 60;
const MONDAY = Date.UTC(2026, 9, 5);
const WIB = 7 * 60;
const CALENDAR: Calendar = {
  hours: WEEKDAYS.map((weekday: Weekday) => ({ weekday, opens: "08:00", closes: "15:00" })),
  holidays: [],
};

/** In how many of a hundred honest quarters something was noted, by kind and of any kind. */
export function falseAlarms(unit: Arrivals, quarters: number, seed: number): Record<SignalKind | "any", number> {
  const chance = chanceFrom(seed);
  const flagged = { any: 0, rush: 0, device: 0, hours: 0 };
  for (let quarter = 0; quarter < quarters; quarter++) {
    const found = new Set<SignalKind>();
    const schoolDay = Math.floor(chance.next() * WEEKS * WEEKDAYS.length);
    for (let day = 0; day < WEEKS * WEEKDAYS.length; day++) {
      for (const kind of notedOn(day, honestDay(unit, chance, day, day === schoolDay))) found.add(kind);
    }
    for (const kind of found) flagged[kind] += 1;
    if (found.size > 0) flagged.any += 1;
  }
  for (const kind of [...signalKinds, "any"] as const) flagged[kind] *= 100 / quarters;
  return flagged;
}

/** In how many of a hundred days somebody who fills in `forms` on one phone, a form in 20 to 90 seconds, is noted for it. */
export function sittingsSeen(unit: Arrivals, forms: number, days: number, seed: number): number {
  const chance = chanceFrom(seed);
  let seen = 0;
  for (let day = 0; day < days; day++) {
    let minute = OPENS + chance.next() * (CLOSES - OPENS);
    const sitting = Array.from({ length: forms }, (): Arrival => {
      minute += (20 + 70 * chance.next()) / 60;
      return { minute, device: "insider" };
    });
    const noted = notedOn(day % WEEKDAYS.length, [...honestDay(unit, chance, day % WEEKDAYS.length, false), ...sitting]);
    if (noted.has("device")) seen += 1;
  }
  return (100 * seen) / days;
}

/** A day's answers: days differ, Mondays are fuller, mornings have a peak, families come together, some answer at home. */
function honestDay({ answers, wifi, pupils, kiosk }: Arrivals, chance: Chance, day: number, school: boolean): Arrival[] {
  const visits = answers / (WEEKS * WEEKDAYS.length) / MEAN_FAMILY;
  const busy = (0.6 + 0.8 * chance.next()) * (day % WEEKDAYS.length === 0 ? 1.5 : 0.875);
  const found: Arrival[] = [];
  for (let left = poisson(visits * busy, chance); left > 0; left--) {
    const onWifi = chance.next() < wifi;
    const address = onWifi ? "wifi" : `carrier ${Math.floor(chance.next() * CARRIER_ADDRESSES)}`;
    const minute = visitMinute(chance);
    for (let person = chance.weighted([80, 12, 5, 3]); person >= 0; person--)
      found.push({ minute: minute + 3 * chance.next(), device: deviceAt(address, chance) });
  }
  for (let pupil = 0; school && pupil < pupils; pupil++)
    found.push({ minute: OPENS + 60 + 120 * chance.next(), device: deviceAt("wifi", chance) });
  return kiosk ? found.map(({ minute }) => ({ minute, device: KIOSK })) : found;
}

const MEAN_FAMILY = 0.8 + 2 * 0.12 + 3 * 0.05 + 4 * 0.03;

function visitMinute(chance: Chance): number {
  switch (chance.weighted([45, 45, 10])) {
    case 0:
      return OPENS + 30 + 120 * chance.next();
    case 1:
      return OPENS + (CLOSES - OPENS) * chance.next();
    default:
      return CLOSES + 6 * 60 * chance.next();
  }
}

function deviceAt(address: string, chance: Chance): string {
  return `${address}, browser ${chance.weighted(BROWSERS)}`;
}

/** What the rules would note of a day. */
function notedOn(day: number, arrivals: readonly Arrival[]): Set<SignalKind> {
  const noted = new Set<SignalKind>();
  const counter = noRun();
  const devices = new Map<string, Run>();
  const hours = { inside: 0, outside: 0, noted: 0 };
  const midnight = MONDAY + (7 * Math.floor(day / WEEKDAYS.length) + (day % WEEKDAYS.length)) * 86_400_000;
  for (const { minute, device } of [...arrivals].sort((a, b) => a.minute - b.minute)) {
    const at = midnight + Math.round((minute - WIB) * 60_000);
    const run = devices.get(device) ?? noRun();
    devices.set(device, run);
    if (addToRun(counter, at, RUSH) > 0) noted.add("rush");
    if (device !== KIOSK && addToRun(run, at, SITTING) > 0) noted.add("device");
    if (addToHours(hours, outsideHours(CALENDAR, at, "WIB")) > 0) noted.add("hours");
  }
  return noted;
}

/** Knuth's way; means here are small. */
function poisson(mean: number, chance: Chance): number {
  const least = Math.exp(-mean);
  let found = 0;
  for (let left = chance.next(); left > least; left *= chance.next()) found += 1;
  return found;
}
