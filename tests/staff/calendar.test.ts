import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Unit } from "../../server/domain/response.ts";
import type { House } from "../support/house.ts";
import { openHouse } from "../support/house.ts";
import { visitor, words } from "./visitor.ts";

const PATH = "/staf/unit/pkm-citeureup/jam-layanan";

let house: House;
let unit: Unit;
let manager: ReturnType<typeof visitor>;
beforeEach(async () => {
  house = await openHouse();
  unit = await house.make.unit({ code: "pkm-citeureup", name: "Puskesmas Citeureup" });
  manager = visitor(house.app, await house.make.signIn(await house.make.person({ role: "manager", unit })));
});
afterEach(() => house.close());

const calendar = () => house.store.records.calendar(unit.id);

describe("opening hours", () => {
  it("are kept as a week and shown again, in the place of those before", async () => {
    expect(words((await manager.get(PATH)).body)).toContain("Jam layanan belum diisi");
    await manager.post(PATH, { tindakan: "jam", "buka-7": "08.00", "tutup-7": "12.00" });
    const sent = await manager.post(PATH, {
      tindakan: "jam",
      "buka-1": "8.00",
      "tutup-1": "15:30",
      "buka-5": "08:00",
      "tutup-5": "11.30",
    });
    expect([sent.statusCode, sent.headers.location]).toEqual([303, `${PATH}?tersimpan=1`]);
    expect((await calendar()).hours).toEqual([
      { weekday: 1, opens: "08:00", closes: "15:30" },
      { weekday: 5, opens: "08:00", closes: "11:30" },
    ]);
    const page = await manager.get(PATH);
    expect(page.body).toContain('name="tutup-1" type="text" class="short" value="15.30"');
    expect(words(page.body)).not.toContain("Jam layanan belum diisi");
  });

  it("are refused together, each wrong field named, and nothing typed is lost", async () => {
    const form = {
      tindakan: "jam",
      "buka-1": "pagi",
      "tutup-1": "15.00",
      "buka-2": "15.00",
      "tutup-2": "08.00",
      "buka-3": "08.00",
      "buka-4": "24.00",
      "tutup-4": "9",
    };
    const refused = await manager.post(PATH, form);
    expect(refused.statusCode).toBe(422);
    const page = words(refused.body);
    for (const said of [
      "Senin, jam buka: Tulis jam",
      "Selasa: jam tutup harus",
      "Rabu, jam tutup: Tulis jam",
      "Kamis, jam buka: Tulis jam",
      "Kamis, jam tutup: Tulis jam",
    ])
      expect(page).toContain(said);
    expect(refused.body).toContain('value="pagi"');
    expect((await calendar()).hours).toEqual([]);
  });
});

describe("holidays", () => {
  it("are pasted line by line, renamed by adding them again, and taken off", async () => {
    const lines = "2026-12-25 Natal\r\n\r\n1/1/2027\tTahun Baru\r\n17-08-2026 - Hari  Kemerdekaan";
    expect((await manager.post(PATH, { tindakan: "libur", libur: lines })).statusCode).toBe(303);
    await manager.post(PATH, { tindakan: "libur", libur: "2026-12-25 Hari Natal" });
    expect((await calendar()).holidays).toEqual([
      { date: "2026-08-17", name: "Hari Kemerdekaan" },
      { date: "2026-12-25", name: "Hari Natal" },
      { date: "2027-01-01", name: "Tahun Baru" },
    ]);
    expect(words((await manager.get(PATH)).body)).toContain("25 Desember 2026 Hari Natal");
    await manager.post(PATH, { tindakan: "hapus-libur", tanggal: "2026-12-25" });
    expect((await calendar()).holidays.map(({ date }) => date)).toEqual(["2026-08-17", "2027-01-01"]);
  });

  it.each([
    ["2026-12-25 Natal\n2026-02-30 Apa", "Baris 2: Awali dengan tanggal"],
    ["2026-12-25", "Baris 1: Tulis nama hari libur"],
    [`2026-12-25 ${"a".repeat(81)}`, "Baris 1: Pendekkan"],
    ["2026-12-25 Na\u0007tal", "huruf dan angka"],
    ["", "sedikitnya satu"],
    [Array<string>(101).fill("2026-12-25 Natal").join("\n"), "101 baris"],
  ])("of %j nothing is taken", async (libur, said) => {
    const refused = await manager.post(PATH, { tindakan: "libur", libur });
    expect([refused.statusCode, words(refused.body).includes(said)]).toEqual([422, true]);
    expect((await calendar()).holidays).toEqual([]);
  });
});
