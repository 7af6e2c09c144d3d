import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { surveyVersions } from "../../server/definitions/survey-versions.ts";
import { projectPath } from "../../server/project-path.ts";
import { openPostgresStore } from "../../server/store/postgres/open-postgres-store.ts";
import type { Unit } from "../../server/domain/response.ts";
import type { Store } from "../../server/store/store.ts";
import { shippedDefinitions } from "../support/house.ts";
import type { TestPostgres } from "../support/postgres.ts";
import { openPostgres, postgresMigrations } from "../support/postgres.ts";
import type { HammerOrder, HammerReport } from "./hammer.ts";
import { addUnit } from "./one-filled.ts";

/** Not a multiple of anything that the processes step by, so that each goes through all keys in an order of its own. */
const KEYS = 1009;
const run = promisify(execFile);

describe("several server processes on one PostgreSQL database", () => {
  let postgres: TestPostgres;
  let address: string;
  let stores: Store[];
  let unit: Unit;
  beforeAll(async () => {
    postgres = await openPostgres();
  });
  afterAll(() => postgres.close());
  beforeEach(async () => {
    address = await postgres.freshDatabase();
    stores = await Promise.all([1, 2, 3].map(() => openPostgresStore(address, postgresMigrations())));
    for (const store of stores) await store.upkeep.registerSurveys(surveyVersions(shippedDefinitions()));
    unit = await addUnit(stores[0]!);
    return () => Promise.all(stores.map((store) => store.close()));
  });

  test("one key is one row, counters equal the rows, and figures move in steps of five, whoever answers", async () => {
    const [store] = stores as [Store];
    const second = await store.units.addCounter({
      unitId: unit.id,
      code: "loket-dua",
      name: "Loket 2",
      serviceId: null,
      closedSince: null,
    });
    if (second === "taken") throw new Error("taken");
    const counterIds = (await store.units.counters(unit.id)).map(({ id }) => id);
    const reports = await Promise.all(
      [0, 1, 2].map((number) => hammer({ address, unitId: unit.id, counterIds, keys: KEYS, number })),
    );

    const kept = reports.flatMap((report) => report.kept);
    expect(kept).toHaveLength(KEYS);
    expect(new Set(kept).size).toBe(KEYS);
    // Every third key came with the same answers from all three; the others came with three different ones.
    const alike = Math.ceil(KEYS / 3);
    expect(reports.reduce((sum, { repeated }) => sum + repeated, 0)).toBe(2 * alike);
    expect(reports.reduce((sum, { conflicts }) => sum + conflicts, 0)).toBe(2 * (KEYS - alike));
    // Each of them kept some, or they did not work at the same time.
    for (const report of reports) expect(report.kept.length).toBeGreaterThan(0);

    expect(await store.upkeep.check()).toEqual([]);
    const cells = await store.responses.cells({ unitId: unit.id, from: "2026-11", until: "2026-12" });
    expect(cells.map(({ tally }) => tally.respondents).sort()).toEqual([Math.floor(KEYS / 2), Math.ceil(KEYS / 2)]);
    const held = await store.responses.heldBack(unit.id, "2026-11-20");
    const heldAt = counterIds.map((id) => held.filter(({ counterId }) => counterId === id).length);
    expect(heldAt).toEqual([Math.ceil(KEYS / 2) % 5, Math.floor(KEYS / 2) % 5]);
    expect(await store.responses.comments({ unitId: unit.id, from: "2026-11", until: "2026-12" }, "2026-11-21")).toHaveLength(
      kept.filter((key) => key % 10 === 0).length,
    );
  });

  test("of those who want the same code, name or first account at once, one gets it", async () => {
    const once = async (act: (store: Store) => Promise<unknown>): Promise<void> => {
      const outcomes = await Promise.all(stores.map(act));
      expect(outcomes.filter((outcome) => outcome === "taken")).toHaveLength(stores.length - 1);
    };
    await once((store) => store.units.add({ ...unit, code: "pkm-dua" }));
    await once((store) =>
      store.units.addCounter({ unitId: unit.id, code: "loket-x", name: "X", serviceId: null, closedSince: null }),
    );
    await once((store) => store.units.addService({ unitId: unit.id, name: "Poli Gigi", closedSince: null }));
    await once((store) => store.people.addFirst({ login: "admin", name: "Admin", passwordHash: "hash" }));
    await once((store) => store.people.add({ login: "sari", name: "Sari", role: "head", unitId: unit.id }));
  });

  test("a day is closed once, while others go on answering", async () => {
    const [counter] = await stores[0]!.units.counters(unit.id);
    const order = { unitId: unit.id, counterIds: [counter!.id], address, keys: 200 };
    const answering = hammer({ ...order, number: 0 });
    const closings: boolean[] = [];
    for (const day of ["2026-11-20", "2026-11-21", "2026-11-22"])
      closings.push(...(await Promise.all(stores.map((store) => store.upkeep.closeDay(day)))));
    await answering;
    expect(closings.filter(Boolean)).toHaveLength(3);
    expect((await hammer({ ...order, number: 1 })).kept).toEqual([]);
    expect(await stores[0]!.upkeep.check()).toEqual([]);
  });

  test("a batch that two bring is taken once, and undone once", async () => {
    const [counter] = await stores[0]!.units.counters(unit.id);
    const response = {
      counterId: counter!.id,
      serviceId: null,
      channel: "impor",
      date: "2026-10-05",
      session: null,
      surveys: new Map([["skm@1", new Map([["U1", 4]])]]),
      profile: new Map<string, string>(),
    } as const;
    const file = { unitId: unit.id, fileDigest: "aa", importedOn: "2026-10-06", newServices: [] };
    const rows = (): { response: typeof response; comment: string }[] =>
      Array.from({ length: 700 }, () => ({ response, comment: "baik" }));
    const outcomes = await Promise.all(stores.map((store) => store.responses.importBatch({ ...file, rows })));
    expect(outcomes.filter((outcome) => outcome === "repeated")).toHaveLength(2);
    const [batch] = await stores[1]!.responses.batches(unit.id);
    const undone = await Promise.all(stores.map((store) => store.responses.undoImport(unit.id, batch!.id, "sari")));
    expect([...undone].sort()).toEqual(["done", "done", "undone"]);
    const [cell] = await stores[2]!.responses.cells({ unitId: unit.id, from: "2026-10", until: "2026-11" });
    expect(cell!.tally).toMatchObject({ received: 700, excluded: 700, respondents: 0 });
    expect(await stores[2]!.upkeep.check()).toEqual([]);
  });

  test("a change made through one is seen by the others, and raises the version that their cached pages watch", async () => {
    const [one, other] = stores as [Store, Store];
    const before = await other.units.version();
    await one.units.update({ ...unit, name: "Puskesmas Baru" });
    expect(await other.units.version()).toBe(before + 1);
    expect((await other.units.byCode("pkm-satu"))?.name).toBe("Puskesmas Baru");
  });
});

async function hammer(order: HammerOrder): Promise<HammerReport> {
  const script = fileURLToPath(new URL("hammer.ts", import.meta.url));
  const { stdout } = await run(process.execPath, ["--import", "tsx", script, JSON.stringify(order)], { cwd: projectPath() });
  return JSON.parse(stdout) as HammerReport;
}
