import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openSqliteStore } from "../../server/store/sqlite/open-sqlite-store.ts";
import type { Store } from "../../server/store/store.ts";
import { makeReleased, sqliteMigrations } from "./released.ts";

let folder: string;
let file: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "suara-"));
  file = join(folder, "suara.sqlite");
  makeReleased(file);
  await openSqliteStore(file, sqliteMigrations).close();
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const open = (at = file): Store => openSqliteStore(at, sqliteMigrations);

/** The files as a killed process leaves them: the last writes are in the log alone. */
function killedBeside(statement: string): string {
  const raw = new Database(file);
  raw.pragma("wal_autocheckpoint = 0");
  raw.exec(statement);
  const left = join(folder, "left");
  mkdirSync(left);
  for (const end of ["", "-wal", "-shm"]) copyFileSync(`${file}${end}`, join(left, `suara.sqlite${end}`));
  raw.close();
  return join(left, "suara.sqlite");
}

const GROW =
  "INSERT INTO comments (id, unit_id, month, words) WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000) SELECT randomblob(12), 1, '2026-01', hex(randomblob(60)) FROM n";

describe("the start of a program on a database file", () => {
  test("goes on where a killed process stopped, from the file and its log", async () => {
    const left = killedBeside(GROW);
    expect(statSync(`${left}-wal`).size).toBeGreaterThan(100_000);
    const store = open(left);
    expect(await store.upkeep.check()).toEqual([]);
    await store.close();
    const raw = new Database(left);
    expect(raw.prepare("SELECT count(*) AS n FROM comments").get()).toEqual({ n: 2004 });
    raw.close();
  });

  test.each([
    [
      "cut short by one byte",
      () => truncateSync(file, statSync(file).size - 1),
      /cannot use the database .*: it is cut short, \d+ of \d+ pages are there; restore a backup/,
    ],
    ["cut to its half", () => truncateSync(file, statSync(file).size / 2), /it is cut short/],
    ["cut within its header", () => truncateSync(file, 60), /is not a database/],
    ["emptied", () => truncateSync(file, 0), /is empty; restore a backup/],
    ["of text", () => writeFileSync(file, "tanggal;U1\n1;2\n".repeat(20)), /is not a database/],
    [
      "that lost a table",
      () => {
        const raw = new Database(file);
        raw.exec("DROP TABLE held");
        raw.close();
      },
      /the table held is missing; restore a backup/,
    ],
    [
      "whose pages were overwritten",
      () => {
        const bytes = readFileSync(file);
        bytes.fill(0xff, 4096);
        writeFileSync(file, bytes);
      },
      /damaged; restore a backup|malformed/,
    ],
  ])("refuses one %s in one line and leaves it as it is", (_name, damage, words) => {
    damage();
    const before = readFileSync(file);
    expect(open).toThrow(words);
    expect(open).not.toThrow(/\n/);
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  test("refuses a file that was cut short while its log is there, and not one whose end is still in the log", async () => {
    const left = killedBeside(GROW);
    await open(left).close();
    rmSync(join(folder, "left"), { recursive: true });
    const again = killedBeside("UPDATE marks SET value = value + 1");
    truncateSync(again, 8192);
    expect(() => open(again)).toThrow(/it is cut short/);
  });

  test("never makes a new database where one has vanished and left its log", () => {
    const left = killedBeside("UPDATE marks SET value = value + 1");
    renameSync(left, `${left}.aside`);
    expect(() => open(left)).toThrow(/has vanished, but its log .*-wal is there/);
    expect(existsSync(left)).toBe(false);
  });

  test("says so when the log was taken away", () => {
    const left = killedBeside("UPDATE marks SET value = value + 1");
    rmSync(`${left}-wal`);
    expect(() => open(left)).toThrow(/the log .*-wal is missing, and the last answers may be in it/);
  });

  test("refuses a log that is none, and takes no notice of one that the power cut short at its beginning", async () => {
    const left = killedBeside("UPDATE marks SET value = value + 1");
    writeFileSync(`${left}-wal`, "tanggal;U1\n".repeat(50));
    expect(() => open(left)).toThrow(/-wal is not the log of this database/);
    writeFileSync(`${left}-wal`, Buffer.alloc(4096));
    const store = open(left);
    expect(await store.upkeep.check()).toEqual([]);
    await store.close();
  });

  test("takes no notice of a log whose pages are from another time", async () => {
    const left = killedBeside(GROW);
    const log = readFileSync(`${left}-wal`);
    // Other salt numbers in the header: the pages behind it belong to an earlier log.
    log.fill(7, 16, 24);
    writeFileSync(`${left}-wal`, log);
    const store = open(left);
    expect(await store.upkeep.check()).toEqual([]);
    await store.close();
  });

  test("makes a new one in one step, for its owner alone", async () => {
    const fresh = join(folder, "baru.sqlite");
    await open(fresh).close();
    expect(statSync(fresh).mode & 0o777).toBe(0o600);
    expect(() => open(join(folder, "nowhere", "suara.sqlite"))).toThrow(/ENOENT/);
  });

  test("of a directory or file that may not be written says so in one line", () => {
    const readOnly = join(folder, "tetap");
    mkdirSync(readOnly);
    copyFileSync(file, join(readOnly, "suara.sqlite"));
    const migrations = join(folder, "migrations");
    cpSync(sqliteMigrations, migrations, { recursive: true });
    chmodSync(join(readOnly, "suara.sqlite"), 0o444);
    chmodSync(readOnly, 0o555);
    chmodSync(folder, 0o755);
    asOrdinaryUser(() => {
      const told = /^cannot use the database .*: .*must be writable \(\w+\)$/;
      expect(() => openSqliteStore(join(readOnly, "suara.sqlite"), migrations)).toThrow(told);
      expect(() => openSqliteStore(join(readOnly, "baru.sqlite"), migrations)).toThrow(told);
    });
    chmodSync(readOnly, 0o755);
  });
});

test("a page that was overwritten, wherever it lies, is refused at the start or told by the check, one line for each finding", async () => {
  const whole = readFileSync(file);
  const copy = join(folder, "rusak.sqlite");
  let byCheck = 0;
  for (let page = 1; page < whole.length / 4096; page += 1) {
    const bytes = Buffer.from(whole);
    bytes.fill(0x5a, page * 4096, (page + 1) * 4096);
    writeFileSync(copy, bytes);
    let told: readonly string[];
    try {
      const store = open(copy);
      told = await store.upkeep.check().finally(() => store.close());
      byCheck += 1;
    } catch (error) {
      told = [(error as Error).message];
    }
    expect(told.length, `page ${page + 1}`).toBeGreaterThan(0);
    for (const line of told) expect(line).not.toContain("\n");
  }
  expect(byCheck).toBeGreaterThan(0);
});

/** Root may write everywhere, so the act is done as somebody else where the tests run as root. */
function asOrdinaryUser(act: () => void): void {
  const root = process.geteuid!() === 0;
  if (root) process.seteuid!(65_534);
  try {
    act();
  } finally {
    if (root) process.seteuid!(0);
  }
}
