import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { shareDone } from "../../server/domain/follow-up.ts";
import type { Unit } from "../../server/domain/response.ts";
import { verifyPack } from "../../server/ops/verify/verify-pack.ts";
import { uploadKind } from "../../server/reports/follow-up/upload-kind.ts";
import { ORIGIN, visitor, words } from "../staff/visitor.ts";
import type { House } from "../support/house.ts";
import { openHouse } from "../support/house.ts";
import { unzip } from "./unzip.ts";

let house: House;
let unit: Unit;
let cookie: string;
let sari: ReturnType<typeof visitor>;
const PAGE = "/staf/unit/pkm-citeureup/periode/2026-TW3/tindak-lanjut";
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]);
const MEASURE = {
  tindakan: "tambah",
  unsur: "skm U3",
  kegiatan: "Tambah satu loket pendaftaran",
  waktu: "2026-12-15",
  penanggung: "Kepala tata usaha",
};

beforeEach(async () => {
  house = await openHouse({ now: "2026-10-20T03:00:00Z" });
  unit = await house.make.unit({ code: "pkm-citeureup", name: "Puskesmas Citeureup", surveys: ["skm"] });
  cookie = await house.make.signIn(await house.make.person({ role: "manager", unit, login: "sari" }));
  sari = visitor(house.app, cookie);
  for (let n = 0; n < 40; n += 1) await house.make.response(unit, { date: "2026-08-11", answers: { U3: 2, U9: 3 } });
});
afterEach(() => house.close());

const text = async (url = PAGE): Promise<string> => words((await sari.get(url)).body);
const plan = () => house.store.followUps.list(unit.id);

/** Sends a file as a browser does. */
async function send(fields: Record<string, string>, bytes: Buffer, name = "foto.png") {
  const edge = "----sebuahbatas";
  const parts = Object.entries(fields).map(
    ([field, value]) => `--${edge}\r\nContent-Disposition: form-data; name="${field}"\r\n\r\n${value}\r\n`,
  );
  const payload = Buffer.concat([
    Buffer.from(parts.join("")),
    Buffer.from(
      `--${edge}\r\nContent-Disposition: form-data; name="berkas"; filename="${name}"\r\nContent-Type: image/png\r\n\r\n`,
    ),
    bytes,
    Buffer.from(`\r\n--${edge}--\r\n`),
  ]);
  return house.app.inject({
    method: "POST",
    url: "/staf/unit/pkm-citeureup/periode/2026-TW3/berkas",
    headers: { "content-type": `multipart/form-data; boundary=${edge}`, origin: ORIGIN, cookie },
    payload,
  });
}

