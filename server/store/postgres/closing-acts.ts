import { and, asc, eq, isNull, sql } from "drizzle-orm";
import type { ClosingStore } from "../store.ts";
import type { Database } from "./database.ts";
import { closedMonths, closings, publications } from "./schema.ts";
import { raiseUnitsVersion } from "./units-version.ts";

const CLOSING = {
  id: closings.id,
  period: closings.period,
  closedOn: closings.closedOn,
  closedBy: closings.closedBy,
  document: closings.document,
};

export function closingActs(database: Database): ClosingStore {
  const { read } = database;
  return {
    async close({ unitId, period, months, on, by }) {
      return database.whole(async (tx) => {
        // Forms that lie ready have to say that they are closed. All who change a unit stand in line here.
        await raiseUnitsVersion(tx);
        // Answers that are being written are waited for, and those that come meanwhile wait, then find the month closed.
        await tx.execute(sql`LOCK TABLE responses IN SHARE ROW EXCLUSIVE MODE`);
        const here = and(eq(closings.unitId, unitId), eq(closings.period, period));
        if ((await tx.select({ id: closings.id }).from(closings).where(here)).length > 0) return "closed" as const;
        const [closing] = await tx.insert(closings).values({ unitId, period, closedOn: on, closedBy: by }).returning(CLOSING);
        const rows = months.map((month) => ({ unitId, month, closingId: closing!.id }));
        await tx.insert(closedMonths).values(rows).onConflictDoNothing();
        return closing!;
      });
    },

    async freeze(id, document) {
      return database.whole(async (tx) => {
        await tx
          .update(closings)
          .set({ document })
          .where(and(eq(closings.id, id), isNull(closings.document)));
        const [closing] = await tx.select(CLOSING).from(closings).where(eq(closings.id, id));
        return closing!.document!;
      });
    },

    async list(unitId) {
      return read.select(CLOSING).from(closings).where(eq(closings.unitId, unitId)).orderBy(asc(closings.id));
    },

    async months(unitId) {
      const rows = await read
        .select({ month: closedMonths.month })
        .from(closedMonths)
        .where(eq(closedMonths.unitId, unitId))
        .orderBy(asc(closedMonths.month));
      return rows.map(({ month }) => month);
    },

    async publish(publication) {
      return database.whole(async (tx) => {
        const kept = await tx.insert(publications).values(publication).onConflictDoNothing().returning();
        return kept.length === 0 ? ("published" as const) : undefined;
      });
    },

    async publications(unitId) {
      return read
        .select({
          closingId: publications.closingId,
          publishedOn: publications.publishedOn,
          publishedBy: publications.publishedBy,
        })
        .from(publications)
        .innerJoin(closings, eq(closings.id, publications.closingId))
        .where(eq(closings.unitId, unitId))
        .orderBy(asc(publications.closingId));
    },
  };
}
