import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { tmpdir } from "node:os";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { ArrivalWatch } from "../../server/citizen/arrival-watch.ts";
import { arrivalWatch } from "../../server/citizen/arrival-watch.ts";
import { RUSH, SITTING } from "../../server/domain/integrity/run.ts";
import type { Counter, Unit } from "../../server/domain/response.ts";
import { copyTables } from "../../server/store/copy.ts";
import { forBackup, openBackupTarget } from "../../server/store/sqlite/backup-file.ts";
import { openSqliteSource } from "../../server/store/sqlite/copy-source.ts";
import type { House } from "../support/house.ts";
import { migrationsFolder, openHouse } from "../support/house.ts";

const MINUTE = 60_000;
const PHONE = ["203.0.113.77", "Peramban-Uji/7", "id"];

let house: House;
let watch: ArrivalWatch;
let unit: Unit;
let counter: Counter;
/** What the watch asked chance for. */
let secrets: Uint8Array[];

beforeEach(async () => {
  // A Monday, 10.00 in WIB.
  house = await openHouse({ now: "2026-11-23T03:00:00Z" });
  secrets = [];
  const randomBytes = (size: number): Uint8Array => {
    secrets.push(house.parts.randomBytes(size));
    return secrets.at(-1)!;
  };
  watch = arrivalWatch({ ...house.parts, randomBytes });
  unit = await house.make.unit();
  counter = (await house.store.units.counters(unit.id))[0]!;
});
afterEach(async () => {
  await watch.stop();
  await house.close();
});

/** So many answers, a minute and a half apart. */
async function answers(count: number, { device = PHONE, kiosk = false, gap = 1.5 * MINUTE }: Partial<Sent> = {}): Promise<void> {
  for (let n = 0; n < count; n += 1) {
    house.clock.now += gap;
    await watch.see({ unit, counter: { ...counter, kiosk } }, typeof device === "function" ? device(n) : device);
  }
}
interface Sent {
  readonly device: readonly string[] | ((n: number) => readonly string[]);
  readonly kiosk: boolean;
  readonly gap: number;
}
const noted = async () => {
  await watch.write();
  return house.store.records.signals({ unitId: unit.id, from: "2026-11-01", until: "2026-12-01" });
};

describe("one device", () => {
  it("is noted for twenty forms in one sitting, in steps, and with nothing that tells which device", async () => {
    await answers(20);
    expect(await noted()).toEqual([{ date: "2026-11-23", counterId: counter.id, kind: "device", answers: SITTING.answers }]);
    await answers(1);
    expect(await noted()).toMatchObject([{ answers: SITTING.answers + 5 }]);
  });
  it("is noted when somebody says that he helped", async () => {
    await answers(20);
    expect(await noted()).toMatchObject([{ kind: "device" }]);
  });
  it("is nothing on a kiosk, which everybody uses, and makes no mark there", async () => {
    await answers(60, { kiosk: true });
    expect(await noted()).toEqual([]);
    expect(watch.remembered()).toBe(1);
  });
  it("is another one with another address or browser", async () => {
    await answers(60, { device: (n) => [`203.0.113.${n % 3}`, `Peramban-Uji/${n % 2}`, "id"] });
    expect(await noted()).toEqual([]);
  });
});

describe("what is remembered", () => {
  it("of a device goes half an hour after its last answer", async () => {
    await answers(10, { device: (n) => [`203.0.113.${n}`], gap: 0 });
    expect(watch.remembered()).toBe(11);
    house.clock.now += SITTING.ms;
    watch.forget();
    expect(watch.remembered()).toBe(1);
  });
  it("goes whole when the day is over, and the next day has a secret of its own", async () => {
    house.clock.now = Date.parse("2026-11-23T16:45:00Z");
    await answers(SITTING.answers - 1, { gap: MINUTE / 4 });
    house.clock.now = Date.parse("2026-11-23T17:00:00Z");
    watch.forget();
    expect(watch.remembered()).toBe(0);
    await answers(1, { gap: 0 });
    expect(await noted()).toEqual([]);
    expect(secrets).toHaveLength(2);
    expect(secrets[0]).not.toEqual(secrets[1]);
  });
  it("goes at the end of the day though nobody looked: the next answer finds nothing", async () => {
    house.clock.now = Date.parse("2026-11-23T16:50:00Z");
    await answers(SITTING.answers - 1, { gap: 0 });
    house.clock.now = Date.parse("2026-11-23T17:00:00Z");
    await answers(1, { gap: 0 });
    expect(await noted()).toEqual([]);
    expect(watch.remembered()).toBe(2);
  });
});

