import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { COPY_TABLES } from "../../server/store/copy-tables.ts";
import { copyTables } from "../../server/store/copy.ts";
import type { KeptFile } from "../../server/store/sqlite/backup-file.ts";
import { forBackup, openBackupTarget, readBackup } from "../../server/store/sqlite/backup-file.ts";
import { openBackupSource, openSqliteSource } from "../../server/store/sqlite/copy-source.ts";
import { openSqliteTarget } from "../../server/store/sqlite/copy-target.ts";
import { openSqliteStore } from "../../server/store/sqlite/open-sqlite-store.ts";
import { makeReleased, sqliteMigrations } from "./released.ts";

const MADE_ON = 20_779;
const TABLES = COPY_TABLES.map(({ name }) => name);
const own: KeptFile = { path: "parkir/1.json", bytes: Buffer.from('{"id":"parkir"}\n') };

let folder: string;
let file: string;
let backup: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "suara-"));
  file = join(folder, "suara.sqlite");
  backup = join(folder, "salinan.suara");
  makeReleased(file);
  await openSqliteStore(file, sqliteMigrations).close();
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

async function makeBackup(files: readonly KeptFile[] = [own]): Promise<void> {
  const source = openSqliteSource(file, sqliteMigrations, folder);
  const target = openBackupTarget(backup, sqliteMigrations, { madeOn: MADE_ON, files });
  await copyTables(source, target, forBackup).finally(() => target.abandon());
  await source.close();
}

async function restoreInto(name: string): Promise<string> {
  const source = openBackupSource(backup, sqliteMigrations, folder);
  const target = openSqliteTarget(join(folder, name), sqliteMigrations);
  await copyTables(source, target).finally(() => target.abandon());
  await source.close();
  return join(folder, name);
}

function all(from: string, sql: string): unknown[] {
  const raw = new Database(from);
  try {
    return raw.prepare(sql).raw().all();
  } finally {
    raw.close();
  }
}

