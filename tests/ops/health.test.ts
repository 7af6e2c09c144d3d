import fastify from "fastify";
import { describe, expect, test } from "vitest";
import { healthRoutes } from "../../server/ops/health.ts";
import type { House } from "../support/house.ts";
import { openHouse } from "../support/house.ts";

/** The route over the parts of a house, with a store whose durable writes a test may count and break. */
function health(house: House) {
  let writes = 0;
  let broken = false;
  const writeMark = async (at: number): Promise<void> => {
    writes += 1;
    if (broken) throw new Error("disk I/O error");
    await house.store.upkeep.writeMark(at);
  };
  const app = fastify();
  healthRoutes(app, { ...house.parts, store: { ...house.store, upkeep: { ...house.store.upkeep, writeMark } } });
  return {
    ask: () => app.inject({ url: "/sehat" }),
    writes: () => writes,
    setBroken: (value: boolean) => (broken = value),
  };
}

describe("GET /sehat", () => {
  test("makes a durable write, at most once a second however many ask", async () => {
    const house = await openHouse();
    const { ask, writes } = health(house);
    for (const reply of await Promise.all(Array.from({ length: 50 }, ask))) expect(reply.statusCode).toBe(200);
    expect(writes()).toBe(1);
    house.clock.now += 999;
    await ask();
    expect(writes()).toBe(1);
    house.clock.now += 1;
    await ask();
    expect(writes()).toBe(2);
    await house.close();
  });

  test("answers 503 while the store refuses, says nothing of why, and recovers", async () => {
    const house = await openHouse();
    const { ask, setBroken } = health(house);
    setBroken(true);
    const sick = await ask();
    expect([sick.statusCode, sick.json()]).toEqual([503, { status: "terganggu" }]);
    expect(sick.headers["retry-after"]).toBe("5");
    expect(house.logged.join()).toContain("durable write");
    setBroken(false);
    house.clock.now += 1000;
    expect((await ask()).statusCode).toBe(200);
    await house.close();
  });
});
