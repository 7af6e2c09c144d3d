import { and, asc, eq, gte, inArray, lt, sql } from "drizzle-orm";
import type { SlipStore } from "../store.ts";
import type { Act, Database } from "./database.ts";
import { slipDays, slips } from "./schema.ts";

export function slipActs(database: Database): SlipStore {
  return {
    async issue(unitId, { counterId, on, lastDay, digests }) {
      await database.whole(async (tx) => {
        if (digests.length > 0) await tx.insert(slips).values(inOrder(digests).map((digest) => ({ digest, unitId, lastDay })));
        await count(tx, { unitId, date: on, counterId, issued: digests.length, spent: 0 });
      });
    },

    async spend(unitId, on, spent) {
      const counterOf = new Map(spent.map(({ counterId, digest }) => [Buffer.from(digest).toString("hex"), counterId]));
      const named = inArray(
        slips.digest,
        spent.map(({ digest }) => Buffer.from(digest)),
      );
      if (spent.length === 0) return;
      await database.whole(async (tx) => {
        // In one order for everybody, so that two processes that are given the same slips do not wait for each other crosswise.
        const good = await tx
          .select({ digest: slips.digest })
          .from(slips)
          .where(and(named, eq(slips.unitId, unitId), gte(slips.lastDay, on)))
          .orderBy(asc(slips.digest))
          .for("update");
        if (good.length === 0) return;
        await tx.delete(slips).where(
          inArray(
            slips.digest,
            good.map(({ digest }) => digest),
          ),
        );
        const used = new Map<number, number>();
        for (const { digest } of good) {
          const counterId = counterOf.get(digest.toString("hex"))!;
          used.set(counterId, (used.get(counterId) ?? 0) + 1);
        }
        for (const [counterId, times] of [...used].sort(([a], [b]) => a - b))
          await count(tx, { unitId, date: on, counterId, issued: 0, spent: times });
      });
    },

    async days({ unitId, from, until }) {
      const rows = await database.read
        .select()
        .from(slipDays)
        .where(and(eq(slipDays.unitId, unitId), gte(slipDays.date, from), lt(slipDays.date, until)))
        .orderBy(asc(slipDays.date), asc(slipDays.counterId));
      return rows.map(({ unitId: _unit, ...day }) => day);
    },
  };
}

/** So that rows do not lie in the order in which they were handed out. */
function inOrder(digests: readonly Uint8Array[]): readonly Buffer[] {
  return digests.map((digest) => Buffer.from(digest)).sort((a, b) => Buffer.compare(a, b));
}

async function count(tx: Act, row: typeof slipDays.$inferInsert): Promise<void> {
  await tx
    .insert(slipDays)
    .values(row)
    .onConflictDoUpdate({
      target: [slipDays.unitId, slipDays.date, slipDays.counterId],
      set: { issued: sql`${slipDays.issued} + ${row.issued}`, spent: sql`${slipDays.spent} + ${row.spent}` },
    });
}
