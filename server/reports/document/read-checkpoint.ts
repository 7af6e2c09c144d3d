import { readCheckpoint } from "../../log/checkpoint.ts";
import type { Parts } from "../../parts.ts";
import { readFrozen } from "../closing/read-frozen.ts";
import type { UnitReport } from "../unit-report.ts";

/** The checkpoint, with its signature, that the log had when the period of a report was closed; null before that. */
export async function checkpointOf({ store }: Pick<Parts, "store">, { unit, closing }: UnitReport): Promise<string | null> {
  if (!closing?.document) return null;
  const size = readCheckpoint(readFrozen(closing.document).log ?? "")?.size;
  return size === undefined ? null : ((await store.log.ofSize(unit.id, size))?.checkpoint ?? null);
}
