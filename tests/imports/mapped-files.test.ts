import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ColumnMap } from "../../server/imports/column-map.ts";
import { parseColumnMap } from "../../server/imports/column-map.ts";
import { importAnswers, rulesFor } from "../../server/imports/import-answers.ts";
import { profileCodeOf, scoreOf } from "../../server/imports/map-cell.ts";
import type { ImportPreview } from "../../server/imports/preview-import.ts";
import { previewImport } from "../../server/imports/preview-import.ts";
import { orderOf, readDate } from "../../server/imports/read-date.ts";
import type { Unit } from "../../server/domain/response.ts";
import type { House } from "../support/house.ts";
import { openHouse } from "../support/house.ts";

let house: House;
let unit: Unit;
beforeEach(async () => {
  house = await openHouse();
  unit = await house.make.unit();
});
afterEach(() => house.close());

const skm = () => house.parts.definitions.latest("skm")!;
const bytesOf = (lines: readonly string[]): Uint8Array => new TextEncoder().encode(lines.join("\n"));
const look = async (lines: readonly string[], map?: ColumnMap): Promise<ImportPreview> => {
  const shown = previewImport(bytesOf(lines), await rulesFor(house.parts, unit, [skm()]), map);
  if (!("map" in shown)) throw new Error(shown.reason);
  return shown;
};
const take = (lines: readonly string[], map: ColumnMap) =>
  importAnswers(house.parts, unit, [skm()], bytesOf(lines), { keepValid: false, map });
const kept = async () => {
  const list = [];
  for await (const row of house.store.responses.rows({ unitId: unit.id, from: "2000-01", until: "2030-01" })) list.push(row);
  return list;
};
const asOf = ({ map }: ImportPreview) => Object.values(map.columns).map(({ as }) => as);

/** As the form maker writes its sheet: the time of the entry first, whole questions as names, labels as cells. */
const FORMS = [
  '"Timestamp","Email Address","Nama Lengkap","Jenis Kelamin","Usia","Pendidikan Terakhir","Pekerjaan","Layanan yang diterima","Bagaimana pendapat Saudara tentang kesesuaian persyaratan pelayanan dengan jenis pelayanannya?","Bagaimana pemahaman Saudara tentang kemudahan prosedur pelayanan?","Bagaimana pendapat Saudara tentang kecepatan waktu dalam memberikan pelayanan?","Bagaimana pendapat Saudara tentang kewajaran biaya/tarif dalam pelayanan?","Bagaimana pendapat Saudara tentang kesesuaian produk pelayanan dengan standar?","Bagaimana pendapat Saudara tentang kompetensi/kemampuan petugas?","Bagaimana pendapat Saudara tentang perilaku petugas terkait kesopanan dan keramahan?","Bagaimana pendapat Saudara tentang kualitas sarana dan prasarana?","Bagaimana pendapat Saudara tentang penanganan pengaduan pengguna layanan?","Kritik dan Saran"',
  '"2026/10/08 9:47:11 AM GMT+7","ani@contoh.id","Ani","Perempuan","26 - 35 tahun","SMA/Sederajat","Wiraswasta","KTP","Sangat sesuai","Mudah","Kurang cepat","Gratis","Sesuai","Sangat kompeten","Sopan dan ramah","Sangat baik","Dikelola dengan baik","Antrenya lama"',
  '"2026/10/09 1:02:00 PM GMT+7","budi@contoh.id","Budi","Laki-laki","17-25","D3","PNS","KK","Sesuai","Sangat mudah","Cepat","Gratis","Kurang sesuai","Kompeten","Sopan dan ramah","Baik","Dikelola dengan baik",""',
];