describe("a rush", () => {
  it("is many at one counter within minutes, whoever they are", async () => {
    await answers(RUSH.answers, { device: (n) => [`203.0.113.${n}`], gap: MINUTE / 4 });
    expect(await noted()).toEqual([{ date: "2026-11-23", counterId: counter.id, kind: "rush", answers: RUSH.answers }]);
  });
});

it("is no rush when the answers are spread over two counters", async () => {
  const other = await house.make.counter(unit);
  for (let n = 0; n < 2 * (RUSH.answers - 1); n += 1)
    await watch.see({ unit, counter: n % 2 ? counter : other }, [`203.0.113.${n}`]);
  expect(await noted()).toEqual([]);
});

describe("the unit's hours", () => {
  const others = { device: (n: number) => [`203.0.113.${n}`], gap: MINUTE };

  it("are held against answers on a holiday", async () => {
    await house.store.records.setHoliday(unit.id, "2026-11-23", "Libur daerah");
    await answers(12, others);
    expect(await noted()).toEqual([{ date: "2026-11-23", counterId: counter.id, kind: "hours", answers: 10 }]);
  });
  it("are held against nothing while they are not set", async () => {
    house.clock.now = Date.parse("2026-11-23T14:00:00Z");
    await answers(15, others);
    expect(await noted()).toEqual([]);
  });
});

it("trouble of the store costs no answer", async () => {
  await watch.stop();
  const records = { ...house.store.records, calendar: () => Promise.reject(new Error("disk")) };
  watch = arrivalWatch({ ...house.parts, store: { ...house.store, records } });
  await answers(1);
  expect(house.logged).toEqual([expect.stringContaining("how an answer came in could not be noted")]);
});

it("what the store could not take is brought again, and what is left when the server stops, too", async () => {
  await watch.stop();
  let broken = true;
  const noteSignal: typeof house.store.records.noteSignal = (...words) =>
    broken ? Promise.reject(new Error("disk")) : house.store.records.noteSignal(...words);
  watch = arrivalWatch({ ...house.parts, store: { ...house.store, records: { ...house.store.records, noteSignal } } });
  await answers(SITTING.answers);
  expect(await noted()).toEqual([]);
  await answers(1);
  broken = false;
  await watch.stop();
  const written = await house.store.records.signals({ unitId: unit.id, from: "2026-11-01", until: "2026-12-01" });
  expect(written).toMatchObject([{ kind: "device", answers: SITTING.answers }]);
});

it("leaves nothing of a device in any file of the store, nor in a backup of the same day", async () => {
  const folder = mkdtempSync(join(tmpdir(), "suara-signals-"));
  const file = join(folder, "loket.db");
  const headers = { "content-type": "application/x-www-form-urlencoded", "user-agent": PHONE[1]!, "accept-language": "id" };
  const home = await openHouse({ file });
  const marked = await home.make.unit({ code: "pkm-perangkat" });
  for (let n = 0; n < SITTING.answers; n += 1) {
    const payload = home.make.body(marked, { kunci: `kunci-perangkat-${n}` });
    await home.app.inject({ method: "POST", url: "/s/pkm-perangkat", headers, payload, remoteAddress: PHONE[0]! });
  }
  await vi.waitFor(async () => {
    const found = await home.store.records.signals({ unitId: marked.id, from: "2026-11-01", until: "2026-12-01" });
    expect(found).toMatchObject([{ kind: "device", answers: SITTING.answers }]);
  }, 30_000);
  const source = openSqliteSource(file, migrationsFolder(), folder);
  const target = openBackupTarget(join(folder, "salinan.suara"), migrationsFolder(), { madeOn: 20_779, files: [] });
  await copyTables(source, target, forBackup).finally(() => target.abandon());
  await source.close();
  expect(readFileSync(join(folder, "salinan.suara"), "latin1")).toContain("pkm-perangkat");
  const files = (): string[] => readdirSync(folder).map((name) => readFileSync(join(folder, name), "latin1"));
  expect(files().join("")).toContain("pkm-perangkat");
  for (const text of files()) for (const word of [PHONE[0]!, PHONE[1]!, "kunci-perangkat"]) expect(text).not.toContain(word);
  await home.close();
  rmSync(folder, { recursive: true });
});
