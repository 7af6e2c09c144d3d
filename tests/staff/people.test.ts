import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Person } from "../../server/domain/person.ts";
import type { Unit } from "../../server/domain/response.ts";
import type { House } from "../support/house.ts";
import { openHouse } from "../support/house.ts";
import { visitor, words } from "./visitor.ts";

let house: House;
let [unit, other]: Unit[] = [];
let [rina, sari, dewi, tono]: Person[] = [];
let admin: ReturnType<typeof visitor>;
let manager: ReturnType<typeof visitor>;
const path = "/staf/unit/pkm-citeureup/orang";

beforeEach(async () => {
  house = await openHouse();
  unit = await house.make.unit({ code: "pkm-citeureup", name: "Puskesmas Citeureup" });
  other = await house.make.unit({ code: "kec-cibinong", name: "Kecamatan Cibinong" });
  rina = await house.make.person({ role: "admin", login: "rina", name: "Rina Kusuma" });
  sari = await house.make.person({ role: "manager", unit, login: "sari", name: "Sari Dewi" });
  dewi = await house.make.person({ role: "staff", unit, login: "dewi", name: "Dewi Lestari" });
  tono = await house.make.person({ role: "staff", unit: other, login: "tono", name: "Tono Wijaya" });
  admin = visitor(house.app, await house.make.signIn(rina));
  manager = visitor(house.app, await house.make.signIn(sari));
});
afterEach(() => house.close());

const again = (person: Person | undefined) => house.store.people.byId(person!.id);
const id = (person: Person | undefined) => String(person!.id);

describe("a manager", () => {
  it("adds people to the own unit alone, whatever the form says", async () => {
    const form = { tindakan: "tambah", nama: "Joko Prabowo", login: "Joko.P", peran: "head", unit: String(other!.id) };
    expect((await manager.post(path, form)).statusCode).toBe(200);
    expect(await house.store.people.byLogin("joko.p")).toMatchObject({
      name: "Joko Prabowo",
      role: "head",
      unitId: unit!.id,
      disabled: false,
    });
  });

  it("never makes an admin", async () => {
    const added = await manager.post(path, { tindakan: "tambah", nama: "Joko Prabowo", login: "joko", peran: "admin", unit: "" });
    const changed = await manager.post(path, { tindakan: "ubah", orang: id(dewi), nama: "Dewi Lestari", peran: "admin" });
    for (const answer of [added, changed])
      expect([answer.statusCode, words(answer.body).includes("Pilih peran orang ini.")]).toEqual([422, true]);
    expect((await manager.get(path)).body).not.toContain('value="admin"');
    expect((await house.store.people.list()).filter((one) => one.role === "admin")).toHaveLength(1);
    expect(await again(dewi)).toEqual(dewi);
  });

  it("neither sees nor touches admins and people of other units", async () => {
    const page = words((await manager.get(path)).body);
    expect(page).not.toMatch(/Rina|Tono/);
    for (const person of [rina, tono]) {
      for (const tindakan of ["ubah", "alamat", "nonaktifkan", "aktifkan"]) {
        const answer = await manager.post(path, { tindakan, orang: id(person), nama: "Lain", peran: "staff" });
        expect(answer.statusCode).toBe(404);
      }
      expect(await again(person)).toEqual(person);
    }
  });

  it("changes names and roles, disables and enables", async () => {
    await manager.post(path, { tindakan: "ubah", orang: id(dewi), nama: "Dewi L. Hartono", peran: "head" });
    await manager.post(path, { tindakan: "nonaktifkan", orang: id(dewi) });
    expect(await again(dewi)).toMatchObject({ name: "Dewi L. Hartono", role: "head", unitId: unit!.id, disabled: true });
    expect(words((await manager.get(path)).body)).toContain("Dinonaktifkan");
    await manager.post(path, { tindakan: "aktifkan", orang: id(dewi) });
    expect((await again(dewi))!.disabled).toBe(false);
  });

  it("can rename, but neither disable nor demote oneself", async () => {
    expect((await manager.post(path, { tindakan: "nonaktifkan", orang: id(sari) })).statusCode).toBe(403);
    expect(
      (await manager.post(path, { tindakan: "ubah", orang: id(sari), nama: "Sari Dewi Lestari", peran: "staff" })).statusCode,
    ).toBe(303);
    expect(await again(sari)).toMatchObject({ name: "Sari Dewi Lestari", role: "manager", unitId: unit!.id, disabled: false });
    expect((await manager.get(path)).statusCode).toBe(200);
  });

  it("reads beside the field what is wrong, and nobody is added", async () => {
    const before = await house.store.people.count();
    const taken = await manager.post(path, { tindakan: "tambah", nama: "Joko Prabowo", login: "TONO", peran: "staff" });
    expect([taken.statusCode, words(taken.body).includes("Nama masuk tono sudah dipakai.")]).toEqual([422, true]);
    expect(taken.body).toContain('value="Joko Prabowo"');
    for (const login of ["", "a", "dua kata", "é".repeat(4), "a".repeat(33), "joko@x"]) {
      expect((await manager.post(path, { tindakan: "tambah", nama: "Joko Prabowo", login, peran: "staff" })).statusCode).toBe(
        422,
      );
    }
    const bare = await manager.post(path, { tindakan: "tambah" });
    expect(words(bare.body)).not.toMatch(/invalid|expected/i);
    expect(await house.store.people.count()).toBe(before);
  });
});

describe("an admin", () => {
  it("sees everybody and makes further admins", async () => {
    expect(words((await admin.get("/staf/orang")).body)).toMatch(/Rina Kusuma.*Tono Wijaya.*Kecamatan Cibinong/);
    const form = { tindakan: "tambah", nama: "Joko Prabowo", login: "joko", peran: "admin", unit: String(unit!.id) };
    expect((await admin.post("/staf/orang", form)).statusCode).toBe(200);
    expect(await house.store.people.byLogin("joko")).toMatchObject({ role: "admin", unitId: null });
  });

  it("binds everybody else to a unit", async () => {
    const form = { tindakan: "tambah", nama: "Joko Prabowo", login: "joko", peran: "staff", unit: "" };
    const answer = await admin.post("/staf/orang", form);
    expect([answer.statusCode, words(answer.body).includes("Pilih unit orang ini.")]).toEqual([422, true]);
    await admin.post("/staf/orang", {
      tindakan: "ubah",
      orang: id(tono),
      nama: "Tono Wijaya",
      peran: "manager",
      unit: String(unit!.id),
    });
    expect(await again(tono)).toMatchObject({ role: "manager", unitId: unit!.id });
  });

  it("cannot shut oneself out", async () => {
    expect((await admin.post("/staf/orang", { tindakan: "nonaktifkan", orang: id(rina) })).statusCode).toBe(403);
    await admin.post("/staf/orang", {
      tindakan: "ubah",
      orang: id(rina),
      nama: "Rina K.",
      peran: "staff",
      unit: String(unit!.id),
    });
    expect(await again(rina)).toMatchObject({ name: "Rina K.", role: "admin", unitId: null });
  });
});
