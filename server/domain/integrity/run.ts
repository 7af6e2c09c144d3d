import { SIGNAL_STEP } from "./signal.ts";

/** So many answers (2 or more) within so many milliseconds are a run. */
export interface RunRule {
  readonly answers: number;
  readonly ms: number;
}

/**
 * Twenty answers of one counter within ten minutes, whoever sent them. The busiest counters that we make up, with morning
 * peaks, families and a day of school classes, stay below it (tests/simulation/arrival-alarms.ts).
 */
export const RUSH: RunRule = { answers: 20, ms: 10 * 60_000 };

/**
 * Sixteen answers with one mark of a device within half an hour. Lower would accuse the honest: people on the office's WiFi or
 * behind one carrier share an address, and most phones of one kind call themselves alike. Somebody who fills in twenty forms
 * at a minute and a half each is still caught. A tablet that a whole office answers on looks the same, which is why a counter is
 * set to kiosk: its answers make no mark (citizen/arrival-watch.ts).
 */
export const SITTING: RunRule = { answers: 16, ms: 30 * 60_000 };

/** The last answers that one counter or one mark was seen with: when they came, in epoch milliseconds, and no more. */
export interface Run {
  /** Rising, at most as many as the rule asks for. */
  readonly times: number[];
  /** Answers of the run under way that are not noted yet; null while there is no run. */
  unnoted: number | null;
}

export function noRun(): Run {
  return { times: [], unnoted: null };
}

/**
 * Adds an answer that came at `at` and gives how many answers are to be noted now: all of them when a run begins, five at a
 * time while it goes on, 0 otherwise. `at` never falls.
 */
export function addToRun(run: Run, at: number, rule: RunRule): number {
  run.times.push(at);
  if (run.times.length > rule.answers) run.times.shift();
  if (run.times.length < rule.answers || at - run.times[0]! >= rule.ms) {
    // What was part of a run that has ended begins no second one.
    if (run.unnoted !== null) run.times.splice(0, run.times.length - 1);
    run.unnoted = null;
    return 0;
  }
  if (run.unnoted === null) {
    run.unnoted = 0;
    return rule.answers;
  }
  run.unnoted += 1;
  if (run.unnoted < SIGNAL_STEP) return 0;
  run.unnoted = 0;
  return SIGNAL_STEP;
}
