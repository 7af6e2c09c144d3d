import { createHash } from "node:crypto";
import { Script } from "node:vm";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { House } from "../support/house.ts";
import { openHouse } from "../support/house.ts";

let house: House;
beforeEach(async () => {
  house = await openHouse({ now: "2026-11-22T03:00:00Z" });
});
afterEach(async () => house.close());

const get = (url: string, headers: Record<string, string> = {}) => house.app.inject({ method: "GET", url, headers });

/** Fields in the order in which they stand on the page, each once. */
const fieldsOf = (html: string): string[] =>
  [...new Set([...html.matchAll(/ name="([^"]+)"/g)].map(([, name]) => name!))].filter((name) => name !== "viewport");

describe("the form", () => {
  it("asks the nine questions in the order of the sample questionnaire, then about the visit, and for no name", async () => {
    await house.make.unit({ code: "pkm-contoh", name: "Puskesmas Contoh" });
    const { body, statusCode } = await get("/s/pkm-contoh");
    expect(statusCode).toBe(200);
    expect(fieldsOf(body)).toEqual([
      ...["U1", "U2", "U3", "U4", "U5", "U6", "U7", "U9", "U8"].flatMap((key) => [key, `alasan.${key}`]),
      ...["jenis_kelamin", "usia", "pendidikan", "pekerjaan", "saran", "dibantu", "situs_web", "kunci"],
    ]);
    expect(body).toContain('<span class="place">8 dari 9</span> · <span class="name">Sarana dan Prasarana</span>');
    expect(body.match(/<fieldset/g)).toHaveLength(9);
    expect(body.match(/<input type="radio"/g)).toHaveLength(37);
    expect(body).toMatch(/name="U4" value="0"><span>Tidak berlaku untuk saya/);
    expect(body).not.toMatch(/ checked| selected/);
    expect(body).toContain('name="kunci" value=""');
    expect(body.indexOf("Apa yang kami simpan")).toBeLessThan(body.indexOf("<fieldset"));
    expect(body).toContain("Puskesmas Contoh mengumpulkan jawaban ini");
    expect(body).toContain("Pertanyaan tentang data: Tata usaha, lantai 1");
  });

  it("offers a reason after the two lowest scores of each question, and never in a survey about corruption", async () => {
    await house.make.unit({ code: "dua", surveys: ["skm", "spak"] });
    const { body } = await get("/s/dua");
    expect([...body.matchAll(/name="(U\d)" value="(\d)" class="low"/g)].map(([, key, score]) => `${key}${score}`)).toEqual(
      ["U1", "U2", "U3", "U4", "U5", "U6", "U7", "U9", "U8"].flatMap((key) => [`${key}1`, `${key}2`]),
    );
    expect(body.match(/class="low"/g)).toHaveLength(18);
    expect(body).toContain('<select name="alasan.U8"><option value="">Tidak ingin menyebutkan<option value="lama">Terlalu lama');
    expect(body).not.toContain('name="alasan.A1"');
  });

  it("asks several surveys as sections of one page, each with its own count", async () => {
    await house.make.unit({ code: "tiga", surveys: ["skm", "spkp", "spak"] });
    const { body } = await get("/s/tiga");
    expect(body.match(/<fieldset/g)).toHaveLength(22);
    expect(body).toContain("22 pertanyaan, tanpa nama.");
    expect([...body.matchAll(/<span class="place">(1 dari \d)<\/span>/g)].map(([, place]) => place)).toEqual([
      "1 dari 9",
      "1 dari 8",
      "1 dari 5",
    ]);
  });

  it("offers the services that are open, and chooses the counter's own beforehand", async () => {
    const unit = await house.make.unit({ code: "pkm-contoh" });
    const umum = await house.make.service(unit, "Poli Umum");
    const gigi = await house.make.service(unit, "Poli Gigi");
    const lama = await house.make.service(unit, "Poli Lama");
    await house.store.units.updateService({ ...lama, closedSince: "2026-01-01" });
    await house.make.counter(unit, { code: "pkm-gigi", name: "Loket Gigi", serviceId: gigi.id });
    const { body } = await get("/s/pkm-contoh");
    expect(body).toContain(
      `<option value="">Pilih layanan<option value="${gigi.id}">Poli Gigi<option value="${umum.id}">Poli Umum</select>`,
    );
    expect(body).not.toContain("Poli Lama");
    expect((await get("/s/pkm-gigi")).body).toContain(`<option value="${gigi.id}" selected>`);
  });

  it("asks an optional question only where the unit has switched it on", async () => {
    await house.make.unit({ code: "tanpa" });
    await house.make.unit({ code: "dengan", optionalQuestions: ["ragam_disabilitas"] });
    expect((await get("/s/tanpa")).body).not.toContain("ragam_disabilitas");
    expect((await get("/s/dengan")).body).toContain('name="ragam_disabilitas"');
  });

  it("speaks English by address, in every word", async () => {
    await house.make.unit({ code: "pkm-contoh" });
    const { body } = await get("/s/pkm-contoh?bahasa=en");
    expect(body).toContain('<html lang="en">');
    expect(body).toContain("1 of 9");
    expect(body).toContain("Were the requirements suitable");
    expect(body).toContain('action="/s/pkm-contoh?bahasa=en"');
    expect(body).toContain('href="/s/pkm-contoh" hreflang="id" lang="id">Bahasa Indonesia');
    expect(body).not.toMatch(/jawaban|pertanyaan|Tidak/);
  });

  it("holds what a unit has typed as words, never as code", async () => {
    await house.make.unit({ code: "nakal", name: '<script>alert("x")</script>' });
    const { body } = await get("/s/nakal");
    expect(body).not.toContain("<script>alert");
    expect(body).toContain("&lt;script&gt;");
  });
});

describe("the way the form travels", () => {
  it.each([
    ["skm alone", ["skm"]],
    ["skm, spkp and spak", ["skm", "spkp", "spak"]],
  ])("is at most 10 kB with %s, by brotli and by gzip, in both languages", async (_what, surveys) => {
    const unit = await house.make.unit({
      code: "besar",
      name: "Dinas Kependudukan dan Pencatatan Sipil Kabupaten Bogor",
      surveys,
      optionalQuestions: ["ragam_disabilitas"],
    });
    for (const name of ["KTP elektronik", "Kartu keluarga", "Akta kelahiran"]) await house.make.service(unit, name);
    for (const url of ["/s/besar", "/s/besar?bahasa=en"]) {
      for (const encoding of ["br", "gzip"]) {
        const { rawPayload, headers } = await get(url, { "accept-encoding": encoding });
        expect(headers["content-encoding"]).toBe(encoding);
        expect(rawPayload.length, `${url} ${encoding}`).toBeLessThanOrEqual(10_000);
      }
    }
  });

  it("is the same bytes for every visitor, whatever they send, and sets no cookie", async () => {
    await house.make.unit({ code: "pkm-contoh" });
    const plain = await get("/s/pkm-contoh");
    const other = await get("/s/PKM-Contoh", {
      "user-agent": "lain",
      cookie: "suara=abc",
      "accept-language": "en",
      "x-forwarded-for": "10.0.0.1",
    });
    const br = await get("/s/pkm-contoh", { "accept-encoding": "gzip, br" });
    const gz = await get("/s/pkm-contoh", { "accept-encoding": "gzip" });
    expect(other.rawPayload.equals(plain.rawPayload)).toBe(true);
    expect(brotliDecompressSync(br.rawPayload).equals(plain.rawPayload)).toBe(true);
    expect(gunzipSync(gz.rawPayload).equals(plain.rawPayload)).toBe(true);
    for (const answer of [plain, other, br, gz]) expect(answer.headers["set-cookie"]).toBeUndefined();
    expect(new Set([plain, br, gz].map(({ headers }) => headers.etag)).size).toBe(3);
  });

  it("is kept by any cache for a minute, and answers 304 to who has it", async () => {
    await house.make.unit({ code: "pkm-contoh" });
    const { headers } = await get("/s/pkm-contoh", { "accept-encoding": "br" });
    expect(headers["cache-control"]).toBe("public, max-age=60");
    expect(headers.vary).toBe("Accept-Encoding");
    expect(headers.etag).toMatch(/^"[\w-]+"$/);
    const again = await get("/s/pkm-contoh", { "accept-encoding": "br", "if-none-match": String(headers.etag) });
    expect([again.statusCode, again.rawPayload.length, again.headers.etag]).toEqual([304, 0, headers.etag]);
    expect((await get("/s/pkm-contoh", { "accept-encoding": "gzip", "if-none-match": String(headers.etag) })).statusCode).toBe(
      200,
    );
    const head = await house.app.inject({ method: "HEAD", url: "/s/pkm-contoh" });
    expect([head.statusCode, head.rawPayload.length]).toEqual([200, 0]);
  });

  it("runs nothing but its own style and script, by their digests, and asks for nothing else", async () => {
    await house.make.unit({ code: "pkm-contoh" });
    for (const url of ["/s/pkm-contoh", "/s/pkm-contoh/kunci", "/s/tidak-ada", "/s/pkm-contoh/terima-kasih", "/"]) {
      const { body, headers } = await get(url);
      const policy = String(headers["content-security-policy"]);
      expect(policy).toContain("default-src 'none'");
      expect(policy).not.toMatch(/unsafe|https?:|\*/);
      for (const [, , text] of body.matchAll(/<(style|script)>([\s\S]*?)<\/\1>/g)) {
        expect(policy, url).toContain(`'sha256-${createHash("sha256").update(text!).digest("base64")}'`);
      }
      expect(body).not.toMatch(/<link rel="stylesheet"|<script src|<img|@import|url\(| on\w+="| style="/);
      expect(headers["x-content-type-options"]).toBe("nosniff");
      expect(headers["referrer-policy"]).toBe("same-origin");
    }
  });

  it("carries a script that any browser of its age can read", async () => {
    await house.make.unit({ code: "pkm-contoh" });
    const script = /<script>([\s\S]*)<\/script>/.exec((await get("/s/pkm-contoh")).body)![1]!;
    expect(() => new Script(script)).not.toThrow();
    expect(script).not.toMatch(/\?\.|\?\?|\.\.\.|randomUUID|sessionStorage|indexedDB|document\.cookie|\basync\b/);
    // One place on the phone, for an answer that found no connection; the journeys see it empty again.
    expect(script.match(/localStorage\.\w+/g)).toEqual([
      "localStorage.setItem",
      "localStorage.removeItem",
      "localStorage.getItem",
    ]);
  });

  it("follows a change of the counter, the unit or a service within a second", async () => {
    const unit = await house.make.unit({ code: "pkm-contoh", name: "Nama Lama" });
    const first = await get("/s/pkm-contoh");
    expect(first.body).toContain("Nama Lama");
    await house.store.units.update({ ...unit, name: "Nama Baru" });
    house.clock.now += 1000;
    const second = await get("/s/pkm-contoh");
    expect(second.body).toContain("Nama Baru");
    expect(second.headers.etag).not.toBe(first.headers.etag);
    const [counter] = await house.store.units.counters(unit.id);
    await house.store.units.updateCounter({ ...counter!, closedSince: "2026-11-22" });
    house.clock.now += 1000;
    expect((await get("/s/pkm-contoh")).statusCode).toBe(410);
  });

  it("asks the store for changes at most once a second, however many come", async () => {
    await house.make.unit({ code: "pkm-contoh" });
    const { units } = house.store;
    let asked = 0;
    const version = units.version.bind(units);
    units.version = () => ((asked += 1), version());
    for (let n = 0; n < 50; n += 1) await get("/s/pkm-contoh");
    expect(asked).toBe(1);
  });
});

describe("the page for phones without script", () => {
  it("carries a fresh key each time and is never kept", async () => {
    await house.make.unit({ code: "pkm-contoh" });
    expect((await get("/s/pkm-contoh")).body).toMatch(/<noscript>.*href="\/s\/pkm-contoh\/kunci"/);
    const keys = new Set<string>();
    for (let n = 0; n < 20; n += 1) {
      const { body, headers } = await get("/s/pkm-contoh/kunci");
      expect(headers["cache-control"]).toBe("no-store");
      expect(body).not.toContain("<noscript>");
      keys.add(/name="kunci" value="([A-Za-z0-9_-]{22,64})"/.exec(body)![1]!);
    }
    expect(keys.size).toBe(20);
  });
});

describe("where there is no form", () => {
  it("says what to do with an unknown code, offers a box, and names no unit", async () => {
    await house.make.unit({ code: "pkm-rahasia", name: "Puskesmas Rahasia" });
    const { body, statusCode, headers } = await get("/s/pkm-x");
    expect(statusCode).toBe(404);
    expect(body).toContain("Kode ini tidak kami kenali");
    expect(body).toContain('name="kode" value="pkm-x"');
    expect(body).not.toContain("ahasia");
    expect(headers["cache-control"]).toBe("no-store");
    expect((await get("/s/pkm-x?bahasa=en")).body).toContain("We do not know this code");
  });

  it("leads from the box to the form", async () => {
    const found = await get("/s?kode=%20PKM-Contoh%20");
    expect([found.statusCode, found.headers.location]).toEqual([303, "/s/pkm-contoh"]);
    expect((await get("/s?kode=abc&bahasa=en")).headers.location).toBe("/s/abc?bahasa=en");
    expect((await get("/s?kode=//evil.example")).headers.location).toBe("/s/%2F%2Fevil.example");
    expect((await get("/s?kode=")).statusCode).toBe(200);
    expect((await get(`/?kode=${encodeURIComponent(`${"a".repeat(39)}😀`)}`)).statusCode).toBe(303);
    expect((await get("/s?kode=a&kode=b")).statusCode).toBe(200);
  });

  it("says since when a closed counter is closed", async () => {
    const unit = await house.make.unit({ code: "pkm-contoh" });
    await house.make.counter(unit, { code: "pkm-tutup", closedSince: "2026-11-01" });
    const { body, statusCode } = await get("/s/pkm-tutup");
    expect(statusCode).toBe(410);
    expect(body).toContain("sejak 1 November 2026");
    expect((await get("/s/pkm-tutup/kunci")).statusCode).toBe(410);
    expect((await get("/s/pkm-tutup?bahasa=en")).body).toContain("stopped on 1 November 2026");
  });

  it("says so when a unit asks nothing yet", async () => {
    await house.make.unit({ code: "kosong", surveys: [] });
    const { body, statusCode } = await get("/s/kosong");
    expect(statusCode).toBe(404);
    expect(body).toContain("belum siap");
  });

  it("begins at a page with a box and a way in for staff", async () => {
    const { body, statusCode } = await get("/");
    expect(statusCode).toBe(200);
    expect(body).toContain('action="/s"');
    expect(body).toContain('href="/masuk"');
  });
});

describe("the thanks page", () => {
  it("shows the unit's own day and no time of day, and is not kept", async () => {
    await house.make.unit({ code: "timur", zone: "WIT" });
    house.clock.now = Date.parse("2026-11-22T15:30:00Z");
    const { body, headers, statusCode } = await get("/s/timur/terima-kasih");
    expect(statusCode).toBe(200);
    expect(body).toContain("Diterima 23 November 2026");
    expect(body.replace(/<style>[\s\S]*<\/style>/, "")).not.toMatch(/\d{1,2}[.:]\d{2}/);
    expect(headers["cache-control"]).toBe("no-store");
    expect((await get("/s/timur/terima-kasih?bahasa=en")).body).toContain("Received 23 November 2026");
    expect((await get("/s/tidak-ada/terima-kasih")).statusCode).toBe(404);
  });

  it("goes back to the form by itself on a shared screen, and there only", async () => {
    const unit = await house.make.unit({ code: "timur" });
    await house.make.counter(unit, { code: "tablet", kiosk: true });
    const { body } = await get("/s/tablet/terima-kasih?bahasa=en");
    expect(body).toContain(".submit()");
    expect(body).toMatch(
      /action="\/s\/tablet">\s*<input type="hidden" name="bahasa" value="en">\s*<button[^>]*>Start for the next/,
    );
    expect((await get("/s/tablet/terima-kasih")).body).toContain("Mulai untuk orang berikutnya");
    const onPhone = (await get("/s/timur/terima-kasih")).body;
    expect(onPhone).not.toContain("<script");
    expect(onPhone).toContain("boleh ditutup");
  });
});
