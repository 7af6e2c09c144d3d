import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import Database from "better-sqlite3";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { runCommand } from "../../server/ops/run-command.ts";
import { takeServerLock } from "../../server/ops/server-lock.ts";
import { databaseFile } from "../../server/store/open-store.ts";
import type { TestPostgres } from "../support/postgres.ts";
import { openPostgres } from "../support/postgres.ts";
import { makeReleased, releasedIndices } from "../store/released.ts";

let folder: string;
let data: string;
let backup: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "suara-"));
  data = join(folder, "data");
  backup = join(folder, "salinan.suara");
  mkdirSync(data);
  makeReleased(databaseFile(data));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

async function suaraIn(place: string, ...argv: string[]): Promise<Outcome> {
  let [out, err] = ["", ""];
  const console = { out: (text: string) => void (out += text), err: (text: string) => void (err += text) };
  const environment = place.startsWith("postgres://")
    ? { SUARA_DATA: join(folder, "beside"), SUARA_DATABASE_URL: place }
    : { SUARA_DATA: place };
  const code = await runCommand(argv, environment, console);
  return { code, out, err };
}
const suara = (...argv: string[]): Promise<Outcome> => suaraIn(data, ...argv);

/** What `suara index --json` prints of every unit, survey and period, to the byte. */
async function indices(place: string): Promise<string> {
  let all = "";
  for (const name of Object.keys(releasedIndices("0000"))) {
    const [unit = "", survey = "", period = ""] = name.split(" ");
    const { code, out } = await suaraIn(place, "index", "--unit", unit, "--survey", survey, "--period", period, "--json");
    expect(code).toBe(0);
    all += out;
  }
  return all;
}

/** A survey of one's own, as a unit would write it. */
function writeOwnSurvey(): void {
  const definition = JSON.parse(readFileSync("survey-definitions/spak/1.json", "utf8")) as Record<string, unknown>;
  delete definition["$schema"];
  definition["id"] = "parkir";
  (definition["items"] as { key: string }[]).forEach((item, at) => (item.key = `R${at + 1}`));
  mkdirSync(join(data, "survey-definitions", "parkir"), { recursive: true });
  writeFileSync(join(data, "survey-definitions", "parkir", "1.json"), JSON.stringify(definition));
}

const refused = (words: RegExp): object => ({
  code: 1,
  out: "",
  err: expect.stringMatching(new RegExp(`^suara \\w+: [^\\n]*${words.source}[^\\n]*\\n$`)) as string,
});

describe("suara backup and suara restore", () => {
  test("bring everything back into an empty place: indices to the byte, own surveys, people, and a clean check", async () => {
    writeOwnSurvey();
    const before = await indices(data);
    expect(await suara("backup", backup)).toEqual({
      code: 0,
      out: `${backup}: 2 units, 202 answers, 1 own files\n`,
      err: "",
    });
    const restored = join(folder, "pulih");
    expect(await suaraIn(restored, "restore", backup)).toMatchObject({ code: 0, err: "" });
    expect(await indices(restored)).toBe(before);
    expect(await suaraIn(restored, "check")).toMatchObject({ code: 0 });
    expect(readFileSync(join(restored, "survey-definitions/parkir/1.json"))).toEqual(
      readFileSync(join(data, "survey-definitions/parkir/1.json")),
    );
    expect((await suaraIn(restored, "person", "add", "--login", "sari", "--name", "Lain", "--role", "admin")).code).toBe(1);
    expect(readdirSync(restored).sort()).toEqual(["checkpoints", "keys", "suara.sqlite", "survey-definitions"]);
  });

  test("say in the restored database on which day it was brought back, and from the copy of which day", async () => {
    await suara("backup", backup);
    const restored = join(folder, "pulih");
    await suaraIn(restored, "restore", backup);
    const raw = new Database(databaseFile(restored));
    const today = Math.floor(Date.now() / 86_400_000);
    const marks = raw.prepare("SELECT name, value FROM marks WHERE name IN ('backed-up', 'restored') ORDER BY name").raw().all();
    raw.close();
    expect(marks.map((mark) => (mark as [string])[0])).toEqual(["backed-up", "restored"]);
    for (const mark of marks) expect(today - (mark as [string, number])[1]).toBeLessThanOrEqual(1);
  });

  test("never overwrite a file, a database or a survey of one's own", async () => {
    writeOwnSurvey();
    await suara("backup", backup);
    const whole = readFileSync(backup);
    expect(await suara("backup", backup)).toEqual(refused(/is there already/));
    expect(readFileSync(backup).equals(whole)).toBe(true);
    expect(await suara("restore", backup)).toEqual(refused(/suara\.sqlite is there already/));
    const other = join(folder, "lain");
    mkdirSync(join(other, "survey-definitions", "parkir"), { recursive: true });
    writeFileSync(join(other, "survey-definitions", "parkir", "1.json"), "{}");
    expect(await suaraIn(other, "restore", backup)).toEqual(refused(/parkir.1\.json differs/));
    expect(readFileSync(join(other, "survey-definitions", "parkir", "1.json"), "utf8")).toBe("{}");
    expect(existsSync(databaseFile(other))).toBe(false);
    symlinkSync("/nowhere/else", join(folder, "tautan"));
    expect((await suara("backup", join(folder, "tautan"))).code).toBe(1);
  });

  test("refuse in one line what is no whole backup, and leave the place empty", async () => {
    await suara("backup", backup);
    const bytes = readFileSync(backup);
    const restored = join(folder, "pulih");
    const attempts: readonly (readonly [name: string, bytes: Uint8Array | string, words: RegExp])[] = [
      ["half", bytes.subarray(0, bytes.length / 2), /damaged/],
      ["text", "tanggal,U1\n".repeat(100), /is not a backup/],
      ["empty", "", /is not a backup/],
      ["database", readFileSync(databaseFile(data)), /is a database in use, not a backup/],
    ];
    for (const [name, content, words] of attempts) {
      writeFileSync(join(folder, name), content);
      expect(await suaraIn(restored, "restore", join(folder, name)), name).toEqual(refused(words));
    }
    expect(await suaraIn(restored, "restore", join(folder, "nothing"))).toEqual(refused(/there is no backup/));
    expect(existsSync(databaseFile(restored))).toBe(false);
  });

  test("refuse a backup whose files would be written outside the surveys", async () => {
    await suara("backup", backup);
    const raw = new Database(backup);
    raw.exec("INSERT INTO kept_files VALUES ('../../keluar.json', x'7b7d')");
    raw.close();
    const restored = join(folder, "pulih");
    expect((await suaraIn(restored, "restore", backup)).code).toBe(1);
    expect(existsSync(join(folder, "keluar.json"))).toBe(false);
    expect(existsSync(databaseFile(restored))).toBe(false);
  });

  test("have nothing to copy where nothing is, and nowhere to put it where no directory is", async () => {
    expect(await suaraIn(join(folder, "kosong"), "backup", backup)).toEqual(refused(/there is no database/));
    expect(existsSync(join(folder, "kosong"))).toBe(false);
    expect(await suara("backup", join(folder, "tidak", "ada.suara"))).toEqual(refused(/there is no directory/));
    expect((await suara("backup")).code).toBe(2);
    expect((await suara("restore", "a", "b")).code).toBe(2);
  });
});

