import type { LocalDate } from "../periods/period.ts";

/**
 * How many people were served on one day, as the unit typed it or its queue system sent it: of one service at one counter, of
 * one of the two, or of the whole unit (both null). `people` is a whole number from 0.
 */
export interface ServedDay {
  readonly date: LocalDate;
  readonly serviceId: number | null;
  readonly counterId: number | null;
  readonly people: number;
}

/** More people than this on one day are a slip of the hand. */
export const MOST_SERVED_A_DAY = 100_000;
