import { fork } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { runCommand } from "../../server/ops/run-command.ts";
import { projectPath } from "../../server/project-path.ts";
import { databaseFile } from "../../server/store/open-store.ts";
import { openSqliteStore } from "../../server/store/sqlite/open-sqlite-store.ts";
import { makeReleased, RELEASED, releasedIndices, sqliteMigrations } from "./released.ts";

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "suara-"));
  file = databaseFile(folder);
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

async function suara(...argv: string[]): Promise<string> {
  let out = "";
  const console = { out: (text: string) => void (out += text), err: (text: string) => void (out += text) };
  const code = await runCommand(argv, { SUARA_DATA: folder }, console);
  expect([code, argv.join(" "), code === 0 ? "" : out]).toEqual([0, argv.join(" "), ""]);
  return out;
}

/** Everything that the file says of its schema, and the migrations it notes. */
function schemaIn(of: string): string {
  const raw = new Database(of);
  const parts = raw.prepare("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name").all();
  const noted = raw.prepare("SELECT hash FROM __drizzle_migrations ORDER BY created_at").all();
  raw.close();
  return JSON.stringify([parts, noted]);
}

/** The program's migrations with one more behind them. */
function withOneMore(sql: string): string {
  const more = join(folder, "migrations");
  cpSync(sqliteMigrations, more, { recursive: true });
  const journal = join(more, "meta", "_journal.json");
  const { entries, ...rest } = JSON.parse(readFileSync(journal, "utf8")) as { entries: { idx: number; when: number }[] };
  const last = entries.at(-1)!;
  const next = { ...last, idx: last.idx + 1, when: last.when + 1, tag: "9999_next" };
  writeFileSync(journal, JSON.stringify({ ...rest, entries: [...entries, next] }));
  writeFileSync(join(more, "9999_next.sql"), sql);
  return more;
}

describe.each(RELEASED)("a database as released schema %s left it", (version) => {
  test("opens with today's program, passes its check, and has the indices it had", async () => {
    makeReleased(file, version);
    for (const [name, index] of Object.entries(releasedIndices(version))) {
      const [unit = "", survey = "", period = ""] = name.split(" ");
      const out = await suara("index", "--unit", unit, "--survey", survey, "--period", period, "--json");
      expect(JSON.parse(out), name).toMatchObject(index);
    }
    expect(await suara("check")).toContain("nothing found");
  });

  test("has after the migration the schema that a new one has", async () => {
    makeReleased(file, version);
    await openSqliteStore(file, sqliteMigrations).close();
    const fresh = join(folder, "baru.sqlite");
    await openSqliteStore(fresh, sqliteMigrations).close();
    const tables = (of: string): unknown => {
      const raw = new Database(of);
      const found = raw
        .prepare(
          "SELECT t.name AS t, c.name AS c, c.type, c.pk FROM pragma_table_list t, pragma_table_info(t.name) c ORDER BY 1, 2",
        )
        .all();
      const triggers = raw.prepare("SELECT name, sql FROM sqlite_schema WHERE type IN ('trigger', 'index') ORDER BY name").all();
      raw.close();
      return [found, triggers];
    };
    expect(tables(file)).toEqual(tables(fresh));
  });

  test("killed at any moment of the migration has the old schema or the new one, never one between", async () => {
    makeReleased(file, version);
    widen(file);
    const old = schemaIn(file);
    const [done, slow] = [join(folder, "done.sqlite"), withOneMore(SLOW)];
    copyFileSync(file, done);
    await openSqliteStore(done, slow).close();
    const fresh = schemaIn(done);
    const seen = new Set<string>();
    for (let round = 0; round < 10; round += 1) {
      const copy = join(folder, `${round}.sqlite`);
      copyFileSync(file, copy);
      const child = fork(projectPath("tests/store/migrating-child.ts"), [copy, slow], { execArgv: ["--import", "tsx"] });
      const ended = once(child, "exit");
      await once(child, "message");
      // Spread over the whole of it, so that some come before its end and some after.
      await Promise.race([ended, new Promise((later) => setTimeout(later, round ** 2 * 4))]);
      child.kill("SIGKILL");
      await ended;
      const left = schemaIn(copy);
      expect([old, fresh]).toContain(left);
      seen.add(left);
      await openSqliteStore(copy, slow).close();
      expect(schemaIn(copy)).toBe(fresh);
    }
    expect(seen.has(old)).toBe(true);
  });
});

