import { generateKeyPairSync } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { parsePeriod } from "../../server/domain/periods/period.ts";
import type { Unit } from "../../server/domain/response.ts";
import { openNote, signNote } from "../../server/log/note.ts";
import { closeDaysFromNowOn } from "../../server/ops/close-days.ts";
import { closePeriod } from "../../server/reports/closing/close-period.ts";
import { sealCode } from "../../server/reports/closing/frozen-document.ts";
import { MANIFEST_PATH } from "../../server/reports/evidence/manifest.ts";
import { filesOf, madePack, zipOf } from "../ops/verify/made-pack.ts";
import type { House } from "../support/house.ts";
import { openHouse } from "../support/house.ts";

let house: House;
let unit: Unit;
let receipt: string;
let today: string;
let seal: string;
let list: string;
beforeAll(async () => {
  house = await openHouse({ now: "2026-09-30T03:00:00Z" });
  unit = await house.make.unit({ code: "pkm-melati", name: "Puskesmas Melati", surveys: ["skm"] });
  await house.make.unit({ code: "pkm-mawar", name: "Puskesmas Mawar", surveys: ["skm"] });
  receipt = await answered("kunci-warga-00001");
  for (let n = 0; n < 5; n++) await answered(`kunci-lain-0000${n}`);
  house.clock.now = Date.parse("2026-10-05T03:00:00Z");
  await closeDaysFromNowOn(house.parts).stop();
  const admin = await house.make.person({ role: "admin" });
  const period = parsePeriod("2026-TW3");
  seal = sealCode((await closePeriod(house.parts, unit, period, admin)).document);
  list = (await filesOf(await madePack(house, unit, period))).get(MANIFEST_PATH)!.toString();
  today = await answered("kunci-hari-ini-01");
});
afterAll(() => house.close());

async function answered(kunci: string): Promise<string> {
  const answer = await house.app.inject({
    method: "POST",
    url: "/s/pkm-melati",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    payload: house.make.body(unit, { kunci }),
  });
  return /tanda=([^&]*)/.exec(String(answer.headers.location))![1]!;
}

const asked = async (isi: string, code = "pkm-melati"): Promise<string> => {
  const page = await house.app.inject({
    method: "POST",
    url: `/hasil/${code}/periksa`,
    headers: { "content-type": "application/x-www-form-urlencoded" },
    payload: new URLSearchParams({ isi }).toString(),
  });
  expect([page.statusCode, page.headers["cache-control"]]).toEqual([200, "no-store"]);
  return page.body.replace(/\s+/g, " ");
};
const get = (path: string) => house.app.inject({ url: `/hasil/pkm-melati/${path}` });

describe("whoever holds a receipt", () => {
  it("is told that the answer is counted, and in which quarter, however it was typed", async () => {
    for (const typed of [receipt, receipt.toLowerCase(), receipt.replaceAll("-", " ")]) {
      const page = await asked(typed);
      expect(page).toContain("Jawaban Anda tersimpan dan ikut dihitung.");
      expect(page).toContain("tercatat pada Triwulan III 2026");
      // The next person may hold the same phone.
      expect(page).not.toContain(typed);
    }
  });

  it("is told on the same day that it will be in the log", async () => {
    expect(await asked(today)).toContain("setelah harinya berganti");
  });

  it("learns nothing about an answer: neither its day nor its scores", async () => {
    expect(await asked(receipt)).not.toMatch(/30 September|2026-09-30|U1|Sangat/);
  });

  it("is told that it is unknown when it is, or is another unit's", async () => {
    for (const page of [await asked("KV7T-TGM5-2N9V-KM72"), await asked(receipt, "pkm-mawar")])
      expect(page).toContain("Kode ini tidak ada di unit ini.");
  });
});

