import { and, eq, lt } from "drizzle-orm";
import type { LocalDate } from "../../domain/periods/period.ts";
import type { Connection } from "./connection.ts";
import { dropStaged } from "./import-batch.ts";
import { mark, setMark } from "./marks.ts";
import { batches, comments, held, spentKeys } from "./schema.ts";

const DAY_CLOSED = "day-closed";

/** Ends every day before `today`; false when that was done before. */
export async function closeDay(connection: Connection, today: LocalDate): Promise<boolean> {
  if ((mark(connection, DAY_CLOSED) ?? 0) >= dayNumber(today)) return false;
  connection.transaction(
    (tx) => {
      tx.update(spentKeys).set({ day: null, answersDigest: null }).where(lt(spentKeys.day, today)).run();
      tx.delete(held).where(lt(held.date, today)).run();
      tx.update(comments).set({ writtenOn: null }).where(lt(comments.writtenOn, today)).run();
    },
    { behavior: "immediate" },
  );
  const left = connection
    .select()
    .from(batches)
    .where(and(eq(batches.whole, false), lt(batches.importedOn, today)))
    .all();
  for (const { unitId, id } of left) await dropStaged(connection, unitId, id);
  // Pages keep their cells in order of arrival until they are rewritten; the log still holds what was forgotten.
  connection.$client.exec("VACUUM");
  connection.$client.pragma("wal_checkpoint(TRUNCATE)");
  setMark(connection, DAY_CLOSED, dayNumber(today));
  return true;
}

function dayNumber(date: LocalDate): number {
  return Date.parse(`${date}T00:00:00Z`) / 86_400_000;
}
