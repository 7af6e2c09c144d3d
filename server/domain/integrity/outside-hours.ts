import type { Calendar } from "../calendar/calendar.ts";
import { weekdayOf } from "../calendar/open-days.ts";
import type { Zone } from "../periods/zone.ts";
import { localDate, localMinutes } from "../periods/zone.ts";
import { SIGNAL_STEP } from "./signal.ts";

/** Minutes after closing in which those who were served last, or were told of the form at the door, still answer. */
export const GRACE_MINUTES = 60;

/**
 * Whether an answer came when the unit does not serve: before opening, more than an hour after closing, on a day of the week
 * without hours or on a holiday. Without any hours nothing is known of the days of the week, and only holidays are outside.
 * @example outsideHours({ hours: [], holidays: [] }, Date.UTC(2026, 10, 22, 20, 0), "WIB") // => false
 */
export function outsideHours(calendar: Calendar, at: number, zone: Zone): boolean {
  const date = localDate(at, zone);
  if (calendar.holidays.some((holiday) => holiday.date === date)) return true;
  if (calendar.hours.length === 0) return false;
  const weekday = weekdayOf(date);
  const minutes = localMinutes(at, zone);
  const open = calendar.hours.find((hours) => hours.weekday === weekday);
  return !open || minutes < minutesOf(open.opens) || minutes >= minutesOf(open.closes) + GRACE_MINUTES;
}

/** Fewer answers outside the hours of a day than this are no sign: a family or two that answers at home in the evening. */
const FEWEST_OUTSIDE = 10;

/** Answers of one counter on one day so far. */
export interface HoursCount {
  inside: number;
  outside: number;
  /** How many of those outside were noted. */
  noted: number;
}

/**
 * Counts one more answer and gives how many are to be noted now, a multiple of five or 0. People may answer at home in the
 * evening, so an answer outside the hours is no sign by itself: at least ten are, when no more came within the hours.
 */
export function addToHours(count: HoursCount, outside: boolean): number {
  if (!outside) {
    count.inside += 1;
    return 0;
  }
  count.outside += 1;
  if (count.outside < Math.max(FEWEST_OUTSIDE, count.inside)) return 0;
  const due = count.outside - (count.outside % SIGNAL_STEP) - count.noted;
  count.noted += due;
  return due;
}

function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}
