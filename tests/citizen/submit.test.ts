import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Refusal } from "../../server/domain/refusal.ts";
import type { KeptResponse } from "../../server/store/store.ts";
import type { Unit } from "../../server/domain/response.ts";
import { receiptOf, slipDigestOf } from "../../server/log/receipt.ts";
import type { House } from "../support/house.ts";
import { openHouse } from "../support/house.ts";

const KEY = "kunci-warga-0001";
const FORM = { "content-type": "application/x-www-form-urlencoded" };
const JSON_PLEASE = { ...FORM, accept: "application/json" };

let house: House;
let unit: Unit;
beforeEach(async () => {
  house = await openHouse({ now: "2026-11-22T03:00:00Z" });
  unit = await house.make.unit({ code: "pkm-contoh", name: "Puskesmas Contoh" });
});
afterEach(async () => house.close());

const post = (payload: string, headers: Record<string, string> = FORM, url = "/s/pkm-contoh") =>
  house.app.inject({ method: "POST", url, headers, payload });
const body = (over: Record<string, string> = {}): string => house.make.body(unit, over);
const without = (...names: string[]): string => {
  const fields = new URLSearchParams(body({ kunci: KEY }));
  for (const name of names) fields.delete(name);
  return fields.toString();
};

async function kept(): Promise<KeptResponse[]> {
  const rows: KeptResponse[] = [];
  for await (const row of house.store.responses.rows({ unitId: unit.id, from: "2026-01", until: "2027-01" })) rows.push(row);
  return rows;
}

/** Comments are read when their day is over. */
const comments = () => house.store.responses.comments({ unitId: unit.id, from: "2026-01", until: "2027-01" }, "2026-11-23");

