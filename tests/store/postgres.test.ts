import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openPostgresStore } from "../../server/store/postgres/open-postgres-store.ts";
import type { Store, StoreOptions } from "../../server/store/store.ts";
import type { TestPostgres } from "../support/postgres.ts";
import { openPostgres, postgresMigrations } from "../support/postgres.ts";
import { storeContract } from "./contract.ts";
import { fillOne, submit } from "./one-filled.ts";

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await openPostgres();
});
afterAll(() => postgres.close());

const open = (address: string, options: StoreOptions = {}): Promise<Store> =>
  openPostgresStore(address, postgresMigrations(), options);

storeContract("postgres", async () => open(await postgres.freshDatabase()));

describe("the PostgreSQL database", () => {
  let address: string;
  beforeEach(async () => {
    address = await postgres.freshDatabase();
  });

  test("is made by several processes that start at once on an empty one", async () => {
    const empty = await postgres.emptyDatabase();
    const stores = await Promise.all([1, 2, 3].map(() => open(empty)));
    for (const store of stores) {
      expect(await store.upkeep.check()).toEqual([]);
      await store.close();
    }
  });

  test("is refused when it holds tables of another program, and left as it is", async () => {
    const foreign = await postgres.emptyDatabase();
    await run(foreign, "CREATE TABLE something (id integer)");
    await expect(open(foreign)).rejects.toThrow(/another program/);
    expect(await run(foreign, "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace")).toEqual([
      { relname: "something" },
    ]);
  });

  test("is refused when a newer version has written it", async () => {
    await run(address, "INSERT INTO __drizzle_migrations (hash, created_at) VALUES ('later', 9000000000000)");
    await expect(open(address)).rejects.toThrow(/newer version/);
  });

  test("is refused when it is set to answer before the disk has it", async () => {
    await run(address, `ALTER DATABASE ${new URL(address).pathname.slice(1)} SET synchronous_commit = off`);
    await expect(open(address)).rejects.toThrow(/synchronous_commit is off/);
  });

  test.each([
    ["a wrong password", (url: URL) => (url.password = "salah-sekali")],
    ["a server that is not there", (url: URL) => (url.port = "1")],
    ["a database that is not there", (url: URL) => (url.pathname = "/tidak_ada")],
  ])("%s is told in one line without the password", async (_what, change) => {
    const url = new URL(address);
    const { password } = url;
    change(url);
    const told = await open(url.href).then(
      () => "opened",
      (error: Error) => `${error.constructor.name}: ${error.message}`,
    );
    expect(told).toMatch(/^StoreProblem: cannot use the database \S+ on 127\.0\.0\.1:\d+: \S.*$/);
    expect(told).not.toContain(password);
    expect(told).not.toContain("salah-sekali");
  });

  test("refuses to change, remove or empty responses, and to touch an import that is whole", async () => {
    const store = await open(address);
    await fillOne(store);
    await store.close();
    for (const statement of ["UPDATE responses SET answers = '111111111'", "DELETE FROM responses", "TRUNCATE responses CASCADE"])
      await expect(run(address, statement)).rejects.toThrow(/append-only/);
    for (const statement of ["UPDATE batches SET rows = 0", "DELETE FROM batches"])
      await expect(run(address, statement)).rejects.toThrow(/import that is whole/);
  });

  test("holds the rows of an ended day in the order of their random keys, and their old places are gone", async () => {
    const store = await open(address);
    const { unitId, counterId } = await fillOne(store);
    for (let n = 0; n < 40; n += 1) await submit(store, unitId, counterId, n, "2026-11-20", `kata ${n}`);
    await submit(store, unitId, counterId, 99, "2026-11-21", "hari ini");
    expect(await store.upkeep.closeDay("2026-11-21")).toBe(true);
    await store.close();
    const inHeap = async (what: string, table: string): Promise<string[]> =>
      (await run(address, `SELECT encode(${what}, 'hex') AS key FROM ${table} ORDER BY ctid`)).map(({ key }) => String(key));
    const responses = await inHeap("id", "responses WHERE date = '2026-11-20' AND batch_id IS NULL");
    expect(responses).toHaveLength(40);
    expect(responses).toEqual([...responses].sort());
    const keys = await inHeap("key_digest", "spent_keys WHERE day IS NULL");
    expect(keys).toHaveLength(40);
    expect(keys).toEqual([...keys].sort());
    const words = await inHeap("id", "comments WHERE written_on IS NULL AND batch_id IS NULL");
    expect(words).toHaveLength(40);
    expect(words).toEqual([...words].sort());
    const why = await inHeap("id", "reasons WHERE written_on IS NULL");
    expect(why).toHaveLength(40);
    expect(why).toEqual([...why].sort());
    expect(await run(address, "SELECT day, answers_digest IS NULL AS gone FROM spent_keys WHERE day IS NOT NULL")).toEqual([
      { day: "2026-11-21", gone: false },
    ]);
    const dead = await run(address, "CREATE EXTENSION IF NOT EXISTS pgstattuple").then(
      () => run(address, "SELECT dead_tuple_count::int AS n FROM pgstattuple('responses')"),
      () => [{ n: 0 }],
    );
    expect(dead).toEqual([{ n: 0 }]);
  });

  test("keeps no address, device, name or moment beside an answer", async () => {
    const columns = await run(
      address,
      "SELECT column_name FROM information_schema.columns WHERE table_name = 'responses' ORDER BY ordinal_position",
    );
    expect(columns.map((row) => row["column_name"])).toEqual([
      "unit_id",
      "date",
      "id",
      "counter_id",
      "service_id",
      "channel",
      "session",
      "sheet_id",
      "answers",
      "profile",
      "batch_id",
    ]);
  });

  test("check names counters that do not fit the rows", async () => {
    const store = await open(address);
    await fillOne(store);
    await run(address, "UPDATE cells SET received = received + 1");
    expect(await store.upkeep.check()).toEqual([expect.stringContaining("counters of pkm-satu")]);
    await store.close();
  });

  test("check names what responses refer to and is not there", async () => {
    const store = await open(address);
    await fillOne(store);
    // Only a hand on the database itself can do this.
    await run(address, "ALTER TABLE responses DISABLE TRIGGER responses_refer_to_what_is_there");
    await run(
      address,
      `INSERT INTO responses (unit_id, date, id, counter_id, service_id, channel, sheet_id, answers, profile)
       SELECT unit_id, '2026-11-19', decode('0102030405060708090a0b0c', 'hex'), 77, 88, channel, sheet_id, answers, profile FROM responses LIMIT 1`,
    );
    const findings = await store.upkeep.check();
    expect(findings).toContain("reference: responses name 1 of counters that are not there");
    expect(findings).toContain("reference: responses name 1 of services that are not there");
    expect(findings.filter((finding) => finding.startsWith("reference"))).toHaveLength(2);
    await store.close();
  });

  test.each([false, true])("a group with a key that was used before keeps the others (aside: %s)", async (writeAside) => {
    const store = await open(address, { writeAside });
    const { unitId, counterId } = await fillOne(store);
    const before = (await run(address, "SELECT count(*)::int AS n FROM responses"))[0]!["n"] as number;
    await submit(store, unitId, counterId, 1, "2026-11-20", "kata");
    // Together in one group: a new one, the one from before, and one that comes twice.
    await Promise.all([2, 1, 3, 3].map((n) => submit(store, unitId, counterId, n, "2026-11-20", "kata")));
    expect(await run(address, "SELECT count(*)::int AS n FROM responses")).toEqual([{ n: before + 3 }]);
    expect(await store.upkeep.check()).toEqual([]);
    await store.close();
  });

  test("what no row can hold is looked for and not found, as in SQLite", async () => {
    const store = await open(address);
    expect(await store.units.byCode("a\0b")).toBeUndefined();
    expect(await store.units.counterByCode("\0")).toBeUndefined();
    expect(await store.people.byLogin("\0")).toBeUndefined();
    expect(await store.units.byId(1e12)).toBeUndefined();
    expect(await store.people.byId(1.5)).toBeUndefined();
    expect(await store.responses.undoImport(1, Number.NaN, "sari")).toBe("not-found");
    await expect(store.people.endSessionById(1, 1e12)).resolves.toBeUndefined();
    await store.close();
  });

  test.each([false, true])("what a citizen wrote is in no error, whatever the database says (aside: %s)", async (writeAside) => {
    const store = await open(address, { writeAside });
    const { unitId } = await fillOne(store);
    const refused: unknown = await submit(store, unitId, 999_999, 7, "2026-11-20", "nama saya Budi").catch(
      (error: unknown) => error,
    );
    expect(refused).toBeInstanceOf(Error);
    expect(JSON.stringify(refused, Object.getOwnPropertyNames(refused))).not.toMatch(/Budi|999/);
    await store.close();
  });
});

async function run(address: string, statement: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: address });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(statement)).rows;
  } finally {
    await client.end();
  }
}
