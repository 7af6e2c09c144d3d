import type { LocalDate } from "../periods/period.ts";
import type { Calendar, Holiday, Weekday } from "./calendar.ts";

/**
 * The day of the week, 1 for Monday to 7 for Sunday.
 * @example weekdayOf("2026-11-22") // => 7
 */
export function weekdayOf(date: LocalDate): Weekday {
  return (new Date(`${date}T00:00:00Z`).getUTCDay() || 7) as Weekday;
}

/**
 * Why a unit did not serve on a day: the holiday, or a day of the week without hours. Null where it served, and where nobody
 * has said when it does.
 * @example closedOn({ hours: [{ weekday: 1, opens: "08:00", closes: "15:00" }], holidays: [] }, "2026-11-22") // => "no-hours"
 */
export function closedOn({ hours, holidays }: Calendar, date: LocalDate): Holiday | "no-hours" | null {
  const holiday = holidays.find((one) => one.date === date);
  if (holiday) return holiday;
  return hours.length > 0 && !hours.some(({ weekday }) => weekday === weekdayOf(date)) ? "no-hours" : null;
}
