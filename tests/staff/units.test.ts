import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { House } from "../support/house.ts";
import { openHouse } from "../support/house.ts";
import { visitor, words } from "./visitor.ts";

let house: House;
let admin: ReturnType<typeof visitor>;

beforeEach(async () => {
  house = await openHouse();
  admin = visitor(house.app, await house.make.signIn(await house.make.person({ role: "admin", login: "rina" })));
});
afterEach(() => house.close());

const FORM = { nama: "Puskesmas Citeureup", kode: "PKM-Citeureup", zona: "WITA", induk: "", survei: ["spak", "skm"] };

describe("the units of an installation", () => {
  it("begin with a sentence about the next step", async () => {
    expect(words((await admin.get("/staf")).body)).toContain("Tambahkan unit pertama di bawah ini.");
  });

  it("are added with their first counter, surveys in the fixed order", async () => {
    const answer = await admin.post("/staf/unit", FORM);
    expect([answer.statusCode, answer.headers.location]).toEqual([303, "/staf?tersimpan=1"]);
    const unit = (await house.store.units.byCode("pkm-citeureup"))!;
    expect(unit).toMatchObject({ name: "Puskesmas Citeureup", zone: "WITA", parentId: null, surveys: ["skm", "spak"] });
    expect(await house.store.units.counters(unit.id)).toMatchObject([{ code: "pkm-citeureup", closedSince: null }]);
    const page = words((await admin.get("/staf?tersimpan=1")).body);
    expect(page).toContain("Tersimpan.");
    expect(page).toContain("Puskesmas Citeureup pkm-citeureup");
  });

  it.each([
    ["kode", { kode: "a b" }, "3 sampai 32"],
    ["kode", { kode: "x" }, "3 sampai 32"],
    ["nama", { nama: "  " }, "Tulis nama unit"],
    ["nama", { nama: "a".repeat(121) }, "Paling banyak 120 huruf."],
    ["nama", { nama: "Baris\nkedua" }, "Tulis dalam satu baris."],
    ["zona", { zona: "GMT" }, "Pilih zona waktu unit."],
    ["induk", { induk: "99" }, "Pilih unit induk dari daftar."],
    ["survei", { survei: [] }, "Pilih paling sedikit satu survei."],
    ["survei", { survei: ["skm", "lain"] }, "Pilih paling sedikit satu survei."],
  ])(
    "refuse a wrong %s %j beside its field, keep the other words and nothing else",
    async (field, wrong: Partial<typeof FORM>, sentence) => {
      const answer = await admin.post("/staf/unit", { ...FORM, ...wrong });
      expect(answer.statusCode).toBe(422);
      expect(answer.body).toContain(`href="#unit-baru-${field}"`);
      expect(answer.body).toMatch(new RegExp(`id="unit-baru-${field}-problem">[^<]*${sentence}`));
      expect(answer.body).toContain("<title>Ada yang perlu diperbaiki: Semua unit");
      if (field !== "nama") expect(answer.body).toContain('value="Puskesmas Citeureup"');
      expect(await house.store.units.list()).toEqual([]);
    },
  );

  it("refuse a code that any unit or counter bears", async () => {
    const other = await house.make.unit({ code: "kec-cibinong" });
    await house.make.counter(other, { code: "pkm-citeureup" });
    const answer = await admin.post("/staf/unit", FORM);
    expect([answer.statusCode, words(answer.body).includes("Kode pkm-citeureup sudah dipakai")]).toEqual([422, true]);
    expect(await house.store.units.list()).toHaveLength(1);
  });

  it.each([
    ["spkp", "spkp-6", "SPKP dan SPKP-6"],
    ["spak", "spak-6", "SPAK dan SPAK-6"],
  ])("refuse %s together with %s, whose questions bear the same keys", async (one, other, named) => {
    const added = await admin.post("/staf/unit", { ...FORM, survei: ["skm", one, other] });
    const unit = await house.make.unit({ code: "kec-cibinong" });
    const changed = await admin.post("/staf/unit/kec-cibinong/pengaturan", {
      ...FORM,
      tindakan: "simpan",
      kontak: "",
      survei: [one, other],
    });
    for (const answer of [added, changed])
      expect([answer.statusCode, words(answer.body).includes(`${named} memakai kunci butir yang sama`)]).toEqual([422, true]);
    expect(await house.store.units.list()).toEqual([unit]);
  });

  it("answer a reload of a refused form's address with the list", async () => {
    expect((await admin.get("/staf/unit")).headers.location).toBe("/staf");
  });
});

