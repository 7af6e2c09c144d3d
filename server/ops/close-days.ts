import { LAST_ZONE, localDate } from "../domain/periods/zone.ts";
import type { Parts } from "../parts.ts";

const EVERY_MS = 60_000;

/**
 * Ends each day soon after midnight in WIB, the last zone to reach it, and at every start: what links within a day is
 * forgotten then (privacy rule 4 of README.md).
 */
export function closeDaysFromNowOn(parts: Pick<Parts, "store" | "clock" | "log">): {
  /** Nothing is begun any more; settles when what was under way has ended. */
  stop(): Promise<void>;
} {
  let underWay: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    try {
      const today = localDate(parts.clock(), LAST_ZONE);
      if (await parts.store.upkeep.closeDay(today)) parts.log.info({ before: today }, "days closed");
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
