import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Unit } from "../../server/domain/response.ts";
import type { House } from "../support/house.ts";
import { openHouse } from "../support/house.ts";
import { visitor, words } from "./visitor.ts";

const PATH = "/staf/unit/pkm-citeureup/laporan-terdahulu";
const FORM = {
  tindakan: "tambah",
  survei: "skm",
  periode: "2024-TW3",
  indeks: "82,50",
  responden: "1.250",
  kuesioner: "9 unsur, kertas",
  sumber: "Laporan SKM 2024, halaman 12",
};
const HEAD = "survei\tperiode\tindeks\tresponden\tkuesioner\tsumber";

let house: House;
let unit: Unit;
let manager: ReturnType<typeof visitor>;
beforeEach(async () => {
  house = await openHouse();
  unit = await house.make.unit({ code: "pkm-citeureup", name: "Puskesmas Citeureup" });
  manager = visitor(house.app, await house.make.signIn(await house.make.person({ role: "manager", unit })));
});
afterEach(() => house.close());

const kept = async (): Promise<readonly (string | number | null)[][]> =>
  (await house.store.records.pastIndices(unit.id)).map(({ survey, period, index100, respondents }) => [
    survey,
    period,
    index100,
    respondents,
  ]);

describe("an earlier index", () => {
  it("is kept, listed as it is, and taken away again", async () => {
    expect(words((await manager.get(PATH)).body)).toContain("Belum ada laporan terdahulu");
    expect((await manager.post(PATH, FORM)).headers.location).toBe(`${PATH}?tersimpan=1`);
    const page = words((await manager.get(PATH)).body);
    for (const said of ["Triwulan III 2024", "IKM", "82,50", "1.250", "9 unsur, kertas", "Laporan SKM 2024, halaman 12"])
      expect(page).toContain(said);
    const [one] = await house.store.records.pastIndices(unit.id);
    expect((await manager.post(PATH, { tindakan: "hapus", id: String(one!.id) })).statusCode).toBe(303);
    expect(await kept()).toEqual([]);
  });

  it("is multiplied by 25 only when that was confirmed", async () => {
    const asked = await manager.post(PATH, { ...FORM, indeks: "3,314" });
    expect([asked.statusCode, words(asked.body).includes("menjadi 82,85 pada skala 100")]).toEqual([422, true]);
    expect(asked.body).toContain('name="dikali25"');
    expect(await kept()).toEqual([]);
    expect((await manager.post(PATH, { ...FORM, indeks: "3,314", dikali25: "ya" })).statusCode).toBe(303);
    expect(await kept()).toEqual([["skm", "2024-TW3", "82.85", 1250]]);
  });

  it("is refused with every word kept, and never stands beside answers of this program", async () => {
    await house.make.response(unit, { date: "2026-11-20" });
    const refused = await manager.post(PATH, { ...FORM, periode: "2026-TW4", responden: "banyak" });
    expect(refused.statusCode).toBe(422);
    expect(words(refused.body)).toContain("sudah ada jawaban di program ini");
    expect(refused.body).toContain('value="banyak"');
    expect(await kept()).toEqual([]);
  });

  it("of another unit cannot be taken away", async () => {
    const other = await house.make.unit({ code: "pkm-dua" });
    await house.store.records.addPastIndices([
      {
        unitId: other.id,
        survey: "skm",
        period: "2024",
        index100: "80.00",
        respondents: null,
        questionnaire: "abc",
        source: "abc",
      },
    ]);
    const [theirs] = await house.store.records.pastIndices(other.id);
    await manager.post(PATH, { tindakan: "hapus", id: String(theirs!.id) });
    expect(await house.store.records.pastIndices(other.id)).toHaveLength(1);
  });
});

describe("a table of earlier indices", () => {
  it.each(["\t", ";", ","])("is taken whole, its columns parted by %j and in any order", async (mark) => {
    const table = [
      ["periode", "survei", "indeks", "sumber", "kuesioner", "responden"],
      ["2023", "skm", '"81,2"', "Laporan 2023", "14 unsur", "150"],
      ["2024-S1", "SKM", '"82,50"', "Laporan 2024", "9 unsur", ""],
    ]
      .map((cells) => cells.join(mark))
      .join("\r\n");
    expect((await manager.post(PATH, { tindakan: "tabel", tabel: table })).statusCode).toBe(303);
    expect(await kept()).toEqual([
      ["skm", "2023", "81.20", 150],
      ["skm", "2024-S1", "82.50", null],
    ]);
  });

  it("is refused whole, each cell named by line and column, and shown again", async () => {
    const rows = [
      "skm\t2023\t81,20\t150\t14 unsur\tLaporan 2023",
      "skm\t2024\t3,3\t\t9 unsur\tLaporan 2024",
      "skm\t2023\t80\t\t9 unsur\tLaporan 2023",
    ];
    const refused = await manager.post(PATH, { tindakan: "tabel", tabel: [HEAD, ...rows].join("\n") });
    expect(refused.statusCode).toBe(422);
    const page = words(refused.body);
    expect(page).toContain("Baris 3, kolom indeks: 3,3 berada pada skala 1–4; tulis nilainya pada skala 100: 82,50.");
    expect(page).toContain("Baris 4, kolom periode: Periode ini sudah diisi");
    expect(refused.body).toContain("Laporan 2023</textarea>");
    expect(await kept()).toEqual([]);
  });

  it.each([
    ["survei\tperiode\nskm\t2023", "yang belum ada: indeks, responden, kuesioner, sumber"],
    [HEAD, "belum berisi satu baris pun"],
    ["", "yang belum ada"],
    [`${HEAD}\nskm\t"2023`, "tidak berpasangan"],
    [[HEAD, ...Array<string>(201).fill("skm\t2023\t80\t\tabc\tabc")].join("\n"), "201 baris"],
  ])("%j is refused", async (table, sentence) => {
    const refused = await manager.post(PATH, { tindakan: "tabel", tabel: table });
    expect([refused.statusCode, words(refused.body).includes(sentence)]).toEqual([422, true]);
    expect(await kept()).toEqual([]);
  });
});
