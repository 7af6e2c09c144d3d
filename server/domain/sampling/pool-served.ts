import type { LocalDate } from "../periods/period.ts";
import type { ServedDay } from "./served-day.ts";

/**
 * How many people the numbers of a day, taken together, stand for; by day. Numbers of a whole and of its parts tell of the same
 * people, so they are never added: the parts are, and their sum stands wherever it is not smaller than what was written down for the whole
 * by itself. Where it is smaller some parts were not written down, and the number of the whole stands. So each service is held against its counters,
 * each counter against its services, and the unit against its services and against its counters.
 */
export function servedByDay(days: readonly ServedDay[]): ReadonlyMap<LocalDate, number> {
  return byDate(days, (own) => {
    const whole = sum(own.filter(({ serviceId, counterId }) => serviceId === null && counterId === null));
    return Math.max(whole, sumOf(own, "serviceId", "counterId"), sumOf(own, "counterId", "serviceId"));
  });
}

/** The same for one service of the unit: of days on which something was written down for it. */
export function servedByDayIn(days: readonly ServedDay[], serviceId: number): ReadonlyMap<LocalDate, number> {
  return byDate(
    days.filter((day) => day.serviceId === serviceId),
    (own) => sumOf(own, "serviceId", "counterId"),
  );
}

function byDate(days: readonly ServedDay[], pool: (own: readonly ServedDay[]) => number): ReadonlyMap<LocalDate, number> {
  const dates = new Map<LocalDate, ServedDay[]>();
  for (const day of days) dates.set(day.date, [...(dates.get(day.date) ?? []), day]);
  return new Map([...dates].map(([date, own]) => [date, pool(own)]));
}

type Side = "serviceId" | "counterId";

/** The sum over the services (or counters), each of them by its own number or by its parts, whichever is larger. */
function sumOf(days: readonly ServedDay[], side: Side, parts: Side): number {
  const ids = new Set(days.map((day) => day[side]).filter((id) => id !== null));
  return [...ids].reduce((total, id) => {
    const own = days.filter((day) => day[side] === id);
    const [alone, parted] = [own.filter((day) => day[parts] === null), own.filter((day) => day[parts] !== null)];
    return total + Math.max(sum(alone), sum(parted));
  }, 0);
}

function sum(days: readonly ServedDay[]): number {
  return days.reduce((total, { people }) => total + people, 0);
}
