import type { LocalDate } from "../periods/period.ts";

/**
 * A slip is given to whoever was served, and is good for one answer of that unit. It says that somebody was served, never who: the
 * citizen's key carries it, it is struck out apart from the answer, and answers without one count like all others.
 */

/** Random bytes of a slip, which are 22 URL-safe signs as text: nobody finds one by trying. */
export const SLIP_BYTES = 16;
/** For so many days, the first one in, a slip may be good; a sheet is printed for a week when nothing else is said. */
export const SLIP_DAYS = { least: 1, usual: 7, most: 92 } as const;
/** So many are made at a time. */
export const MOST_SLIPS = 480;

/** Slips of a counter and day. */
export interface SlipDay {
  readonly date: LocalDate;
  readonly counterId: number;
  /** Handed out for that counter on that day. */
  readonly issued: number;
  /** Struck out with an answer given at that counter on that day, wherever they were handed out. */
  readonly spent: number;
}

/**
 * The slip that a citizen's key begins with: slip, full stop, and what the phone added at random. Null for all other keys; whether
 * it was ever handed out is not known here.
 * @example slipIn("AAAAAAAAAAAAAAAAAAAAAA.4f1c") // => "AAAAAAAAAAAAAAAAAAAAAA"
 * @example slipIn("4f1cAAAAAAAAAAAAAAAAAAAAAAAA") // => null
 */
export function slipIn(key: string | null): string | null {
  return key?.match(/^([\w-]{22})\../)?.[1] ?? null;
}
