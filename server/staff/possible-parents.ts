import type { Unit } from "../domain/response.ts";
import { sortedByName } from "../web/format.ts";

/** Units that may stand above a unit: all but itself and those below it. For a new unit (null): all. */
export function possibleParents(units: readonly Unit[], unit: Unit | null): readonly Unit[] {
  if (unit === null) return sortedByName(units);
  const below = new Set([unit.id]);
  for (let grown = true; grown;) {
    const more = units.filter((one) => one.parentId !== null && below.has(one.parentId) && !below.has(one.id));
    more.forEach((one) => below.add(one.id));
    grown = more.length > 0;
  }
  return sortedByName(units.filter((one) => !below.has(one.id)));
}
