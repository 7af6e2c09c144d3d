import { and, eq, inArray, isNull } from "drizzle-orm";
import { serviceKey } from "../../domain/service-name.ts";
import { Gathering } from "../gathering.ts";
import { inTurns } from "../in-turns.ts";
import type { ImportBatch, ImportOutcome } from "../store.ts";
import type { Act, Connection } from "./connection.ts";
import { applyGathered, insertComment, insertResponse } from "./keep-submissions.ts";
import { batchExclusions, batches, comments, responses, services } from "./schema.ts";
import type { Sheets } from "./sheets.ts";
import type { Statements } from "./statements.ts";
import { raiseUnitsVersion } from "./units-version.ts";

/** A batch that is not whole yet, and the numbers of the services it brings. */
interface Begun {
  readonly batchId: number;
  readonly numberOf: ReadonlyMap<string, number>;
}

/** Rows written in one turn; about ten milliseconds, for which a citizen's submission may have to wait. */
const TURN = 500;

/**
 * Brings in a batch: rows in short turns under a batch that is not whole, which no reader sees, then one short act that
 * adds the counters and makes the batch whole. A process that works beside a server rests between two turns as long as it
 * worked, so that the server finds the file free.
 */
export async function importBatch(
  connection: Connection,
  statements: Statements,
  sheets: Sheets,
  batch: ImportBatch,
): Promise<ImportOutcome> {
  const whole = <T>(act: (tx: Act) => T): T => connection.transaction(act, { behavior: "immediate" });
  const begun = whole((tx) => begin(tx, batch));
  if (typeof begun === "string") return begun;
  const { batchId, numberOf } = begun;
  try {
    const gathering = new Gathering();
    let rows = 0;
    for (const turn of inTurns(batch.rows(numberOf), TURN)) {
      const ready = turn.map((row) => ({ ...row, packed: sheets.pack(row.response) }));
      const start = performance.now();
      whole(() => {
        for (const { response, comment, packed } of ready) {
          insertResponse(statements, batch.unitId, response, packed, batchId);
          gathering.count({ ...response, ...packed, unitId: batch.unitId, excluded: false });
          if (comment !== null) insertComment(statements, batch.unitId, response.date, comment, batchId);
        }
      });
      rows += turn.length;
      await rest(performance.now() - start);
    }
    const outcome = whole((tx) => finish(tx, statements, batch, begun, rows, gathering));
    if (typeof outcome === "string") await dropStaged(connection, batch.unitId, batchId);
    return outcome;
  } catch (error) {
    // When the disk refuses this too, the day's close removes it.
    await dropStaged(connection, batch.unitId, batchId).catch(() => undefined);
    throw error;
  }
}

/** Removes what an import that will never be whole has left: rows, words and services, then the batch itself. */
export async function dropStaged(connection: Connection, unitId: number, batchId: number): Promise<void> {
  const page = connection.$client.prepare<[number, number, string, Buffer, number], { date: string; id: Buffer }>(
    "SELECT date, id FROM responses WHERE unit_id = ? AND batch_id = ? AND (date, id) > (?, ?) ORDER BY date, id LIMIT ?",
  );
  let last: { date: string; id: Buffer } = { date: "", id: Buffer.alloc(0) };
  for (;;) {
    const start = performance.now();
    const rows = page.all(unitId, batchId, last.date, last.id, TURN);
    connection.transaction(
      (tx) => {
        for (const { date, id } of rows)
          tx.delete(responses)
            .where(and(eq(responses.unitId, unitId), eq(responses.date, date), eq(responses.id, id)))
            .run();
      },
      { behavior: "immediate" },
    );
    if (rows.length < TURN) break;
    last = rows.at(-1)!;
    await rest(performance.now() - start);
  }
  connection.transaction(
    (tx) => {
      tx.delete(comments).where(eq(comments.batchId, batchId)).run();
      for (const { id } of tx.select({ id: services.id }).from(services).where(eq(services.batchId, batchId)).all())
        dropService(tx, id);
      tx.delete(batches).where(eq(batches.id, batchId)).run();
    },
    { behavior: "immediate" },
  );
}

/** A service that another import has come to name meanwhile stays, and is seen from now on. */
function dropService(tx: Act, id: number): void {
  const named = tx.select({ id: responses.id }).from(responses).where(eq(responses.serviceId, id)).limit(1).get();
  if (named) tx.update(services).set({ batchId: null }).where(eq(services.id, id)).run();
  else tx.delete(services).where(eq(services.id, id)).run();
}

function begin(tx: Act, { unitId, fileDigest, importedOn, newServices }: ImportBatch): "repeated" | "services-changed" | Begun {
  if (stands(tx, unitId, fileDigest)) return "repeated";
  const known = tx.select().from(services).where(eq(services.unitId, unitId)).all();
  const byKey = new Map(known.map((service) => [service.nameKey, service]));
  if (newServices.some((name) => byKey.get(serviceKey(name))?.batchId === null)) return "services-changed";
  const batchId = tx.insert(batches).values({ unitId, fileDigest, importedOn, rows: 0, whole: false }).returning().get().id;
  // A service that a broken import has left is taken over.
  const bring = (name: string): number => {
    const [nameKey, left] = [serviceKey(name), byKey.get(serviceKey(name))];
    if (left) tx.update(services).set({ batchId }).where(eq(services.id, left.id)).run();
    return left?.id ?? tx.insert(services).values({ unitId, name, nameKey, closedSince: null, batchId }).returning().get().id;
  };
  return { batchId, numberOf: new Map(newServices.map((name) => [name, bring(name)])) };
}

function finish(
  tx: Act,
  statements: Statements,
  { unitId, fileDigest }: ImportBatch,
  { batchId, numberOf }: Begun,
  rows: number,
  gathering: Gathering,
): ImportOutcome {
  // The same file may have been brought in by somebody else meanwhile.
  if (stands(tx, unitId, fileDigest)) return "repeated";
  if (gathering.cells().some(({ month }) => statements.isClosed.get(unitId, month)! > 0)) return "closed";
  applyGathered(statements, gathering);
  if (numberOf.size > 0) {
    tx.update(services)
      .set({ batchId: null })
      .where(inArray(services.id, [...numberOf.values()]))
      .run();
    raiseUnitsVersion(tx);
  }
  const made = tx.update(batches).set({ rows, whole: true }).where(eq(batches.id, batchId)).run();
  if (made.changes === 0)
    throw new Error("the day was closed over a running import, which was taken for a left-over; import again");
  return { batchId, rows };
}

/** True when the unit has taken the file before and has not undone it. */
function stands(tx: Act, unitId: number, fileDigest: string): boolean {
  const found = tx
    .select({ id: batches.id })
    .from(batches)
    .leftJoin(batchExclusions, eq(batchExclusions.batchId, batches.id))
    .where(
      and(
        eq(batches.unitId, unitId),
        eq(batches.fileDigest, fileDigest),
        eq(batches.whole, true),
        isNull(batchExclusions.batchId),
      ),
    )
    .get();
  return found !== undefined;
}

function rest(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