describe("what is done about the results", () => {
  it("is proposed from the weakest unsur, planned, reported and counted", async () => {
    const empty = await sari.get(PAGE);
    expect(words(empty.body)).toContain(
      "Unsur terendah menurut hasil. SKM: U3 Waktu Penyelesaian (2,000), U9 Sarana dan Prasarana (3,000)",
    );
    expect(empty.body).toContain('<option value="skm U3" selected>');
    expect((await sari.post(PAGE, MEASURE)).statusCode).toBe(303);
    expect((await sari.post(PAGE, { ...MEASURE, unsur: "skm U9", kegiatan: "Cat ulang ruang tunggu" })).statusCode).toBe(303);
    expect(await text()).toContain("0 dari 2 selesai (0%).");
    // The next that is offered is the lowest without a measure.
    expect((await sari.get(PAGE)).body).toContain('<option value="skm U1" selected>');

    const [first] = await plan();
    const report = {
      ...MEASURE,
      tindakan: "ubah",
      id: String(first!.id),
      keadaan: "selesai",
      kendala: "Anggaran",
      kabar: "Loket 3 dibuka",
    };
    expect((await sari.post(PAGE, report)).statusCode).toBe(303);
    const page = await text();
    expect(page).toContain("1 dari 2 selesai (50%).");
    expect(page).toContain("Kendala: Anggaran Untuk masyarakat: Loket 3 dibuka");
    await sari.post(PAGE, { tindakan: "hapus", id: String(first!.id) });
    expect(await plan()).toHaveLength(1);
  });

  it("names what was left out or cannot be, and keeps what was typed", async () => {
    const wrong = await sari.post(PAGE, { ...MEASURE, kegiatan: "", waktu: "2026-02-30", unsur: "skm U77" });
    expect(wrong.statusCode).toBe(422);
    for (const sentence of ["Pilih unsur dari daftar.", "Tulis apa yang akan dikerjakan.", "Tulis tanggal yang ada"])
      expect(words(wrong.body)).toContain(sentence);
    expect(wrong.body).toContain('value="Kepala tata usaha"');
    expect(await plan()).toEqual([]);
    expect((await sari.post(PAGE, { ...MEASURE, tindakan: "ubah", id: "99" })).statusCode).toBe(404);
  });

  it("says what is late, and when the forum was held", async () => {
    await sari.post(PAGE, { ...MEASURE, waktu: "2026-10-01" });
    expect(await text()).toContain("Belum dimulai, lewat waktu");
    expect((await sari.post(PAGE, { tindakan: "fkp", tanggal: "2026-10-21" })).statusCode).toBe(422);
    expect((await sari.post(PAGE, { tindakan: "fkp", tanggal: "2026-10-19" })).statusCode).toBe(303);
    expect(await text()).toContain("Disepakati dalam Forum Konsultasi Publik 19 Oktober 2026.");
  });

  it("has a share that is whole only when all of it is done", () => {
    expect(shareDone([])).toBeNull();
    expect(shareDone([...Array<{ state: "selesai" }>(199).fill({ state: "selesai" }), { state: "proses" }])).toBe(99);
  });
});

describe("what was done and told", () => {
  it("stands in the report of the next period, on the page of results, in the pack, and among the items of the LKE", async () => {
    await sari.post(PAGE, MEASURE);
    const [measure] = await plan();
    const told = { ...MEASURE, tindakan: "ubah", id: String(measure!.id), keadaan: "selesai", kabar: "Loket 3 kini dibuka" };
    await sari.post(PAGE, told);
    await sari.post(PAGE, { tindakan: "fkp", tanggal: "2026-10-19" });
    await send({ untuk: "pengumuman", keterangan: "Papan pengumuman" }, PNG);
    await send({ untuk: `bukti-${measure!.id}`, tujuan: "sesudah", keterangan: "Loket baru" }, PNG);
    const period = "/staf/unit/pkm-citeureup/periode/2026-TW3";
    await sari.post(period, { tindakan: "tutup", nama: unit.name });
    await sari.post(period, { tindakan: "umumkan" });
    const results = words((await visitor(house.app).get("/hasil/pkm-citeureup")).body);
    expect(results).toContain("Anda bilang, kami lakukan Waktu Penyelesaian, Triwulan III 2026 Loket 3 kini dibuka");
    const docx = async (name: string): Promise<string> => {
      const xml = unzip((await sari.get(`/laporan/pkm-citeureup/${name}.docx`)).rawPayload).get("word/document.xml")!;
      return xml.replace(/<[^>]*>/g, " ").replace(/\s+/g, " ");
    };
    expect(await docx("2026-TW3")).toContain("Rencana ini disepakati dalam Forum Konsultasi Publik 19 Oktober 2026.");
    expect(await docx("2026-TW3")).toContain("Tambah satu loket pendaftaran 15 Desember 2026 Kepala tata usaha");
    expect(await docx("2026-TW4")).toContain("Rencana tindak lanjut Triwulan III 2026: 1 dari 1 selesai (100%).");
    expect(words((await sari.get("/staf/unit/pkm-citeureup/zi/2026")).body)).toContain(
      "1 dari 4 triwulan mempunyai rencana; 1 dari 1 kegiatannya selesai.",
    );
    const pack = await sari.get("/laporan/pkm-citeureup/2026-TW3.zip");
    const files = [...unzip(pack.rawPayload).keys()];
    expect(files).toEqual(
      expect.arrayContaining([
        "6.iv.c-tindak-lanjut/rencana.csv",
        expect.stringMatching(/^6\.iv\.c-tindak-lanjut\/sesudah-rencana-\d+-\d+\.png$/) as string,
        expect.stringMatching(/^6\.iv\.b-publikasi\/pengumuman-\d+\.png$/) as string,
      ]),
    );
    expect((await verifyPack(pack.rawPayload, house.parts.signer.key())).findings).toEqual([]);
  });
});