describe("whoever holds a report", () => {
  it("is told whose seal it bears", async () => {
    expect(await asked(seal)).toContain("Segel ini milik Triwulan III 2026 dan masih berlaku.");
  });

  it("is told whether its checkpoint is in the log, as three lines or signed", async () => {
    const { checkpoint } = (await house.store.log.last(unit.id))!;
    const { text } = openNote(checkpoint)!;
    for (const typed of [checkpoint, text, text.replaceAll("\n", "\r\n"), text.trim()])
      expect(await asked(typed)).toContain("Titik ini ada dalam catatan.");
    expect(await asked(text.replace(/\n[A-Za-z0-9+/]{4}/, "\nAAAA"))).toContain("Titik ini tidak ada dalam catatan.");
    expect(await asked(text.replace(/\n\d+\n/, "\n4711\n"))).toContain("Titik ini tidak ada dalam catatan.");
    expect(await asked(text, "pkm-mawar")).toContain("Ini milik unit lain.");
    expect(await asked(text.replace("pkm-melati", "pkm-melati/2"))).toContain("Titik ini tidak ada dalam catatan.");
  });
});

describe("whoever holds a pack", () => {
  it("is told whether its list was signed here", async () => {
    expect(await asked(list)).toContain("Daftar berkas ini kami tandatangani.");
    const changed = list.replace(/^[0-9a-f]{4}/m, "0000");
    expect(await asked(changed)).toContain("Daftar berkas ini tidak kami tandatangani.");
    const { privateKey } = generateKeyPairSync("ed25519");
    expect(await asked(signNote(openNote(list)!.text, privateKey))).toContain("Daftar berkas ini tidak kami tandatangani.");
    const otherSeal = openNote(list)!.text.replace(seal, "KV7T-TGM5-2N9V-KM72");
    expect(await asked(house.parts.signer.note(otherSeal))).toContain("Segel pada daftar ini tidak kami kenal.");
  });
});

