import { parentPort, workerData } from "node:worker_threads";
import Database from "better-sqlite3";
import { openConnection } from "./connection.ts";
import { writerOn } from "./writer.ts";
import type { Asked, Told, ThreadPlace } from "./writer-aside.ts";

/** The thread that writes, with a connection of its own to the same file. It does what it is asked, one thing after another. */
const { file, migrations } = workerData as ThreadPlace;
const port = parentPort!;
const connection = openConnection(file, migrations);
// In KiB: the places where random keys of a busy day go, so that an insert seldom reads.
connection.$client.pragma("cache_size = -32768");
const writer = writerOn(connection);

port.on("message", ({ id, act, given }: Asked) => {
  const done = (writer[act] as (given: unknown) => Promise<unknown>)(JSON.parse(given));
  void done
    .then(
      (outcome): Told => ({ id, outcome }),
      (error: unknown): Told => ({ id, error: { message: (error as Error).message, code: codeOf(error) } }),
    )
    .then((told) => port.postMessage(told))
    .then(() => {
      if (act === "close") port.close();
    });
});

function codeOf(error: unknown): string | null {
  return error instanceof Database.SqliteError ? error.code : null;
}
