import { and, asc, eq, gte, lt, sql } from "drizzle-orm";
import type { Weekday } from "../../domain/calendar/calendar.ts";
import type { RecordStore } from "../store.ts";
import { unitFrom } from "../unit-rows.ts";
import type { Database } from "./database.ts";
import { holidays, openingHours, pastIndices, queueKeys, reportTexts, served, signals, units } from "./schema.ts";
import { isId } from "./searchable.ts";
import { isTaken } from "./trouble.ts";

export function recordActs(database: Database): RecordStore {
  const { read } = database;
  return {
    async served({ unitId, from, until }) {
      const rows = await read
        .select()
        .from(served)
        .where(and(eq(served.unitId, unitId), gte(served.date, from), lt(served.date, until)))
        .orderBy(asc(served.date), asc(served.serviceId), asc(served.counterId));
      return rows.map(({ date, serviceId, counterId, people }) => ({
        date,
        serviceId: serviceId || null,
        counterId: counterId || null,
        people,
      }));
    },

    async setServed(unitId, days) {
      await database.whole(async (tx) => {
        for (const { date, people, ...of } of days) {
          const [serviceId, counterId] = [of.serviceId ?? 0, of.counterId ?? 0];
          const row = { unitId, date, serviceId, counterId };
          if (people !== null) {
            const target = [served.unitId, served.date, served.serviceId, served.counterId];
            await tx
              .insert(served)
              .values({ ...row, people })
              .onConflictDoUpdate({ target, set: { people } });
            continue;
          }
          const here = and(eq(served.unitId, unitId), eq(served.date, date), eq(served.serviceId, serviceId));
          await tx.delete(served).where(and(here, eq(served.counterId, counterId)));
        }
      });
    },

    async setQueueKey(unitId, digest) {
      await database.whole(async (tx) => {
        await tx.delete(queueKeys).where(eq(queueKeys.unitId, unitId));
        if (digest !== null) await tx.insert(queueKeys).values({ unitId, digest: Buffer.from(digest) });
      });
    },

    async hasQueueKey(unitId) {
      return (await read.select({ id: queueKeys.unitId }).from(queueKeys).where(eq(queueKeys.unitId, unitId))).length > 0;
    },

    async unitOfQueueKey(digest) {
      const [found] = await read
        .select({ unit: units })
        .from(queueKeys)
        .innerJoin(units, eq(units.id, queueKeys.unitId))
        .where(eq(queueKeys.digest, Buffer.from(digest)));
      return found && unitFrom(found.unit);
    },

    async calendar(unitId) {
      const hours = await read
        .select()
        .from(openingHours)
        .where(eq(openingHours.unitId, unitId))
        .orderBy(asc(openingHours.weekday));
      const free = await read.select().from(holidays).where(eq(holidays.unitId, unitId)).orderBy(asc(holidays.date));
      return {
        hours: hours.map(({ weekday, opens, closes }) => ({ weekday: weekday as Weekday, opens, closes })),
        holidays: free.map(({ date, name }) => ({ date, name })),
      };
    },

    async setHours(unitId, hours) {
      await database.whole(async (tx) => {
        await tx.delete(openingHours).where(eq(openingHours.unitId, unitId));
        if (hours.length > 0)
          await tx.insert(openingHours).values(hours.map(({ weekday, opens, closes }) => ({ unitId, weekday, opens, closes })));
      });
    },

    async setHoliday(unitId, date, name) {
      if (name === null) await read.delete(holidays).where(and(eq(holidays.unitId, unitId), eq(holidays.date, date)));
      else
        await read
          .insert(holidays)
          .values({ unitId, date, name })
          .onConflictDoUpdate({ target: [holidays.unitId, holidays.date], set: { name } });
    },

    async pastIndices(unitId) {
      return read.select().from(pastIndices).where(eq(pastIndices.unitId, unitId)).orderBy(asc(pastIndices.id));
    },

    async addPastIndices(indices) {
      if (indices.length === 0) return "added";
      try {
        await database.whole((tx) => tx.insert(pastIndices).values([...indices]));
        return "added";
      } catch (error) {
        if (isTaken(error)) return "taken";
        throw error;
      }
    },

    async removePastIndex(unitId, id) {
      if (isId(id)) await read.delete(pastIndices).where(and(eq(pastIndices.unitId, unitId), eq(pastIndices.id, id)));
    },

    async reportTexts(unitId, period) {
      const rows = await read
        .select({ key: reportTexts.key, text: reportTexts.text })
        .from(reportTexts)
        .where(and(eq(reportTexts.unitId, unitId), eq(reportTexts.period, period)));
      return new Map(rows.map(({ key, text }) => [key, text]));
    },

    async setReportTexts(unitId, period, texts) {
      await database.whole(async (tx) => {
        for (const [key, text] of texts) {
          const here = and(eq(reportTexts.unitId, unitId), eq(reportTexts.period, period), eq(reportTexts.key, key));
          if (text === null) await tx.delete(reportTexts).where(here);
          else
            await tx
              .insert(reportTexts)
              .values({ unitId, period, key, text })
              .onConflictDoUpdate({ target: [reportTexts.unitId, reportTexts.period, reportTexts.key], set: { text } });
        }
      });
    },

    async noteSignal(unitId, { date, counterId, kind, answers }) {
      await read
        .insert(signals)
        .values({ unitId, date, counterId, kind, answers })
        .onConflictDoUpdate({
          target: [signals.unitId, signals.date, signals.counterId, signals.kind],
          set: { answers: sql`${signals.answers} + ${answers}` },
        });
    },

    async signals({ unitId, from, until }) {
      const rows = await read
        .select()
        .from(signals)
        .where(and(eq(signals.unitId, unitId), gte(signals.date, from), lt(signals.date, until)))
        .orderBy(asc(signals.date), asc(signals.counterId), asc(signals.kind));
      return rows.map(({ date, counterId, kind, answers }) => ({ date, counterId, kind, answers }));
    },
  };
}
