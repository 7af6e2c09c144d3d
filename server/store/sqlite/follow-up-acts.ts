import { and, asc, eq, inArray } from "drizzle-orm";
import type { FollowUpStore } from "../store.ts";
import type { Act, Connection } from "./connection.ts";
import { followUps, uploads } from "./schema.ts";

/** Everything but the bytes. */
const KEPT = {
  id: uploads.id,
  period: uploads.period,
  followUpId: uploads.followUpId,
  purpose: uploads.purpose,
  caption: uploads.caption,
  mediaType: uploads.mediaType,
  size: uploads.size,
  addedOn: uploads.addedOn,
  addedBy: uploads.addedBy,
};

export function followUpActs(connection: Connection): FollowUpStore {
  const whole = <T>(act: (tx: Act) => T): T => connection.transaction(act, { behavior: "immediate" });
  return {
    async list(unitId, periods) {
      const rows = connection
        .select()
        .from(followUps)
        .where(and(eq(followUps.unitId, unitId), periods && inArray(followUps.period, [...periods])))
        .orderBy(asc(followUps.period), asc(followUps.id))
        .all();
      return rows.map(({ unitId: _unit, ...followUp }) => followUp);
    },

    async add(unitId, followUp) {
      connection
        .insert(followUps)
        .values({ ...followUp, unitId })
        .run();
    },

    async update(unitId, { id, ...changed }) {
      const { changes } = connection
        .update(followUps)
        .set(changed)
        .where(and(eq(followUps.id, id), eq(followUps.unitId, unitId)))
        .run();
      return changes > 0;
    },

    async remove(unitId, id) {
      whole((tx) => {
        tx.delete(uploads)
          .where(and(eq(uploads.unitId, unitId), eq(uploads.followUpId, id)))
          .run();
        tx.delete(followUps)
          .where(and(eq(followUps.unitId, unitId), eq(followUps.id, id)))
          .run();
      });
    },

    async uploads(unitId, period) {
      return connection
        .select(KEPT)
        .from(uploads)
        .where(and(eq(uploads.unitId, unitId), eq(uploads.period, period)))
        .orderBy(asc(uploads.id))
        .all();
    },

    async addUpload(unitId, { bytes, ...upload }) {
      return whole((tx) => {
        const { followUpId, period } = upload;
        const known = (id: number): boolean =>
          tx
            .select({ id: followUps.id })
            .from(followUps)
            .where(and(eq(followUps.id, id), eq(followUps.unitId, unitId), eq(followUps.period, period)))
            .get() !== undefined;
        if (followUpId !== null && !known(followUpId)) return false;
        tx.insert(uploads)
          .values({ ...upload, unitId, size: bytes.length, bytes: Buffer.from(bytes) })
          .run();
        return true;
      });
    },

    async upload(unitId, id) {
      return connection
        .select({ ...KEPT, bytes: uploads.bytes })
        .from(uploads)
        .where(and(eq(uploads.unitId, unitId), eq(uploads.id, id)))
        .get();
    },

    async removeUpload(unitId, id) {
      connection
        .delete(uploads)
        .where(and(eq(uploads.unitId, unitId), eq(uploads.id, id)))
        .run();
    },
  };
}
