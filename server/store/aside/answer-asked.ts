import { parentPort } from "node:worker_threads";
import type { ActsAside, Asked, PlainError, Told } from "./crossing.ts";

/**
 * The thread's side: does what it is asked as it comes, and tells what came of each. `describe` puts an error into plain
 * values, without what the other side may not know.
 */
export function answerAsked<Acts extends ActsAside<Acts>>(acts: Acts, describe: (error: unknown) => PlainError): void {
  const port = parentPort!;
  const answer = async ({ id, act, given }: Asked): Promise<Told> => {
    try {
      const run = acts[act as keyof Acts] as unknown as (given: unknown) => Promise<unknown>;
      return { id, outcome: await run(JSON.parse(given)) };
    } catch (error) {
      return { id, error: describe(error) };
    }
  };
  port.on("message", (asked: Asked) => {
    void answer(asked)
      .then((told) => port.postMessage(told))
      .then(() => {
        if (asked.act === "close") port.close();
      });
  });
}
