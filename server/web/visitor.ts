import { createHash } from "node:crypto";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Deed, Person } from "../domain/person.ts";
import { asOf, may, mayRead } from "../domain/person.ts";
import { parsePeriod, periodOf } from "../domain/periods/period.ts";
import { LAST_ZONE, localDate } from "../domain/periods/zone.ts";
import { Refusal } from "../domain/refusal.ts";
import type { Unit } from "../domain/response.ts";
import { isHttps } from "./guard.ts";

/** How long a sign-in lasts: 8 hours without use, 7 days at most. */
export const SESSION_LIMITS = { idleMs: 8 * 3_600_000, lifeMs: 7 * 24 * 3_600_000 };

/** The part of the store and of the clock that is needed to know who asks. */
export interface Gate {
  readonly store: {
    readonly people: {
      personOfSession(
        digest: Uint8Array,
        now: number,
        limits: typeof SESSION_LIMITS,
      ): Promise<{ readonly person: Person } | undefined>;
    };
    readonly units: { byCode(code: string): Promise<Unit | undefined> };
  };
  readonly clock: () => number;
  readonly publicUrl: () => string;
}

/** The session cookie's name; the `__Host-` prefix needs https. */
export function sessionCookie(publicUrl: string): string {
  return isHttps(publicUrl) ? "__Host-suara" : "suara";
}

/** Tokens are kept as digests only, so that a copy of the database opens no session. */
export function tokenDigest(token: string): Uint8Array {
  return createHash("sha256").update(token).digest();
}

/** The signed-in person, or undefined for a stranger. */
export async function whoAsks(gate: Gate, request: FastifyRequest): Promise<Person | undefined> {
  const token = request.cookies[sessionCookie(gate.publicUrl())];
  if (token === undefined || token.length > 100) return undefined;
  const held = await gate.store.people.personOfSession(tokenDigest(token), gate.clock(), SESSION_LIMITS);
  return held && asOf(held.person, localDate(gate.clock(), LAST_ZONE));
}

/** The signed-in person; refuses a stranger. */
export async function requirePerson(gate: Gate, request: FastifyRequest): Promise<Person> {
  const person = await whoAsks(gate, request);
  if (!person) throw new Refusal("not-signed-in", "Masuk dahulu untuk membuka halaman ini.");
  return person;
}

/**
 * The unit named in the address, for a person who may do the deed there. A unit of others and a unit that does not exist
 * look the same; a deed beyond one's role in one's own unit is refused as such. `orElse` lets in who may by another rule.
 */
export async function requireUnit(
  gate: Gate,
  request: FastifyRequest,
  code: string,
  deed: Deed,
  orElse: (person: Person, unit: Unit) => boolean = () => false,
): Promise<{ person: Person; unit: Unit }> {
  const person = await requirePerson(gate, request);
  const unit = await gate.store.units.byCode(code.toLowerCase());
  if (unit && orElse(person, unit)) return { person, unit };
  if (!unit || !may(person, "enter-unit", unit.id)) throw new Refusal("not-found", "Unit tidak ditemukan.");
  if (!may(person, deed, unit.id)) throw new Refusal("not-allowed", "Peran Anda tidak mencakup halaman ini.");
  refuseOtherPeriod(gate, request, person, unit);
  return { person, unit };
}

/** Pages without a period in their address are about the running quarter. */
function refuseOtherPeriod(gate: Gate, request: FastifyRequest, person: Person, unit: Unit): void {
  if (person.role !== "evaluator") return;
  const named = ["period", "year", "periode"].flatMap((name) =>
    [request.params, request.query, request.body].flatMap((place) => {
      const value = typeof place === "object" && place !== null ? (place as Record<string, unknown>)[name] : undefined;
      return typeof value === "string" && value !== "" ? [value.split(".")[0]!] : [];
    }),
  );
  const running = periodOf("quarter", localDate(gate.clock(), unit.zone));
  const periods = named.length === 0 ? [running] : named.map(parsePeriod);
  if (periods.every((period) => mayRead(person, unit.id, period))) return;
  const granted = person.grants.find(({ unitId }) => unitId === unit.id)!.periods.join(", ");
  throw new Refusal("not-allowed", `Izin Anda untuk unit ini mencakup ${granted}. Buka periode itu dari halaman awal Anda.`);
}

export function setSessionCookie(reply: FastifyReply, publicUrl: string, token: string): void {
  reply.setCookie(sessionCookie(publicUrl), token, {
    path: "/",
    httpOnly: true,
    sameSite: "lax",
    secure: isHttps(publicUrl),
    maxAge: SESSION_LIMITS.lifeMs / 1000,
  });
}

export function clearSessionCookie(reply: FastifyReply, publicUrl: string): void {
  reply.clearCookie(sessionCookie(publicUrl), { path: "/", httpOnly: true, sameSite: "lax", secure: isHttps(publicUrl) });
}
