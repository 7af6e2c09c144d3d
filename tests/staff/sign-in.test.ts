import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Person } from "../../server/domain/person.ts";
import type { Unit } from "../../server/domain/response.ts";
import { SESSION_LIMITS, tokenDigest } from "../../server/web/visitor.ts";
import type { House } from "../support/house.ts";
import { openHouse } from "../support/house.ts";
import { cookieAfter, PASSWORD, visitor, withPassword, words } from "./visitor.ts";

const HOUR = 3_600_000;
let house: House;
let unit: Unit;
let sari: Person;

beforeEach(async () => {
  house = await openHouse();
  unit = await house.make.unit({ code: "pkm-citeureup" });
  sari = await withPassword(house, await house.make.person({ role: "manager", unit, login: "sari.dewi", name: "Sari Dewi" }));
});
afterEach(() => house.close());

const signIn = (login = "sari.dewi", sandi = PASSWORD, kembali = "/staf") =>
  visitor(house.app).post("/masuk", { login, sandi, kembali });
const isIn = async (cookie: string) => (await visitor(house.app, cookie).get("/staf/akun")).statusCode === 200;

describe("signing in", () => {
  it("leads to the staff pages with a cookie that scripts cannot read", async () => {
    const answer = await signIn();
    expect([answer.statusCode, answer.headers.location]).toEqual([303, "/staf"]);
    expect(answer.cookies).toMatchObject([{ name: "suara", httpOnly: true, sameSite: "Lax", path: "/" }]);
    expect(answer.cookies[0]).not.toHaveProperty("secure");
    expect(answer.cookies[0]!.value).toMatch(/^[\w-]{43}$/);
    expect(await isIn(cookieAfter(answer))).toBe(true);
  });

  it("sets a __Host- cookie for TLS only when the installation is published under https", async () => {
    const secure = await openHouse({ publicUrl: "https://skm.contoh.go.id" });
    await withPassword(secure, await secure.make.person({ role: "admin", login: "rina" }));
    const form = { login: "rina", sandi: PASSWORD };
    const answer = await visitor(secure.app).post("/masuk", form, { origin: "https://skm.contoh.go.id" });
    expect(answer.cookies).toMatchObject([{ name: "__Host-suara", secure: true, httpOnly: true, path: "/" }]);
    expect(answer.cookies[0]).not.toHaveProperty("domain");
    await secure.close();
  });

  it("ignores the case of the login and blanks around it", async () => {
    expect((await signIn("  SARI.Dewi ")).statusCode).toBe(303);
  });

  it("takes the same password typed on another keyboard", async () => {
    expect((await signIn("sari.dewi", PASSWORD.replaceAll("a", "ａ"))).statusCode).toBe(303);
  });

  it("says the same words for an unknown login, a wrong password, a disabled person and one who never chose a password", async () => {
    const joko = await withPassword(house, await house.make.person({ role: "staff", unit, login: "joko" }));
    await house.store.people.setDisabled(joko.id, true);
    await house.make.person({ role: "staff", unit, login: "baru" });
    const tries = [
      ["tidak-ada", PASSWORD],
      ["sari.dewi", "salah sekali ini"],
      ["joko", PASSWORD],
      ["baru", PASSWORD],
    ] as const;
    const answers = await Promise.all(tries.map(([login, sandi]) => signIn(login, sandi)));
    const seen = answers.map((answer, at) => [
      answer.statusCode,
      words(answer.body),
      answer.body.replaceAll(tries[at]![0], "LOGIN"),
      answer.cookies.length,
    ]);
    expect(new Set(seen.map(String)).size).toBe(1);
    expect(seen[0]).toMatchObject([422, expect.stringContaining("tidak cocok"), expect.anything(), 0]);
  });

  it("keeps the typed login and never the password in the refused form", async () => {
    const answer = await signIn("sari.dewi", "rahasia <besar> sekali");
    expect(answer.body).toContain('value="sari.dewi"');
    expect(answer.body).not.toContain("rahasia");
  });

  it("goes back to the page that was asked for, but never to another site", async () => {
    expect((await visitor(house.app).get("/staf/akun")).body).toContain("/masuk?kembali=%2Fstaf%2Fakun");
    expect((await visitor(house.app).get("/masuk?kembali=%2Fstaf%2Fakun")).body).toContain('name="kembali" value="/staf/akun"');
    expect((await signIn("sari.dewi", PASSWORD, "/staf/akun")).headers.location).toBe("/staf/akun");
    for (const elsewhere of ["//jahat.example", "/\\jahat.example", "https://jahat.example", "/\t/jahat.example"]) {
      expect((await signIn("sari.dewi", PASSWORD, elsewhere)).headers.location).toBe("/staf");
      expect((await visitor(house.app).get(`/masuk?kembali=${encodeURIComponent(elsewhere)}`)).body).not.toContain("jahat");
    }
  });

  it("shows a signed-in person no form again", async () => {
    const cookie = cookieAfter(await signIn());
    expect((await visitor(house.app, cookie).get("/masuk")).headers.location).toBe("/staf");
  });

  it("survives fields that come twice, not at all, or with strange bytes", async () => {
    expect((await visitor(house.app).post("/masuk", {})).statusCode).toBe(422);
    expect((await visitor(house.app).post("/masuk", { login: ["a", "b"], sandi: ["c", "d"] })).statusCode).toBe(422);
    expect(
      (await visitor(house.app).post("/masuk", { login: "\0\u{1F600}'; DROP TABLE", sandi: "\0".repeat(2000) })).statusCode,
    ).toBe(422);
    expect(
      (await visitor(house.app).post("/masuk", { __proto__: "x", constructor: "y", login: "z", sandi: "w" })).statusCode,
    ).toBe(422);
  });
});