/** As a survey service writes its table: a number and a name first, the unsur by key, the day at the end. */
const SERVICE = [
  "No;Nama Responden;Jenis Kelamin;Umur;Pendidikan;Pekerjaan;Jenis Pelayanan;U1 Persyaratan;U2 Prosedur;U3 Waktu;U4 Biaya;U5 Produk;U6 Kompetensi;U7 Perilaku;U8 Pengaduan;U9 Sarana;Alasan U3;Saran;Waktu Isi Survei;Keterangan",
  "1;Ani;P;34;S1;Lainnya;KTP;4;3;2;4;3;4;3;4;4;antre;baik;08/10/2026 09:47;-",
  "2;Budi;L;17;D3;PNS;KK;3;4;3;4;2;3;3;4;3;;;23/10/2026 13:02;-",
];

describe("a file of another tool", () => {
  it("of a form maker is understood but for one word, which somebody decides", async () => {
    const first = await look(FORMS);
    expect(asOf(first)).toEqual([
      ...["tanggal", "abaikan", "abaikan", "jenis_kelamin", "usia", "pendidikan", "pekerjaan", "layanan"],
      ...["U1", "U2", "U3", "U4", "U5", "U6", "U7", "U9", "U8", "saran"],
    ]);
    expect(first).toMatchObject({ rows: 2, good: 1 });
    expect(first.refused).toMatchObject([{ column: "Pekerjaan", value: "Wiraswasta", times: 1 }]);
    expect(first.map.columns["Pekerjaan"]!.values).toEqual({ Wiraswasta: "?" });

    const decided = structuredClone(first.map);
    decided.columns["Pekerjaan"]!.values = { Wiraswasta: "WIRAUSAHA" };
    expect(await look(FORMS, decided)).toMatchObject({ good: 2, refused: [] });
    expect(await kept()).toEqual([]);
    expect(await take(FORMS, decided)).toEqual({ imported: 2, refused: [] });
    const [ani] = (await kept()).filter(({ date }) => date === "2026-10-08");
    expect(Object.fromEntries(ani!.surveys.get("skm@1")!)).toEqual({
      U1: 4,
      U2: 3,
      U3: 2,
      U4: 4,
      U5: 3,
      U6: 4,
      U7: 3,
      U8: 4,
      U9: 4,
    });
    expect(Object.fromEntries(ani!.profile)).toEqual({
      jenis_kelamin: "P",
      usia: "26-35",
      pendidikan: "SMA",
      pekerjaan: "WIRAUSAHA",
    });
  });

  it("of a survey service is understood, too; reasons in free words beside scores are passed over", async () => {
    const first = await look(SERVICE);
    expect(asOf(first)).toEqual([
      ...["abaikan", "abaikan", "jenis_kelamin", "usia", "pendidikan", "pekerjaan", "layanan"],
      ...["U1", "U2", "U3", "U4", "U5", "U6", "U7", "U8", "U9", "abaikan", "saran", "tanggal", "?"],
    ]);
    expect(first.map.dates).toBe("day-first");
    expect(first).toMatchObject({ rows: 2, good: 0 });
    expect(first.refused).toMatchObject([
      { line: 1, column: "Keterangan", reason: expect.stringContaining("belum ditentukan") as unknown },
    ]);
    const decided = structuredClone(first.map);
    decided.columns["Keterangan"] = { as: "abaikan" };
    expect(await take(SERVICE, decided)).toEqual({ imported: 2, refused: [] });
    expect((await kept()).map(({ date }) => date).sort()).toEqual(["2026-10-08", "2026-10-23"]);
  });

  it("whose columns bear the very questions and whose cells the answer without a score is understood whole", async () => {
    const { question, optOut } = skm().items[3]!;
    const lines = [
      `Tanggal;${skm().items[0]!.question!.id};${question!.en};${skm().items[2]!.name.id}`,
      `2026-10-08;4;${optOut!.id};3`,
      `2026-10-09;3;${optOut!.en.toUpperCase()};2`,
    ];
    const first = await look(lines);
    expect(asOf(first)).toEqual(["tanggal", "U1", "U4", "U3"]);
    expect(first).toMatchObject({ good: 2, refused: [] });
    expect(first.columns[2]!.examples).toEqual([
      { written: optOut!.id, becomes: "" },
      { written: optOut!.en.toUpperCase(), becomes: "" },
    ]);
    expect(await take(lines, first.map)).toEqual({ imported: 2, refused: [] });
    expect((await kept()).map(({ surveys }) => [...surveys.get("skm@1")!.keys()])).toEqual([
      ["U1", "U3"],
      ["U1", "U3"],
    ]);
  });

  it("keeps and shows nothing of a column that is passed over", async () => {
    const first = await look(FORMS);
    expect(JSON.stringify(first)).not.toMatch(/contoh\.id|"Ani"|Budi/);
  });

  it("is taken whole or not at all, and its refused cells are named as the file has them", async () => {
    const { map } = await look(SERVICE);
    const decided = structuredClone(map);
    decided.columns["Keterangan"] = { as: "abaikan" };
    const wrong = [SERVICE[0]!, SERVICE[1]!.replace(";2;4;3;4;3;", ";2;5;3;4;3;"), SERVICE[2]!];
    expect(await take(wrong, decided)).toEqual({
      imported: 0,
      refused: [{ line: 2, column: "U4 Biaya", value: "5", reason: "Nilai U4 harus angka 1 sampai 4, atau kosong." }],
    });
    expect(await kept()).toEqual([]);
  });

  it("is refused where the map says nothing, something else, or two columns the same", async () => {
    const { map } = await look(SERVICE);
    const { Keterangan: _, ...rest } = map.columns;
    const reasons = async (columns: ColumnMap["columns"], dates = map.dates) =>
      (await take(SERVICE, { dates, columns })).refused.map(({ column, reason }) => `${column}: ${reason}`);
    expect(await reasons(rest)).toEqual(["Keterangan: Kolom ini belum ada dalam peta. Sebut artinya, atau tulis abaikan."]);
    expect(await reasons({ ...rest, Keterangan: { as: "abaikan" }, Kota: { as: "abaikan" } })).toEqual([
      "Kota: Peta menyebut kolom ini, tetapi berkas tidak mempunyainya.",
    ]);
    expect(await reasons({ ...rest, Keterangan: { as: "saran" } })).toEqual(['Keterangan: Kolom "saran" ada dua kali.']);
    expect(await reasons({ ...rest, Keterangan: { as: "U10" } })).toEqual([
      'Keterangan: Kolom "U10" tidak dikenal untuk survei ini. Yang dikenal: tanggal, layanan, kanal, saran, jenis_kelamin, usia, pendidikan, pekerjaan, ragam_disabilitas, U1, U2, U3, U4, U5, U6, U7, U9, U8.',
    ]);
    expect((await reasons({ ...rest, Keterangan: { as: "abaikan" } }, "?")).join()).toContain("Urutan tanggal belum ditentukan");
  });

  it("with columns without names or with equal names can be mapped by place", async () => {
    const lines = ["tanggal,U1,,Nilai,Nilai", "2026-10-08,4,x,3,2"];
    const first = await look(lines);
    expect(Object.keys(first.map.columns)).toEqual(["tanggal", "U1", "(kolom 3)", "Nilai", "Nilai (2)"]);
    const decided = {
      ...first.map,
      columns: { ...first.map.columns, "(kolom 3)": { as: "abaikan" }, Nilai: { as: "U2" }, "Nilai (2)": { as: "U3" } },
    };
    expect(await look(lines, decided)).toMatchObject({ good: 1, refused: [] });
  });

  it("that is ours already maps onto itself", async () => {
    const ours = fc.record({
      day: fc.integer({ min: 1, max: 28 }),
      scores: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 9, maxLength: 9 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(ours, { minLength: 1, maxLength: 30 }), async (rows) => {
        const lines = [
          "tanggal,U1,U2,U3,U4,U5,U6,U7,U8,U9",
          ...rows.map(({ day, scores }) => `2026-10-${String(day).padStart(2, "0")},${scores.join(",")}`),
        ];
        const first = await look(lines);
        expect(asOf(first)).toEqual(lines[0]!.split(","));
        expect(first).toMatchObject({ good: rows.length, refused: [] });
      }),
      { numRuns: 40 },
    );
  });
});

