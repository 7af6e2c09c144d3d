import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { Refusal } from "../../server/domain/refusal.ts";
import { openPostgresStore } from "../../server/store/postgres/open-postgres-store.ts";
import type { TestPostgres } from "../support/postgres.ts";
import { openPostgres, postgresMigrations } from "../support/postgres.ts";
import { fillOne, submit } from "./one-filled.ts";

// A server of its own: one with the databases of all other tests would have all of them to recover.
let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await openPostgres({ onDisk: true });
});
afterAll(() => postgres.close());

describe.each([
  ["in place", {}],
  ["aside, as a server does", { writeAside: true }],
] as const)("a PostgreSQL server that goes away, written %s", (_how, options) => {
  test("is answered with a refusal, and works again when it is back, in the same process", async () => {
    const address = await postgres.freshDatabase();
    const store = await openPostgresStore(address, postgresMigrations(), options);
    const { unitId, counterId } = await fillOne(store);
    // Leaves connections lying idle, whose end nobody waits for.
    await Promise.all(Array.from({ length: 8 }, () => store.units.list()));
    const kept: number[] = [];
    let crashed = false;
    let serial = 0;
    const citizens = Array.from({ length: 16 }, async () => {
      while (!crashed) {
        const n = (serial += 1);
        const outcome = await submit(store, unitId, counterId, n, "2026-11-20", null).catch((error: unknown) => error);
        if (outcome === "kept") kept.push(n);
        else {
          expect(outcome).toBeInstanceOf(Refusal);
          expect((outcome as Refusal).code).toBe("unavailable");
          return;
        }
      }
    });
    await Promise.race([
      vi.waitUntil(() => kept.length >= 200, { timeout: 60_000 }),
      Promise.all(citizens).then(() => expect.fail("all citizens were refused before the server went away")),
    ]);
    await postgres.crash();
    crashed = true;
    await Promise.all(citizens);
    await expect(store.units.list()).rejects.toMatchObject({ code: "unavailable" });
    await expect(store.upkeep.writeMark(1)).rejects.toMatchObject({ code: "unavailable" });

    await postgres.start();
    await store.upkeep.writeMark(2);
    for (const n of kept) expect(await submit(store, unitId, counterId, n, "2026-11-20", null)).toBe("repeated");
    expect(await submit(store, unitId, counterId, 0, "2026-11-20", null)).toBe("kept");
    expect(await store.upkeep.check()).toEqual([]);
    await store.close();
  });
});
