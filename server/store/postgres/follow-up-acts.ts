import { and, asc, eq, inArray } from "drizzle-orm";
import type { FollowUpStore } from "../store.ts";
import type { Database } from "./database.ts";
import { followUps, uploads } from "./schema.ts";
import { isId } from "./searchable.ts";

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

export function followUpActs(database: Database): FollowUpStore {
  const { read } = database;
  return {
    async list(unitId, periods) {
      const rows = await read
        .select()
        .from(followUps)
        .where(and(eq(followUps.unitId, unitId), periods && inArray(followUps.period, [...periods])))
        .orderBy(asc(followUps.period), asc(followUps.id));
      return rows.map(({ unitId: _unit, ...followUp }) => followUp);
    },

    async add(unitId, followUp) {
      await database.whole((tx) => tx.insert(followUps).values({ ...followUp, unitId }));
    },

    async update(unitId, { id, ...changed }) {
      if (!isId(id)) return false;
      const rows = await database.whole((tx) =>
        tx
          .update(followUps)
          .set(changed)
          .where(and(eq(followUps.id, id), eq(followUps.unitId, unitId)))
          .returning({ id: followUps.id }),
      );
      return rows.length > 0;
    },

    async remove(unitId, id) {
      if (!isId(id)) return;
      await database.whole(async (tx) => {
        await tx.delete(uploads).where(and(eq(uploads.unitId, unitId), eq(uploads.followUpId, id)));
        await tx.delete(followUps).where(and(eq(followUps.unitId, unitId), eq(followUps.id, id)));
      });
    },

    async uploads(unitId, period) {
      return read
        .select(KEPT)
        .from(uploads)
        .where(and(eq(uploads.unitId, unitId), eq(uploads.period, period)))
        .orderBy(asc(uploads.id));
    },

    async addUpload(unitId, { bytes, ...upload }) {
      return database.whole(async (tx) => {
        const { followUpId, period } = upload;
        if (followUpId !== null) {
          const here = and(eq(followUps.id, followUpId), eq(followUps.unitId, unitId), eq(followUps.period, period));
          const known = isId(followUpId) ? await tx.select({ id: followUps.id }).from(followUps).where(here) : [];
          if (known.length === 0) return false;
        }
        await tx.insert(uploads).values({ ...upload, unitId, size: bytes.length, bytes: Buffer.from(bytes) });
        return true;
      });
    },

    async upload(unitId, id) {
      if (!isId(id)) return undefined;
      const rows = await read
        .select({ ...KEPT, bytes: uploads.bytes })
        .from(uploads)
        .where(and(eq(uploads.unitId, unitId), eq(uploads.id, id)));
      return rows[0];
    },

    async removeUpload(unitId, id) {
      if (isId(id)) await read.delete(uploads).where(and(eq(uploads.unitId, unitId), eq(uploads.id, id)));
    },
  };
}
