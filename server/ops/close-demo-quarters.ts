import { periodOf, shift } from "../domain/periods/period.ts";
import { localDate } from "../domain/periods/zone.ts";
import type { Parts } from "../parts.ts";
import { closePeriod } from "../reports/closing/close-period.ts";
import { publishPeriod } from "../reports/publishing/publish.ts";
import { personOf } from "./open-unit.ts";

const DAY = 86_400_000;

/** Closes and publishes the earlier quarters of the demonstration, each some days after its end; the last one is left to whoever tries. */
export async function closeDemoQuarters(parts: Parts): Promise<void> {
  const keeper = await personOf(parts, "admin");
  const running = periodOf("quarter", localDate(parts.clock(), "WIB"));
  for (const unit of await parts.store.units.list()) {
    for (const steps of [-3, -2]) {
      const quarter = shift(running, steps);
      const range = { unitId: unit.id, from: quarter.months[0]!, until: quarter.until.slice(0, 7) };
      if ((await parts.store.responses.cells(range)).length === 0) continue;
      const after = (days: number) => () => Date.parse(`${quarter.until}T03:00:00Z`) + days * DAY;
      await closePeriod({ ...parts, clock: after(6) }, unit, quarter, keeper);
      await publishPeriod({ ...parts, clock: after(8) }, unit, quarter, keeper);
    }
  }
}
