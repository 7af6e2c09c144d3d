import { shift } from "../../domain/periods/period.ts";
import type { Parts } from "../../parts.ts";
import type { UnitReport } from "../unit-report.ts";
import type { ReportFacts } from "./report-facts.ts";

/** What the unit does about the results of the report's period, and of the period of the same kind before it. */
export async function readPlans(
  { store }: Pick<Parts, "store">,
  { unit, period }: UnitReport,
): Promise<Pick<ReportFacts, "plan" | "planBefore">> {
  const before = shift(period, -1).name;
  const all = await store.followUps.list(unit.id, [period.name, before]);
  return { plan: all.filter((one) => one.period === period.name), planBefore: all.filter((one) => one.period === before) };
}
