import { and, eq, gt, lt } from "drizzle-orm";
import type { Grant, Person } from "../../domain/person.ts";
import type { PeopleStore } from "../store.ts";
import type { Act, Connection } from "./connection.ts";
import { grants, people, sessions, tickets } from "./schema.ts";

/** A session is marked as seen at most this often, so that reading a page is not a write. */
const SEEN_EVERY_MS = 60_000;

type Row = typeof people.$inferSelect;

export function peopleActs(connection: Connection): PeopleStore {
  const whole = <T>(act: (tx: Act) => T): T => connection.transaction(act, { behavior: "immediate" });
  const loginTaken = (tx: Act, login: string): boolean =>
    tx.select({ id: people.id }).from(people).where(eq(people.login, login)).get() !== undefined;
  const endAll = (tx: Act, personId: number): void => {
    tx.delete(sessions).where(eq(sessions.personId, personId)).run();
    tx.delete(tickets).where(eq(tickets.personId, personId)).run();
  };
  /** With what was granted; only evaluators are asked about. */
  const known = (tx: Act | Connection, row: Row): Person => {
    if (row.role !== "evaluator") return { ...row, grants: [] };
    return { ...row, grants: tx.select().from(grants).where(eq(grants.personId, row.id)).all().map(grantOf) };
  };
  const found = (tx: Act | Connection, row: Row | undefined): Person | undefined => row && known(tx, row);
  const grant = (tx: Act | Connection, personId: number, { unitId, periods, until }: Grant): void => {
    const values = { periods: periods.join(","), until };
    tx.insert(grants)
      .values({ personId, unitId, ...values })
      .onConflictDoUpdate({ target: [grants.personId, grants.unitId], set: values })
      .run();
  };
  const ticketHolder = (tx: Act | Connection, digest: Uint8Array, now: number): Row | undefined =>
    tx
      .select({ person: people })
      .from(tickets)
      .innerJoin(people, eq(people.id, tickets.personId))
      .where(and(eq(tickets.digest, Buffer.from(digest)), gt(tickets.expiresAt, now), eq(people.disabled, false)))
      .get()?.person;

  return {
    async add({ login, name, role, unitId, grants: granted = [] }) {
      return whole<Person | "taken">((tx) => {
        if (loginTaken(tx, login)) return "taken";
        const row = tx.insert(people).values({ login, name, role, unitId }).returning().get();
        for (const one of granted) grant(tx, row.id, one);
        return known(tx, row);
      });
    },
    async setGrant(personId, granted) {
      grant(connection, personId, granted);
    },
    async removeGrant(personId, unitId) {
      connection
        .delete(grants)
        .where(and(eq(grants.personId, personId), eq(grants.unitId, unitId)))
        .run();
    },
    async addFirst({ login, name, passwordHash }) {
      return whole<Person | "taken">((tx) => {
        if (tx.select({ id: people.id }).from(people).limit(1).get()) return "taken";
        return known(tx, tx.insert(people).values({ login, name, passwordHash, role: "admin", unitId: null }).returning().get());
      });
    },
    async byLogin(login) {
      return found(connection, connection.select().from(people).where(eq(people.login, login)).get());
    },
    async byId(id) {
      return found(connection, connection.select().from(people).where(eq(people.id, id)).get());
    },
    async list() {
      return connection
        .select()
        .from(people)
        .all()
        .map((row) => known(connection, row));
    },
    async count() {
      return connection.$count(people);
    },
    async update({ id, name, role, unitId }) {
      whole((tx) => {
        const before = tx.select().from(people).where(eq(people.id, id)).get();
        tx.update(people).set({ name, role, unitId }).where(eq(people.id, id)).run();
        if (before && (before.role !== role || before.unitId !== unitId))
          tx.delete(sessions).where(eq(sessions.personId, id)).run();
      });
    },
    async setDisabled(id, disabled) {
      whole((tx) => {
        tx.update(people).set({ disabled }).where(eq(people.id, id)).run();
        if (disabled) endAll(tx, id);
      });
    },
    async setPassword(id, passwordHash) {
      whole((tx) => {
        tx.update(people).set({ passwordHash }).where(eq(people.id, id)).run();
        endAll(tx, id);
      });
    },
    async addTicket({ personId, digest, expiresAt }) {
      whole((tx) => {
        tx.delete(tickets).where(eq(tickets.personId, personId)).run();
        tx.insert(tickets)
          .values({ personId, digest: Buffer.from(digest), expiresAt })
          .run();
      });
    },
    async personOfTicket(digest, now) {
      return found(connection, ticketHolder(connection, digest, now));
    },
    async spendTicket(digest, passwordHash, now) {
      return whole((tx) => {
        const person = ticketHolder(tx, digest, now);
        if (!person) return undefined;
        endAll(tx, person.id);
        return found(tx, tx.update(people).set({ passwordHash }).where(eq(people.id, person.id)).returning().get());
      });
    },
    async addSession({ personId, digest, startedAt }) {
      connection
        .insert(sessions)
        .values({ personId, digest: Buffer.from(digest), startedAt, seenAt: startedAt })
        .run();
    },
    async personOfSession(digest, now, { idleMs, lifeMs }) {
      const held = connection
        .select({ person: people, session: sessions })
        .from(sessions)
        .innerJoin(people, eq(people.id, sessions.personId))
        .where(eq(sessions.digest, Buffer.from(digest)))
        .get();
      if (!held || held.person.disabled) return undefined;
      const { id, personId, startedAt, seenAt } = held.session;
      if (now >= startedAt + lifeMs || now >= seenAt + idleMs) {
        connection.delete(sessions).where(eq(sessions.id, id)).run();
        return undefined;
      }
      if (now - seenAt >= SEEN_EVERY_MS)
        connection
          .update(sessions)
          .set({ seenAt: now })
          .where(and(eq(sessions.id, id), lt(sessions.seenAt, now)))
          .run();
      return { person: known(connection, held.person), session: { id, personId, startedAt, seenAt } };
    },
    async sessions(personId) {
      const rows = connection.select().from(sessions).where(eq(sessions.personId, personId)).orderBy(sessions.id).all();
      return rows.map(({ id, startedAt, seenAt }) => ({ id, personId, startedAt, seenAt }));
    },
    async endSession(digest) {
      connection
        .delete(sessions)
        .where(eq(sessions.digest, Buffer.from(digest)))
        .run();
    },
    async endSessionById(personId, id) {
      connection
        .delete(sessions)
        .where(and(eq(sessions.personId, personId), eq(sessions.id, id)))
        .run();
    },
  };
}

function grantOf({ unitId, periods, until }: typeof grants.$inferSelect): Grant {
  return { unitId, periods: periods === "" ? [] : periods.split(","), until };
}
