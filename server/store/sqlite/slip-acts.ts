import { and, asc, eq, gte, lt, sql } from "drizzle-orm";
import type { SlipStore } from "../store.ts";
import type { Act, Connection } from "./connection.ts";
import { slipDays, slips } from "./schema.ts";

export function slipActs(connection: Connection): SlipStore {
  const whole = (act: (tx: Act) => void): void => connection.transaction(act, { behavior: "immediate" });
  const find = connection
    .select({ unitId: slips.unitId })
    .from(slips)
    .where(
      and(
        eq(slips.digest, sql.placeholder("digest")),
        eq(slips.unitId, sql.placeholder("unitId")),
        gte(slips.lastDay, sql.placeholder("on")),
      ),
    )
    .prepare();
  return {
    async issue(unitId, { counterId, on, lastDay, digests }) {
      whole((tx) => {
        for (const digest of digests)
          tx.insert(slips)
            .values({ digest: Buffer.from(digest), unitId, lastDay })
            .run();
        count(tx, { unitId, date: on, counterId, issued: digests.length, spent: 0 });
      });
    },

    async spend(unitId, on, spent) {
      // Looked for first: whoever sends made-up ones costs a look each, and no write.
      const good = spent.filter(({ digest }) => find.get({ digest: Buffer.from(digest), unitId, on }));
      if (good.length === 0) return;
      whole((tx) => {
        for (const { counterId, digest } of good)
          if (
            tx
              .delete(slips)
              .where(eq(slips.digest, Buffer.from(digest)))
              .run().changes > 0
          )
            count(tx, { unitId, date: on, counterId, issued: 0, spent: 1 });
      });
    },

    async days({ unitId, from, until }) {
      const rows = connection
        .select()
        .from(slipDays)
        .where(and(eq(slipDays.unitId, unitId), gte(slipDays.date, from), lt(slipDays.date, until)))
        .orderBy(asc(slipDays.date), asc(slipDays.counterId))
        .all();
      return rows.map(({ unitId: _unit, ...day }) => day);
    },
  };
}

function count(tx: Act, row: typeof slipDays.$inferInsert): void {
  tx.insert(slipDays)
    .values(row)
    .onConflictDoUpdate({
      target: [slipDays.unitId, slipDays.date, slipDays.counterId],
      set: { issued: sql`${slipDays.issued} + ${row.issued}`, spent: sql`${slipDays.spent} + ${row.spent}` },
    })
    .run();
}