describe("whoever brings a whole pack", () => {
  const brought = (bytes: Uint8Array, { code = "pkm-melati", name = "berkas" } = {}) => {
    const edge = "----tepi";
    const head = `--${edge}\r\ncontent-disposition: form-data; name="${name}"; filename="bukti.zip"\r\ncontent-type: application/zip\r\n\r\n`;
    return house.app.inject({
      method: "POST",
      url: `/hasil/${code}/periksa/berkas`,
      headers: { "content-type": `multipart/form-data; boundary=${edge}` },
      payload: Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${edge}--\r\n`)]),
    });
  };
  const told = async (bytes: Uint8Array, code?: string): Promise<string> => {
    const page = await brought(bytes, code === undefined ? {} : { code });
    expect([page.statusCode, page.headers["cache-control"]]).toEqual([200, "no-store"]);
    return page.body.replace(/\s+/g, " ");
  };
  let pack: Buffer;
  beforeAll(async () => {
    pack = await madePack(house, unit, parsePeriod("2026-TW3"));
  });

  it("is told that it is whole, or what in it does not fit", async () => {
    expect(await told(pack)).toContain("Berkas bukti ini utuh.");
    const files = await filesOf(pack);
    const changed = new Map(files).set("BACA-SAYA.txt", Buffer.from("tidak ada apa-apa"));
    const page = await told(await zipOf(changed));
    expect(page).toContain("Berkas bukti ini tidak cocok. Jangan dipakai.");
    expect(page).toContain("BACA-SAYA.txt diubah setelah daftarnya ditandatangani.");
    const { privateKey } = generateKeyPairSync("ed25519");
    const resigned = new Map(files).set(MANIFEST_PATH, Buffer.from(signNote(openNote(list)!.text, privateKey)));
    expect(await told(await zipOf(resigned))).toContain("ditandatangani dengan kunci lain");
    expect(await told(pack, "pkm-mawar")).toContain("Ini milik unit lain.");
  });

  it("is told of what is no pack, and no harm is done by it", async () => {
    expect(await told(Buffer.from("bukan zip"))).toContain("Berkas ini bukan arsip ZIP, atau rusak.");
    expect(await told(pack.subarray(0, pack.length - 30))).toContain("Berkas ini bukan arsip ZIP, atau rusak.");
    const bomb = await zipOf(new Map([["a.txt", Buffer.alloc(140_000_000)]]));
    expect(await told(bomb)).toContain("Isi arsip ini lebih besar daripada yang diperiksa di sini.");
    const none = await house.app.inject({
      method: "POST",
      url: "/hasil/pkm-melati/periksa/berkas",
      headers: { "content-type": "multipart/form-data; boundary=x" },
      payload: "--x--\r\n",
    });
    expect(none.statusCode).toBe(422);
    expect((await brought(Buffer.alloc(33 * 1_048_576))).statusCode).toBe(413);
    // Names that are nowhere take little room in an archive, and nobody reads three million letters of them.
    const listing = async (text: string) =>
      brought(await zipOf(new Map(await filesOf(pack)).set(MANIFEST_PATH, Buffer.from(text))));
    const many = Array.from({ length: 4000 }, (_, at) => `${"0".repeat(64)}  ${at}${"a".repeat(900)}\n`).join("");
    const endless = await listing(list.replace(/\n\n/, `\n${many}\n`));
    expect([endless.statusCode, endless.body.length < 100_000]).toEqual([413, true]);
    const long = await listing(list.replace(/\n\n/, `\n${"0".repeat(64)}  ${"a".repeat(20_000_000)}\n\n`));
    expect([long.statusCode, long.body.length < 100_000]).toEqual([200, true]);
    expect(long.body).toContain("Daftar berkas bertanda tangan tidak dapat dibaca.");
    expect(await told(pack)).toContain("Berkas bukti ini utuh.");
  });

  it("waits while another one is checked", async () => {
    const both = await Promise.all([brought(pack), brought(pack)]);
    expect(both.map(({ statusCode }) => statusCode).sort()).toEqual([200, 503]);
  });
});

it("what is none of these is said to be none, and stands in the box again", async () => {
  const page = await asked("apa <b>ini</b>");
  expect(page).toContain("Kami tidak mengenali bentuknya.");
  expect(page).toContain("apa &lt;b&gt;ini&lt;/b&gt;");
});

it("many who ask at once are asked to wait, and are served afterwards", async () => {
  // A log so long that none of them is through before all have asked.
  const hasReceipt = house.store.log.hasReceipt.bind(house.store.log);
  let read!: () => void;
  const long = new Promise<void>((resolve) => (read = resolve));
  const looking = vi.spyOn(house.store.log, "hasReceipt").mockImplementation(async (digest) => {
    await long;
    return hasReceipt(digest);
  });
  const asking = Array.from({ length: 12 }, () =>
    house.app
      .inject({
        method: "POST",
        url: "/hasil/pkm-melati/periksa",
        headers: { "content-type": "application/x-www-form-urlencoded" },
        payload: new URLSearchParams({ isi: receipt }).toString(),
      })
      .then(({ statusCode }) => statusCode),
  );
  await vi.waitFor(() => expect(looking).toHaveBeenCalledTimes(4));
  expect(await Promise.race([...asking])).toBe(503);
  read();
  const statuses = await Promise.all(asking);
  looking.mockRestore();
  expect(statuses.filter((status) => status === 200)).toHaveLength(4);
  expect(statuses.filter((status) => status === 503)).toHaveLength(8);
  expect(await asked(receipt)).toContain("ikut dihitung");
});

it("the last checkpoint is given out signed, and a proof that it goes on from an earlier one", async () => {
  const { checkpoint, size } = (await house.store.log.last(unit.id))!;
  const note = await get("catatan.note");
  expect([note.statusCode, note.body, note.headers["content-type"]]).toEqual([200, checkpoint, "text/plain; charset=utf-8"]);
  const proof = (await get(`catatan/${size}`)).json<{ from: string; to: string; proof: string[] }>();
  expect(proof).toEqual({ from: checkpoint, to: checkpoint, proof: [] });
  expect((await get("catatan/3")).statusCode).toBe(404);
  expect((await get("catatan/x")).statusCode).toBe(404);
  expect((await house.app.inject({ url: "/hasil/pkm-mawar/catatan.note" })).statusCode).toBe(404);
});
