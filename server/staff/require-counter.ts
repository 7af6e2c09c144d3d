import type { FastifyRequest } from "fastify";
import type { Deed, Person } from "../domain/person.ts";
import { Refusal } from "../domain/refusal.ts";
import type { Counter, Unit } from "../domain/response.ts";
import type { Parts } from "../parts.ts";
import { requireUnit } from "../web/visitor.ts";

export type OfCounter = FastifyRequest<{ Params: { unit: string; code: string } }>;

/** Who asks, and for which counter of the unit in the address. Refuses whoever may not do the deed there, and counters of other units. */
export async function requireCounter(
  parts: Parts,
  request: OfCounter,
  deed: Deed,
): Promise<{ person: Person; unit: Unit; counter: Counter }> {
  const { person, unit } = await requireUnit(parts, request, request.params.unit, deed);
  const counter = (await parts.store.units.counters(unit.id)).find((one) => one.code === request.params.code.toLowerCase());
  if (!counter) throw new Refusal("not-found", "Loket ini tidak ada di unit Anda.");
  return { person, unit, counter };
}
