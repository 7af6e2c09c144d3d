import { once } from "node:events";
import { createServer } from "node:http";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { keepRoom } from "../../server/web/open-connections.ts";
import type { OpenConnections } from "../../server/web/open-connections.ts";
import { callRaw } from "../support/raw-caller.ts";
import type { RawCaller } from "../support/raw-caller.ts";

const PLACES = 10;
const SLOW_MS = 500;
const ASK = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

let server: Server;
let room: OpenConnections;
let address: string;
let callers: RawCaller[];
beforeEach(async () => {
  server = createServer((request, response) => {
    // Some are served for as long as they like.
    if (request.url !== "/tunggu") request.resume().once("end", () => response.end("halo"));
  });
  // One sweep of the idle in a test, however slow the machine is.
  room = keepRoom(server, { most: PLACES, slowMs: SLOW_MS, sweepEveryMs: 600_000 });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  callers = [];
});
afterEach(async () => {
  for (const caller of callers) caller.leave();
  await new Promise((resolve) => server.close(resolve));
});

/** Callers one after the other, each of whom has said `words` and was heard by the server before the next one comes. */
async function crowd(size: number, words = ""): Promise<RawCaller[]> {
  const come: RawCaller[] = [];
  for (let n = 0; n < size; n += 1) {
    const heard = once(server, words === "" ? "connection" : "request");
    const caller = await callRaw(address);
    if (words !== "") caller.send(words);
    await heard;
    come.push(caller);
  }
  callers.push(...come);
  return come;
}

/** Until whoever is here is slow, and whoever comes now is not. */
const later = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, SLOW_MS + 100));

/** Nothing is accepted meanwhile, so that those who knock now are all let in at once. */
const holdTheLoop = (): void => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50);

/** Resolves when the server has answered; rejects when it has closed the connection instead. */
async function answered(caller: RawCaller): Promise<void> {
  const closed = caller.ended.then(() => Promise.reject(new Error("closed without an answer")));
  while (!caller.received().includes("halo"))
    await Promise.race([closed, new Promise((resolve) => caller.socket.once("data", resolve))]);
  closed.catch(() => undefined);
}

const isOpen = ({ socket }: RawCaller): boolean => !socket.destroyed;

describe("when all places are taken", () => {
  test("those who came first and never asked make room, one for each newcomer", async () => {
    const silent = await crowd(PLACES);
    await later();
    const late = await crowd(4, ASK);
    await Promise.all(late.map(answered));
    await Promise.all(silent.slice(0, 4).map(({ ended }) => ended));
    expect(silent.slice(4).every(isOpen)).toBe(true);
    expect([room.open(), room.closedForRoom()]).toEqual([PLACES, 4]);
  });

  test("newcomers who come in one turn of the event loop take a place each", async () => {
    const silent = await crowd(PLACES);
    await later();
    const coming = [callRaw(address), callRaw(address), callRaw(address)];
    process.nextTick(holdTheLoop);
    const late = await Promise.all(coming);
    callers.push(...late);
    for (const caller of late) caller.send(ASK);
    await Promise.all(late.map(answered));
    await Promise.all(silent.slice(0, 3).map(({ ended }) => ended));
    expect(silent.slice(3).every(isOpen)).toBe(true);
    expect([room.open(), room.closedForRoom()]).toEqual([PLACES, 3]);
  });

  test("then those who wait between two requests", async () => {
    const idle = await crowd(PLACES, ASK);
    await Promise.all(idle.map(answered));
    const [late] = await crowd(1, ASK);
    await answered(late!);
    await Promise.all(idle.map(({ ended }) => ended));
    expect(isOpen(late!)).toBe(true);
    await expect.poll(() => [room.open(), room.closedForRoom()]).toEqual([1, PLACES]);
  });

  test("then who is slowest in sending, and nobody who asks at once", async () => {
    const slow = await crowd(PLACES, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\na");
    await later();
    const late = await crowd(3, ASK);
    await Promise.all(late.map(answered));
    await Promise.all(slow.slice(0, 3).map(({ ended }) => ended));
    expect(slow.slice(3).every(isOpen)).toBe(true);
  });

  test("a newcomer is turned away only when everybody is being served", async () => {
    const waiting = await crowd(PLACES, "GET /tunggu HTTP/1.1\r\nHost: a\r\n\r\n");
    await later();
    const late = await crowd(3);
    await Promise.all(late.map(({ ended }) => ended));
    expect(waiting.every(isOpen)).toBe(true);
  });
});
