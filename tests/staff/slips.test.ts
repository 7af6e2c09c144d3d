import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Counter, Unit } from "../../server/domain/response.ts";
import { replaceQueueKey } from "../../server/staff/queue-key.ts";
import type { House } from "../support/house.ts";
import { openHouse } from "../support/house.ts";
import { visitor, words } from "./visitor.ts";

const PAGE = "/staf/unit/pkm-citeureup/loket/pkm-citeureup/karcis";
const API = "/api/v1/units/pkm-citeureup/slips";

let house: House;
let unit: Unit;
let counter: Counter;
let officer: ReturnType<typeof visitor>;
beforeEach(async () => {
  house = await openHouse({ now: "2026-11-22T03:00:00Z" });
  unit = await house.make.unit({ code: "pkm-citeureup", name: "Puskesmas Citeureup" });
  counter = (await house.store.units.counters(unit.id))[0]!;
  officer = visitor(house.app, await house.make.signIn(await house.make.person({ role: "staff", unit })));
});
afterEach(() => house.close());

const days = () => house.store.slips.days({ unitId: unit.id, from: "2026-11-01", until: "2026-12-01" });

describe("the page of slips", () => {
  it("makes sheets of twenty-four, good for as many days as were asked for, and shows them once", async () => {
    const made = await officer.post(PAGE, { lembar: "2", hari: "7" });
    expect([made.statusCode, made.headers["cache-control"]]).toEqual([200, "no-store"]);
    expect(made.body.match(/aria-label="Kode QR karcis"/g)).toHaveLength(48);
    expect(new Set(made.body.match(/<path fill="#000" d="[^"]+"/g)).size).toBe(48);
    expect(words(made.body)).toContain("48 karcis di 2 lembar");
    expect(words(made.body)).toContain("Berlaku s.d. 28 November 2026");
    expect(await days()).toEqual([{ date: "2026-11-22", counterId: counter.id, issued: 48, spent: 0 }]);
    const page = await officer.get(PAGE);
    expect(words(page.body)).toContain("Triwulan IV 2026: dibuat 48 karcis, terpakai 0 sampai kemarin.");
    expect(page.body).not.toContain("Kode QR karcis");
  });

  it.each([
    { lembar: "0", hari: "7" },
    { lembar: "21", hari: "7" },
    { lembar: "satu", hari: "7" },
    { lembar: "1", hari: "93" },
    { lembar: "1", hari: "" },
  ])("makes none of $lembar sheets for $hari days, and says what can be asked for", async (asked) => {
    const refused = await officer.post(PAGE, asked);
    expect(refused.statusCode).toBe(422);
    expect(words(refused.body)).toMatch(/Tulis banyaknya (lembar|hari) dengan angka, dari 1 sampai (20|92)\./);
    expect(await days()).toEqual([]);
  });

  it("says why there are none for a shared tablet and a closed counter, and makes none", async () => {
    await house.store.units.updateCounter({ ...counter, kiosk: true });
    expect(words((await officer.get(PAGE)).body)).toContain("Loket ini diisi di tablet bersama");
    await house.store.units.updateCounter({ ...counter, closedSince: "2026-11-01" });
    const refused = await officer.post(PAGE, { lembar: "1", hari: "7" });
    expect([refused.statusCode, words(refused.body).includes("Loket ini ditutup")]).toEqual([422, true]);
    expect(await days()).toEqual([]);
  });

  it("does not say how many were used today", async () => {
    const key = await replaceQueueKey(house.parts, unit);
    const [first, second] = await addresses(key, { counter: unit.code, slips: 2 });
    await answerWith(first!);
    expect(words((await officer.get(PAGE)).body)).toContain("terpakai 0 sampai kemarin");
    house.clock.now += 86_400_000;
    await answerWith(second!);
    officer = visitor(house.app, await house.make.signIn(await house.make.person({ role: "staff", unit })));
    expect(words((await officer.get(PAGE)).body)).toContain("dibuat 2 karcis, terpakai 1 sampai kemarin");
  });
});

const send = (key: string, payload: unknown) =>
  house.app.inject({
    method: "POST",
    url: API,
    headers: { "content-type": "application/json", authorization: `Bearer ${key}` },
    payload: JSON.stringify(payload),
  });

async function addresses(key: string, payload: unknown): Promise<string[]> {
  const answer = await send(key, payload);
  expect(answer.statusCode).toBe(200);
  return answer.json<{ addresses: string[] }>().addresses;
}

/** What the form does with the address of a slip. */
async function answerWith(address: string): Promise<void> {
  const { pathname, hash } = new URL(address);
  const before = (await days()).reduce((sum, { spent }) => sum + spent, 0);
  const sent = await house.app.inject({
    method: "POST",
    url: pathname,
    headers: { "content-type": "application/x-www-form-urlencoded" },
    payload: house.make.body(unit, { kunci: `${hash.slice(1)}.4f1c` }),
  });
  expect(sent.statusCode).toBe(303);
  await expect.poll(async () => (await days()).reduce((sum, { spent }) => sum + spent, 0), { timeout: 30_000 }).toBe(before + 1);
}

describe("slips for a queue system", () => {
  it("are addresses of the counter's form, each good for one visit", async () => {
    const key = await replaceQueueKey(house.parts, unit);
    const answer = await send(key, { counter: "PKM-CITEUREUP", slips: 3, days: 1 });
    const { lastDay, addresses: made } = answer.json<{ lastDay: string; addresses: string[] }>();
    expect([lastDay, new Set(made).size]).toEqual(["2026-11-22", 3]);
    for (const address of made) expect(address).toMatch(/^http:\/\/127\.0\.0\.1:8080\/s\/pkm-citeureup#[\w-]{22}$/);
    await answerWith(made[0]!);
    expect(await days()).toEqual([{ date: "2026-11-22", counterId: counter.id, issued: 3, spent: 1 }]);
  });

  it.each([
    [{ counter: "pkm-lain", slips: 1 }, "counter"],
    [{ counter: "pkm-citeureup" }, "slips"],
    [{ counter: "pkm-citeureup", slips: 481 }, "slips"],
    [{ counter: "pkm-citeureup", slips: 1.5 }, "slips"],
    [{ counter: "pkm-citeureup", slips: 1, days: 0 }, "days"],
    [{ counter: "pkm-citeureup", slips: 1, hari: 7 }, ""],
    [[], ""],
  ])("are not made for %j, and the wrong part is named", async (payload, at) => {
    const refused = await send(await replaceQueueKey(house.parts, unit), payload);
    expect(refused.statusCode).toBe(422);
    expect(refused.json<{ refused: { at: string }[] }>().refused.map((one) => one.at)).toEqual([at]);
    expect(await days()).toEqual([]);
  });
});
