import { and, asc, eq, inArray, isNull, not, sql } from "drizzle-orm";
import type { ClosingStore } from "../store.ts";
import type { Connection } from "./connection.ts";
import { closedMonths, closings, publications, reopenings } from "./schema.ts";
import { raiseUnitsVersion } from "./units-version.ts";

/** Closings that two people agreed to open again. */
const REOPENED = sql<number>`EXISTS (SELECT 1 FROM reopenings WHERE reopenings.closing_id = closings.id AND reopenings.agreed)`;

const CLOSING = {
  id: closings.id,
  period: closings.period,
  closedOn: closings.closedOn,
  closedBy: closings.closedBy,
  document: closings.document,
  reopened: REOPENED.mapWith(Boolean),
};

export function closingActs(connection: Connection): ClosingStore {
  return {
    async close({ unitId, period, months, on, by }) {
      return connection.transaction(
        (tx) => {
          const here = and(eq(closings.unitId, unitId), eq(closings.period, period), not(REOPENED));
          if (tx.select({ id: closings.id }).from(closings).where(here).get()) return "closed";
          const { id } = tx.insert(closings).values({ unitId, period, closedOn: on, closedBy: by }).returning().get();
          const closing = tx.select(CLOSING).from(closings).where(eq(closings.id, id)).get()!;
          const rows = months.map((month) => ({ unitId, month, closingId: closing.id }));
          tx.insert(closedMonths).values(rows).onConflictDoNothing().run();
          // Forms that lie ready have to say that they are closed.
          raiseUnitsVersion(tx);
          return closing;
        },
        { behavior: "immediate" },
      );
    },

    async freeze(id, document) {
      return connection.transaction(
        (tx) => {
          tx.update(closings)
            .set({ document })
            .where(and(eq(closings.id, id), isNull(closings.document)))
            .run();
          return tx.select(CLOSING).from(closings).where(eq(closings.id, id)).get()!.document!;
        },
        { behavior: "immediate" },
      );
    },

    async list(unitId) {
      return connection.select(CLOSING).from(closings).where(eq(closings.unitId, unitId)).orderBy(asc(closings.id)).all();
    },

    async months(unitId) {
      const rows = connection
        .select({ month: closedMonths.month })
        .from(closedMonths)
        .where(eq(closedMonths.unitId, unitId))
        .orderBy(asc(closedMonths.month))
        .all();
      return rows.map(({ month }) => month);
    },

    async proposeReopening({ unitId, closingId, reason, on, by }) {
      return connection.transaction(
        (tx) => {
          const here = and(eq(closings.id, closingId), eq(closings.unitId, unitId), not(REOPENED));
          if (!tx.select({ id: closings.id }).from(closings).where(here).get()) return "not-found";
          const proposed = { closingId, reason, proposedOn: on, proposedBy: by };
          const { changes } = tx.insert(reopenings).values(proposed).onConflictDoNothing().run();
          return changes === 0 ? "waiting" : "proposed";
        },
        { behavior: "immediate" },
      );
    },

    async decideReopening({ unitId, id, agreed, on, by, months, standing }) {
      return connection.transaction(
        (tx) => {
          const proposal = tx
            .select({ decidedOn: reopenings.decidedOn })
            .from(reopenings)
            .innerJoin(closings, eq(closings.id, reopenings.closingId))
            .where(and(eq(reopenings.id, id), eq(closings.unitId, unitId)))
            .get();
          if (!proposal) return "not-found";
          if (proposal.decidedOn !== null) return "decided";
          const now = tx
            .select({ id: closings.id })
            .from(closings)
            .where(and(eq(closings.unitId, unitId), not(REOPENED)))
            .orderBy(asc(closings.id))
            .all();
          if (now.map((closing) => closing.id).join() !== standing.join()) return "changed";
          tx.update(reopenings).set({ decidedOn: on, decidedBy: by, agreed }).where(eq(reopenings.id, id)).run();
          if (!agreed) return "done";
          tx.delete(closedMonths)
            .where(and(eq(closedMonths.unitId, unitId), inArray(closedMonths.month, [...months])))
            .run();
          // Forms have to say that they are open again.
          raiseUnitsVersion(tx);
          return "done";
        },
        { behavior: "immediate" },
      );
    },

    async reopenings(unitId) {
      const rows = connection
        .select({ row: reopenings })
        .from(reopenings)
        .innerJoin(closings, eq(closings.id, reopenings.closingId))
        .where(eq(closings.unitId, unitId))
        .orderBy(asc(reopenings.id))
        .all();
      return rows.map(({ row: { decidedOn, decidedBy, agreed, ...proposed } }) => ({
        ...proposed,
        decided: decidedOn === null ? null : { on: decidedOn, by: decidedBy!, agreed: agreed! },
      }));
    },

    async publish(publication) {
      const { changes } = connection.insert(publications).values(publication).onConflictDoNothing().run();
      return changes === 0 ? "published" : undefined;
    },

    async publications(unitId) {
      return connection
        .select({
          closingId: publications.closingId,
          publishedOn: publications.publishedOn,
          publishedBy: publications.publishedBy,
        })
        .from(publications)
        .innerJoin(closings, eq(closings.id, publications.closingId))
        .where(eq(closings.unitId, unitId))
        .orderBy(asc(publications.closingId))
        .all();
    },
  };
}
