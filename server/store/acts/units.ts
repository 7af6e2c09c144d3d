import type { Counter, NewCounter, NewUnit, Service, Unit } from "../../domain/response.ts";

/** Units with their counters and services. */
export interface UnitStore {
  /** Adds a unit and its first counter, which bears the unit's code. "taken" when the code is used by any unit or counter. */
  add(unit: NewUnit): Promise<Unit | "taken">;
  /** Everything but the code may change. */
  update(unit: Unit): Promise<void>;
  /** All units, in no particular order. */
  list(): Promise<readonly Unit[]>;
  byCode(code: string): Promise<Unit | undefined>;
  byId(id: number): Promise<Unit | undefined>;
  counters(unitId: number): Promise<readonly Counter[]>;
  /** The counter whose address bears the code, with its unit. */
  counterByCode(code: string): Promise<{ readonly unit: Unit; readonly counter: Counter } | undefined>;
  addCounter(counter: NewCounter): Promise<Counter | "taken">;
  updateCounter(counter: Counter): Promise<void>;
  services(unitId: number): Promise<readonly Service[]>;
  /** "taken" when the unit has a service of that name (case ignored). */
  addService(service: Omit<Service, "id">): Promise<Service | "taken">;
  updateService(service: Service): Promise<"taken" | undefined>;
  /** A number that grows with every change to a unit, counter or service, whichever process made it. */
  version(): Promise<number>;
  /** How many people the unit served in a period, by period name, as typed by the unit. */
  populations(unitId: number): Promise<ReadonlyMap<string, number>>;
  /** null takes the number away. */
  setPopulation(unitId: number, period: string, people: number | null): Promise<void>;
}