describe("the settings of a unit", () => {
  const path = "/staf/unit/pkm-citeureup/pengaturan";
  const SETTINGS = {
    tindakan: "simpan",
    nama: "Puskesmas Citeureup",
    zona: "WIB",
    survei: ["skm"],
    kontak: "Loket 1",
    opsional: [],
  };

  it("are saved together", async () => {
    const unit = await house.make.unit({ code: "pkm-citeureup" });
    const form = {
      ...SETTINGS,
      nama: "Puskesmas Baru",
      zona: "WIT",
      survei: ["spkp", "skm"],
      opsional: ["ragam_disabilitas"],
      induk: "",
    };
    expect((await admin.post(path, form)).headers.location).toBe(`${path}?tersimpan=1`);
    expect(await house.store.units.byId(unit.id)).toMatchObject({
      code: "pkm-citeureup",
      name: "Puskesmas Baru",
      zone: "WIT",
      surveys: ["skm", "spkp"],
      contact: "Loket 1",
      optionalQuestions: ["ragam_disabilitas"],
    });
  });

  it("are kept whole when one of them is refused", async () => {
    const unit = await house.make.unit({ code: "pkm-citeureup" });
    const answer = await admin.post(path, { ...SETTINGS, nama: "Nama lain", survei: [] });
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain('value="Nama lain"');
    expect(await house.store.units.byId(unit.id)).toEqual(unit);
  });

  it("let an admin alone place the unit below another, never in a circle", async () => {
    const dinas = await house.make.unit({ code: "dinas" });
    const unit = await house.make.unit({ code: "pkm-citeureup", parentId: dinas.id });
    const manager = visitor(house.app, await house.make.signIn(await house.make.person({ role: "manager", unit })));
    expect((await manager.post(path, { ...SETTINGS, induk: "" })).statusCode).toBe(303);
    expect((await house.store.units.byId(unit.id))!.parentId).toBe(dinas.id);
    expect((await manager.get(path)).body).not.toContain('name="induk"');
    expect((await admin.post("/staf/unit/dinas/pengaturan", { ...SETTINGS, induk: String(unit.id) })).statusCode).toBe(422);
    expect((await admin.post("/staf/unit/dinas/pengaturan", { ...SETTINGS, induk: String(dinas.id) })).statusCode).toBe(422);
    expect((await admin.post(path, { ...SETTINGS, induk: "" })).statusCode).toBe(303);
    expect((await house.store.units.byId(unit.id))!.parentId).toBeNull();
  });

  it("hold the numbers of people served, with the answers that suffice", async () => {
    const unit = await house.make.unit({ code: "pkm-citeureup" });
    expect((await admin.post(path, { tindakan: "jumlah", periode: "2026-tw4", jumlah: "5.000" })).statusCode).toBe(303);
    expect([...(await house.store.units.populations(unit.id))]).toEqual([["2026-TW4", 5000]]);
    expect(words((await admin.get(path)).body)).toContain("Triwulan IV 2026 5.000 357 Hapus");
    expect(words((await admin.get("/staf/unit/pkm-citeureup/loket")).body)).toContain("0 jawaban diterima; sasaran 357.");
    await admin.post(path, { tindakan: "hapus-jumlah", periode: "2026-TW4" });
    expect([...(await house.store.units.populations(unit.id))]).toEqual([]);
  });

  it.each(["", "0", "-5", "1,5", "12.34", "seribu", "1e3", "999999999", "0x10", " "])(
    "refuse %j as a number of people",
    async (jumlah) => {
      const unit = await house.make.unit({ code: "pkm-citeureup" });
      expect((await admin.post(path, { tindakan: "jumlah", periode: "2026-TW4", jumlah })).statusCode).toBe(422);
      expect((await admin.post(path, { tindakan: "jumlah", periode: "2026-TW5", jumlah: "5" })).statusCode).toBe(422);
      expect([...(await house.store.units.populations(unit.id))]).toEqual([]);
    },
  );
});
