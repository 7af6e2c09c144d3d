import type { LocalDate, Period } from "./period.ts";

/** Indonesia's three zones. None has daylight saving, so each is a fixed number of hours ahead of UTC. */
export const zones = ["WIB", "WITA", "WIT"] as const;
export type Zone = (typeof zones)[number];

/** The zone that reaches midnight last: when its day is over, the day is over everywhere. */
export const LAST_ZONE: Zone = "WIB";

const HOURS_AHEAD: Record<Zone, number> = { WIB: 7, WITA: 8, WIT: 9 };
const HOUR = 3_600_000;

/** Half of an office day; the finest time that is ever kept beside an answer. */
export type Session = "pagi" | "siang";

/** A half-open stretch of time in epoch milliseconds: from ≤ t < until. */
export interface Span {
  readonly from: number;
  readonly until: number;
}

/**
 * The day on the unit's own calendar at an instant (epoch milliseconds).
 * @example localDate(Date.UTC(2026, 8, 30, 15, 0), "WIT") // => "2026-10-01"
 */
export function localDate(at: number, zone: Zone): LocalDate {
  return new Date(at + HOURS_AHEAD[zone] * HOUR).toISOString().slice(0, 10);
}

/**
 * Minutes since the unit's own midnight, 0 to 1439.
 * @example localMinutes(Date.UTC(2026, 8, 30, 15, 30), "WIT") // => 30
 */
export function localMinutes(at: number, zone: Zone): number {
  const local = new Date(at + HOURS_AHEAD[zone] * HOUR);
  return local.getUTCHours() * 60 + local.getUTCMinutes();
}

/**
 * Before local noon is "pagi", from noon on "siang", as on the paper form of PermenPANRB 14/2017 (08–12, 13–17).
 * @example sessionAt(Date.UTC(2026, 0, 1, 4, 59), "WIB") // => "pagi"
 */
export function sessionAt(at: number, zone: Zone): Session {
  return new Date(at + HOURS_AHEAD[zone] * HOUR).getUTCHours() < 12 ? "pagi" : "siang";
}

/**
 * The instants at which a period begins and ends for a unit.
 * @example spanInZone(parsePeriod("2026-TW3"), "WIT").from // => Date.UTC(2026, 5, 30, 15, 0)
 */
export function spanInZone(period: Period, zone: Zone): Span {
  const midnight = (date: LocalDate): number => Date.parse(`${date}T00:00:00Z`) - HOURS_AHEAD[zone] * HOUR;
  return { from: midnight(period.from), until: midnight(period.until) };
}
