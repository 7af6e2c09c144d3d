import { setImmediate } from "node:timers/promises";
import type { LocalDate } from "../domain/periods/period.ts";
import { monthOf } from "../domain/periods/period.ts";
import { LAST_ZONE, localDate } from "../domain/periods/zone.ts";
import { Refusal } from "../domain/refusal.ts";
import type { Parts } from "../parts.ts";
import type { CheckpointMail } from "./checkpoint-mail.ts";
import type { LogParts } from "../reports/log/bring-up-log.ts";
import { bringUpLog } from "../reports/log/bring-up-log.ts";

const EVERY_MS = 60_000;

/**
 * Ends each day soon after midnight in WIB, the last zone to reach it, and at every start: the answers go into the logs of their
 * units, then what links within a day is forgotten (privacy rule 4 of README.md).
 */
export function closeDaysFromNowOn(
  parts: LogParts & Pick<Parts, "log">,
  mail?: CheckpointMail,
): {
  /** Nothing is begun any more; settles when what was under way has ended. */
  stop(): Promise<void>;
} {
  let underWay: Promise<void> | undefined;
  let logged: LocalDate | undefined;
  const bringUpLogs = async (today: LocalDate): Promise<void> => {
    const notes: string[] = [];
    for (const unit of await parts.store.units.list()) {
      // Between two units others are served: each of them takes a few questions to the store, also where nothing is to be done.
      await setImmediate();
      try {
        await bringUpLog(parts, unit, { answers: today, imports: today, comments: monthOf(today) });
        // Also of a log that grew by a closing since yesterday.
        const note = parts.checkpoints.last(unit.code);
        if (note !== null) notes.push(note);
      } catch (error) {
        if (!(error instanceof Refusal) || error.code === "unavailable") throw error;
        // The day ends all the same: what links within it is forgotten whatever becomes of the log.
        parts.log.error({ unit: unit.code, err: error }, "the log of a unit cannot go on");
      }
    }
    logged = today;
    mail?.put(today, notes);
  };
  const close = async (): Promise<void> => {
    try {
      const today = localDate(parts.clock(), LAST_ZONE);
      if (logged !== today && !(await parts.store.upkeep.isDayClosed(today))) await bringUpLogs(today);
      if (await parts.store.upkeep.closeDay(today)) parts.log.info({ before: today }, "days closed");
      await mail?.send(parts.clock());
    } catch (error) {
      parts.log.error({ err: error }, "the day could not be closed; it is tried again in a minute");
    }
  };
  const look = (): void => {
    underWay ??= close().finally(() => (underWay = undefined));
  };
  look();
  const timer = setInterval(look, EVERY_MS);
  timer.unref();
  return {
    async stop() {
      clearInterval(timer);
      await underWay;
    },
  };
}
