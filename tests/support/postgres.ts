import { spawn } from "node:child_process";
import { once } from "node:events";
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

/** Starts it; rejects with what PostgreSQL said when it cannot run here. */
export async function openPostgres(): Promise<TestPostgres> {
  const keeper = spawn(
    process.execPath,
    ["--import", "tsx", fileURLToPath(new URL("postgres-keeper.ts", import.meta.url))],
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
      await client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`);
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
