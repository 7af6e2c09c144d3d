import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { importAnswers } from "../../server/imports/import-answers.ts";
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

const take = (text: string | Uint8Array, options: { surveys?: string[]; keepValid?: boolean; into?: Unit } = {}) =>
  importAnswers(
    house.parts,
    options.into ?? unit,
    (options.surveys ?? ["skm"]).map((id) => house.parts.definitions.latest(id)!),
    typeof text === "string" ? new TextEncoder().encode(text) : text,
    { keepValid: options.keepValid ?? false },
  );
const kept = async (of: Unit = unit) => {
  const list = [];
  for await (const row of house.store.responses.rows({ unitId: of.id, from: "2000-01", until: "2030-01" })) list.push(row);
  return list;
};
const full = "4,4,4,4,4,4,4,4,4";
const header = "tanggal,U1,U2,U3,U4,U5,U6,U7,U8,U9";

describe("a file that is taken", () => {
  test("may use commas or semicolons, a BOM, any order and any case of columns, and empty scores", async () => {
    expect(await take(`${header}\n2026-11-20,${full}\n`)).toEqual({ imported: 1, refused: [] });
    expect(await take("\uFEFFu1;Tanggal;U2\r\n3;2026-11-19;\r\n")).toEqual({ imported: 1, refused: [] });
    const rows = await kept();
    expect(rows.map((row) => [...row.surveys.get("skm@1")!])).toEqual([[["U1", 3]], expect.arrayContaining([["U9", 4]])]);
    expect(rows.map(({ channel, session }) => [channel, session])).toEqual([
      ["impor", null],
      ["impor", null],
    ]);
  });

  test("keeps equal rows apart", async () => {
    expect((await take(`${header}\n${`2026-11-20,${full}\n`.repeat(20)}`)).imported).toBe(20);
    expect(await kept()).toHaveLength(20);
  });

  test("brings service, channel, profile and comment with it, years becoming a band", async () => {
    const service = await house.make.service(unit, "Poli Umum");
    const text = `tanggal,U1,layanan,kanal,jenis_kelamin,usia,pendidikan,pekerjaan,saran\n2026-11-20,4,poli umum,kertas,P,42,SMA,SWASTA,"Antre, hubungi 081234567890"\n`;
    expect(await take(text)).toEqual({ imported: 1, refused: [] });
    const [row] = await kept();
    expect(row).toMatchObject({ serviceId: service.id, channel: "kertas" });
    expect(Object.fromEntries(row!.profile)).toEqual({
      jenis_kelamin: "P",
      usia: "36-45",
      pendidikan: "SMA",
      pekerjaan: "SWASTA",
    });
    const range = { unitId: unit.id, from: "2026-11", until: "2026-12" };
    expect(await house.store.responses.comments(range, "2026-11-22")).toEqual(["Antre, hubungi [nomor dihapus]"]);
  });

  test("may hold several surveys in one row", async () => {
    expect((await take("tanggal,U1,K1,A1\n2026-11-20,4,3,2\n", { surveys: ["skm", "spkp", "spak"] })).imported).toBe(1);
    expect([...(await kept())[0]!.surveys.keys()].sort()).toEqual(["skm@1", "spak@1", "spkp@1"]);
  });

  test("gives its services to a unit that has none, so that an export can be read anywhere", async () => {
    expect((await take("tanggal,layanan,U1\n2026-11-20,Poli Umum,4\n2026-11-20,Poli Gigi,4\n2026-11-20,,4\n")).imported).toBe(3);
    expect((await house.store.units.services(unit.id)).map(({ name }) => name)).toEqual(["Poli Umum", "Poli Gigi"]);
  });
});

