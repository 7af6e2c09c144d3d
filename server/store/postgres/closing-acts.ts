import { and, asc, eq, inArray, isNull, not, sql } from "drizzle-orm";
import type { ClosingStore } from "../store.ts";
import type { Database } from "./database.ts";
import { closedMonths, closings, publications, reopenings } from "./schema.ts";
import { isId } from "./searchable.ts";
import { awaitUnitsVersion, raiseUnitsVersion } from "./units-version.ts";

/** Closings that two people agreed to open again. */
const REOPENED = sql<boolean>`EXISTS (SELECT 1 FROM reopenings WHERE reopenings.closing_id = closings.id AND reopenings.agreed)`;

const CLOSING = {
  id: closings.id,
  period: closings.period,
  closedOn: closings.closedOn,
  closedBy: closings.closedBy,
  document: closings.document,
  reopened: REOPENED,
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
        const here = and(eq(closings.unitId, unitId), eq(closings.period, period), not(REOPENED));
        if ((await tx.select({ id: closings.id }).from(closings).where(here)).length > 0) return "closed" as const;
        const [made] = await tx.insert(closings).values({ unitId, period, closedOn: on, closedBy: by }).returning();
        const [closing] = await tx.select(CLOSING).from(closings).where(eq(closings.id, made!.id));
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

    async proposeReopening({ unitId, closingId, reason, on, by }) {
      if (!isId(closingId)) return "not-found";
      return database.whole(async (tx) => {
        await awaitUnitsVersion(tx);
        const here = and(eq(closings.id, closingId), eq(closings.unitId, unitId), not(REOPENED));
        if ((await tx.select({ id: closings.id }).from(closings).where(here)).length === 0) return "not-found";
        const proposed = { closingId, reason, proposedOn: on, proposedBy: by };
        const made = await tx.insert(reopenings).values(proposed).onConflictDoNothing().returning();
        return made.length === 0 ? "waiting" : "proposed";
      });
    },

    async decideReopening({ unitId, id, agreed, on, by, months, standing }) {
      if (!isId(id)) return "not-found";
      return database.whole(async (tx) => {
        // Forms have to say that they are open again; closings stand in the same line.
        await raiseUnitsVersion(tx);
        const [proposal] = await tx
          .select({ decidedOn: reopenings.decidedOn })
          .from(reopenings)
          .innerJoin(closings, eq(closings.id, reopenings.closingId))
          .where(and(eq(reopenings.id, id), eq(closings.unitId, unitId)));
        if (!proposal) return "not-found";
        if (proposal.decidedOn !== null) return "decided";
        const now = await tx
          .select({ id: closings.id })
          .from(closings)
          .where(and(eq(closings.unitId, unitId), not(REOPENED)))
          .orderBy(asc(closings.id));
        if (now.map((closing) => closing.id).join() !== standing.join()) return "changed";
        await tx.update(reopenings).set({ decidedOn: on, decidedBy: by, agreed }).where(eq(reopenings.id, id));
        if (agreed)
          await tx.delete(closedMonths).where(and(eq(closedMonths.unitId, unitId), inArray(closedMonths.month, [...months])));
        return "done";
      });
    },

    async reopenings(unitId) {
      const rows = await read
        .select({ row: reopenings })
        .from(reopenings)
        .innerJoin(closings, eq(closings.id, reopenings.closingId))
        .where(eq(closings.unitId, unitId))
        .orderBy(asc(reopenings.id));
      return rows.map(({ row: { decidedOn, decidedBy, agreed, ...proposed } }) => ({
        ...proposed,
        decided: decidedOn === null ? null : { on: decidedOn, by: decidedBy!, agreed: agreed! },
      }));
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