describe("files that prove it", () => {
  it("are taken by their content, served as downloads, and seen by nobody outside the unit", async () => {
    await sari.post(PAGE, MEASURE);
    const [measure] = await plan();
    const of = { untuk: `bukti-${measure!.id}`, tujuan: "sebelum", keterangan: "Antrean di loket 1" };
    expect((await send(of, PNG)).statusCode).toBe(303);
    const [kept] = await house.store.followUps.uploads(unit.id, "2026-TW3");
    expect(kept).toMatchObject({
      followUpId: measure!.id,
      purpose: "sebelum",
      mediaType: "image/png",
      size: PNG.length,
      addedBy: "sari",
    });
    expect(await text()).toContain("sebelum: Antrean di loket 1 (1 KB, 20 Oktober 2026, sari)");
    const file = await sari.get(`/staf/unit/pkm-citeureup/berkas/${kept!.id}`);
    expect(file.rawPayload.equals(PNG)).toBe(true);
    expect(file.headers).toMatchObject({
      "content-disposition": `attachment; filename="bukti-${kept!.id}.png"`,
      "content-type": "image/png",
      "x-content-type-options": "nosniff",
      "content-security-policy": "sandbox; default-src 'none'",
      "cache-control": "no-store",
    });
    const other = await house.make.unit({ code: "kec-lain" });
    const tono = visitor(house.app, await house.make.signIn(await house.make.person({ role: "manager", unit: other })));
    expect((await tono.get(`/staf/unit/kec-lain/berkas/${kept!.id}`)).statusCode).toBe(404);
    await sari.post(PAGE, { tindakan: "hapus-berkas", id: String(kept!.id) });
    expect(await house.store.followUps.uploads(unit.id, "2026-TW3")).toEqual([]);
  });

  it("are refused when they are something else, too large, empty, or not described", async () => {
    const of = { untuk: "notula", keterangan: "Notula forum" };
    const refused = async (fields: Record<string, string>, bytes: Buffer, sentence: string): Promise<void> => {
      const answer = await send(fields, bytes, "notula.pdf");
      expect(answer.statusCode).toBe(422);
      expect(words(answer.body)).toContain(sentence);
    };
    await refused(of, Buffer.from("<script>alert(1)</script>"), "Isi berkas ini bukan PDF, JPEG, atau PNG.");
    await refused(of, Buffer.alloc(0), "Pilih berkasnya.");
    await refused(of, Buffer.concat([PNG, Buffer.alloc(5 * 1024 * 1024)]), "Berkas lebih besar dari 5 MB.");
    await refused({ untuk: "notula" }, PNG, "Tulis keterangannya");
    expect((await send({ ...of, untuk: "lain" }, PNG)).statusCode).toBe(404);
    expect(await house.store.followUps.uploads(unit.id, "2026-TW3")).toEqual([]);
  });

  it("are known by their first bytes", () => {
    expect(uploadKind(Buffer.from("%PDF-1.7\n"))).toBe("application/pdf");
    expect(uploadKind(Buffer.from([0xff, 0xd8, 0xff, 0xe0]))).toBe("image/jpeg");
    expect(uploadKind(Buffer.from("GIF89a"))).toBeNull();
    expect(uploadKind(Buffer.alloc(0))).toBeNull();
  });
});
