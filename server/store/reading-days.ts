import type { LocalDate } from "../domain/periods/period.ts";
import type { MonthRange, Reading } from "./store.ts";

/** The days of a reading: from `first` (in) to `end` (out), and in between the first of those on which answers may be held. */
export interface ReadingDays {
  readonly first: LocalDate;
  /** `end` where none are. */
  readonly open: LocalDate;
  readonly end: LocalDate;
}

export function readingDays({ from, until }: MonthRange, { withoutHeldSince }: Reading): ReadingDays {
  const [first, end] = [`${from}-01`, `${until}-01`];
  const open = withoutHeldSince === undefined || withoutHeldSince > end ? end : withoutHeldSince;
  return { first, open: open < first ? first : open, end };
}
