import type { Person } from "../domain/person.ts";
import { Refusal } from "../domain/refusal.ts";
import type { Parts } from "../parts.ts";
import type { Door } from "./door.ts";

export interface Attempt {
  readonly login: string;
  readonly password: string;
  /** The network address of the caller; counted in memory, kept nowhere. */
  readonly address: string;
}

export type AttemptOutcome =
  | { readonly kind: "right"; readonly person: Person }
  | { readonly kind: "wrong" }
  /** Too many tries; this one was not looked at. */
  | { readonly kind: "wait"; readonly milliseconds: number };

/** Checks a login and password. An unknown login, a disabled person and a wrong password take as long and look the same. */
export async function attemptSignIn(parts: Parts, door: Door, { login, password, address }: Attempt): Promise<AttemptOutcome> {
  const milliseconds = door.throttle.take(login, address, parts.clock());
  if (milliseconds > 0) return { kind: "wait", milliseconds };
  const person = await parts.store.people.byLogin(login);
  const hash = person && !person.disabled ? person.passwordHash : null;
  const fits = await door.passwords.fits(password, hash).catch((error: unknown) => {
    if (error instanceof Refusal) door.throttle.forgive(login, address, "not-made");
    throw error;
  });
  if (!fits || !person) return { kind: "wrong" };
  door.throttle.forgive(login, address, "right");
  return { kind: "right", person };
}
