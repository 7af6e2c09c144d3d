import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { House } from "../support/house.ts";
import { openHouse } from "../support/house.ts";
import { callRaw } from "../support/raw-caller.ts";

let house: House;
let address: string;
let behind: string[];
beforeEach(async () => {
  house = await openHouse({ now: "2026-11-22T03:00:00Z" });
  behind = [];
  house.app.addHook("onRequest", async (request) => void behind.push(`${request.method} ${request.url}`));
  await house.app.listen({ host: "127.0.0.1", port: 0 });
  address = `http://127.0.0.1:${(house.app.server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  house.app.server.closeAllConnections();
  await house.close();
});

/** Everything of an answer but the clock. */
async function ask(path: string, headers: Record<string, string> = {}, method = "GET") {
  const answer = await fetch(address + path, { method, headers: { "accept-encoding": "identity", ...headers } });
  const { date: _date, ...rest } = Object.fromEntries(answer.headers);
  return { status: answer.status, headers: rest, body: await answer.text() };
}

describe("a form that lies ready", () => {
  it("is answered before the application, with the same bytes and headers", async () => {
    await house.make.unit({ code: "pkm-contoh" });
    for (const [path, headers] of [
      ["/s/pkm-contoh", {}],
      ["/s/pkm-contoh?bahasa=en", { "accept-encoding": "br" }],
      ["/s/pkm-contoh", { "accept-encoding": "gzip, deflate" }],
    ] as const) {
      const first = await ask(path, headers);
      const asked = behind.length;
      expect(first.status).toBe(200);
      expect(await ask(path, headers)).toEqual(first);
      // The first of each language was made behind; whatever encoding is asked for after that comes from in front.
      expect(behind.length).toBe(asked);
    }
    expect(behind).toEqual(["GET /s/pkm-contoh", "GET /s/pkm-contoh?bahasa=en"]);
  });

  it("is 304 to whoever has it, and has no body for HEAD", async () => {
    await house.make.unit({ code: "pkm-contoh" });
    const { etag } = (await ask("/s/pkm-contoh")).headers;
    const again = await ask("/s/pkm-contoh", { "if-none-match": etag! });
    expect([again.status, again.body, again.headers["cache-control"]]).toEqual([304, "", "public, max-age=60"]);
    const head = await ask("/s/pkm-contoh", {}, "HEAD");
    expect([head.status, head.body, Number(head.headers["content-length"]) > 10_000]).toEqual([200, "", true]);
    expect(behind).toEqual(["GET /s/pkm-contoh"]);
  });

  it("is looked after once a second, so that a change shows", async () => {
    const unit = await house.make.unit({ code: "pkm-contoh", name: "Puskesmas Lama" });
    expect((await ask("/s/pkm-contoh")).body).toContain("Puskesmas Lama");
    await house.store.units.update({ ...unit, name: "Puskesmas Baru" });
    expect((await ask("/s/pkm-contoh")).body).toContain("Puskesmas Lama");
    house.clock.now += 1000;
    expect((await ask("/s/pkm-contoh")).body).toContain("Puskesmas Baru");
    // A clock that was set back does not make it stand for ever.
    house.clock.now -= 86_400_000;
    await house.store.units.update({ ...unit, name: "Puskesmas Ketiga" });
    expect((await ask("/s/pkm-contoh")).body).toContain("Puskesmas Ketiga");
  });

  it("leaves alone what is not exactly its address", async () => {
    await house.make.unit({ code: "pkm-contoh" });
    await ask("/s/pkm-contoh");
    for (const path of ["/s/PKM-contoh", "/s/pkm-contoh/", "/s/pkm-contoh?bahasa=xx", "/s/pkm%2Dcontoh", "/s/pkm-contoh/kunci"])
      expect([path, (await ask(path)).status]).toEqual([path, 200]);
    expect((await ask("/s/tidak-ada")).status).toBe(404);
    expect(behind).toHaveLength(7);
  });

  it("refuses there what is refused everywhere", async () => {
    await house.make.unit({ code: "pkm-contoh" });
    await ask("/s/pkm-contoh");
    const two = await callRaw(address);
    two.send("GET /s/pkm-contoh HTTP/1.1\r\nHost: a\r\nHost: b\r\nConnection: close\r\n\r\n");
    expect(await two.ended).toMatch(/^HTTP\/1\.1 400 /);
  });
});
