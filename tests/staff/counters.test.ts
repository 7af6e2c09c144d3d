import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Unit } from "../../server/domain/response.ts";
import { receivedByCounter } from "../../server/staff/counter-desk.ts";
import { proposedCode } from "../../server/staff/counters-page.ts";
import type { House } from "../support/house.ts";
import { openHouse } from "../support/house.ts";
import { visitor, words } from "./visitor.ts";

let house: House;
let unit: Unit;
let manager: ReturnType<typeof visitor>;
const path = "/staf/unit/pkm-citeureup/loket";

beforeEach(async () => {
  house = await openHouse();
  unit = await house.make.unit({ code: "pkm-citeureup" });
  manager = visitor(house.app, await house.make.signIn(await house.make.person({ role: "manager", unit })));
});
afterEach(() => house.close());

describe("counters", () => {
  it("are added under a code that is proposed", async () => {
    expect((await manager.get(path)).body).toContain('name="kode" type="text" class="full" value="pkm-citeureup-2"');
    const answer = await manager.post(path, { tindakan: "tambah-loket", nama: "Loket 2", kode: "PKM-citeureup-2", layanan: "" });
    expect(answer.headers.location).toBe(`${path}?tersimpan=1`);
    expect(await house.store.units.counters(unit.id)).toMatchObject([
      {},
      { name: "Loket 2", code: "pkm-citeureup-2", serviceId: null },
    ]);
    expect((await manager.get(path)).body).toContain('value="pkm-citeureup-3"');
    expect((await visitor(house.app).get("/s/pkm-citeureup-2")).statusCode).not.toBe(404);
  });

  it("cannot take a code of any unit or counter", async () => {
    await house.make.unit({ code: "kec-cibinong" });
    const answer = await manager.post(path, { tindakan: "tambah-loket", nama: "Loket 2", kode: "kec-cibinong", layanan: "" });
    expect([answer.statusCode, words(answer.body).includes("Kode kec-cibinong sudah dipakai.")]).toEqual([422, true]);
    expect(answer.body).toContain('value="Loket 2"');
    expect(await house.store.units.counters(unit.id)).toHaveLength(1);
  });

  it("are renamed, bound to a service, closed and opened again", async () => {
    const service = await house.make.service(unit, "Poli Umum");
    const [first] = await house.store.units.counters(unit.id);
    const loket = String(first!.id);
    await manager.post(path, { tindakan: "ubah-loket", loket, nama: "Loket depan", layanan: String(service.id) });
    await manager.post(path, { tindakan: "tutup-loket", loket });
    house.clock.now += 24 * 3_600_000;
    const later = visitor(house.app, await house.make.signIn(await house.make.person({ role: "manager", unit })));
    await later.post(path, { tindakan: "tutup-loket", loket });
    expect(await house.store.units.counters(unit.id)).toMatchObject([
      { name: "Loket depan", code: "pkm-citeureup", serviceId: service.id, closedSince: "2026-11-22" },
    ]);
    expect(words((await later.get(path)).body)).toContain("Ditutup sejak 22 November 2026");
    await later.post(path, { tindakan: "buka-loket", loket });
    expect((await house.store.units.counters(unit.id))[0]!.closedSince).toBeNull();
  });

  it("are set to a shared tablet and back, and say so; the form tells the difference at once", async () => {
    const tablet = { nama: "Tablet", kode: "tablet", layanan: "", perangkat: "kiosk" };
    await manager.post(path, { tindakan: "tambah-loket", ...tablet });
    const [first, second] = await house.store.units.counters(unit.id);
    expect([first!.kiosk, second!.kiosk]).toEqual([false, true]);
    expect(words((await manager.get(path)).body).match(/tablet atau layar bersama \(kios\) Diterima/g)).toHaveLength(1);
    const form = async () => (await visitor(house.app).get("/s/tablet")).body;
    expect(await form()).not.toContain("Menunggu sambungan");
    const loket = String(second!.id);
    await manager.post(path, { tindakan: "ubah-loket", loket, nama: "Tablet depan", layanan: "" });
    expect((await house.store.units.counters(unit.id))[1]).toMatchObject({ name: "Tablet depan", kiosk: true });
    await manager.post(path, { tindakan: "ubah-loket", loket, nama: "Tablet depan", layanan: "", perangkat: "sendiri" });
    expect((await house.store.units.counters(unit.id))[1]!.kiosk).toBe(false);
    house.clock.now += 2000;
    expect(await form()).toContain("Menunggu sambungan");
    const odd = await manager.post(path, { tindakan: "ubah-loket", loket, nama: "Tablet", layanan: "", perangkat: "lain" });
    expect([odd.statusCode, words(odd.body).includes("Pilih perangkat dari daftar.")]).toEqual([422, true]);
  });

  it("close from the unit's own day on", async () => {
    house.clock.now = Date.parse("2026-11-22T16:30:00Z");
    const east = await house.make.unit({ code: "pkm-timur", zone: "WIT" });
    const admin = visitor(house.app, await house.make.signIn(await house.make.person({ role: "admin" })));
    const [first] = await house.store.units.counters(east.id);
    await admin.post("/staf/unit/pkm-timur/loket", { tindakan: "tutup-loket", loket: String(first!.id) });
    expect((await house.store.units.counters(east.id))[0]!.closedSince).toBe("2026-11-23");
  });

  it("and services of another unit are out of reach", async () => {
    const other = await house.make.unit({ code: "kec-cibinong" });
    const foreignService = await house.make.service(other, "KTP");
    const [foreign] = await house.store.units.counters(other.id);
    const [own] = await house.store.units.counters(unit.id);
    expect((await manager.post(path, { tindakan: "tutup-loket", loket: String(foreign!.id) })).statusCode).toBe(404);
    expect(
      (await manager.post(path, { tindakan: "ubah-layanan", layanan_id: String(foreignService.id), nama: "Lain" })).statusCode,
    ).toBe(404);
    const bound = await manager.post(path, {
      tindakan: "ubah-loket",
      loket: String(own!.id),
      nama: "Loket 1",
      layanan: String(foreignService.id),
    });
    expect([bound.statusCode, words(bound.body).includes("Pilih layanan dari daftar.")]).toEqual([422, true]);
    expect(await house.store.units.counters(other.id)).toEqual([foreign]);
    expect(await house.store.units.counters(unit.id)).toEqual([own]);
  });

  it("show a refused change unfolded, with the words that were typed", async () => {
    const [own] = await house.store.units.counters(unit.id);
    const answer = await manager.post(path, { tindakan: "ubah-loket", loket: String(own!.id), nama: " ", layanan: "" });
    expect(answer.body).toMatch(/<details class="fold" open>\s*<summary>Ubah /);
    expect(answer.body).toContain(`href="#loket-${own!.id}-nama"`);
  });

  it("count what was received this quarter, whatever the number of surveys in one visit", async () => {
    const both = await house.make.unit({ code: "kec-cibinong", surveys: ["skm", "spak"] });
    for (let n = 0; n < 3; n += 1) await house.make.response(both);
    const admin = visitor(house.app, await house.make.signIn(await house.make.person({ role: "admin" })));
    expect(words((await admin.get("/staf/unit/kec-cibinong/loket")).body)).toContain("Triwulan IV 2026: 3 jawaban diterima.");
    house.clock.now = Date.parse("2027-01-05T03:00:00Z");
    const later = visitor(house.app, await house.make.signIn(await house.make.person({ role: "admin" })));
    expect(words((await later.get("/staf/unit/kec-cibinong/loket")).body)).toContain("Triwulan I 2027: 0 jawaban diterima.");
  });

  it("aim at the same sample as the dashboard when people served were typed by month", async () => {
    for (const month of ["2026-10", "2026-11", "2026-12"]) await house.store.units.setPopulation(unit.id, month, 400);
    expect(words((await manager.get(path)).body)).toContain("0 jawaban diterima; sasaran 291.");
  });

  it("pool the versions of a survey and take the survey received most often", () => {
    const cell = (counterId: number, survey: string, received: number) => ({
      counterId,
      survey,
      tally: { received, excluded: 0, respondents: 0, questions: new Map() },
    });
    const received = receivedByCounter([cell(1, "skm@1", 4), cell(1, "skm@2", 3), cell(1, "spak@1", 5), cell(2, "spak@1", 2)]);
    expect([...received]).toEqual([
      [1, 7],
      [2, 2],
    ]);
  });

  it("are proposed codes that fit, however long the unit's code is", () => {
    expect(proposedCode("pkm", ["pkm", "pkm-2", "pkm-3"])).toBe("pkm-4");
    expect(proposedCode("a".repeat(32), [])).toHaveLength(30);
  });
});

