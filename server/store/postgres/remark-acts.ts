import { and, asc, eq } from "drizzle-orm";
import type { RemarkStore } from "../store.ts";
import type { Database } from "./database.ts";
import { remarks } from "./schema.ts";
import { isId } from "./searchable.ts";

export function remarkActs(database: Database): RemarkStore {
  return {
    async list(unitId, period) {
      const rows = await database.read
        .select()
        .from(remarks)
        .where(and(eq(remarks.unitId, unitId), period === undefined ? undefined : eq(remarks.period, period)))
        .orderBy(asc(remarks.id));
      return rows.map(({ unitId: _unit, answer, answeredOn, answeredBy, ...remark }) => ({
        ...remark,
        answer: answer === null ? null : { text: answer, on: answeredOn!, by: answeredBy! },
      }));
    },

    async add(unitId, remark) {
      await database.whole((tx) => tx.insert(remarks).values({ ...remark, unitId }));
    },

    async answer(unitId, id, { text, on, by }) {
      if (!isId(id)) return "not-found";
      return database.whole(async (tx) => {
        const here = and(eq(remarks.id, id), eq(remarks.unitId, unitId));
        const [remark] = await tx.select({ answer: remarks.answer }).from(remarks).where(here).for("update");
        if (!remark) return "not-found";
        if (remark.answer !== null) return "answered";
        await tx.update(remarks).set({ answer: text, answeredOn: on, answeredBy: by }).where(here);
        return "done";
      });
    },
  };
}
