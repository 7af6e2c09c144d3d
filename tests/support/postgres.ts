import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, statfsSync } from "node:fs";
import { freemem, tmpdir } from "node:os";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { projectPath } from "../../server/project-path.ts";
import { openPostgresStore } from "../../server/store/postgres/open-postgres-store.ts";

export function postgresMigrations(): string {
  return projectPath("server/store/postgres/migrations");
}

/** A real PostgreSQL from npm, on a free port of 127.0.0.1, for the tests of one file. */
export interface TestPostgres {
  /** Makes an empty database and gives its address: "postgres://suara:…@127.0.0.1:40123/suara_1". */
  emptyDatabase(): Promise<string>;
  /** Makes a database with our tables and nothing in them, and gives its address. */
  freshDatabase(): Promise<string>;
  /** Ends the server without warning, as a loss of power would. */
  crash(): Promise<void>;
  /** Starts it again on the same files. */
  start(): Promise<void>;
  /** Ends it and removes its files; so does the end of this process. */
  close(): Promise<void>;
}

/**
 * Starts it; rejects with what PostgreSQL said when it cannot run here. Its files lie in memory where there is room, which makes
 * databases in a quarter of the time, or `onDisk`, where time on the disk is what is measured or the server is crashed.
 */
export async function openPostgres({ onDisk = false } = {}): Promise<TestPostgres> {
  const inMemory = !onDisk && hasRoomInMemory();
  const keeper = spawn(
    process.execPath,
    ["--import", "tsx", fileURLToPath(new URL("postgres-keeper.ts", import.meta.url)), ...(inMemory ? IN_MEMORY : [tmpdir()])],
    // Its input is a pipe that ends with this process, however it ends.
    { cwd: projectPath(), stdio: ["pipe", "pipe", "pipe"] },
  );
  let said = "";
  keeper.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()));
  const lines = createInterface({ input: keeper.stdout })[Symbol.asyncIterator]();
  const nextLine = async (): Promise<string> => {
    const line = await lines.next();
    if (line.done === true) throw new Error(`PostgreSQL for tests has ended: ${said}`);
    return line.value;
  };
  const order = async (word: string): Promise<void> => {
    keeper.stdin.write(`${word}\n`);
    await nextLine();
  };
  const address = await nextLine();
  let serial = 0;
  const createDatabase = async (template: string): Promise<string> => {
    const name = `suara_${(serial += 1)}`;
    const client = new pg.Client({ connectionString: `${address}postgres` });
    await client.connect();
    try {
      // To copy the files of the template is quicker where none of them has to reach a disk, and slower where they have to.
      await client.query(`CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY ${inMemory ? "FILE_COPY" : "WAL_LOG"}`);
    } finally {
      await client.end();
    }
    return `${address}${name}`;
  };
  const makeTemplate = async (): Promise<string> => {
    const template = await createDatabase("template1");
    await (await openPostgresStore(template, postgresMigrations())).close();
    return template.slice(address.length);
  };
  let template: Promise<string> | undefined;
  return {
    emptyDatabase: () => createDatabase("template1"),
    async freshDatabase() {
      return createDatabase(await (template ??= makeTemplate()));
    },
    crash: () => order("crash"),
    start: () => order("start"),
    async close() {
      const ended = once(keeper, "exit");
      keeper.stdin.end();
      await ended;
    },
  };
}

const MEMORY = "/dev/shm";
/** The folder, and settings by which the log of changes stays small. */
const IN_MEMORY = [MEMORY, "max_wal_size=64MB", "min_wal_size=32MB"];

/** Two servers at a time with a hundred databases each take a gigabyte each. */
function hasRoomInMemory(): boolean {
  if (!existsSync(MEMORY)) return false;
  const { bavail, bsize } = statfsSync(MEMORY);
  return bavail * bsize > 4 * 2 ** 30 && freemem() > 8 * 2 ** 30;
}