describe("suara move", () => {
  let postgres: TestPostgres;
  const address = async (): Promise<string> => (postgres ??= await openPostgres()).freshDatabase();
  afterEach(async () => {
    await postgres?.close();
    postgres = undefined as unknown as TestPostgres;
  });

  test("carries an installation to PostgreSQL and back with the indices equal to the last digit, and so does a backup", async () => {
    const before = await indices(data);
    const [url, second, back] = [await address(), await postgres.freshDatabase(), join(folder, "kembali")];
    const untouched = readFileSync(databaseFile(data));
    expect(await suara("move", "--from", data, "--to", url)).toMatchObject({
      code: 0,
      out: expect.stringContaining("2 units, 202 answers, recounted") as string,
      err: "",
    });
    expect(readFileSync(databaseFile(data)).equals(untouched)).toBe(true);
    expect(await indices(url)).toBe(before);
    expect(await suara("move", "--from", url, "--to", back)).toMatchObject({ code: 0, err: "" });
    expect(await indices(back)).toBe(before);

    expect(await suaraIn(url, "backup", backup)).toMatchObject({ code: 0, err: "" });
    expect(await suaraIn(second, "restore", backup)).toMatchObject({ code: 0, err: "" });
    expect(await indices(second)).toBe(before);
    expect(await suaraIn(join(folder, "pulih"), "restore", backup)).toMatchObject({ code: 0, err: "" });
    expect(await indices(join(folder, "pulih"))).toBe(before);

    for (const argv of [["move", "--from", data, "--to", url]]) expect(await suara(...argv)).toEqual(refused(/is not empty/));
    expect(await suaraIn(url, "restore", backup)).toEqual(refused(/is not empty/));
    expect(await indices(url)).toBe(before);
  });

  test("tells a server on PostgreSQL from a connection that is just ending", async () => {
    const url = await address();
    expect(await suara("move", "--from", data, "--to", url)).toMatchObject({ code: 0 });
    const server = new pg.Client({ connectionString: url, application_name: "suara-loket" });
    await server.connect();
    expect(await suara("move", "--from", url, "--to", join(folder, "baru"))).toEqual(refused(/a server works on the database/));
    expect(existsSync(join(folder, "baru"))).toBe(false);
    const [{ code }] = await Promise.all([
      suara("move", "--from", url, "--to", join(folder, "baru")),
      setTimeout(300).then(() => server.end()),
    ]);
    expect(code).toBe(0);
  });

  test("keeps out of a source that is served, of a target that holds something, and prints no password", async () => {
    const lock = takeServerLock(data);
    expect(await suara("move", "--from", data, "--to", join(folder, "baru"))).toEqual(refused(/another server already serves/));
    lock.release();
    expect(await suara("move", "--from", data, "--to", data)).toEqual(refused(/is there already/));
    expect(await suara("move", "--from", join(folder, "kosong"), "--to", join(folder, "baru"))).toEqual(
      refused(/there is no database/),
    );
    expect(existsSync(join(folder, "kosong"))).toBe(false);
    const unreachable = "postgres://suara:rahasia@127.0.0.1:1/suara";
    const { code, out, err } = await suara("move", "--from", data, "--to", unreachable);
    expect([code, out]).toEqual([1, ""]);
    expect(err).toMatch(/^suara move: [^\n]*suara on 127\.0\.0\.1[^\n]*\n$/);
    expect(err).not.toContain("rahasia");
    expect((await suara("move", "--from", data)).code).toBe(2);
    expect((await suara("move", "--from", data, "--to", "postgres://")).code).toBe(2);
  });
});