describe("a backup", () => {
  test("is one file for its owner alone, with the files that lie beside the database", async () => {
    await makeBackup();
    expect(readdirSync(folder).sort()).toEqual(["salinan.suara", "suara.sqlite"]);
    expect(statSync(backup).mode & 0o777).toBe(0o600);
    expect(readBackup(backup, sqliteMigrations)).toEqual({ madeOn: MADE_ON, files: [own] });
  });

  test("holds nothing that tells which answers belong to a key, and no sign-in", async () => {
    const raw = new Database(file);
    raw.exec(`INSERT INTO sessions VALUES (7, x'00112233445566778899', 1, 1795314104085, 1795314104086);
      INSERT INTO late_keys VALUES (randomblob(16), '2026-11-21', randomblob(16));`);
    raw.close();
    const secrets = [
      ...all(file, "SELECT answers_digest FROM spent_keys WHERE answers_digest IS NOT NULL"),
      ...all(file, "SELECT answers_digest FROM late_keys"),
      ...all(file, "SELECT digest FROM sessions"),
      ...all(file, "SELECT digest FROM tickets"),
    ].flat() as Buffer[];
    expect(secrets.length).toBeGreaterThan(15);
    await makeBackup();
    const bytes = readFileSync(backup);
    for (const secret of secrets) expect(bytes.includes(secret)).toBe(false);
    expect(all(backup, "SELECT count(*), count(day), count(answers_digest) FROM spent_keys")).toEqual([[13, 0, 0]]);
    expect(all(backup, "SELECT count(*), count(day), count(answers_digest) FROM late_keys")).toEqual([[1, 0, 0]]);
    expect(all(backup, "SELECT key_digest FROM spent_keys")).toEqual(all(file, "SELECT key_digest FROM spent_keys"));
  });

  test("keeps back in staff figures what was kept back before", async () => {
    await makeBackup();
    const restored = await restoreInto("pulih.sqlite");
    const held = "SELECT * FROM held ORDER BY 1, 2, 3";
    expect(all(file, held).length).toBeGreaterThan(0);
    expect(all(restored, held)).toEqual(all(file, held));
  });

  test("holds up nobody who closes the day meanwhile; the day ends when the reading has ended, and nothing of it is left", async () => {
    const digests = all(file, "SELECT answers_digest FROM spent_keys").flat() as Buffer[];
    expect(digests).toHaveLength(13);
    const store = openSqliteStore(file, sqliteMigrations);
    const source = openSqliteSource(file, sqliteMigrations, folder);
    expect(await store.upkeep.closeDay("2026-11-21")).toBe(false);
    await source.close();
    expect(await store.upkeep.closeDay("2026-11-21")).toBe(true);
    for (const end of ["", "-wal"])
      for (const digest of digests) expect(readFileSync(`${file}${end}`).includes(digest)).toBe(false);
    expect(await store.upkeep.check()).toEqual([]);
    await store.close();
    expect(all(file, "SELECT count(day), count(answers_digest) FROM spent_keys")).toEqual([[0, 0]]);
  });

  test("is no database to go on with, and a database is no backup", async () => {
    await makeBackup();
    expect(() => openSqliteStore(backup, sqliteMigrations)).toThrow(/is a backup; suara restore brings it back/);
    expect(() => readBackup(file, sqliteMigrations)).toThrow(/is a database in use, not a backup; suara move/);
    writeFileSync(join(folder, "a.csv"), "tanggal,U1\n".repeat(100));
    expect(() => readBackup(join(folder, "a.csv"), sqliteMigrations)).toThrow(/is not a backup$/);
    writeFileSync(join(folder, "kosong"), "");
    expect(() => readBackup(join(folder, "kosong"), sqliteMigrations)).toThrow(/is not a backup$/);
    expect(() => readBackup(join(folder, "tidak-ada"), sqliteMigrations)).toThrow(/there is no backup/);
  });

  test("of two hundred with one flipped bit each, not one is taken for whole unless it says the same", async () => {
    await makeBackup();
    const whole = readFileSync(backup);
    const copy = join(folder, "rusak.suara");
    const wanted = readBackup(backup, sqliteMigrations);
    const rows = (of: string): string => JSON.stringify(TABLES.map((table) => all(of, `SELECT * FROM ${table}`)));
    const rowsOfWhole = rows(backup);
    const FLIPS = 200;
    let refused = 0;
    for (let round = 0; round < FLIPS; round += 1) {
      const at = Math.floor((whole.length * (round + 0.5)) / FLIPS);
      const bytes = Buffer.from(whole);
      bytes[at] = bytes[at]! ^ (1 << (round % 8));
      writeFileSync(copy, bytes);
      try {
        expect(readBackup(copy, sqliteMigrations)).toEqual(wanted);
      } catch (error) {
        refused += 1;
        expect((error as Error).message).toMatch(/^[^\n]*(?:damaged|not a backup|newer version|cannot use the database)[^\n]*$/);
        continue;
      }
      // The bit lies in room that no row uses.
      expect(rows(copy), `bit of byte ${at}`).toBe(rowsOfWhole);
    }
    expect(refused).toBeGreaterThan(10);
  });

  test("of an older schema is read as it was and brought up to date on the way; the file stays as it is", async () => {
    await makeBackup();
    const raw = new Database(backup);
    // As the first released version would have written it: without what its successors added.
    raw.exec(`DROP TABLE profile_cells;
      CREATE TABLE profile_cells (unit_id integer NOT NULL, month text NOT NULL, survey_id integer NOT NULL, question text NOT NULL,
        code text NOT NULL, people integer NOT NULL, PRIMARY KEY(unit_id, month, survey_id, question, code)) STRICT, WITHOUT ROWID;
      INSERT INTO profile_cells VALUES (2, '2026-11', 2, 'usia', '26-35', 3);
      ${["signals", "served", "queue_keys", "opening_hours", "holidays", "past_indices", "report_texts", "exclusions", "uploads", "follow_ups", "reasons", "closed_months", "publications", "reopenings", "closings", "late_answers", "late_keys", "log_entries", "grants", "remarks", "slips", "slip_days"].map((name) => `DROP TABLE ${name};`).join(" ")}
      CREATE TABLE rushes (unit_id integer NOT NULL, date text NOT NULL, counter_id integer NOT NULL,
        PRIMARY KEY(unit_id, date, counter_id)) STRICT, WITHOUT ROWID;
      INSERT INTO rushes VALUES (2, '2026-11-20', 2);
      ALTER TABLE units DROP COLUMN public_floor;
      ALTER TABLE counters DROP COLUMN kiosk;
      DROP TRIGGER whole_batches_stay_whole; DROP TRIGGER whole_batches_are_never_removed; DROP TRIGGER responses_are_never_removed;
      CREATE TRIGGER responses_are_never_removed BEFORE DELETE ON responses BEGIN SELECT RAISE(ABORT, 'responses are append-only'); END;
      ALTER TABLE batches DROP COLUMN whole;
      ALTER TABLE services DROP COLUMN batch_id;
      DROP INDEX spent_keys_of_open_days; ALTER TABLE spent_keys DROP COLUMN unit_id;
      DELETE FROM __drizzle_migrations WHERE created_at > (SELECT min(created_at) FROM __drizzle_migrations);
      DELETE FROM kept_sums WHERE name IN ('batches', 'services', 'profile_cells', 'units', 'counters', 'spent_keys', 'sqlite_schema');`);
    raw.close();
    expect(() => readBackup(backup, sqliteMigrations)).toThrow(/is damaged/);
    const before = readFileSync(backup);
    const restored = await restoreInto("pulih.sqlite");
    expect(all(restored, "SELECT whole FROM batches")).toEqual([[1], [1]]);
    expect(all(restored, "SELECT count(*) FROM responses")).toEqual([[202]]);
    expect(all(restored, "SELECT date, kind FROM signals")).toEqual([["2026-11-20", "rush"]]);
    // Counted anew from the rows, whatever the old counters said.
    expect(all(restored, "SELECT name FROM marks WHERE name = 'recount-groups'")).toEqual([]);
    expect(all(restored, "SELECT groups FROM profile_cells ORDER BY 1")).toEqual(
      all(file, "SELECT groups FROM profile_cells ORDER BY 1"),
    );
    expect(readFileSync(backup).equals(before)).toBe(true);
    expect(readdirSync(folder).sort()).toEqual(["pulih.sqlite", "salinan.suara", "suara.sqlite"]);
  });

  test("made by a newer version is refused", async () => {
    await makeBackup();
    const raw = new Database(backup);
    raw.exec("INSERT INTO __drizzle_migrations (hash, created_at) VALUES ('x', 9999999999999)");
    raw.close();
    expect(() => readBackup(backup, sqliteMigrations)).toThrow(/was made by a newer version/);
  });
});
