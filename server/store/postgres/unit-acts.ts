import { and, eq, isNull, ne } from "drizzle-orm";
import type { Counter, Service } from "../../domain/response.ts";
import { serviceKey } from "../../domain/service-name.ts";
import type { UnitStore } from "../store.ts";
import { serviceFrom, unitFrom, unitRow } from "../unit-rows.ts";
import type { Act, Database } from "./database.ts";
import { counters, marks, populations, services, units } from "./schema.ts";
import { isId, isText } from "./searchable.ts";
import { raiseUnitsVersion, UNITS_VERSION } from "./units-version.ts";

export function unitActs(database: Database): UnitStore {
  const { read } = database;
  /** Runs a change to units, counters or services and raises the version that cached pages watch. */
  const change = <T>(act: (tx: Act) => Promise<T>): Promise<T> =>
    database.whole(async (tx) => {
      await raiseUnitsVersion(tx);
      return act(tx);
    });
  const codeTaken = async (tx: Act, code: string): Promise<boolean> =>
    (await tx.select({ id: counters.id }).from(counters).where(eq(counters.code, code))).length > 0;

  return {
    async add(unit) {
      return change(async (tx) => {
        if (await codeTaken(tx, unit.code)) return "taken";
        const [row] = await tx.insert(units).values(unitRow(unit)).returning();
        await tx
          .insert(counters)
          .values({ unitId: row!.id, code: unit.code, name: "Loket 1", serviceId: null, closedSince: null });
        return unitFrom(row!);
      });
    },
    async update(unit) {
      await change((tx) => {
        const { code: _kept, ...rest } = unitRow(unit);
        return tx.update(units).set(rest).where(eq(units.id, unit.id));
      });
    },
    async list() {
      return (await read.select().from(units)).map(unitFrom);
    },
    async byCode(code) {
      if (!isText(code)) return undefined;
      const [row] = await read.select().from(units).where(eq(units.code, code));
      return row && unitFrom(row);
    },
    async byId(id) {
      if (!isId(id)) return undefined;
      const [row] = await read.select().from(units).where(eq(units.id, id));
      return row && unitFrom(row);
    },
    async counters(unitId) {
      return read.select().from(counters).where(eq(counters.unitId, unitId)).orderBy(counters.id);
    },
    async counterByCode(code) {
      if (!isText(code)) return undefined;
      const [row] = await read
        .select()
        .from(counters)
        .innerJoin(units, eq(units.id, counters.unitId))
        .where(eq(counters.code, code));
      return row && { unit: unitFrom(row.units), counter: row.counters };
    },
    async addCounter(counter) {
      return change<Counter | "taken">(async (tx) => {
        if (await codeTaken(tx, counter.code)) return "taken";
        const [row] = await tx.insert(counters).values(counter).returning();
        return row!;
      });
    },
    async updateCounter({ id, name, serviceId, closedSince, kiosk }) {
      await change((tx) => tx.update(counters).set({ name, serviceId, closedSince, kiosk }).where(eq(counters.id, id)));
    },
    async services(unitId) {
      const rows = await read
        .select()
        .from(services)
        .where(and(eq(services.unitId, unitId), isNull(services.batchId)))
        .orderBy(services.id);
      return rows.map(serviceFrom);
    },
    async addService(service) {
      return change<Service | "taken">(async (tx) => {
        const [row] = await tx
          .insert(services)
          .values({ ...service, nameKey: serviceKey(service.name) })
          .onConflictDoNothing()
          .returning();
        return row ? serviceFrom(row) : "taken";
      });
    },
    async updateService({ id, unitId, name, closedSince }) {
      return change(async (tx) => {
        const namesakes = await tx
          .select({ id: services.id })
          .from(services)
          .where(and(eq(services.unitId, unitId), eq(services.nameKey, serviceKey(name)), ne(services.id, id)));
        if (namesakes.length > 0) return "taken" as const;
        await tx
          .update(services)
          .set({ name, nameKey: serviceKey(name), closedSince })
          .where(eq(services.id, id));
        return undefined;
      });
    },
    async version() {
      const [mark] = await read.select().from(marks).where(eq(marks.name, UNITS_VERSION));
      return mark?.value ?? 0;
    },
    async populations(unitId) {
      const rows = await read.select().from(populations).where(eq(populations.unitId, unitId));
      return new Map(rows.map((row) => [row.period, row.people]));
    },
    async setPopulation(unitId, period, people) {
      if (people === null)
        await read.delete(populations).where(and(eq(populations.unitId, unitId), eq(populations.period, period)));
      else
        await read
          .insert(populations)
          .values({ unitId, period, people })
          .onConflictDoUpdate({ target: [populations.unitId, populations.period], set: { people } });
    },
  };
}
