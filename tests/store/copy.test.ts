import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { getTableConfig } from "drizzle-orm/pg-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { COPY_TABLES } from "../../server/store/copy-tables.ts";
import type { CopyRow, CopySource, CopyTarget } from "../../server/store/copy.ts";
import { copyTables, RowSum } from "../../server/store/copy.ts";
import { kindsOf } from "../../server/store/postgres/copy-columns.ts";
import { openPostgresSource } from "../../server/store/postgres/copy-source.ts";
import { openPostgresTarget } from "../../server/store/postgres/copy-target.ts";
import { openPostgresStore } from "../../server/store/postgres/open-postgres-store.ts";
import * as postgresSchema from "../../server/store/postgres/schema.ts";
import { openSqliteSource } from "../../server/store/sqlite/copy-source.ts";
import { openSqliteTarget } from "../../server/store/sqlite/copy-target.ts";
import { openSqliteStore } from "../../server/store/sqlite/open-sqlite-store.ts";
import type { Store } from "../../server/store/store.ts";
import type { TestPostgres } from "../support/postgres.ts";
import { openPostgres } from "../support/postgres.ts";
import { makeReleased, postgresMigrations, sqliteMigrations } from "./released.ts";

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await openPostgres();
});
afterAll(() => postgres.close());

let folder: string;
let file: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "suara-"));
  file = join(folder, "asal.sqlite");
  makeReleased(file);
  await openSqliteStore(file, sqliteMigrations).close();
  const raw = new Database(file);
  raw.exec(`INSERT INTO sessions VALUES (7, x'0011', 1, 1795314104085, 1795314104086);
    INSERT INTO batches (id, unit_id, file_digest, imported_on, rows, whole) VALUES (5, 1, 'aa', '2026-11-20', 0, 0);
    UPDATE sqlite_sequence SET seq = 40 WHERE name = 'units';`);
  raw.close();
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const sqliteSource = (from = file): CopySource => openSqliteSource(from, sqliteMigrations, folder);
const sqliteTarget = (name: string): CopyTarget => openSqliteTarget(join(folder, name), sqliteMigrations);

/** Every row of every table, and the highest numbers given. */
async function contents(source: CopySource): Promise<object> {
  const tables: Record<string, CopyRow[]> = {};
  for (const table of COPY_TABLES) {
    tables[table.name] = [];
    for await (const page of source.pages(table)) tables[table.name]!.push(...page);
  }
  const serials = Object.fromEntries([...(await source.serials())].sort());
  await source.close();
  return { tables, serials };
}

async function carry(source: CopySource, target: CopyTarget): Promise<ReadonlyMap<string, number>> {
  try {
    return await copyTables(source, target);
  } finally {
    await target.abandon();
    await source.close();
  }
}

async function addUnit(store: Store): Promise<number> {
  const unit = await store.units.add({
    code: "pkm-baru",
    name: "Baru",
    zone: "WIB",
    parentId: null,
    surveys: ["skm"],
    contact: "",
    optionalQuestions: [],
  });
  await store.close();
  return unit === "taken" ? 0 : unit.id;
}

describe("the tables that are copied", () => {
  test("are those of both engines, column by column, each after what it refers to", () => {
    const names = COPY_TABLES.map(({ name }) => name);
    const inPostgres = Object.values(postgresSchema).map((table) => getTableConfig(table));
    expect([...names].sort()).toEqual(inPostgres.map(({ name }) => name).sort());
    for (const table of COPY_TABLES) {
      expect(kindsOf(table)).toHaveLength(table.columns.length);
      const { columns, foreignKeys } = inPostgres.find(({ name }) => name === table.name)!;
      expect([...table.columns].sort()).toEqual(columns.map(({ name }) => name).sort());
      for (const key of foreignKeys) {
        const to = getTableConfig(key.reference().foreignTable).name;
        expect(names.indexOf(to), `${table.name} before ${to}`).toBeLessThan(names.indexOf(table.name));
      }
    }
  });

  test("no two different pages of rows have the same sum", () => {
    const sum = (...rows: CopyRow[]): string => {
      const one = new RowSum();
      one.add(rows);
      return one.digest();
    };
    const different: CopyRow[][] = [[["1"]], [[1]], [[null]], [["n;"]], [["a", "b"]], [["ab"]], [[Buffer.from("a")]], [["61"]]];
    expect(new Set(different.map((rows) => sum(...rows))).size).toBe(different.length);
    const [together, apart] = [new RowSum(), new RowSum()];
    together.add([
      [1, "a"],
      [2, null],
    ]);
    apart.add([[1, "a"]]);
    apart.add([[2, null]]);
    expect(apart.digest()).toBe(together.digest());
  });
});