describe("a cell of another tool", () => {
  it("is a score as figure, as label, or as both when they agree", () => {
    const labels = { id: ["Tidak sesuai", "Kurang sesuai", "Sesuai", "Sangat sesuai"], en: ["Not", "Less", "Suitable", "Very"] };
    const score = (text: string) => scoreOf(text, { labels }, 4);
    expect(
      ["4", " SANGAT  sesuai", "4. Sangat sesuai", "(4) Sangat sesuai", "Sangat sesuai (4)", "d. Sangat sesuai", "very"].map(
        score,
      ),
    ).toEqual(Array.from({ length: 7 }, () => 4));
    // Counted from the other end, off the scale, of another question, or nothing at all.
    expect(["1. Sangat sesuai", "5", "0", "Sangat puas", "4. Sangat puas", "", "sesuai sekali"].map(score)).toEqual(
      Array.from({ length: 7 }, () => undefined),
    );
  });

  it("is a code of the profile by code, label, part of one, or age", () => {
    const question = (key: string) => house.parts.definitions.profile.questions.find((one) => one.key === key)!;
    const codes = (key: string, ...cells: string[]) => cells.map((cell) => profileCodeOf(cell, question(key)));
    expect(codes("pendidikan", "sma", "SMA/Sederajat", "D3", "S1", "Magister")).toEqual([
      "SMA",
      "SMA",
      "D1-D3",
      "D4-S1",
      undefined,
    ]);
    expect(codes("usia", "34", "34 tahun", "26 - 35 Tahun", "<17", "tua")).toEqual(["26-35", "26-35", "26-35", "<17", undefined]);
    expect(codes("jenis_kelamin", "Laki - Laki", "p", "-")).toEqual(["L", "P", undefined]);
  });

  it("is a day in the order that is said, or with a named month in its own", () => {
    expect(readDate("2026/11/22 9:15:22 AM GMT+7", "?")).toBe("2026-11-22");
    expect(readDate("22/11/2026 09.15", "day-first")).toBe("2026-11-22");
    expect(readDate("11/22/2026", "month-first")).toBe("2026-11-22");
    expect(readDate("3-4-2026", "?")).toBeUndefined();
    expect(readDate("7 Agustus 2026 10:00", "?")).toBe("2026-08-07");
    expect(readDate("31/2/2026", "day-first")).toBeUndefined();
    expect(readDate("11/22/2026", "day-first")).toBeUndefined();
    expect(readDate("46335", "day-first")).toBeUndefined();
  });

  it("tells the order only where one order alone can read every cell", () => {
    expect(orderOf(["2026-01-02", "2026/3/4"])).toBe("year-first");
    expect(orderOf(["1/2/2026", "13/2/2026"])).toBe("day-first");
    expect(orderOf(["1/2/2026", "2/13/2026"])).toBe("month-first");
    expect(orderOf(["1/2/2026", "3/4/2026"])).toBe("?");
    expect(orderOf(["13/2/2026", "2/13/2026"])).toBe("?");
    expect(orderOf([])).toBe("?");
  });
});

describe("a map", () => {
  it("that cannot be read says where", () => {
    expect(() => parseColumnMap("{")).toThrow(/bukan JSON yang utuh/);
    expect(() => parseColumnMap('{"dates":"terserah","columns":{}}')).toThrow(/di dates/);
    expect(() => parseColumnMap('{"dates":"day-first","columns":{"A":{}}}')).toThrow(/di columns → A → as/);
    expect(
      parseColumnMap('\uFEFF{"dates":"day-first","columns":{"A":{"as":"U1","values":{"Puas":3}}}}').columns["A"]!.values,
    ).toEqual({
      Puas: "3",
    });
  });
});
