import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Unit } from "../../server/domain/response.ts";
import { issueTicket } from "../../server/staff/issue-ticket.ts";
import type { House } from "../support/house.ts";
import { openHouse } from "../support/house.ts";
import { cookieAfter, ORIGIN, PASSWORD, visitor, withPassword, words } from "./visitor.ts";

const DAY = 24 * 3_600_000;
let house: House;
let unit: Unit;
let manager: ReturnType<typeof visitor>;

beforeEach(async () => {
  house = await openHouse();
  unit = await house.make.unit({ code: "pkm-citeureup" });
  manager = visitor(house.app, await house.make.signIn(await house.make.person({ role: "manager", unit, login: "sari" })));
});
afterEach(() => house.close());

const people = "/staf/unit/pkm-citeureup/orang";
const addressIn = (page: string): string =>
  /http:\/\/127\.0\.0\.1:8080\/masuk\/sekali\/[\w-]{43}/.exec(page)?.[0].slice(ORIGIN.length) ?? "";
const invite = async (login = "joko") =>
  addressIn((await manager.post(people, { tindakan: "tambah", nama: "Joko Prabowo", login, peran: "staff" })).body);
const choose = (path: string, sandi = PASSWORD) => visitor(house.app).post(path, { sandi, sandi_ulang: sandi });

describe("inviting somebody", () => {
  it("shows a one-time address once, which lets the person choose a password and come in", async () => {
    const path = await invite();
    expect(words((await visitor(house.app).get(path)).body)).toContain("Selamat datang, Joko Prabowo");
    expect((await manager.get(people)).body).not.toContain(path);
    const answer = await choose(path);
    expect([answer.statusCode, answer.headers.location]).toEqual([303, "/staf"]);
    expect((await visitor(house.app, cookieAfter(answer)).get("/staf/unit/pkm-citeureup/loket")).statusCode).toBe(200);
    expect((await visitor(house.app).post("/masuk", { login: "joko", sandi: PASSWORD })).statusCode).toBe(303);
  });

  it("is not spent by looking, however often a messenger program looks first", async () => {
    const path = await invite();
    for (let n = 0; n < 3; n += 1) expect((await visitor(house.app).get(path)).statusCode).toBe(200);
    expect((await house.app.inject({ method: "HEAD", url: path })).statusCode).toBe(200);
    expect((await choose(path)).statusCode).toBe(303);
  });

  it("works once: twenty pressing together set one password, and later ones read that it is used", async () => {
    const path = await invite();
    const answers = await Promise.all(Array.from({ length: 20 }, (_, n) => choose(path, `${PASSWORD} ${n}`)));
    expect(answers.filter((answer) => answer.statusCode === 303)).toHaveLength(1);
    const late = await choose(path);
    expect([late.statusCode, late.cookies.length]).toEqual([410, 0]);
    expect(words(late.body)).toContain("Minta alamat baru kepada pengelola unit atau admin.");
  });

  it("lasts seven days", async () => {
    const path = await invite();
    house.clock.now += 7 * DAY - 1;
    expect((await visitor(house.app).get(path)).statusCode).toBe(200);
    house.clock.now += 1;
    expect([(await visitor(house.app).get(path)).statusCode, (await choose(path)).statusCode]).toEqual([410, 410]);
  });

  it("again makes the earlier address void", async () => {
    const first = await invite();
    const joko = (await house.store.people.byLogin("joko"))!;
    const second = addressIn((await manager.post(people, { tindakan: "alamat", orang: String(joko.id) })).body);
    expect(second).not.toBe(first);
    expect([(await visitor(house.app).get(first)).statusCode, (await visitor(house.app).get(second)).statusCode]).toEqual([
      410, 200,
    ]);
  });

  it("for somebody who forgot the password ends the sessions under the old one when the new one is set", async () => {
    const joko = await withPassword(house, await house.make.person({ role: "staff", unit, login: "joko" }));
    const old = await house.make.signIn(joko);
    const path = addressIn((await manager.post(people, { tindakan: "alamat", orang: String(joko.id) })).body);
    expect((await visitor(house.app, old).get("/staf/akun")).statusCode).toBe(200);
    await choose(path, "sepeda ontel kakek");
    expect((await visitor(house.app, old).get("/staf/akun")).statusCode).toBe(401);
    expect((await visitor(house.app).post("/masuk", { login: "joko", sandi: PASSWORD })).statusCode).toBe(422);
  });

  it("is void once the person is disabled, and nobody makes a new one for them", async () => {
    const path = await invite();
    const joko = (await house.store.people.byLogin("joko"))!;
    await manager.post(people, { tindakan: "nonaktifkan", orang: String(joko.id) });
    expect((await visitor(house.app).get(path)).statusCode).toBe(410);
    expect((await manager.post(people, { tindakan: "alamat", orang: String(joko.id) })).statusCode).toBe(409);
  });

  it("refuses a weak password and keeps the address good", async () => {
    const path = await invite();
    for (const weak of ["pendek", "joko prabowo", "puskesmas citeureup"]) expect((await choose(path, weak)).statusCode).toBe(422);
    const apart = await visitor(house.app).post(path, { sandi: PASSWORD, sandi_ulang: "sepeda ontel kakek" });
    expect([apart.statusCode, words(apart.body).includes("Kedua kata sandi tidak sama.")]).toEqual([422, true]);
    expect((await choose(path)).statusCode).toBe(303);
  });

  it("is open to the command line as a full address", async () => {
    const joko = await house.make.person({ role: "staff", unit, login: "joko" });
    const address = await issueTicket(house.parts, joko);
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:8080\/masuk\/sekali\/[\w-]{43}$/);
    expect((await choose(address.slice(ORIGIN.length))).statusCode).toBe(303);
  });
});
