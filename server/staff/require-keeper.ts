import type { FastifyRequest } from "fastify";
import type { Person } from "../domain/person.ts";
import { may } from "../domain/person.ts";
import { Refusal } from "../domain/refusal.ts";
import type { Gate } from "../web/visitor.ts";
import { requirePerson } from "../web/visitor.ts";

/** The signed-in person when they keep the installation; refuses everybody else. */
export async function requireKeeper(gate: Gate, request: FastifyRequest): Promise<Person> {
  const person = await requirePerson(gate, request);
  if (!may(person, "keep-installation")) throw new Refusal("not-allowed", "Halaman ini hanya untuk admin instalasi.");
  return person;
}
