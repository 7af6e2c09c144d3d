import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parsePeriod } from "../../server/domain/periods/period.ts";
import type { Unit } from "../../server/domain/response.ts";
import { checkClosings } from "../../server/reports/closing/check-closings.ts";
import { closePeriod } from "../../server/reports/closing/close-period.ts";
import { publishedBy } from "../../server/reports/publishing/publish.ts";
import { visitor, words } from "../staff/visitor.ts";
import type { House } from "../support/house.ts";
import { openHouse } from "../support/house.ts";

let house: House;
let unit: Unit;
const browsers = new Map<string, ReturnType<typeof visitor>>();
const PAGE = "/staf/unit/pkm-citeureup/periode/2026-TW3";
const REASON = "Berkas kertas dari Pustu tertinggal";
const third = parsePeriod("2026-TW3");

beforeEach(async () => {
  house = await openHouse({ now: "2026-10-05T03:00:00Z" });
  const above = await house.make.unit({ code: "dinkes" });
  unit = await house.make.unit({ code: "pkm-citeureup", name: "Puskesmas Citeureup", surveys: ["skm"], parentId: above.id });
  for (let n = 0; n < 40; n += 1) await house.make.response(unit, { date: `2026-0${7 + (n % 3)}-11`, score: 3 });
  for (const [login, wishes] of [
    ["sari", { role: "manager", unit }],
    ["petugas", { role: "staff", unit }],
    ["agus", { role: "manager", unit: above }],
  ] as const)
    browsers.set(login, visitor(house.app, await house.make.signIn(await house.make.person({ login, ...wishes }))));
  await as("sari").post(PAGE, { tindakan: "tutup", nama: unit.name });
  await as("sari").post(PAGE, { tindakan: "umumkan" });
});
afterEach(() => house.close());

const as = (login: string) => browsers.get(login)!;
const text = async (who: string, url = PAGE): Promise<string> => words((await as(who).get(url)).body);
const propose = () => as("sari").post(PAGE, { tindakan: "buka", alasan: REASON });
const decide = async (who: string, deed: string) => {
  const id = (await house.store.closings.reopenings(unit.id)).at(-1)?.id ?? 0;
  return as(who).post(PAGE, { tindakan: deed, id: String(id) });
};
const reopen = async (): Promise<void> => {
  await propose();
  expect((await decide("agus", "setuju-buka")).statusCode).toBe(303);
};

describe("opening a closed period again", () => {
  it("takes a reason and a second person from outside the unit, and stays on record", async () => {
    expect((await as("sari").post(PAGE, { tindakan: "buka", alasan: "lupa" })).statusCode).toBe(422);
    expect((await as("petugas").post(PAGE, { tindakan: "buka", alasan: REASON })).statusCode).toBe(403);
    expect((await propose()).statusCode).toBe(303);
    expect((await propose()).statusCode).toBe(422);
    expect((await decide("sari", "setuju-buka")).statusCode).toBe(403);
    expect((await as("sari").get(PAGE)).body).not.toContain("Setujui pembukaan kembali");
    expect((await as("agus").get(PAGE)).body).toContain("Setujui pembukaan kembali");
    expect((await decide("agus", "setuju-buka")).statusCode).toBe(303);
    const line = `Dibuka kembali 5 Oktober 2026 oleh sari dan agus, karena: ${REASON}`;
    expect(await text("sari")).toContain(line);
    expect(await text("sari")).toContain("Ketik nama unit untuk menetapkan");
    expect(await text("sari", "/laporan/pkm-citeureup/2026-TW3")).toContain(line);
    expect(await house.store.closings.months(unit.id)).toEqual([]);
    expect(await checkClosings(house.parts)).toEqual([]);
  });

  it("may be turned down, and nothing changes", async () => {
    await propose();
    expect((await decide("agus", "tolak-buka")).statusCode).toBe(303);
    expect(await house.store.closings.months(unit.id)).toEqual(third.months);
    expect(await text("sari")).not.toContain("Dibuka kembali");
    expect((await propose()).statusCode).toBe(303);
  });

  it("waits for a longer closed period to be opened first, and leaves closed what was closed on its own", async () => {
    const sari = (await house.store.people.byLogin("sari"))!;
    await closePeriod(house.parts, unit, parsePeriod("2026"), sari);
    await propose();
    const refused = await decide("agus", "setuju-buka");
    expect(refused.statusCode).toBe(422);
    expect(words(refused.body)).toContain("Tahun 2026 juga sudah ditutup dan memuat periode ini.");
    expect(await house.store.closings.months(unit.id)).toHaveLength(12);
  });
});

describe("the next edition", () => {
  it("differs by no answer or by at least five, so that no report less another tells what somebody said", async () => {
    await reopen();
    for (let n = 0; n < 3; n += 1) await house.make.response(unit, { date: "2026-09-12", score: 1 });
    const refused = await as("sari").post(PAGE, { tindakan: "tutup", nama: unit.name });
    expect(refused.statusCode).toBe(422);
    expect(words(refused.body)).toContain("Sejak penutupan sebelumnya baru ada 3 jawaban lain.");
    for (let n = 0; n < 2; n += 1) await house.make.response(unit, { date: "2026-09-12", score: 1 });
    expect((await as("sari").post(PAGE, { tindakan: "tutup", nama: unit.name })).statusCode).toBe(303);
    const closings = await house.store.closings.list(unit.id);
    expect(closings.map(({ reopened }) => reopened)).toEqual([true, false]);
    expect(closings[0]!.document).not.toBe(closings[1]!.document);
    // What was published stays until the next edition is.
    const shown = async () => (await publishedBy(house.parts, unit)).map(({ frozen }) => frozen.indices[0]!.received);
    expect(await shown()).toEqual([40]);
    expect(words((await visitor(house.app).get("/hasil/pkm-citeureup")).body)).toContain(
      `Periode ini dibuka kembali 5 Oktober 2026, karena: ${REASON}`,
    );
    await as("sari").post(PAGE, { tindakan: "umumkan" });
    expect(await shown()).toEqual([45]);
    expect(await checkClosings(house.parts)).toEqual([]);
  });

  it("may be closed with the same answers", async () => {
    await reopen();
    expect((await as("sari").post(PAGE, { tindakan: "tutup", nama: unit.name })).statusCode).toBe(303);
  });
});