describe("a citizen's answers", () => {
  it("are kept with the unit's own day and half of it, then thanked for", async () => {
    house.clock.now = Date.parse("2026-11-22T18:30:00Z");
    const answer = await post(body({ kunci: KEY, U4: "0", usia: "26-35" }));
    expect([answer.statusCode, answer.headers.location]).toEqual([
      303,
      `/s/pkm-contoh/terima-kasih?tanda=${receiptOf(unit.id, KEY)}`,
    ]);
    const [row, ...others] = await kept();
    expect(others).toEqual([]);
    expect(row).toMatchObject({ date: "2026-11-23", session: "pagi", channel: "qr", serviceId: null, excluded: false });
    expect(row!.surveys.get("skm@1")!.get("U4")).toBe("opted-out");
    expect(row!.surveys.get("skm@1")!.get("U9")).toBe(4);
    expect([...row!.profile]).toEqual([["usia", "26-35"]]);
  });

  it("say so when somebody helped, and which service it was", async () => {
    const service = await house.make.service(unit, "Poli Umum");
    house.clock.now += 1000;
    expect((await post(body({ kunci: KEY, dibantu: "ya", layanan: String(service.id) }))).statusCode).toBe(303);
    expect(await kept()).toMatchObject([{ channel: "dibantu", serviceId: service.id }]);
  });

  it("say so when they were given on a shared screen, unless somebody helped there", async () => {
    const [counter] = await house.store.units.counters(unit.id);
    await house.store.units.updateCounter({ ...counter!, kiosk: true });
    await post(body({ kunci: KEY }));
    await post(body({ kunci: `${KEY}2`, dibantu: "ya" }));
    expect((await kept()).map(({ channel }) => channel).sort()).toEqual(["dibantu", "kiosk"]);
  });

  it("keep the reason for a low score apart, and drop one that the score has outgrown", async () => {
    const answer = await post(
      body({ kunci: KEY, U3: "2", "alasan.U3": "lama", U7: "4", "alasan.U7": "petugas", "alasan.U1": "x" }),
    );
    expect(answer.statusCode).toBe(303);
    const months = { unitId: unit.id, from: "2026-01", until: "2027-01" };
    expect(await house.store.responses.reasons(months, "2026-11-23")).toEqual([
      { survey: "skm@1", question: "U3", code: "lama", times: 1 },
    ]);
    expect(JSON.stringify((await kept())[0], (_key, held: unknown) => (held instanceof Map ? [...held] : held))).not.toContain(
      "lama",
    );
  });

  it("keep the chosen reason on the page while something else has to be mended", async () => {
    const { statusCode, body: html } = await post(body({ kunci: KEY, U3: "2", "alasan.U3": "biaya", saran: "x".repeat(1001) }));
    expect(statusCode).toBe(422);
    expect(html).toContain('<option value="biaya" selected>Biaya');
    expect(html.match(/ selected/g)).toHaveLength(1);
  });

  it("are answered in JSON when the script asks for it", async () => {
    const answer = await post(body({ kunci: KEY }), JSON_PLEASE);
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toEqual({
      status: "diterima",
      selanjutnya: `/s/pkm-contoh/terima-kasih?tanda=${receiptOf(unit.id, KEY)}`,
    });
    expect(answer.headers["cache-control"]).toBe("no-store");
  });

  it("keep the language of the page on the way to the thanks", async () => {
    expect((await post(body({ kunci: KEY }), FORM, "/s/PKM-CONTOH?bahasa=en")).headers.location).toBe(
      `/s/pkm-contoh/terima-kasih?tanda=${receiptOf(unit.id, KEY)}&bahasa=en`,
    );
  });

  it("give a receipt that comes from the key alone, is the same when they are sent again, and is never shown on a shared screen", async () => {
    const signs = (answer: { headers: Record<string, unknown> }) =>
      String(answer.headers["location"]).match(/tanda=([^&]*)/)?.[1];
    const first = signs(await post(body({ kunci: KEY, U1: "1" })));
    expect(first).toMatch(/^(?:[0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
    expect(signs(await post(body({ kunci: KEY, U1: "1" })))).toBe(first);
    expect(signs(await post(body({ kunci: "kunci-lain-00001", U1: "1" })))).not.toBe(first);
    expect(signs(await post(body({ U1: "1" })))).toMatch(/^[0-9A-Z]{4}-/);
    const thanks = await house.app.inject({ url: `/s/pkm-contoh/terima-kasih?tanda=${first}` });
    expect(thanks.body).toContain(first);
    expect(thanks.body).toContain(`href="/s/pkm-contoh/terima-kasih?tanda=${first}&amp;bahasa=en"`);
    expect(thanks.headers["cache-control"]).toBe("no-store");
    expect((await house.app.inject({ url: "/s/pkm-contoh/terima-kasih?tanda=<b>" })).body).not.toContain("Tanda terima Anda");
    await house.make.counter(unit, { code: "tablet", kiosk: true });
    expect((await post(body({ kunci: "kunci-tablet-001" }), FORM, "/s/tablet")).headers.location).toBe("/s/tablet/terima-kasih");
    expect((await house.app.inject({ url: `/s/tablet/terima-kasih?tanda=${first}` })).body).not.toContain(first);
    expect(house.logged.join()).not.toContain(first);
  });

  it("are accepted without Origin and with any, and set no cookie", async () => {
    const answers = [
      await post(body({ kunci: "kunci-satu-0001" })),
      await post(body({ kunci: "kunci-dua-00002" }), { ...FORM, origin: "https://lain.contoh", "sec-fetch-site": "cross-site" }),
    ];
    for (const { statusCode, headers } of answers) expect([statusCode, headers["set-cookie"]]).toEqual([303, undefined]);
    expect(await kept()).toHaveLength(2);
  });

  it("are accepted when every question was declined", async () => {
    const spak = await house.make.unit({ code: "tanpa-nilai", surveys: ["spak"] });
    const declined = house.make.body(spak, { A1: "0", A2: "0", A3: "0", A4: "0", A5: "0" });
    expect((await post(declined, FORM, "/s/tanpa-nilai")).statusCode).toBe(303);
  });

  it("lose numbers that would name somebody from the suggestion", async () => {
    await post(body({ kunci: KEY, saran: "Kursi kurang, telepon 0812-3456-7890" }));
    expect(await comments()).toEqual(["Kursi kurang, telepon [nomor dihapus]"]);
  });
});

describe("one key", () => {
  it("keeps one answer, however often it is sent", async () => {
    for (let n = 0; n < 3; n += 1) expect((await post(body({ kunci: KEY, saran: "Bagus" }))).statusCode).toBe(303);
    expect(await kept()).toHaveLength(1);
    expect(await comments()).toEqual(["Bagus"]);
  });

  it("has one winner among a hundred who race", async () => {
    const answers = await Promise.all(Array.from({ length: 100 }, () => post(body({ kunci: KEY }))));
    expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([303]));
    expect(await kept()).toHaveLength(1);
  });

  it("has one winner among a hundred who race with different answers; the others are told that the first stands", async () => {
    const answers = await Promise.all(Array.from({ length: 100 }, (_, n) => post(body({ kunci: KEY, U1: String(1 + (n % 4)) }))));
    const codes = answers.map(({ statusCode }) => statusCode);
    expect(codes.filter((code) => code === 303)).toHaveLength(25);
    expect(codes.filter((code) => code === 409)).toHaveLength(75);
    expect(await kept()).toHaveLength(1);
  });

  it("with other answers is a conflict: the first stands", async () => {
    await post(body({ kunci: KEY, U1: "4" }));
    const page = await post(body({ kunci: KEY, U1: "1" }));
    expect(page.statusCode).toBe(409);
    expect(page.body).toContain("jawaban yang pertama itulah yang kami hitung");
    const json = await post(body({ kunci: KEY, U1: "1" }), JSON_PLEASE, "/s/pkm-contoh?bahasa=en");
    expect(json.statusCode).toBe(409);
    expect(json.json()).toMatchObject({
      status: "bertabrakan",
      message: expect.stringContaining("we count those first answers") as string,
    });
    expect((await kept())[0]!.surveys.get("skm@1")!.get("U1")).toBe(4);
  });

  it("when it is empty is a fresh one: two citizens who say the same are two", async () => {
    expect((await post(body({ kunci: "" }))).statusCode).toBe(303);
    expect((await post(body())).statusCode).toBe(303);
    expect(await kept()).toHaveLength(2);
  });
});

describe("answers that need mending", () => {
  it("come back with what to do, and everything that was written", async () => {
    const service = await house.make.service(unit, "Poli Umum");
    await house.make.service(unit, "Poli Gigi");
    house.clock.now += 1000;
    const fields = new URLSearchParams(without("U3", "U8"));
    for (const [name, value] of Object.entries({
      U1: "2",
      layanan: String(service.id),
      usia: "<17",
      saran: "Bagus </textarea><b>",
      dibantu: "ya",
    }))
      fields.set(name, value);
    const { statusCode, body: html, headers } = await post(fields.toString());
    expect(statusCode).toBe(422);
    expect(headers["cache-control"]).toBe("no-store");
    expect(html).toContain("<title>Ada yang belum lengkap: Survei Puskesmas Contoh</title>");
    expect(html).toContain("Ada 2 isian yang perlu dilengkapi");
    expect(html).toContain('<li><a href="#f-U3">Pilih satu jawaban untuk pertanyaan 3, Waktu Penyelesaian.</a></li>');
    expect(html).toContain('<p class="wrong-words" id="w-U3">Pilih satu jawaban untuk pertanyaan 3, Waktu Penyelesaian.</p>');
    expect(html.indexOf("#f-U3")).toBeLessThan(html.indexOf("#f-U8"));
    expect(html).toContain('name="U1" value="2" checked');
    expect(html).not.toContain('name="U3" value="4" checked');
    expect(html).toContain(`<option value="${service.id}" selected>`);
    expect(html).toContain('<option value="&lt;17" selected>');
    expect(html).toContain("Bagus &lt;/textarea&gt;&lt;b&gt;</textarea>");
    expect(html).toMatch(/name="dibantu" value="ya" checked/);
    expect(html).toContain(`name="kunci" value="${KEY}"`);
    expect(await kept()).toEqual([]);
  });

  it("get a key with the form when they had none", async () => {
    const { body: html } = await post("");
    expect(html).toMatch(/name="kunci" value="[\w-]{22}"/);
    expect(html).toContain("Ada 9 isian yang perlu dilengkapi");
  });

  it("are named field by field in JSON, in the language of the address", async () => {
    const answer = await post(without("U1"), JSON_PLEASE, "/s/pkm-contoh?bahasa=en");
    expect(answer.statusCode).toBe(422);
    expect(answer.json()).toEqual({
      status: "belum-lengkap",
      problems: { U1: "Choose one answer for question 1, Requirements." },
    });
  });

  it.each([
    [
      "a score beyond the scale",
      "U1",
      "5",
      "Pilih lagi satu jawaban untuk pertanyaan 1, Persyaratan; yang terkirim tidak dikenali.",
    ],
    [
      "no score where one is needed",
      "U1",
      "0",
      "Pilih lagi satu jawaban untuk pertanyaan 1, Persyaratan; yang terkirim tidak dikenali.",
    ],
    ["a profile code that is none", "usia", "tua", "Pilih lagi Usia, atau pilih Tidak ingin menyebutkan."],
    ["a suggestion that is too long", "saran", "a".repeat(1001), "Pendekkan saran Anda; paling banyak 1000 huruf."],
    [
      "a filled trap",
      "situs_web",
      "https://x.contoh",
      "Kosongkan kotak Situs web. Kotak itu hanya untuk mengenali pengisi otomatis.",
    ],
    ["a damaged key", "kunci", "!", "Tanda kiriman halaman ini rusak dan sudah kami ganti. Tekan Kirim jawaban sekali lagi."],
  ])("say what to do about %s", async (_what, field, value, words) => {
    const { statusCode, body: html } = await post(body({ kunci: KEY, [field]: value }));
    expect(statusCode).toBe(422);
    expect(html).toContain(`<li><a href="#f-${field}">${words}</a></li>`);
    expect(html).toContain(`id="f-${field}"`);
    expect(await kept()).toEqual([]);
  });

  it("show the trap to the human who fell into it", async () => {
    const { body: html } = await post(body({ situs_web: "x" }));
    expect(html).toMatch(/<input type="text" id="f-situs_web" name="situs_web" value="x"/);
    expect(html).not.toContain('aria-hidden="true"');
  });

  it("ask for the service when there is more than one to choose from", async () => {
    await house.make.service(unit, "Poli Umum");
    await house.make.service(unit, "Poli Gigi");
    house.clock.now += 1000;
    expect((await post(body({ kunci: KEY }), JSON_PLEASE)).json()).toMatchObject({
      problems: { layanan: "Pilih layanan yang Anda terima." },
    });
    expect((await post(body({ kunci: KEY, layanan: "999" }), JSON_PLEASE)).json()).toMatchObject({
      problems: { layanan: expect.stringContaining("sudah tidak tersedia") as string },
    });
  });

  it("do not count a field that was sent twice", async () => {
    const { statusCode } = await post(`${body({ kunci: KEY })}&U1=3`);
    expect(statusCode).toBe(422);
    expect(await kept()).toEqual([]);
  });
});

describe("answers that cannot be taken", () => {
  it("are refused in any other form than that of the page, and nothing is kept", async () => {
    const fields = Object.fromEntries(new URLSearchParams(body({ kunci: KEY })));
    for (const [type, payload] of [
      ["application/json", JSON.stringify(fields)],
      ["text/plain", body({ kunci: KEY })],
      ["multipart/form-data; boundary=x", "--x\r\n\r\n--x--"],
    ] as const) {
      const answer = await post(payload, { "content-type": type });
      expect(answer.statusCode, type).toBe(415);
      expect(answer.body).toContain("Jawaban Anda belum kami terima");
    }
    expect((await post(body({ saran: "a".repeat(20_000) }))).statusCode).toBe(413);
    expect(await kept()).toEqual([]);
  });

  it("meet the page of an unknown or closed counter", async () => {
    await house.make.counter(unit, { code: "pkm-tutup", closedSince: "2026-11-01" });
    expect((await post(body({ kunci: KEY }), FORM, "/s/pkm-lain")).statusCode).toBe(404);
    expect((await post(body({ kunci: KEY }), FORM, "/s/pkm-tutup")).statusCode).toBe(410);
    const json = await post(body({ kunci: KEY }), JSON_PLEASE, "/s/pkm-tutup");
    expect(json.json()).toMatchObject({ status: "ditutup", message: expect.stringContaining("1 November 2026") as string });
    expect(await kept()).toEqual([]);
  });

  it("are not taken in a month that was closed, and meet the day from which they are again", async () => {
    await post(body({ kunci: KEY }));
    await house.store.closings.close({
      unitId: unit.id,
      period: "2026-TW4",
      months: ["2026-10", "2026-11", "2026-12"],
      on: "2026-11-22",
      by: "sari",
    });
    // The form lay open, and its page is still in the memory of this process.
    const late = await post(body({ kunci: "kunci-warga-0002" }));
    expect([late.statusCode, late.headers["cache-control"]]).toEqual([410, "no-store"]);
    expect(late.body).toContain("dibuka lagi pada 1 Januari 2027");
    house.clock.now += 1000;
    const json = await post(body({ kunci: KEY }), JSON_PLEASE);
    expect([json.statusCode, json.json()]).toMatchObject([410, { status: "ditutup", message: /1 Januari 2027/ }]);
    for (const path of ["/s/pkm-contoh", "/s/pkm-contoh/kunci", "/s/pkm-contoh?lang=en"])
      expect((await house.app.inject({ url: path })).statusCode, path).toBe(410);
    expect(await kept()).toHaveLength(1);
    house.clock.now = Date.parse("2026-12-31T17:00:00Z");
    expect((await house.app.inject({ url: "/s/pkm-contoh" })).statusCode).toBe(200);
    expect((await post(body({ kunci: "kunci-warga-0002" }))).statusCode).toBe(303);
  });

  describe("that a phone kept until there was a connection", () => {
    const late = (year = "2026") =>
      house.store.late.count({ unitId: unit.id, from: `${year}-01`, until: `${Number(year) + 1}-01` });
    const close = (period: string, months: string[]) =>
      house.store.closings.close({ unitId: unit.id, period, months, on: "2027-01-01", by: "sari" });

    it("stand on the day on which they arrive while their period is open, whatever the phone says", async () => {
      for (const [n, diisi] of ["2026-11-20", "2019-01-01", "2031-01-01", "kemarin", ""].entries())
        expect((await post(body({ kunci: `${KEY}-${n}`, diisi }))).headers.location).toContain("tanda=");
      expect((await kept()).map(({ date }) => date)).toEqual(Array(5).fill("2026-11-22"));
      expect(await late()).toBe(0);
    });

    it("are kept apart and thanked for as late when their period is closed meanwhile, once for each key", async () => {
      await close("2026-TW4", ["2026-10", "2026-11", "2026-12"]);
      house.clock.now = Date.parse("2027-01-02T03:00:00Z");
      const sent = body({ kunci: KEY, diisi: "2026-12-30", saran: "Antre lama" });
      const answer = await post(sent);
      expect([answer.statusCode, answer.headers.location]).toEqual([303, "/s/pkm-contoh/terima-kasih?terlambat"]);
      expect((await post(sent, JSON_PLEASE)).json()).toEqual({
        status: "terlambat",
        selanjutnya: "/s/pkm-contoh/terima-kasih?terlambat",
      });
      expect((await post(body({ kunci: KEY, diisi: "2026-12-30", U1: "1" }))).statusCode).toBe(409);
      expect([await kept(), await late(), await late("2027")]).toEqual([[], 1, 0]);
      const page = await house.app.inject({ url: "/s/pkm-contoh/terima-kasih?terlambat" });
      expect(page.body).toContain("jawaban terlambat");
      expect(page.body).not.toContain("Tanda terima");
      expect((await house.app.inject({ url: "/s/pkm-contoh/terima-kasih?terlambat&bahasa=en" })).body).toContain("late answers");
    });

    it("are held to the last seven days, so that no phone reaches further back", async () => {
      await close("2026-12", ["2026-12"]);
      house.clock.now = Date.parse("2027-01-07T03:00:00Z");
      await post(body({ kunci: `${KEY}-1`, diisi: "2026-12-30" }));
      expect(await late()).toBe(1);
      house.clock.now = Date.parse("2027-01-08T03:00:00Z");
      expect((await post(body({ kunci: `${KEY}-2`, diisi: "2026-12-30" }))).headers.location).toContain("tanda=");
      expect(await late()).toBe(1);
    });

    it("are late also on a day of a month that is closed, while others meet the closed form", async () => {
      await post(body({ kunci: KEY }));
      await close("2026-11", ["2026-11"]);
      house.clock.now += 2000;
      const page = await post(body({ kunci: `${KEY}-1`, diisi: "2026-11-22" }));
      expect(page.headers.location).toBe("/s/pkm-contoh/terima-kasih?terlambat");
      // What came in time is counted, though its phone never heard so.
      expect((await post(body({ kunci: KEY, diisi: "2026-11-22" }))).headers.location).toContain("tanda=");
      expect((await post(body({ kunci: KEY, diisi: "2026-11-22", U1: "1" }))).statusCode).toBe(409);
      for (const diisi of ["", "kemarin"]) expect((await post(body({ kunci: `${KEY}-2`, diisi }))).statusCode, diisi).toBe(410);
      expect((await post(body({ kunci: `${KEY}-3`, diisi: "2026-11-22", U1: "7" }))).statusCode).toBe(410);
      expect([(await kept()).length, await late()]).toEqual([1, 1]);
    });
  });

  it("stay in the citizen's hands when the disk fails", async () => {
    house.store.responses.add = () => Promise.reject(new Error("database or disk is full"));
    const page = await post(body({ kunci: KEY, saran: "Bagus" }));
    expect(page.statusCode).toBe(500);
    expect(page.body).toContain("Jawaban Anda belum terkirim dan masih ada di halaman ini");
    expect(page.body).toContain("Bagus</textarea>");
    expect(page.body).toContain(`name="kunci" value="${KEY}"`);
    expect(page.body).not.toContain("disk is full");
    const json = await post(body({ kunci: KEY }), JSON_PLEASE);
    expect(json.statusCode).toBe(500);
    expect(json.json()).toMatchObject({ status: "terganggu" });
    expect(house.logged.join()).toContain("an answer could not be kept");
  });

  it("stay there in both languages, with a time to try again, while the store is unavailable", async () => {
    await house.app.inject("/s/pkm-contoh");
    const gone = (): Promise<never> => Promise.reject(new Refusal("unavailable", "Kata mesin penyimpan.", 7));
    const { responses, units } = house.store;
    const [add, version] = [responses.add.bind(responses), units.version.bind(units)];
    house.store.responses.add = gone;
    for (const [path, words] of [
      ["/s/pkm-contoh", "Jawaban Anda belum terkirim dan masih ada di halaman ini"],
      ["/s/pkm-contoh?bahasa=en", "Your answers have not been sent and are still on this page"],
    ] as const) {
      const page = await post(body({ kunci: KEY, saran: "Bagus" }), FORM, path);
      expect([page.statusCode, page.headers["retry-after"], page.headers["cache-control"]]).toEqual([503, "7", "no-store"]);
      for (const kept of [words, "Bagus</textarea>", `name="kunci" value="${KEY}"`]) expect(page.body).toContain(kept);
      expect(page.body.match(/ checked/g)).toHaveLength(9);
      const json = await post(body({ kunci: KEY }), JSON_PLEASE, path);
      expect([json.statusCode, json.headers["retry-after"]]).toEqual([503, "7"]);
      expect(json.json()).toEqual({ status: "terganggu", message: expect.stringContaining(words) as string });
    }
    // Even when nothing can be read, a form that was opened before is there.
    house.store.units.version = gone;
    house.clock.now += 5000;
    expect((await house.app.inject("/s/pkm-contoh")).statusCode).toBe(200);
    const stranger = await house.app.inject({ url: "/s/pkm-lain", headers: { accept: "text/html" } });
    expect([stranger.statusCode, stranger.headers["retry-after"]]).toEqual([503, "7"]);
    expect(stranger.body).toContain("Kata mesin penyimpan.");
    expect((await post(body({ kunci: KEY, saran: "Bagus" }))).body).toContain("Bagus</textarea>");
    Object.assign(house.store.units, { version });
    Object.assign(house.store.responses, { add });
    house.clock.now += 5000;
    expect((await post(body({ kunci: KEY }))).statusCode).toBe(303);
    expect(await kept()).toHaveLength(1);
  });

  it("are asked to wait beyond two thousand at once, and are taken again afterwards", async () => {
    const { responses } = house.store;
    const add = responses.add.bind(responses);
    let open = (): void => undefined;
    const gate = new Promise<void>((resolve) => (open = resolve));
    let full = (): void => undefined;
    const filled = new Promise<void>((resolve) => (full = resolve));
    let underWay = 0;
    responses.add = async (submission) => {
      underWay += 1;
      if (underWay === 2000) full();
      await gate;
      return add(submission);
    };
    const waiting = Array.from({ length: 2000 }, (_, n) => post(body({ kunci: `kunci-antre-${n}` })));
    await filled;
    const late = await post(body({ kunci: KEY }));
    expect([late.statusCode, late.headers["retry-after"]]).toEqual([503, "5"]);
    expect(late.body).toContain("Jawaban Anda belum terkirim");
    const lateJson = await post(body({ kunci: KEY }), JSON_PLEASE);
    expect(lateJson.statusCode).toBe(503);
    expect(lateJson.json()).toMatchObject({
      status: "sibuk",
      message: expect.stringContaining("masih ada di halaman ini") as string,
    });
    open();
    const codes = (await Promise.all(waiting)).map(({ statusCode }) => statusCode);
    expect(codes.filter((code) => code === 303)).toHaveLength(2000);
    expect((await post(body({ kunci: KEY }))).statusCode).toBe(303);
    expect(await kept()).toHaveLength(2001);
  }, 180_000);
});

describe("a rush", () => {
  const rushes = () => house.store.records.signals({ unitId: unit.id, from: "2026-11-01", until: "2026-12-01" });

  it("is noted for its counter and day, and turns nobody away", async () => {
    const send = (n: number) => post(body({ kunci: `kunci-ramai-${n}` }), { ...FORM, "user-agent": `Peramban/${n}` });
    for (let n = 0; n < 19; n += 1) await send(n);
    expect(await rushes()).toEqual([]);
    for (let n = 19; n < 70; n += 1) expect((await send(n)).statusCode).toBe(303);
    const rush = { date: "2026-11-22", kind: "rush", answers: 70 };
    await vi.waitFor(async () => expect(await rushes()).toMatchObject([rush]), 30_000);
    expect(await kept()).toHaveLength(70);
  });

  it("is not the same answer sent again and again", async () => {
    for (let n = 0; n < 40; n += 1) await post(body({ kunci: KEY }));
    expect(await rushes()).toEqual([]);
  });
});

describe("a slip of a visit", () => {
  const SLIP = "AbCdEfGhIjKlMnOpQrSt-_";
  const days = () => house.store.slips.days({ unitId: unit.id, from: "2026-11-01", until: "2026-12-01" });
  let counterId: number;
  beforeEach(async () => {
    counterId = (await house.store.units.counters(unit.id))[0]!.id;
    const digests = [slipDigestOf(unit.id, SLIP)];
    await house.store.slips.issue(unit.id, { counterId, on: "2026-11-20", lastDay: "2026-11-22", digests });
  });
  const spent = async () => (await days()).filter((day) => day.spent > 0);

  it("goes in front of the key, is struck out once, and changes nothing of the answer", async () => {
    expect((await post(body({ kunci: `${SLIP}.satu` }))).headers.location).not.toContain(SLIP);
    expect((await post(body({ kunci: `${SLIP}.satu` }))).statusCode).toBe(303);
    expect((await post(body({ kunci: `${SLIP}.dua` }))).statusCode).toBe(303);
    await vi.waitFor(async () => expect(await spent()).toEqual([{ date: "2026-11-22", counterId, issued: 0, spent: 1 }]), 30_000);
    const [first, second, ...others] = await kept();
    expect(others).toEqual([]);
    expect(first).toEqual(second);
  });

  it("that was never made, is of another unit, or is good no more, is passed over in silence", async () => {
    const other = await house.make.unit({ code: "pkm-lain", name: "Puskesmas Lain" });
    await post(body({ kunci: `${SLIP.toLowerCase()}.satu` }));
    await post(house.make.body(other, { kunci: `${SLIP}.satu` }), FORM, "/s/pkm-lain");
    house.clock.now += 86_400_000;
    await post(body({ kunci: `${SLIP}.dua` }));
    await house.app.close();
    expect(await spent()).toEqual([]);
    expect(await house.store.slips.days({ unitId: other.id, from: "2026-11-01", until: "2026-12-01" })).toEqual([]);
    expect(await kept()).toHaveLength(2);
  });

  it("is struck out when the store is back, and its citizen is thanked meanwhile", async () => {
    const { slips } = house.store;
    const spend = slips.spend.bind(slips);
    let tries = 0;
    slips.spend = async (...given) => {
      tries += 1;
      if (tries === 1) throw new Refusal("unavailable", "Penyimpanan terganggu.");
      return spend(...given);
    };
    expect((await post(body({ kunci: `${SLIP}.satu` }))).statusCode).toBe(303);
    await vi.waitFor(async () => expect(await spent()).toHaveLength(1), 30_000);
    expect(tries).toBe(2);
  });
});
