import { and, eq, gt, lt, sql } from "drizzle-orm";
import type { Grant, Person } from "../../domain/person.ts";
import type { PeopleStore } from "../store.ts";
import type { Act, Database, Reader } from "./database.ts";
import { grants, people, sessions, tickets } from "./schema.ts";
import { isId, isText } from "./searchable.ts";

/** A session is marked as seen at most this often, so that reading a page is not a write. */
const SEEN_EVERY_MS = 60_000;

type Row = typeof people.$inferSelect;

export function peopleActs(database: Database): PeopleStore {
  const { read } = database;
  /** With what was granted; only evaluators are asked about. */
  const known = async (from: Act | Reader, row: Row): Promise<Person> => {
    if (row.role !== "evaluator") return { ...row, grants: [] };
    const rows = await (from as Reader).select().from(grants).where(eq(grants.personId, row.id));
    return { ...row, grants: rows.map(grantOf) };
  };
  const found = async (from: Act | Reader, row: Row | undefined): Promise<Person | undefined> => row && known(from, row);
  const grant = async (tx: Act, personId: number, { unitId, periods, until }: Grant): Promise<void> => {
    const values = { periods: periods.join(","), until };
    await tx
      .insert(grants)
      .values({ personId, unitId, ...values })
      .onConflictDoUpdate({ target: [grants.personId, grants.unitId], set: values });
  };
  const endAll = async (tx: Act, personId: number): Promise<void> => {
    await tx.delete(sessions).where(eq(sessions.personId, personId));
    await tx.delete(tickets).where(eq(tickets.personId, personId));
  };
  const ticketHolder = async (from: Act | Reader, digest: Uint8Array, now: number): Promise<Row | undefined> => {
    const [held] = await from
      .select({ person: people })
      .from(tickets)
      .innerJoin(people, eq(people.id, tickets.personId))
      .where(and(eq(tickets.digest, Buffer.from(digest)), gt(tickets.expiresAt, now), eq(people.disabled, false)));
    return held?.person;
  };

  return {
    async add({ login, name, role, unitId, grants: granted = [] }) {
      return database.whole<Person | "taken">(async (tx) => {
        const [row] = await tx.insert(people).values({ login, name, role, unitId }).onConflictDoNothing().returning();
        if (!row) return "taken";
        for (const one of granted) await grant(tx, row.id, one);
        return known(tx, row);
      });
    },
    async setGrant(personId, granted) {
      await database.whole((tx) => grant(tx, personId, granted));
    },
    async removeGrant(personId, unitId) {
      if (isId(personId) && isId(unitId))
        await read.delete(grants).where(and(eq(grants.personId, personId), eq(grants.unitId, unitId)));
    },
    async addFirst({ login, name, passwordHash }) {
      return database.whole<Person | "taken">(async (tx) => {
        // Nobody else may come in between looking and adding.
        await tx.execute(sql`LOCK TABLE ${people} IN SHARE ROW EXCLUSIVE MODE`);
        if ((await tx.select({ id: people.id }).from(people).limit(1)).length > 0) return "taken";
        const first = { login, name, passwordHash, role: "admin" as const, unitId: null };
        const [person] = await tx.insert(people).values(first).returning();
        return known(tx, person!);
      });
    },
    async byLogin(login) {
      if (!isText(login)) return undefined;
      const [row] = await read.select().from(people).where(eq(people.login, login));
      return found(read, row);
    },
    async byId(id) {
      if (!isId(id)) return undefined;
      const [row] = await read.select().from(people).where(eq(people.id, id));
      return found(read, row);
    },
    async list() {
      return Promise.all((await read.select().from(people)).map((row) => known(read, row)));
    },
    async count() {
      return read.$count(people);
    },
    async update({ id, name, role, unitId }) {
      await database.whole(async (tx) => {
        const [before] = await tx.select().from(people).where(eq(people.id, id)).for("update");
        await tx.update(people).set({ name, role, unitId }).where(eq(people.id, id));
        if (before && (before.role !== role || before.unitId !== unitId))
          await tx.delete(sessions).where(eq(sessions.personId, id));
      });
    },
    async setDisabled(id, disabled) {
      await database.whole(async (tx) => {
        await tx.update(people).set({ disabled }).where(eq(people.id, id));
        if (disabled) await endAll(tx, id);
      });
    },
    async setPassword(id, passwordHash) {
      await database.whole(async (tx) => {
        await tx.update(people).set({ passwordHash }).where(eq(people.id, id));
        await endAll(tx, id);
      });
    },
    async addTicket({ personId, digest, expiresAt }) {
      await database.whole(async (tx) => {
        // One after another for one person, or two who ask at once would leave two tickets.
        await tx.select({ id: people.id }).from(people).where(eq(people.id, personId)).for("update");
        await tx.delete(tickets).where(eq(tickets.personId, personId));
        await tx.insert(tickets).values({ personId, digest: Buffer.from(digest), expiresAt });
      });
    },
    async personOfTicket(digest, now) {
      return found(read, await ticketHolder(read, digest, now));
    },
    async spendTicket(digest, passwordHash, now) {
      return database.whole(async (tx) => {
        const person = await ticketHolder(tx, digest, now);
        if (!person) return undefined;
        // Whoever removes the ticket has spent it; a second one finds it gone.
        const spent = await tx
          .delete(tickets)
          .where(eq(tickets.digest, Buffer.from(digest)))
          .returning();
        if (spent.length === 0) return undefined;
        await endAll(tx, person.id);
        const [changed] = await tx.update(people).set({ passwordHash }).where(eq(people.id, person.id)).returning();
        return found(tx, changed);
      });
    },
    async addSession({ personId, digest, startedAt }) {
      await read.insert(sessions).values({ personId, digest: Buffer.from(digest), startedAt, seenAt: startedAt });
    },
    async personOfSession(digest, now, { idleMs, lifeMs }) {
      const [held] = await read
        .select({ person: people, session: sessions })
        .from(sessions)
        .innerJoin(people, eq(people.id, sessions.personId))
        .where(eq(sessions.digest, Buffer.from(digest)));
      if (!held || held.person.disabled) return undefined;
      const { id, personId, startedAt, seenAt } = held.session;
      if (now >= startedAt + lifeMs || now >= seenAt + idleMs) {
        await read.delete(sessions).where(eq(sessions.id, id));
        return undefined;
      }
      if (now - seenAt >= SEEN_EVERY_MS)
        await read
          .update(sessions)
          .set({ seenAt: now })
          .where(and(eq(sessions.id, id), lt(sessions.seenAt, now)));
      return { person: await known(read, held.person), session: { id, personId, startedAt, seenAt } };
    },
    async sessions(personId) {
      const rows = await read.select().from(sessions).where(eq(sessions.personId, personId)).orderBy(sessions.id);
      return rows.map(({ id, startedAt, seenAt }) => ({ id, personId, startedAt, seenAt }));
    },
    async endSession(digest) {
      await read.delete(sessions).where(eq(sessions.digest, Buffer.from(digest)));
    },
    async endSessionById(personId, id) {
      if (!isId(id)) return;
      await read.delete(sessions).where(and(eq(sessions.personId, personId), eq(sessions.id, id)));
    },
  };
}

function grantOf({ unitId, periods, until }: typeof grants.$inferSelect): Grant {
  return { unitId, periods: periods === "" ? [] : periods.split(","), until };
}