describe("a migration", () => {
  test("with a statement that fails leaves the old schema whole, in one line", () => {
    makeReleased(file);
    const old = schemaIn(file);
    const broken = withOneMore(
      "ALTER TABLE `units` ADD `a` text;\n--> statement-breakpoint\nALTER TABLE `nothing` ADD `b` text;",
    );
    expect(() => openSqliteStore(file, broken)).toThrow(/^cannot use the database .*no such table: nothing$/);
    expect(schemaIn(file)).toBe(old);
  });

  test("that leaves a reference to nothing is taken back", () => {
    makeReleased(file);
    const old = schemaIn(file);
    const broken = withOneMore("DELETE FROM `people`;\n--> statement-breakpoint\nDELETE FROM `units`;");
    expect(() => openSqliteStore(file, broken)).toThrow(/cannot be brought up to date: a row of \w+ names what is not there/);
    expect(schemaIn(file)).toBe(old);
  });

  test("may rebuild a table that others refer to", async () => {
    makeReleased(file);
    const rebuilt = withOneMore(
      "CREATE TABLE `new_people` AS SELECT * FROM `people`;\n--> statement-breakpoint\nDROP TABLE `people`;\n--> statement-breakpoint\n" +
        "CREATE TABLE `people` (`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL, `login` text NOT NULL, `name` text NOT NULL, `role` text NOT NULL, " +
        "`unit_id` integer REFERENCES `units`(`id`), `disabled` integer DEFAULT false NOT NULL, `password_hash` text) STRICT;\n--> statement-breakpoint\n" +
        "INSERT INTO `people` SELECT * FROM `new_people`;\n--> statement-breakpoint\nDROP TABLE `new_people`;",
    );
    const store = openSqliteStore(file, rebuilt);
    expect(await store.people.count()).toBe(1);
    expect(await store.upkeep.check()).toEqual([]);
    await store.close();
  });

  test("of a newer version is not touched by an older program", async () => {
    makeReleased(file);
    await openSqliteStore(file, withOneMore("ALTER TABLE `units` ADD `a` text;")).close();
    const before = schemaIn(file);
    expect(() => openSqliteStore(file, sqliteMigrations)).toThrow(/written by a newer version of Suara Loket/);
    expect(schemaIn(file)).toBe(before);
  });

  test.each(["an old file", "no file"])("is done once when several processes come to %s at once", async (what) => {
    if (what === "an old file") {
      makeReleased(file);
      widen(file);
    }
    const slow = withOneMore(SLOW);
    const children = [1, 2, 3].map(() =>
      fork(projectPath("tests/store/migrating-child.ts"), [file, slow], { execArgv: ["--import", "tsx"] }),
    );
    const codes = await Promise.all(
      children.map(async (child) => {
        const [code] = (await once(child, "exit")) as [number | null];
        return code;
      }),
    );
    expect(codes).toEqual([0, 0, 0]);
    const raw = new Database(file);
    expect(raw.prepare("SELECT count(DISTINCT hash) AS different, count(*) AS n FROM __drizzle_migrations").get()).toEqual({
      different: inAll(slow),
      n: inAll(slow),
    });
    raw.close();
  });
});

function inAll(folder: string): number {
  return readdirSync(folder).filter((name) => name.endsWith(".sql")).length;
}

/** Takes long enough on a wide file to be killed in. */
const SLOW = [
  "ALTER TABLE `responses` ADD `extra` text;",
  "CREATE TABLE `long` AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300000) SELECT i, hex(randomblob(40)) AS t FROM n;",
  "CREATE INDEX `long_t` ON `long` (`t`);",
  "ALTER TABLE `units` ADD `extra` text;",
].join("\n--> statement-breakpoint\n");

/** Adds 20,000 answers by hand, so that there is something to rewrite. */
function widen(of: string): void {
  const raw = new Database(of);
  raw.exec(`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)
    INSERT INTO responses (unit_id, date, id, counter_id, channel, sheet_id, answers, profile)
    SELECT 1, '2025-01-01', randomblob(12), 1, 'impor', 1, '444444444', '' FROM n`);
  raw.close();
}
