import type { Period } from "../../domain/periods/period.ts";
import type { Unit } from "../../domain/response.ts";
import type { Parts } from "../../parts.ts";
import type { ReportTexts } from "./narrative.ts";
import { OF_THE_UNIT } from "./narrative.ts";

export async function readTexts({ store }: Pick<Parts, "store">, unit: Unit, period: Period): Promise<ReportTexts> {
  const [narrative, facts] = await Promise.all([
    store.records.reportTexts(unit.id, period.name),
    store.records.reportTexts(unit.id, OF_THE_UNIT),
  ]);
  return { narrative, facts };
}
