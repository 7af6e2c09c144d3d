import { and, asc, eq, isNull } from "drizzle-orm";
import type { ClosingStore } from "../store.ts";
import type { Connection } from "./connection.ts";
import { closedMonths, closings, publications } from "./schema.ts";
import { raiseUnitsVersion } from "./units-version.ts";

const CLOSING = {
  id: closings.id,
  period: closings.period,
  closedOn: closings.closedOn,
  closedBy: closings.closedBy,
  document: closings.document,
};

export function closingActs(connection: Connection): ClosingStore {
  return {
    async close({ unitId, period, months, on, by }) {
      return connection.transaction(
        (tx) => {
          const here = and(eq(closings.unitId, unitId), eq(closings.period, period));
          if (tx.select({ id: closings.id }).from(closings).where(here).get()) return "closed";
          const closing = tx.insert(closings).values({ unitId, period, closedOn: on, closedBy: by }).returning(CLOSING).get();
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