describe("services", () => {
  it.each([
    "=1+1",
    "+62 812",
    "-Poli",
    "@SUM(A1)",
    "|cmd",
    "＝1+1",
    "＋Poli",
    "－Poli",
    "＠Poli",
    " \u200b=1+1",
    "\u2060=1",
    "\u00a0=1",
  ])("are refused under the name %j, which a spreadsheet would run", async (nama) => {
    const service = await house.make.service(unit, "Poli Umum");
    const added = await manager.post(path, { tindakan: "tambah-layanan", nama });
    const changed = await manager.post(path, { tindakan: "ubah-layanan", layanan_id: String(service.id), nama });
    for (const answer of [added, changed])
      expect([answer.statusCode, words(answer.body).includes("Awali nama layanan dengan huruf atau angka")]).toEqual([422, true]);
    expect(await house.store.units.services(unit.id)).toEqual([service]);
  });

  it("lose the characters of their name that nobody sees", async () => {
    await manager.post(path, { tindakan: "tambah-layanan", nama: "Poli\u202e\u00a0 Umum\u200b" });
    expect(await house.store.units.services(unit.id)).toMatchObject([{ name: "Poli Umum" }]);
  });

  it("are added, renamed, closed and opened again", async () => {
    await manager.post(path, { tindakan: "tambah-layanan", nama: "Poli  Umum" });
    const [service] = await house.store.units.services(unit.id);
    expect(service).toMatchObject({ name: "Poli Umum", closedSince: null });
    const layanan_id = String(service!.id);
    await manager.post(path, { tindakan: "ubah-layanan", layanan_id, nama: "Poli Gigi" });
    await manager.post(path, { tindakan: "tutup-layanan", layanan_id });
    expect(await house.store.units.services(unit.id)).toMatchObject([{ name: "Poli Gigi", closedSince: "2026-11-22" }]);
    await manager.post(path, { tindakan: "buka-layanan", layanan_id });
    expect((await house.store.units.services(unit.id))[0]!.closedSince).toBeNull();
  });

  it("bear a name once in a unit", async () => {
    const [umum, gigi] = [await house.make.service(unit, "Poli Umum"), await house.make.service(unit, "Poli Gigi")];
    const added = await manager.post(path, { tindakan: "tambah-layanan", nama: "poli umum" });
    const changed = await manager.post(path, { tindakan: "ubah-layanan", layanan_id: String(gigi.id), nama: "Poli umum" });
    for (const answer of [added, changed])
      expect([answer.statusCode, words(answer.body).includes("sudah ada di unit ini")]).toEqual([422, true]);
    expect((await house.store.units.services(unit.id)).map((one) => one.name).sort()).toEqual([gigi.name, umum.name]);
  });
});
