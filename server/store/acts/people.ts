import type { Grant, Person } from "../../domain/person.ts";

export interface SessionRecord {
  /** Number of the session in the list of one's own sessions; opens nothing. */
  readonly id: number;
  readonly personId: number;
  readonly startedAt: number;
  readonly seenAt: number;
}

/** Staff, how they sign in, and what evaluators may read. */
export interface PeopleStore {
  add(
    person: Omit<Person, "id" | "disabled" | "passwordHash" | "grants"> & Partial<Pick<Person, "grants">>,
  ): Promise<Person | "taken">;
  /** In the place of what was granted for that unit before. */
  setGrant(personId: number, grant: Grant): Promise<void>;
  removeGrant(personId: number, unitId: number): Promise<void>;
  /** Adds the first administrator with a password in one act. "taken" when there is any person already. */
  addFirst(person: { login: string; name: string; passwordHash: string }): Promise<Person | "taken">;
  byLogin(login: string): Promise<Person | undefined>;
  byId(id: number): Promise<Person | undefined>;
  list(): Promise<readonly Person[]>;
  count(): Promise<number>;
  /** Name, role and unit. Ends all sessions of the person when role or unit changed. */
  update(person: Pick<Person, "id" | "name" | "role" | "unitId">): Promise<void>;
  /** Disabling ends all sessions and one-time addresses of the person. */
  setDisabled(id: number, disabled: boolean): Promise<void>;
  /** Sets the password and ends every session and one-time address of the person. */
  setPassword(id: number, passwordHash: string): Promise<void>;
  /** A one-time sign-in address; earlier ones of the same person are void. */
  addTicket(ticket: { personId: number; digest: Uint8Array; expiresAt: number }): Promise<void>;
  /** The person whom an unspent, unexpired ticket names; the ticket stays. */
  personOfTicket(digest: Uint8Array, now: number): Promise<Person | undefined>;
  /** Spends the ticket and sets the password in one act; undefined when it was spent, void or expired. */
  spendTicket(digest: Uint8Array, passwordHash: string, now: number): Promise<Person | undefined>;
  addSession(session: { personId: number; digest: Uint8Array; startedAt: number }): Promise<void>;
  /** The person behind a living session, who is not disabled; notes that it was seen (at most once a minute). */
  personOfSession(
    digest: Uint8Array,
    now: number,
    limits: { idleMs: number; lifeMs: number },
  ): Promise<{ person: Person; session: SessionRecord } | undefined>;
  sessions(personId: number): Promise<readonly SessionRecord[]>;
  endSession(digest: Uint8Array): Promise<void>;
  endSessionById(personId: number, id: number): Promise<void>;
}