describe("a file that is refused keeps nothing and says where", () => {
  const good = `2026-11-20,${full}`;
  const cases: [string, string | Uint8Array, { line: number; column: string; reason: RegExp }[]][] = [
    ["a score of 5", `${header}\n${good}\n2026-11-20,4,5,4,4,4,4,4,4,4\n`, [{ line: 3, column: "U2", reason: /1 sampai 4/ }]],
    ["a score of 0", `${header}\n2026-11-20,0,4,4,4,4,4,4,4,4\n`, [{ line: 2, column: "U1", reason: /1 sampai 4/ }]],
    ["a decimal score", `${header}\n2026-11-20,3.5,4,4,4,4,4,4,4,4\n`, [{ line: 2, column: "U1", reason: /1 sampai 4/ }]],
    ["31 February", `${header}\n2026-02-31,${full}\n`, [{ line: 2, column: "tanggal", reason: /bukan tanggal/ }]],
    ["a day to come", `${header}\n2026-11-23,${full}\n`, [{ line: 2, column: "tanggal", reason: /belum terjadi/ }]],
    ["no day", `${header}\n,${full}\n`, [{ line: 2, column: "tanggal", reason: /bukan tanggal/ }]],
    [
      "an unknown column, and the bad cells beside it",
      "tanggal,U1,X9\n2026-11-20,7,1\n",
      [
        { line: 1, column: "X9", reason: /tidak dikenal/ },
        { line: 2, column: "U1", reason: /1 sampai 4/ },
      ],
    ],
    ["a column twice", "tanggal,U1,u1\n2026-11-20,4,4\n", [{ line: 1, column: "u1", reason: /dua kali/ }]],
    ["a column of another survey", "tanggal,U1,K1\n2026-11-20,4,4\n", [{ line: 1, column: "K1", reason: /tidak dikenal/ }]],
    ["no column of dates", "U1\n4\n", [{ line: 1, column: "tanggal", reason: /tidak ada/ }]],
    ["no column of scores", "tanggal\n2026-11-20\n", [{ line: 1, column: "U1", reason: /Tidak ada kolom nilai/ }]],
    [
      "a row without a score",
      `${header}\n2026-11-20,,,,,,,,,\n`,
      [{ line: 2, column: "U1", reason: /tidak berisi satu nilai pun/ }],
    ],
    ["too many cells", "tanggal,U1\n2026-11-20,4,4\n", [{ line: 2, column: "", reason: /3 kolom/ }]],
    ["an unknown channel", "tanggal,kanal,U1\n2026-11-20,faks,4\n", [{ line: 2, column: "kanal", reason: /tidak dikenal/ }]],
    ["an unknown profile code", "tanggal,usia,U1\n2026-11-20,tua,4\n", [{ line: 2, column: "usia", reason: /bukan kode usia/ }]],
    [
      "Latin-1",
      Buffer.from(`tanggal,U1,saran\n2026-11-20,4,baik\n2026-11-20,4,caf\xe9\n`, "latin1"),
      [{ line: 3, column: "", reason: /UTF-8/ }],
    ],
    ["UTF-16", Buffer.from(`\uFEFF${header}\n${good}\n`, "utf16le"), [{ line: 1, column: "", reason: /UTF-8/ }]],
    ["nothing", new Uint8Array(), [{ line: 1, column: "", reason: /kosong/ }]],
    ["blank lines only", "\n\n  \n", [{ line: 1, column: "", reason: /kosong/ }]],
    ["a header alone", `${header}\n`, [{ line: 1, column: "", reason: /belum berisi jawaban/ }]],
    ["an open quotation mark", `tanggal,U1,saran\n2026-11-20,4,"baik\n`, [{ line: 2, column: "", reason: /kutip/ }]],
    ["a spreadsheet file", Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 0, 0]), [{ line: 1, column: "", reason: /bukan berkas teks/ }]],
  ];
  test.each(cases)("%s", async (_name, text, wanted) => {
    const outcome = await take(text);
    expect(outcome.imported).toBe(0);
    expect(outcome.refused.map(({ line, column }) => ({ line, column }))).toEqual(
      wanted.map(({ line, column }) => ({ line, column })),
    );
    wanted.forEach(({ reason }, at) => expect(outcome.refused[at]!.reason).toMatch(reason));
    expect(await kept()).toEqual([]);
    expect(await house.store.responses.batches(unit.id)).toEqual([]);
  });

  test.each(["=1+1", "＠Poli", "\u200b-Poli", '"Poli\nUmum"', "x"])(
    "a new service under the name %j, which no form would take",
    async (name) => {
      const outcome = await take(`tanggal,layanan,U1\n2026-11-20,${name},4\n`);
      expect(outcome).toMatchObject({
        imported: 0,
        refused: [{ column: "layanan", reason: expect.stringMatching(/nama layanan/) as string }],
      });
      expect(await house.store.units.services(unit.id)).toEqual([]);
    },
  );

  test("a very long cell, of which the beginning is told", async () => {
    const outcome = await take(`tanggal,kanal,U1\n2026-11-20,${"x".repeat(100_000)},4\n`);
    const [refused] = outcome.refused;
    expect([refused!.value, refused!.value.length]).toEqual([`${"x".repeat(120)}…`, 121]);
    expect(refused!.reason.length).toBeLessThan(400);
  });

  test("a service the unit does not have, naming those it has", async () => {
    await house.make.service(unit, "Poli Umum");
    const outcome = await take("tanggal,layanan,U1\n2026-11-20,Poli Gigi,4\n");
    expect(outcome.refused).toEqual([
      {
        line: 2,
        column: "layanan",
        value: "Poli Gigi",
        reason: 'Layanan "Poli Gigi" tidak ada di unit ini. Yang ada: Poli Umum.',
      },
    ]);
  });

  test("the same bytes again, until the first time was undone", async () => {
    const text = `${header}\n2026-11-20,${full}\n`;
    await take(text);
    expect(await take(text)).toMatchObject({ imported: 0, refused: [{ reason: /sudah pernah/ }] });
    expect((await take(text, { into: await house.make.unit() })).imported).toBe(1);
    const [batch] = await house.store.responses.batches(unit.id);
    await house.store.responses.undoImport(unit.id, batch!.id, "sari");
    expect((await take(text)).imported).toBe(1);
  });

  test("a day of a period that was closed, by its line; the others of the file may be kept", async () => {
    await house.store.closings.close({ unitId: unit.id, period: "2026-10", months: ["2026-10"], on: "2026-11-01", by: "sari" });
    const text = `${header}\n2026-10-31,${full}\n2026-11-01,${full}\n`;
    const outcome = await take(text);
    expect(outcome).toEqual({
      imported: 0,
      refused: [
        {
          line: 2,
          column: "tanggal",
          value: "2026-10-31",
          reason: "Tanggal 2026-10-31 jatuh pada periode yang sudah ditutup; ke dalamnya tidak ada lagi yang diimpor.",
        },
      ],
    });
    expect((await take(text, { keepValid: true })).imported).toBe(1);
  });

  test("two surveys that share keys", async () => {
    await expect(take("tanggal,K1\n2026-11-20,4\n", { surveys: ["spkp", "spkp-6"] })).rejects.toThrow(/terpisah/);
  });
});