describe("a copy", () => {
  test("from SQLite to SQLite has every row and goes on counting where the source was", async () => {
    const wanted = await contents(sqliteSource());
    const rows = await carry(sqliteSource(), sqliteTarget("ke.sqlite"));
    expect(Object.fromEntries(rows)).toMatchObject({ units: 2, responses: 202, batch_exclusions: 1, sessions: 1, held: 3 });
    expect(await contents(sqliteSource(join(folder, "ke.sqlite")))).toEqual(wanted);
    expect(await addUnit(openSqliteStore(join(folder, "ke.sqlite"), sqliteMigrations))).toBe(41);
  });

  test("from SQLite to PostgreSQL and back has every row, and each engine's own check finds nothing", async () => {
    const wanted = await contents(sqliteSource());
    const address = await postgres.freshDatabase();
    await carry(sqliteSource(), await openPostgresTarget(address, postgresMigrations));
    await carry(await openPostgresSource(address, postgresMigrations), sqliteTarget("kembali.sqlite"));
    expect(await contents(sqliteSource(join(folder, "kembali.sqlite")))).toEqual(wanted);
    expect(await addUnit(await openPostgresStore(address, postgresMigrations))).toBe(41);
  });

  test("is of one moment, whatever is written while it is read", async () => {
    const address = await postgres.freshDatabase();
    await carry(sqliteSource(), await openPostgresTarget(address, postgresMigrations));
    const before = await contents(sqliteSource());
    const [lite, post] = [sqliteSource(), await openPostgresSource(address, postgresMigrations)];
    expect(await addUnit(openSqliteStore(file, sqliteMigrations))).toBe(41);
    expect(await addUnit(await openPostgresStore(address, postgresMigrations))).toBe(41);
    const { tables } = before as { tables: object };
    expect(await contents(lite)).toMatchObject({ tables });
    expect(await contents(post)).toMatchObject({ tables });
  });

  test("never goes into a place that holds something, and leaves that as it is", async () => {
    const address = await postgres.freshDatabase();
    await carry(sqliteSource(), await openPostgresTarget(address, postgresMigrations));
    await expect(openPostgresTarget(address, postgresMigrations)).rejects.toThrow(
      /is not empty \(units\)|is not empty \(marks\)/,
    );
    const before = await contents(sqliteSource());
    await expect(carry(sqliteSource(), sqliteTarget("asal.sqlite"))).rejects.toThrow(/is there already/);
    expect(await contents(sqliteSource())).toEqual(before);
    expect(readdirSync(folder)).toEqual(["asal.sqlite"]);
  });

  test.each(["sqlite", "postgres"])("into %s that breaks off leaves nothing", async (engine) => {
    const address = await postgres.freshDatabase();
    const source = sqliteSource();
    const broken: CopySource = {
      ...source,
      *pages(table) {
        if (table.name === "comments") throw new Error("the cable was pulled");
        yield* source.pages(table) as Iterable<readonly CopyRow[]>;
      },
    };
    const target = engine === "sqlite" ? sqliteTarget("ke.sqlite") : await openPostgresTarget(address, postgresMigrations);
    await expect(carry(broken, target)).rejects.toThrow("the cable was pulled");
    expect(readdirSync(folder)).toEqual(["asal.sqlite"]);
    await carry(sqliteSource(), await openPostgresTarget(address, postgresMigrations));
  });

  test("that does not read back as it was written does not stand", async () => {
    const target = sqliteTarget("ke.sqlite");
    const altered: CopyTarget = {
      ...target,
      add: (table, rows) =>
        target.add(
          table,
          rows.map((row) => row.map((value, at) => (table.columns[at] === "answers" ? "111111111" : value))),
        ),
    };
    await expect(carry(sqliteSource(), altered)).rejects.toThrow(/table responses is not what was read/);
    expect(existsSync(join(folder, "ke.sqlite"))).toBe(false);
  });

  test("whose counters do not fit its rows does not stand", async () => {
    const raw = new Database(file);
    raw.exec("UPDATE cells SET received = received + 1 WHERE unit_id = 2");
    raw.close();
    await expect(carry(sqliteSource(), sqliteTarget("ke.sqlite"))).rejects.toThrow(
      /does not pass its check.*counters of pkm-satu/,
    );
    expect(readdirSync(folder)).toEqual(["asal.sqlite"]);
  });
});
