import { Worker } from "node:worker_threads";
import type { ActsAside, Asked, PlainError, Told } from "./crossing.ts";

/** A thread that is to be started. */
export interface ThreadPlan {
  /** Its module, beside the one whose `import.meta.url` is `from`: "writer-thread". */
  readonly module: string;
  readonly from: string;
  /** What it is told at its start: plain values. */
  readonly place: unknown;
  /** How much lives shortly there, in MiB: its room for young objects. */
  readonly youngMiB: number;
  /** Makes an error again from what the thread has said of it. */
  readonly rebuild: (told: PlainError) => Error;
  /** Told when the thread ends without having been asked to; what was under way may or may not lie on the disk. */
  readonly onDeath: (cause: Error) => void;
}

/** A thread that does acts one can ask for. */
export interface Aside<Acts extends ActsAside<Acts>> {
  ask<Name extends keyof Acts & string>(act: Name, given: Parameters<Acts[Name]>[0]): ReturnType<Acts[Name]>;
  /** Asks for the act "close"; settled when the thread has ended. What is asked for afterwards is rejected. */
  close(): Promise<void>;
}

interface Pending {
  /** Called in the turn in which the answer is heard. */
  readonly resolve: (outcome: never) => void;
  readonly reject: (error: Error) => void;
}

/** Starts a thread and gives the way to ask it. What is under way when it dies is rejected, once `onDeath` was told. */
export function askThread<Acts extends ActsAside<Acts>>({ rebuild, onDeath, ...plan }: ThreadPlan): Aside<Acts> {
  const worker = startThread(plan);
  const pending = new Map<number, Pending>();
  let last = 0;
  let dead: Error | undefined;

  const ask = (act: string, given: unknown, heard: () => void = () => undefined): Promise<never> =>
    new Promise((resolve, reject) => {
      if (dead) return reject(dead);
      last += 1;
      const answered = (outcome: never): void => {
        heard();
        resolve(outcome);
      };
      pending.set(last, { resolve: answered, reject });
      worker.postMessage({ id: last, act, given: JSON.stringify(given) } satisfies Asked);
    });
  const end = (cause: Error): void => {
    dead ??= cause;
    for (const { reject } of pending.values()) reject(dead);
    pending.clear();
  };
  const die = (cause: Error): void => {
    if (dead) return;
    dead = new Error("the thread of the store that was asked has ended");
    onDeath(cause);
    end(dead);
  };

  worker.on("message", (told: Told) => {
    const waiting = pending.get(told.id);
    pending.delete(told.id);
    if ("outcome" in told) waiting?.resolve(told.outcome as never);
    else waiting?.reject(rebuild(told.error));
  });
  worker.on("error", die);
  worker.on("exit", () => die(new Error("a thread of the store has ended unasked")));

  return {
    ask: (act, given) => ask(act, given) as ReturnType<Acts[typeof act]>,
    async close() {
      const ended = new Promise((resolve) => worker.once("exit", resolve));
      // Its exit may be heard in the same turn as its answer, before anything that waits for a promise.
      await ask("close", null, () => end(new Error("the store is closed")));
      await ended;
    },
  };
}

/** From the compiled program; or from its source in development and tests, where a thread has to be told how to read it. */
function startThread({ module, from, place, youngMiB }: Pick<ThreadPlan, "module" | "from" | "place" | "youngMiB">): Worker {
  if (!from.endsWith(".ts"))
    return new Worker(new URL(`${module}.js`, from), {
      workerData: place,
      resourceLimits: { maxYoungGenerationSizeMb: youngMiB },
    });
  const source = JSON.stringify(new URL(`${module}.ts`, from).href);
  const read = `import("tsx/esm/api").then(({ tsImport }) => tsImport(${source}, ${source}))`;
  return new Worker(read, { workerData: place, eval: true });
}