test("words of the questionnaire in the cells of a plain file lead on to the map of columns; other words do not", async () => {
  const reasons = async (cell: string) => (await take(`tanggal,U4\n2026-11-20,${cell}\n`)).refused.map(({ reason }) => reason);
  const [sentence] = await reasons("5");
  expect(sentence).toBe("Nilai U4 harus angka 1 sampai 4, atau kosong.");
  expect(await reasons("x")).toEqual([sentence]);
  for (const cell of ["Gratis", "Murah", "Tidak berlaku untuk saya"])
    expect(await reasons(cell), cell).toEqual([
      expect.stringMatching(/^Nilai U4 .* dibaca dengan --map; mulai dengan --map-preview\.$/),
    ]);
});

test("--keep-valid takes the good rows, names the bad cells, and takes nothing of an unreadable file", async () => {
  const text = `${header}\n2026-11-20,${full}\n2026-11-20,9,4,4,4,4,4,4,4,4\n2026-11-21,${full}\n`;
  expect(await take(text, { keepValid: true })).toEqual({
    imported: 2,
    refused: [{ line: 3, column: "U1", value: "9", reason: "Nilai U1 harus angka 1 sampai 4, atau kosong." }],
  });
  expect((await take("tanggal,U1,X\n2026-11-20,4,1\n", { keepValid: true })).imported).toBe(0);
  expect(await kept()).toHaveLength(2);
});
