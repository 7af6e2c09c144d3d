import { Worker } from "node:worker_threads";
import Database from "better-sqlite3";
import type { Writer } from "./writer.ts";

/** Where the thread finds the database. */
export interface ThreadPlace {
  readonly file: string;
  readonly migrations: string;
}

export interface Asked {
  readonly id: number;
  readonly act: keyof Writer;
  /** As JSON, which is passed sooner than a copy of many small objects. */
  readonly given: string;
}

/** The outcome, or what went wrong; `code` is SQLite's where it was SQLite. */
export type Told =
  | { readonly id: number; readonly outcome: unknown }
  | { readonly id: number; readonly error: { readonly message: string; readonly code: string | null } };

interface Pending {
  readonly resolve: (outcome: never) => void;
  readonly reject: (error: Error) => void;
}

/**
 * A writer in a thread of its own: while it waits for the disk, pages are served and the next group fills. `onDeath` is told
 * when the thread ends without having been asked to; what was under way may or may not lie on the disk.
 */
export function writerAside(place: ThreadPlace, onDeath: (cause: Error) => void): Writer {
  const worker = startThread(place);
  const pending = new Map<number, Pending>();
  let last = 0;
  let dead: Error | undefined;

  const ask = <Outcome>(act: keyof Writer, given: unknown): Promise<Outcome> =>
    new Promise<Outcome>((resolve, reject) => {
      if (dead) return reject(dead);
      last += 1;
      pending.set(last, { resolve, reject });
      worker.postMessage({ id: last, act, given: JSON.stringify(given) } satisfies Asked);
    });
  const die = (cause: Error): void => {
    if (dead) return;
    dead = cause;
    for (const { reject } of pending.values()) reject(cause);
    pending.clear();
  };

  worker.on("message", (told: Told) => {
    const waiting = pending.get(told.id);
    pending.delete(told.id);
    if ("outcome" in told) return waiting?.resolve(told.outcome as never);
    const { message, code } = told.error;
    return waiting?.reject(code === null ? new Error(message) : new Database.SqliteError(message, code));
  });
  worker.on("error", (cause: Error) => {
    die(cause);
    onDeath(cause);
  });

  return {
    keep: (group) => ask("keep", group),
    writeMark: (at) => ask("writeMark", at),
    closeDay: (today) => ask("closeDay", today),
    async close() {
      const ended = new Promise((resolve) => worker.once("exit", resolve));
      await ask("close", null);
      die(new Error("the store is closed"));
      await ended;
    },
  };
}

/** What lives shortly, a group at most, needs little room; in MiB. */
const YOUNG = { maxYoungGenerationSizeMb: 4 };

/** From the compiled program; or from its source in development and tests, where a thread has to be told how to read it. */
function startThread(workerData: ThreadPlace): Worker {
  if (!import.meta.url.endsWith(".ts"))
    return new Worker(new URL("writer-thread.js", import.meta.url), { workerData, resourceLimits: YOUNG });
  const source = JSON.stringify(new URL("writer-thread.ts", import.meta.url).href);
  return new Worker(`import("tsx/esm/api").then(({ tsImport }) => tsImport(${source}, ${source}))`, { workerData, eval: true });
}
