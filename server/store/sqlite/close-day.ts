import { and, eq, lt } from "drizzle-orm";
import { dayNumber } from "../../domain/periods/days.ts";
import type { LocalDate } from "../../domain/periods/period.ts";
import type { Connection } from "./connection.ts";
import { dropStaged } from "./import-batch.ts";
import { mark, setMark } from "./marks.ts";
import { batches, comments, held, lateKeys, reasons, slips, spentKeys } from "./schema.ts";

const DAY_CLOSED = "day-closed";

/** Ends every day before `today`; false when that was done before. */
export async function closeDay(connection: Connection, today: LocalDate): Promise<boolean> {
  const closed = mark(connection, DAY_CLOSED) ?? 0;
  if (closed === dayNumber(today)) return false;
  // A clock that was ahead once has ended days that were still to come; what was answered on them since ends in its time.
  if (closed > dayNumber(today)) {
    if (!isLinkedBefore(connection, today)) return false;
    setMark(connection, DAY_CLOSED, dayNumber(today) - 1);
  }
  connection.transaction(
    (tx) => {
      tx.update(spentKeys).set({ day: null, answersDigest: null, unitId: null }).where(lt(spentKeys.day, today)).run();
      tx.update(lateKeys).set({ day: null, answersDigest: null }).where(lt(lateKeys.day, today)).run();
      tx.delete(held).where(lt(held.date, today)).run();
      tx.delete(slips).where(lt(slips.lastDay, today)).run();
      tx.update(comments).set({ writtenOn: null }).where(lt(comments.writtenOn, today)).run();
      tx.update(reasons).set({ writtenOn: null }).where(lt(reasons.writtenOn, today)).run();
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
  if (!emptyLog(connection)) return false;
  setMark(connection, DAY_CLOSED, dayNumber(today));
  return true;
}

export function isDayClosed(connection: Connection, today: LocalDate): boolean {
  return mark(connection, DAY_CLOSED) === dayNumber(today);
}

/**
 * Writes the log back into the file and empties it. False while somebody reads, such as a backup: nobody who submits waits for
 * that, and the day is closed at the next attempt.
 */
function emptyLog({ $client }: Connection): boolean {
  const patience = $client.pragma("busy_timeout", { simple: true }) as number;
  $client.pragma("busy_timeout = 0");
  try {
    const [outcome] = $client.pragma("wal_checkpoint(TRUNCATE)") as { busy: number }[];
    return outcome?.busy === 0;
  } finally {
    $client.pragma(`busy_timeout = ${patience}`);
  }
}

/** Whether something still links within a day that is over. */
function isLinkedBefore(connection: Connection, today: LocalDate): boolean {
  const keys = connection.select({ day: spentKeys.day }).from(spentKeys).where(lt(spentKeys.day, today)).limit(1).all();
  const late = connection.select({ day: lateKeys.day }).from(lateKeys).where(lt(lateKeys.day, today)).limit(1).all();
  const answers = connection.select({ date: held.date }).from(held).where(lt(held.date, today)).limit(1).all();
  const words = connection.select({ id: comments.id }).from(comments).where(lt(comments.writtenOn, today)).limit(1).all();
  const why = connection.select({ id: reasons.id }).from(reasons).where(lt(reasons.writtenOn, today)).limit(1).all();
  return keys.length + late.length + answers.length + words.length + why.length > 0;
}
