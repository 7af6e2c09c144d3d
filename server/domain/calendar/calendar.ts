import type { LocalDate } from "../periods/period.ts";

/** 1 is Monday, 7 Sunday, as in ISO 8601. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** When a unit serves on one day of the week, in its own time: from `opens` (in) to `closes` (out), "08:00" and "15:30". */
export interface OpeningHours {
  readonly weekday: Weekday;
  readonly opens: string;
  readonly closes: string;
}

export interface Holiday {
  readonly date: LocalDate;
  readonly name: string;
}

/** What a unit has said of its days. Without any hours nothing is known, and nothing is outside of them. */
export interface Calendar {
  /** At most one for each day of the week, Monday first; a day without hours is a day without service. */
  readonly hours: readonly OpeningHours[];
  /** By date. */
  readonly holidays: readonly Holiday[];
}