describe("too many tries", () => {
  it("are answered with how long to wait, and the right password works after the wait", async () => {
    for (let n = 0; n < 5; n += 1) expect((await signIn("sari.dewi", "salah sekali")).statusCode).toBe(422);
    const slowed = await signIn();
    expect([slowed.statusCode, slowed.headers["retry-after"]]).toEqual([429, "5"]);
    expect(words(slowed.body)).toContain("Tunggu 5 detik, lalu coba lagi.");
    house.clock.now += 5_000;
    expect((await signIn()).statusCode).toBe(303);
  });

  it("cannot be made faster by trying in parallel or by writing the login in another case", async () => {
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, n) => signIn(n % 2 ? "sari.dewi" : "Sari.DEWI", "salah sekali")),
    );
    expect(answers.filter((answer) => answer.statusCode === 422)).toHaveLength(5);
    expect(answers.filter((answer) => answer.statusCode === 429)).toHaveLength(25);
  });

  it("of an unknown login are slowed down just the same", async () => {
    for (let n = 0; n < 5; n += 1) await signIn("tidak-ada", "salah sekali");
    expect((await signIn("tidak-ada", "salah sekali")).statusCode).toBe(429);
  });

  it("at the present password of one's own account are slowed down too", async () => {
    const cookie = cookieAfter(await signIn());
    const form = { tindakan: "ganti-sandi", sandi: "salah", sandi_baru: "sepeda ontel kakek", sandi_ulang: "sepeda ontel kakek" };
    const answers = [];
    for (let n = 0; n < 6; n += 1) answers.push((await visitor(house.app, cookie).post("/staf/akun", form)).statusCode);
    expect(answers).toEqual([422, 422, 422, 422, 422, 429]);
  });
});

