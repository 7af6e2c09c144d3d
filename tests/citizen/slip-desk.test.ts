import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { SlipDesk } from "../../server/citizen/slip-desk.ts";
import { slipDesk } from "../../server/citizen/slip-desk.ts";
import { Refusal } from "../../server/domain/refusal.ts";
import type { Counter, Unit } from "../../server/domain/response.ts";
import { slipDigestOf } from "../../server/log/receipt.ts";
import type { House } from "../support/house.ts";
import { openHouse } from "../support/house.ts";

const DAY = "2026-11-22";
const MANY = 5000;
const slip = (at: number): string => String(at).padStart(22, "s");

let house: House;
let unit: Unit;
let counter: Counter;
let desk: SlipDesk;
beforeEach(async () => {
  house = await openHouse({ now: `${DAY}T03:00:00Z` });
  unit = await house.make.unit({ code: "pkm-contoh" });
  counter = (await house.store.units.counters(unit.id))[0]!;
  desk = slipDesk(house.parts);
});
afterEach(() => house.close());

const take = (from: number, until: number): void => {
  for (let at = from; at < until; at += 1) desk.take({ unit, counter }, `${slip(at)}.4f1c`);
};
const issue = (from: number, until: number) =>
  house.store.slips.issue(unit.id, {
    counterId: counter.id,
    on: DAY,
    lastDay: DAY,
    digests: Array.from({ length: until - from }, (_, at) => slipDigestOf(unit.id, slip(from + at))),
  });
const spent = async (): Promise<number> =>
  (await house.store.slips.days({ unitId: unit.id, from: DAY, until: "2026-11-23" })).reduce((sum, day) => sum + day.spent, 0);

describe("slips that come by the thousand", () => {
  it("are struck out a few hundred at a time, and others are served in between", async () => {
    await issue(0, 3);
    const { slips } = house.store;
    const spend = slips.spend.bind(slips);
    const sizes: number[] = [];
    let [turns, striking] = [0, true];
    slips.spend = async (unitId, on, some) => {
      sizes.push(some.length);
      return spend(unitId, on, some);
    };
    const others = (): void => {
      turns += 1;
      if (striking) setImmediate(others);
    };
    take(0, MANY);
    setImmediate(others);
    await desk.stop();
    striking = false;
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(MANY);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(200);
    expect(turns).toBeGreaterThanOrEqual(sizes.length);
    expect(await spent()).toBe(3);
  });

  it("are tried again, those alone that met trouble, and the last ones before the end", async () => {
    await issue(0, 450);
    const { slips } = house.store;
    const spend = slips.spend.bind(slips);
    let [calls, atOnce, most] = [0, 0, 0];
    slips.spend = async (...given) => {
      calls += 1;
      atOnce += 1;
      most = Math.max(most, atOnce);
      await new Promise((turn) => setImmediate(turn));
      atOnce -= 1;
      if (calls === 2) throw new Refusal("unavailable", "Penyimpanan terganggu.");
      return spend(...given);
    };
    take(0, 440);
    const first = desk.strike();
    const beside = desk.strike();
    take(440, 450);
    await Promise.all([first, beside]);
    expect(await spent()).toBe(240);
    await desk.stop();
    expect([await spent(), most]).toEqual([450, 1]);
  });
});
