import {
  chmodSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { chanceFrom } from "../../server/demo/chance.ts";
import { openCitizens, postAll, sittings } from "../durability/citizens.ts";
import { databaseOf } from "../durability/kept-rows.ts";
import type { Program, Start } from "../support/program.ts";
import { openProgram } from "../support/program.ts";

const CODE = "pkm-berkas";
let program: Program;
let next: ReturnType<typeof sittings>;
beforeEach(async () => {
  next = sittings(chanceFrom(11), "berkas");
  program = await openProgram();
  await program.suara("unit", "add", "--code", CODE, "--name", "Puskesmas Citeureup");
});
afterEach(() => program.close());

/** Serves some answers and ends the server with the signal: SIGTERM leaves one file, SIGKILL its log beside it. */
async function answered(signal: "SIGTERM" | "SIGKILL", count = 40): Promise<void> {
  const server = await program.startServer({ environment: { SUARA_LOG: "warn" } });
  const citizens = openCitizens(server.address, CODE, 4);
  let left = count;
  const { acknowledged } = await postAll(citizens, 4, () => ((left -= 1) >= 0 ? next() : undefined));
  expect(acknowledged).toHaveLength(count);
  citizens.close();
  await program.end(server.child, signal);
}

/** The files of the database as they lie there, byte by byte. */
function files(): ReadonlyMap<string, string> {
  const names = readdirSync(program.data).filter((name) => /^suara\.sqlite(?:-wal)?$/.test(name));
  return new Map(names.map((name) => [name, readFileSync(join(program.data, name)).toString("base64")]));
}

/** The one line and exit code 1 with which a start is refused. */
async function refusalOf(how: Start): Promise<string> {
  const outcome = await program.startServer({ ...how, environment: { SUARA_LOG: "warn" } }).then(
    () => "it was served",
    (error: Error) => error.message,
  );
  expect(outcome).toMatch(/^ended with 1: suara serve: [^\n]+\n$/);
  expect(outcome).not.toContain("fault of the program");
  return outcome;
}

/** Refused, and nothing was made, mended or emptied in its place. */
async function expectRefused(words: RegExp, how: Start = {}): Promise<void> {
  const before = files();
  expect(await refusalOf(how)).toMatch(words);
  expect([...files()].filter(([name, bytes]) => before.get(name) !== bytes).map(([name]) => name)).toEqual([]);
  expect([...before.keys()].filter((name) => !existsSync(join(program.data, name)))).toEqual([]);
}

describe("a database that cannot be trusted is refused, and left as it is:", () => {
  test("cut in half", async () => {
    await answered("SIGTERM");
    const file = databaseOf(program.data);
    truncateSync(file, Math.floor(statSync(file).size / 8192) * 4096);
    await expectRefused(/suara\.sqlite/);
  });

  test("short of its last bytes", async () => {
    await answered("SIGTERM");
    truncateSync(databaseOf(program.data), statSync(databaseOf(program.data)).size - 100);
    await expectRefused(/suara\.sqlite/);
  });

  test("empty", async () => {
    await answered("SIGTERM");
    truncateSync(databaseOf(program.data));
    await expectRefused(/is empty/);
  });

  test("of no kind of database", async () => {
    writeFileSync(databaseOf(program.data), "Daftar hadir, 22 November\n".repeat(500));
    await expectRefused(/is not a database/);
  });

  test("of another program", async () => {
    rmSync(databaseOf(program.data));
    const other = new Database(databaseOf(program.data));
    other.exec("CREATE TABLE visitors (name TEXT)");
    other.close();
    await expectRefused(/another program/);
  });

  test("gone, with its log left behind", async () => {
    await answered("SIGKILL");
    rmSync(databaseOf(program.data));
    await expectRefused(/suara\.sqlite/);
  });

  test("without its log", async () => {
    await answered("SIGKILL");
    rmSync(`${databaseOf(program.data)}-wal`);
    await expectRefused(/log/);
  });

  test("with the log of an earlier day", async () => {
    await answered("SIGKILL");
    const aside = mkdtempSync(join(tmpdir(), "suara-log-"));
    cpSync(`${databaseOf(program.data)}-wal`, join(aside, "log"));
    await answered("SIGTERM");
    cpSync(join(aside, "log"), `${databaseOf(program.data)}-wal`);
    rmSync(aside, { recursive: true });
    await expectRefused(/log/);
  });
});

describe("a place that cannot be written to is refused:", () => {
  /** An administrator's right to write everywhere is put down first. */
  const asOwnerAlone: Start =
    process.getuid?.() === 0 ? { before: ["setpriv", "--bounding-set=-dac_override,-dac_read_search"] } : {};
  afterEach(() => {
    chmodSync(program.data, 0o700);
  });

  test("a directory", async () => {
    await answered("SIGTERM");
    chmodSync(program.data, 0o500);
    await expectRefused(/read-only|may not|cannot|permission/i, asOwnerAlone);
  });

  test("a file", async () => {
    await answered("SIGTERM");
    chmodSync(databaseOf(program.data), 0o400);
    await expectRefused(/read-only|may not|cannot|permission/i, asOwnerAlone);
  });
});

test("a data directory that a server serves already is refused to a second one, and the first goes on", async () => {
  const first = await program.startServer({ environment: { SUARA_LOG: "warn" } });
  expect(await refusalOf({})).toMatch(/another server already serves/);
  expect((await fetch(`${first.address}/s/${CODE}`)).status).toBe(200);
});