describe("a session", () => {
  it("begins under a fresh token: one that was planted or used before is worth nothing", async () => {
    const planted = "suara=" + "A".repeat(43);
    const answer = await visitor(house.app, planted).post("/masuk", { login: "sari.dewi", sandi: PASSWORD });
    expect(cookieAfter(answer)).not.toBe(planted);
    expect(await isIn(planted)).toBe(false);
    const first = cookieAfter(answer);
    const second = cookieAfter(await visitor(house.app, first).post("/masuk", { login: "sari.dewi", sandi: PASSWORD }));
    expect(second).not.toBe(first);
    expect([await isIn(first), await isIn(second)]).toEqual([false, true]);
  });

  it("ends on the server at sign-out, so that a kept cookie opens nothing", async () => {
    const cookie = cookieAfter(await signIn());
    const out = await visitor(house.app, cookie).post("/staf/keluar");
    expect([out.statusCode, out.headers.location, cookieAfter(out)]).toEqual([303, "/masuk", ""]);
    expect(await isIn(cookie)).toBe(false);
  });

  it("ends everywhere else when the password changes, and goes on here under a new token", async () => {
    const [here, elsewhere] = [cookieAfter(await signIn()), cookieAfter(await signIn())];
    const form = {
      tindakan: "ganti-sandi",
      sandi: PASSWORD,
      sandi_baru: "sepeda ontel kakek",
      sandi_ulang: "sepeda ontel kakek",
    };
    const answer = await visitor(house.app, here).post("/staf/akun", form);
    expect([answer.statusCode, answer.headers.location]).toEqual([303, "/staf/akun?tersimpan=1"]);
    expect([await isIn(here), await isIn(elsewhere), await isIn(cookieAfter(answer))]).toEqual([false, false, true]);
    expect((await signIn()).statusCode).toBe(422);
    expect((await signIn("sari.dewi", "sepeda ontel kakek")).statusCode).toBe(303);
  });

  it("is not changed by a refused password change", async () => {
    const cookie = cookieAfter(await signIn());
    const refused = [
      { sandi: "salah", sandi_baru: "sepeda ontel kakek", sandi_ulang: "sepeda ontel kakek" },
      { sandi: PASSWORD, sandi_baru: "pendek", sandi_ulang: "pendek" },
      { sandi: PASSWORD, sandi_baru: "sari.dewi.2026", sandi_ulang: "sari.dewi.2026" },
      { sandi: PASSWORD, sandi_baru: "puskesmas citeureup", sandi_ulang: "puskesmas citeureup" },
      { sandi: PASSWORD, sandi_baru: "sepeda ontel kakek", sandi_ulang: "sepeda ontel nenek" },
    ];
    for (const form of refused)
      expect((await visitor(house.app, cookie).post("/staf/akun", { tindakan: "ganti-sandi", ...form })).statusCode).toBe(422);
    expect(await isIn(cookie)).toBe(true);
    expect((await signIn()).statusCode).toBe(303);
  });

  it("can be ended from another one by its owner alone", async () => {
    const [here, elsewhere] = [cookieAfter(await signIn()), cookieAfter(await signIn())];
    const sessions = await house.store.people.sessions(sari.id);
    const dewi = await house.make.person({ role: "manager", unit, login: "dewi" });
    await visitor(house.app, await house.make.signIn(dewi)).post("/staf/akun", {
      tindakan: "akhiri-sesi",
      sesi: String(sessions[1]!.id),
    });
    expect(await isIn(elsewhere)).toBe(true);
    expect(words((await visitor(house.app, here).get("/staf/akun")).body)).toContain("22 November 2026 pukul 10.00 WIB");
    await visitor(house.app, here).post("/staf/akun", { tindakan: "akhiri-sesi", sesi: String(sessions[1]!.id) });
    expect([await isIn(here), await isIn(elsewhere)]).toEqual([true, false]);
  });

  it("is dead at the next request when the person is disabled or gets another role", async () => {
    const rina = await house.make.person({ role: "admin", login: "rina" });
    const admin = visitor(house.app, await house.make.signIn(rina));
    const before = cookieAfter(await signIn());
    const change = { tindakan: "ubah", orang: String(sari.id), nama: "Sari Dewi", peran: "staff", unit: String(unit.id) };
    expect((await admin.post("/staf/orang", change)).statusCode).toBe(303);
    expect(await isIn(before)).toBe(false);
    const again = cookieAfter(await signIn());
    expect(await isIn(again)).toBe(true);
    expect((await admin.post("/staf/orang", { tindakan: "nonaktifkan", orang: String(sari.id) })).statusCode).toBe(303);
    expect(await isIn(again)).toBe(false);
    expect((await signIn()).statusCode).toBe(422);
  });

  it("expires after hours without use, and after days in any case", async () => {
    const idle = cookieAfter(await signIn());
    house.clock.now += SESSION_LIMITS.idleMs;
    expect(await isIn(idle)).toBe(false);
    const busy = cookieAfter(await signIn());
    for (let at = 0; at < SESSION_LIMITS.lifeMs - HOUR; at += HOUR) {
      house.clock.now += HOUR;
      expect(await isIn(busy)).toBe(true);
    }
    house.clock.now += HOUR;
    expect(await isIn(busy)).toBe(false);
  });

  it("is kept as a digest: what a copy of the database holds is not what the browser holds", async () => {
    const answer = await signIn();
    const token = answer.cookies[0]!.value;
    expect(await isIn(`suara=${token}`)).toBe(true);
    expect(await isIn(`suara=${Buffer.from(tokenDigest(token)).toString("base64url")}`)).toBe(false);
    expect(await isIn(`suara=${Buffer.from(tokenDigest(token)).toString("hex")}`)).toBe(false);
  });
});
