import { setImmediate } from "node:timers/promises";
import { slipIn } from "../domain/integrity/visit-slip.ts";
import { localDate } from "../domain/periods/zone.ts";
import { slipDigestOf } from "../log/receipt.ts";
import type { Parts } from "../parts.ts";
import type { SlipStore } from "../store/store.ts";
import type { OpenForm } from "./open-form.ts";

/** Slips go to the store so often, all together: with an answer's own commit the two would lie side by side. */
const STRIKE_MS = 1000;
/** So many in one act, with others served in between: anybody may send made-up slips by the thousand. */
const AT_ONCE = 200;

type Slips = Parameters<SlipStore["spend"]>[2][number][];

export interface SlipDesk {
  /** Takes the slip of an answer that was kept, if its key bears one. */
  take(form: Pick<OpenForm, "unit" | "counter">, key: string | null): void;
  /** Strikes out what was taken, one call at a time; it does so by itself every second. Trouble goes to the log, and the slips are tried again. */
  strike(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Takes the slips of visits that come with answers, and strikes them out apart from them. Whether a slip is good is found out then
 * and told to nobody: an answer counts the same with and without. A process that is killed loses the slips of its last second,
 * which then stay good.
 */
export function slipDesk(parts: Pick<Parts, "store" | "clock" | "log">): SlipDesk {
  const taken = new Map<string, { readonly unitId: number; readonly day: string; readonly slips: Slips }>();
  const hold = (unitId: number, day: string, slips: Slips): void => {
    const name = `${unitId} ${day}`;
    const here = taken.get(name) ?? { unitId, day, slips: [] };
    here.slips.push(...slips);
    taken.set(name, here);
  };
  const strikeOut = async (): Promise<void> => {
    const all = [...taken.values()];
    taken.clear();
    for (const { unitId, day, slips } of all)
      while (slips.length > 0) {
        const some = slips.splice(-AT_ONCE);
        try {
          await parts.store.slips.spend(unitId, day, some);
        } catch (error) {
          parts.log.error({ err: error }, "slips of visits could not be struck out");
          hold(unitId, day, some);
        }
        await setImmediate();
      }
  };
  let underWay: Promise<void> | null = null;
  const strike = (): Promise<void> =>
    (underWay ??= strikeOut().finally(() => {
      underWay = null;
    }));
  const timer = setInterval(() => void strike(), STRIKE_MS);
  timer.unref();
  return {
    take({ unit, counter }, key) {
      const slip = slipIn(key);
      if (slip === null) return;
      hold(unit.id, localDate(parts.clock(), unit.zone), [{ counterId: counter.id, digest: slipDigestOf(unit.id, slip) }]);
    },
    strike,
    async stop() {
      clearInterval(timer);
      // One that is under way has not heard of the last slips.
      await underWay;
      await strike();
    },
  };
}
