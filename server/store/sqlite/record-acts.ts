import { and, asc, eq, gte, lt, sql } from "drizzle-orm";
import type { Weekday } from "../../domain/calendar/calendar.ts";
import type { RecordStore } from "../store.ts";
import { unitFrom } from "../unit-rows.ts";
import type { Act, Connection } from "./connection.ts";
import { holidays, openingHours, pastIndices, queueKeys, reportTexts, served, signals, units } from "./schema.ts";

export function recordActs(connection: Connection): RecordStore {
  const whole = <T>(act: (tx: Act) => T): T => connection.transaction(act, { behavior: "immediate" });
  return {
    async served({ unitId, from, until }) {
      const rows = connection
        .select()
        .from(served)
        .where(and(eq(served.unitId, unitId), gte(served.date, from), lt(served.date, until)))
        .orderBy(asc(served.date), asc(served.serviceId), asc(served.counterId))
        .all();
      return rows.map(({ date, serviceId, counterId, people }) => ({
        date,
        serviceId: serviceId || null,
        counterId: counterId || null,
        people,
      }));
    },

    async setServed(unitId, days) {
      whole((tx) => {
        for (const { date, people, ...of } of days) {
          const [serviceId, counterId] = [of.serviceId ?? 0, of.counterId ?? 0];
          const row = { unitId, date, serviceId, counterId };
          if (people !== null) {
            const target = [served.unitId, served.date, served.serviceId, served.counterId];
            tx.insert(served)
              .values({ ...row, people })
              .onConflictDoUpdate({ target, set: { people } })
              .run();
            continue;
          }
          const here = and(eq(served.unitId, unitId), eq(served.date, date), eq(served.serviceId, serviceId));
          tx.delete(served)
            .where(and(here, eq(served.counterId, counterId)))
            .run();
        }
      });
    },

    async setQueueKey(unitId, digest) {
      whole((tx) => {
        tx.delete(queueKeys).where(eq(queueKeys.unitId, unitId)).run();
        if (digest !== null)
          tx.insert(queueKeys)
            .values({ unitId, digest: Buffer.from(digest) })
            .run();
      });
    },

    async hasQueueKey(unitId) {
      return connection.select({ id: queueKeys.unitId }).from(queueKeys).where(eq(queueKeys.unitId, unitId)).all().length > 0;
    },

    async unitOfQueueKey(digest) {
      const [found] = connection
        .select({ unit: units })
        .from(queueKeys)
        .innerJoin(units, eq(units.id, queueKeys.unitId))
        .where(eq(queueKeys.digest, Buffer.from(digest)))
        .all();
      return found && unitFrom(found.unit);
    },

    async calendar(unitId) {
      const hours = connection
        .select()
        .from(openingHours)
        .where(eq(openingHours.unitId, unitId))
        .orderBy(asc(openingHours.weekday))
        .all();
      const free = connection.select().from(holidays).where(eq(holidays.unitId, unitId)).orderBy(asc(holidays.date)).all();
      return {
        hours: hours.map(({ weekday, opens, closes }) => ({ weekday: weekday as Weekday, opens, closes })),
        holidays: free.map(({ date, name }) => ({ date, name })),
      };
    },

    async setHours(unitId, hours) {
      whole((tx) => {
        tx.delete(openingHours).where(eq(openingHours.unitId, unitId)).run();
        for (const { weekday, opens, closes } of hours) tx.insert(openingHours).values({ unitId, weekday, opens, closes }).run();
      });
    },

    async setHoliday(unitId, date, name) {
      if (name === null)
        connection
          .delete(holidays)
          .where(and(eq(holidays.unitId, unitId), eq(holidays.date, date)))
          .run();
      else
        connection
          .insert(holidays)
          .values({ unitId, date, name })
          .onConflictDoUpdate({ target: [holidays.unitId, holidays.date], set: { name } })
          .run();
    },

    async pastIndices(unitId) {
      return connection.select().from(pastIndices).where(eq(pastIndices.unitId, unitId)).orderBy(asc(pastIndices.id)).all();
    },

    async addPastIndices(indices) {
      return whole((tx) => {
        const taken = indices.some(
          ({ unitId, survey, period }) =>
            tx
              .select({ id: pastIndices.id })
              .from(pastIndices)
              .where(and(eq(pastIndices.unitId, unitId), eq(pastIndices.survey, survey), eq(pastIndices.period, period)))
              .all().length > 0,
        );
        if (taken || new Set(indices.map((one) => `${one.unitId} ${one.survey} ${one.period}`)).size < indices.length)
          return "taken";
        for (const index of indices) tx.insert(pastIndices).values(index).run();
        return "added";
      });
    },

    async removePastIndex(unitId, id) {
      connection
        .delete(pastIndices)
        .where(and(eq(pastIndices.unitId, unitId), eq(pastIndices.id, id)))
        .run();
    },

    async reportTexts(unitId, period) {
      const rows = connection
        .select({ key: reportTexts.key, text: reportTexts.text })
        .from(reportTexts)
        .where(and(eq(reportTexts.unitId, unitId), eq(reportTexts.period, period)))
        .all();
      return new Map(rows.map(({ key, text }) => [key, text]));
    },

    async setReportTexts(unitId, period, texts) {
      whole((tx) => {
        for (const [key, text] of texts) {
          const here = and(eq(reportTexts.unitId, unitId), eq(reportTexts.period, period), eq(reportTexts.key, key));
          tx.delete(reportTexts).where(here).run();
          if (text !== null) tx.insert(reportTexts).values({ unitId, period, key, text }).run();
        }
      });
    },

    async noteSignal(unitId, { date, counterId, kind, answers }) {
      connection
        .insert(signals)
        .values({ unitId, date, counterId, kind, answers })
        .onConflictDoUpdate({
          target: [signals.unitId, signals.date, signals.counterId, signals.kind],
          set: { answers: sql`${signals.answers} + ${answers}` },
        })
        .run();
    },

    async signals({ unitId, from, until }) {
      const rows = connection
        .select()
        .from(signals)
        .where(and(eq(signals.unitId, unitId), gte(signals.date, from), lt(signals.date, until)))
        .orderBy(asc(signals.date), asc(signals.counterId), asc(signals.kind))
        .all();
      return rows.map(({ date, counterId, kind, answers }) => ({ date, counterId, kind, answers }));
    },
  };
}
