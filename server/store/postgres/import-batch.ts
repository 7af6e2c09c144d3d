import { and, eq, inArray, isNull } from "drizzle-orm";
import { serviceKey } from "../../domain/service-name.ts";
import { Gathering } from "../gathering.ts";
import { inTurns } from "../in-turns.ts";
import { packedRow } from "../packed-submission.ts";
import { randomId } from "../random-id.ts";
import type { ImportBatch, ImportOutcome } from "../store.ts";
import { applyGathered } from "./apply-gathered.ts";
import { closedAmong } from "./closed-months.ts";
import type { Act, Database } from "./database.ts";
import type { NewComment, NewResponse } from "./keep-submissions.ts";
import { insertComments, insertResponses } from "./keep-submissions.ts";
import { batchExclusions, batches, comments, responses, services } from "./schema.ts";
import type { Sheets } from "./sheets.ts";
import { awaitUnitsVersion, raiseUnitsVersion } from "./units-version.ts";

/** A batch that is not whole yet, and the numbers of the services it brings. */
interface Begun {
  readonly batchId: number;
  readonly numberOf: ReadonlyMap<string, number>;
}

/** Rows written in one transaction. */
const TURN = 500;

/**
 * Brings in a batch: rows in short turns under a batch that is not whole, which no reader sees, then one short act that
 * adds the counters and makes the batch whole.
 */
export async function importBatch(database: Database, sheets: Sheets, batch: ImportBatch): Promise<ImportOutcome> {
  const begun = await database.whole((tx) => begin(tx, batch));
  if (typeof begun === "string") return begun;
  const { batchId, numberOf } = begun;
  try {
    const gathering = new Gathering();
    let rows = 0;
    for (const turn of inTurns(batch.rows(numberOf), TURN)) {
      const fresh: NewResponse[] = [];
      const words: NewComment[] = [];
      for (const { response, comment } of turn) {
        const packed = await sheets.pack(response);
        fresh.push({ id: randomId().toString("hex"), unitId: batch.unitId, row: packedRow(response, packed), batchId });
        gathering.count({ ...response, ...packed, unitId: batch.unitId, excluded: false });
        if (comment !== null) words.push({ unitId: batch.unitId, date: response.date, batchId, words: comment });
      }
      await database.whole(async (tx) => {
        await insertResponses(tx, fresh);
        await insertComments(tx, words);
      });
      rows += turn.length;
    }
    const outcome = await database.whole((tx) => finish(tx, batch, begun, rows, gathering));
    if (typeof outcome === "string") await dropStaged(database, batchId);
    return outcome;
  } catch (error) {
    // When the database refuses this too, the day's close removes it.
    await dropStaged(database, batchId).catch(() => undefined);
    throw error;
  }
}

/** Removes what an import that will never be whole has left: rows, words and services, then the batch itself. */
export async function dropStaged(database: Database, batchId: number): Promise<void> {
  await database.whole(async (tx) => {
    await awaitUnitsVersion(tx);
    await tx.delete(responses).where(eq(responses.batchId, batchId));
    await tx.delete(comments).where(eq(comments.batchId, batchId));
    const brought = await tx.select({ id: services.id }).from(services).where(eq(services.batchId, batchId));
    for (const { id } of brought) await dropService(tx, id);
    await tx.delete(batches).where(eq(batches.id, batchId));
  });
}

/** A service that another import has come to name meanwhile stays, and is seen from now on. */
async function dropService(tx: Act, id: number): Promise<void> {
  const named = await tx.select({ id: responses.id }).from(responses).where(eq(responses.serviceId, id)).limit(1);
  if (named.length > 0) await tx.update(services).set({ batchId: null }).where(eq(services.id, id));
  else await tx.delete(services).where(eq(services.id, id));
}

async function begin(
  tx: Act,
  { unitId, fileDigest, importedOn, newServices }: ImportBatch,
): Promise<"repeated" | "services-changed" | Begun> {
  await awaitUnitsVersion(tx);
  if (await stands(tx, unitId, fileDigest)) return "repeated";
  const known = await tx.select().from(services).where(eq(services.unitId, unitId));
  const byKey = new Map(known.map((service) => [service.nameKey, service]));
  if (newServices.some((name) => byKey.get(serviceKey(name))?.batchId === null)) return "services-changed";
  const [batch] = await tx.insert(batches).values({ unitId, fileDigest, importedOn, rows: 0, whole: false }).returning();
  const batchId = batch!.id;
  const numberOf = new Map<string, number>();
  for (const name of newServices) {
    const [nameKey, left] = [serviceKey(name), byKey.get(serviceKey(name))];
    // A service that a broken import has left is taken over.
    const [service] = left
      ? await tx.update(services).set({ batchId }).where(eq(services.id, left.id)).returning()
      : await tx.insert(services).values({ unitId, name, nameKey, closedSince: null, batchId }).returning();
    numberOf.set(name, service!.id);
  }
  return { batchId, numberOf };
}

async function finish(
  tx: Act,
  { unitId, fileDigest }: ImportBatch,
  { batchId, numberOf }: Begun,
  rows: number,
  gathering: Gathering,
): Promise<ImportOutcome> {
  if (numberOf.size > 0) await raiseUnitsVersion(tx);
  else await awaitUnitsVersion(tx);
  // The same file may have been brought in by somebody else meanwhile.
  if (await stands(tx, unitId, fileDigest)) return "repeated";
  const isClosed = await closedAmong(tx, gathering.cells());
  if (gathering.cells().some(isClosed)) return "closed";
  if (numberOf.size > 0)
    await tx
      .update(services)
      .set({ batchId: null })
      .where(inArray(services.id, [...numberOf.values()]));
  const made = await tx.update(batches).set({ rows, whole: true }).where(eq(batches.id, batchId)).returning();
  if (made.length === 0) throw new Error("the batch was removed before it was whole");
  await applyGathered(tx, gathering);
  return { batchId, rows };
}

/** True when the unit has taken the file before and has not undone it. */
async function stands(tx: Act, unitId: number, fileDigest: string): Promise<boolean> {
  const found = await tx
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
    );
  return found.length > 0;
}
