import { and, asc, eq } from "drizzle-orm";
import type { RemarkStore } from "../store.ts";
import type { Connection } from "./connection.ts";
import { remarks } from "./schema.ts";

export function remarkActs(connection: Connection): RemarkStore {
  return {
    async list(unitId, period) {
      const rows = connection
        .select()
        .from(remarks)
        .where(and(eq(remarks.unitId, unitId), period === undefined ? undefined : eq(remarks.period, period)))
        .orderBy(asc(remarks.id))
        .all();
      return rows.map(({ unitId: _unit, answer, answeredOn, answeredBy, ...remark }) => ({
        ...remark,
        answer: answer === null ? null : { text: answer, on: answeredOn!, by: answeredBy! },
      }));
    },

    async add(unitId, remark) {
      connection
        .insert(remarks)
        .values({ ...remark, unitId })
        .run();
    },

    async answer(unitId, id, { text, on, by }) {
      return connection.transaction(
        (tx) => {
          const here = and(eq(remarks.id, id), eq(remarks.unitId, unitId));
          const remark = tx.select({ answer: remarks.answer }).from(remarks).where(here).get();
          if (!remark) return "not-found";
          if (remark.answer !== null) return "answered";
          tx.update(remarks).set({ answer: text, answeredOn: on, answeredBy: by }).where(here).run();
          return "done";
        },
        { behavior: "immediate" },
      );
    },
  };
}
