import { expect, test } from "vitest";
import { askThread } from "../../server/store/aside/ask-thread.ts";
import type { Aside } from "../../server/store/aside/ask-thread.ts";
import type { Echo } from "./echo-thread.ts";

const deaths: string[] = [];

function echo(): Aside<Echo> {
  deaths.length = 0;
  return askThread<Echo>({
    module: "echo-thread",
    from: import.meta.url,
    place: null,
    youngMiB: 4,
    rebuild: ({ message }) => new Error(message),
    onDeath: ({ message }) => deaths.push(message),
  });
}

/** Nothing is heard meanwhile, so that all that comes is heard in one turn. */
const busy = (ms: number): unknown => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);

test("threads that were asked to end have not died, also when the answer and the end of one are heard in one turn", async () => {
  const threads = Array.from({ length: 8 }, echo);
  expect(await Promise.all(threads.map((thread) => thread.ask("say", "halo")))).toHaveLength(8);
  const closed = threads.map((thread) => thread.close());
  busy(500);
  await Promise.all(closed);
  for (const thread of threads) await expect(thread.ask("say", "masih di sana?")).rejects.toThrow("the store is closed");
  expect(deaths).toEqual([]);
});

test("what was asked before the end is answered, what is asked after it is not", async () => {
  const thread = echo();
  const before = thread.ask("say", "sebelum");
  const closed = thread.close();
  const after = thread.ask("say", "sesudah");
  await expect(after).rejects.toThrow("the store is closed");
  expect(await before).toBe("sebelum");
  await closed;
  expect(deaths).toEqual([]);
});

test.each([0, 1])("a thread that ends unasked, with code %d, is told once, and nobody waits for it", async (code) => {
  const thread = echo();
  await expect(thread.ask("die", code)).rejects.toThrow("has ended");
  await expect(thread.ask("say", "halo")).rejects.toThrow("has ended");
  expect(deaths).toEqual(["a thread of the store has ended unasked"]);
});

test("a thread that dies while it is asked to end has died", async () => {
  const thread = echo();
  const last = thread.ask("die", 1);
  const closed = thread.close();
  await expect(last).rejects.toThrow("has ended");
  await expect(closed).rejects.toThrow("has ended");
  expect(deaths).toEqual(["a thread of the store has ended unasked"]);
});
