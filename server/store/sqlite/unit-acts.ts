import { and, eq, isNull, ne } from "drizzle-orm";
import type { Counter, Service } from "../../domain/response.ts";
import { serviceKey } from "../../domain/service-name.ts";
import type { UnitStore } from "../store.ts";
import { serviceFrom, unitFrom, unitRow } from "../unit-rows.ts";
import type { Act, Connection } from "./connection.ts";
import { counters, marks, populations, services, units } from "./schema.ts";
import { raiseUnitsVersion, UNITS_VERSION } from "./units-version.ts";

export function unitActs(connection: Connection): UnitStore {
  /** Runs a change to units, counters or services and raises the version that cached pages watch. */
  const change = <T>(act: (tx: Act) => T): T =>
    connection.transaction(
      (tx) => {
        const outcome = act(tx);
        raiseUnitsVersion(tx);
        return outcome;
      },
      { behavior: "immediate" },
    );
  const codeTaken = (tx: Act, code: string): boolean =>
    tx.select({ id: counters.id }).from(counters).where(eq(counters.code, code)).get() !== undefined;

  return {
    async add(unit) {
      return change((tx) => {
        if (codeTaken(tx, unit.code)) return "taken";
        const row = tx.insert(units).values(unitRow(unit)).returning().get();
        tx.insert(counters)
          .values({ unitId: row.id, code: unit.code, name: "Loket 1", serviceId: null, closedSince: null })
          .run();
        return unitFrom(row);
      });
    },
    async update(unit) {
      change((tx) => {
        const { code: _kept, ...rest } = unitRow(unit);
        tx.update(units).set(rest).where(eq(units.id, unit.id)).run();
      });
    },
    async list() {
      return connection.select().from(units).all().map(unitFrom);
    },
    async byCode(code) {
      const row = connection.select().from(units).where(eq(units.code, code)).get();
      return row && unitFrom(row);
    },
    async byId(id) {
      const row = connection.select().from(units).where(eq(units.id, id)).get();
      return row && unitFrom(row);
    },
    async counters(unitId) {
      return connection.select().from(counters).where(eq(counters.unitId, unitId)).orderBy(counters.id).all();
    },
    async counterByCode(code) {
      const row = connection
        .select()
        .from(counters)
        .innerJoin(units, eq(units.id, counters.unitId))
        .where(eq(counters.code, code))
        .get();
      return row && { unit: unitFrom(row.units), counter: row.counters };
    },
    async addCounter(counter) {
      return change<Counter | "taken">((tx) =>
        codeTaken(tx, counter.code) ? "taken" : tx.insert(counters).values(counter).returning().get(),
      );
    },
    async updateCounter({ id, name, serviceId, closedSince, kiosk }) {
      change((tx) => tx.update(counters).set({ name, serviceId, closedSince, kiosk }).where(eq(counters.id, id)).run());
    },
    async services(unitId) {
      return connection
        .select()
        .from(services)
        .where(and(eq(services.unitId, unitId), isNull(services.batchId)))
        .orderBy(services.id)
        .all()
        .map(serviceFrom);
    },
    async addService(service) {
      return change<Service | "taken">((tx) => {
        const row = tx
          .insert(services)
          .values({ ...service, nameKey: serviceKey(service.name) })
          .onConflictDoNothing()
          .returning()
          .get();
        return row ? serviceFrom(row) : "taken";
      });
    },
    async updateService({ id, unitId, name, closedSince }) {
      return change((tx) => {
        const namesake = tx
          .select({ id: services.id })
          .from(services)
          .where(and(eq(services.unitId, unitId), eq(services.nameKey, serviceKey(name)), ne(services.id, id)))
          .get();
        if (namesake) return "taken" as const;
        tx.update(services)
          .set({ name, nameKey: serviceKey(name), closedSince })
          .where(eq(services.id, id))
          .run();
        return undefined;
      });
    },
    async version() {
      return connection.select().from(marks).where(eq(marks.name, UNITS_VERSION)).get()?.value ?? 0;
    },
    async populations(unitId) {
      const rows = connection.select().from(populations).where(eq(populations.unitId, unitId)).all();
      return new Map(rows.map((row) => [row.period, row.people]));
    },
    async setPopulation(unitId, period, people) {
      if (people === null) {
        connection
          .delete(populations)
          .where(and(eq(populations.unitId, unitId), eq(populations.period, period)))
          .run();
        return;
      }
      connection
        .insert(populations)
        .values({ unitId, period, people })
        .onConflictDoUpdate({ target: [populations.unitId, populations.period], set: { people } })
        .run();
    },
  };
}
