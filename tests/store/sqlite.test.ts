import { mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { surveyVersions } from "../../server/definitions/survey-versions.ts";
import { openSqliteStore } from "../../server/store/sqlite/open-sqlite-store.ts";
import { migrationsFolder, shippedDefinitions } from "../support/house.ts";
import { storeContract } from "./contract.ts";
import { addUnit } from "./one-filled.ts";

storeContract("sqlite", async () => openSqliteStore(":memory:", migrationsFolder()));

describe("the SQLite file", () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "suara-"));
    file = join(folder, "suara.sqlite");
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });
  const open = () => openSqliteStore(file, migrationsFolder());

  test("is durable on the first, the second and the third open", async () => {
    for (let time = 1; time <= 3; time += 1) {
      const store = open();
      expect(await store.upkeep.check()).toEqual([]);
      await store.close();
    }
  });

  test("holds what it was given after it is closed and opened again", async () => {
    const store = open();
    await addUnit(store, { zone: "WIT" });
    await store.close();
    const again = open();
    expect((await again.units.byCode("pkm-satu"))?.zone).toBe("WIT");
    await again.close();
  });

  test("answers a submission only when another connection can see it, and a store that is closed at once still answers", async () => {
    const store = open();
    await store.upkeep.registerSurveys(surveyVersions(shippedDefinitions()));
    const raw = new Database(file);
    const seen = (): number => raw.prepare<[], { n: number }>("SELECT count(*) AS n FROM responses").get()!.n;
    const unit = await addUnit(store);
    const [counter] = await store.units.counters(unit.id);
    const submit = (n: number): Promise<string> =>
      store.responses.add({
        unitId: unit.id,
        response: {
          counterId: counter!.id,
          serviceId: null,
          channel: "qr",
          date: "2026-11-20",
          session: "pagi",
          surveys: new Map([["skm@1", new Map([["U1", 4]])]]),
          profile: new Map(),
        },
        comment: null,
        reasons: [],
        keyDigest: Buffer.alloc(16, n),
        answersDigest: Buffer.alloc(16, n),
      });
    const seenWhenAnswered = await Promise.all([1, 2, 3].map((n) => submit(n).then(seen)));
    expect(seenWhenAnswered).toEqual([3, 3, 3]);
    const last = submit(4);
    await store.close();
    await expect(last).resolves.toBe("kept");
    expect(seen()).toBe(4);
    raw.close();
  });

  test("refuses what is not its own database in one line", () => {
    writeFileSync(file, "");
    expect(open).toThrow(/is empty/);
    writeFileSync(file, "tanggal;U1\n");
    expect(open).toThrow(/is not a database/);
    rmSync(file);
    const foreign = new Database(file);
    foreign.exec("CREATE TABLE something (id INTEGER)");
    foreign.close();
    expect(open).toThrow(/another program/);
  });

  test("refuses a file that was cut short", async () => {
    const store = open();
    await store.upkeep.registerSurveys(surveyVersions(shippedDefinitions()));
    await store.close();
    truncateSync(file, 5000);
    expect(open).toThrow(/cannot use the database/);
  });

  test("refuses to change or remove a response, also from outside the program", async () => {
    const store = open();
    await store.close();
    const raw = new Database(file);
    raw.pragma("foreign_keys = 0");
    raw.exec("INSERT INTO responses VALUES (1, '2026-11-20', randomblob(12), 1, NULL, 'qr', 'pagi', 1, '444444444', '', NULL)");
    expect(() => raw.exec("UPDATE responses SET answers = '111111111'")).toThrow(/append-only/);
    expect(() => raw.exec("DELETE FROM responses")).toThrow(/append-only/);
    raw.close();
  });

  test("removes at day close what a killed import has left, and nothing of a whole one", async () => {
    const store = open();
    await store.upkeep.registerSurveys(surveyVersions(shippedDefinitions()));
    await addUnit(store);
    const raw = new Database(file);
    raw.exec(`INSERT INTO sheets VALUES (7, '1|');
      INSERT INTO batches (id, unit_id, file_digest, imported_on, rows, whole) VALUES (5, 1, 'aa', '2026-11-20', 0, 0);
      INSERT INTO services (id, unit_id, name, name_key, batch_id) VALUES (9, 1, 'Poli Gigi', 'poli gigi', 5);
      INSERT INTO comments VALUES (randomblob(12), 1, '2026-11', NULL, 5, 'lama');`);
    const add = raw.prepare(
      "INSERT INTO responses VALUES (1, '2026-11-20', randomblob(12), 1, 9, 'impor', NULL, 7, '444444444', '', 5)",
    );
    for (let row = 0; row < 1201; row += 1) add.run();
    const left = (table: string): number => raw.prepare<[], { n: number }>(`SELECT count(*) AS n FROM ${table}`).get()!.n;

    expect(await store.upkeep.check()).toEqual([]);
    await store.upkeep.closeDay("2026-11-20");
    expect(left("responses")).toBe(1201);
    await store.upkeep.closeDay("2026-11-21");
    expect(["responses", "comments", "services", "batches"].map(left)).toEqual([0, 0, 0, 0]);
    expect(() => {
      raw.exec(
        "INSERT INTO batches (id, unit_id, file_digest, imported_on, rows, whole) VALUES (6, 1, 'bb', '2026-11-20', 0, 1)",
      );
      raw.exec("UPDATE batches SET whole = 0 WHERE id = 6");
    }).toThrow(/never changed/);
    raw.close();
    await store.close();
  });

  test("check names counters that do not fit the rows", async () => {
    const store = open();
    await store.upkeep.registerSurveys(surveyVersions(shippedDefinitions()));
    await addUnit(store);
    const raw = new Database(file);
    raw.exec("INSERT INTO cells VALUES (1, '2026-11', 1, 0, 1, 'qr', 3, 0, 3, '0')");
    raw.close();
    expect(await store.upkeep.check()).toEqual([expect.stringContaining("counters of pkm-satu")]);
    await store.close();
  });

  test("keeps no address, device, name or moment beside an answer", () => {
    const store = open();
    const raw = new Database(file);
    const names = raw
      .prepare<[], { name: string }>("SELECT name FROM pragma_table_info('responses')")
      .all()
      .map(({ name }) => name);
    raw.close();
    void store.close();
    expect(names).toEqual([
      "unit_id",
      "date",
      "id",
      "counter_id",
      "service_id",
      "channel",
      "session",
      "sheet_id",
      "answers",
      "profile",
      "batch_id",
    ]);
  });
});
