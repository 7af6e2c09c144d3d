import type { LocalDate } from "../periods/period.ts";
import type { Channel } from "../response.ts";
import { servedByDay } from "../sampling/pool-served.ts";
import type { ServedDay } from "../sampling/served-day.ts";
import type { SlipDay } from "./visit-slip.ts";

/** How slips of visits were used in a period, at the counters that had any and from the first day on which there were any. */
export interface SlipUse {
  readonly since: LocalDate;
  readonly issued: number;
  /** Answers that came with a slip. */
  readonly spent: number;
  /** All at those counters that could have come with one: answers on people's own phones, with and without help. */
  readonly answers: number;
  /** People whom the unit served on those days, as far as it was written down. */
  readonly people: number;
}

/**
 * Null where there were no slips. Days before `until` alone, so that a number which grows tells of nobody. An answer counts as it is
 * used now, a slip as it was struck out: where answers were set aside there may be more slips than answers.
 */
export function slipUse(
  slips: readonly SlipDay[],
  answered: readonly {
    readonly date: LocalDate;
    readonly counterId: number;
    readonly channel: Channel;
    readonly answers: number;
  }[],
  served: readonly ServedDay[],
  until: LocalDate,
): SlipUse | null {
  const own = slips.filter(({ date }) => date < until);
  if (own.length === 0) return null;
  const since = own.reduce((first, { date }) => (date < first ? date : first), own[0]!.date);
  const counters = new Set(own.map(({ counterId }) => counterId));
  const isIn = (date: LocalDate): boolean => since <= date && date < until;
  const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
  return {
    since,
    issued: sum(own.map(({ issued }) => issued)),
    spent: sum(own.map(({ spent }) => spent)),
    answers: sum(
      answered
        .filter(
          ({ date, counterId, channel }) => isIn(date) && counters.has(counterId) && (channel === "qr" || channel === "dibantu"),
        )
        .map((day) => day.answers),
    ),
    people: sum([...servedByDay(served)].filter(([date]) => isIn(date)).map(([, people]) => people)),
  };
}
