import type { FastifyInstance } from "fastify";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildApp } from "../../server/app.ts";
import type { SetUp } from "../../server/staff/set-up-token.ts";
import { createSetUp } from "../../server/staff/set-up-token.ts";
import type { House } from "../support/house.ts";
import { openHouse } from "../support/house.ts";
import { cookieAfter, ORIGIN, PASSWORD, visitor, words } from "./visitor.ts";

let house: House;
let app: FastifyInstance;
let setUp: SetUp;

beforeEach(async () => {
  house = await openHouse();
  setUp = createSetUp(house.parts);
  app = await buildApp(house.parts, { setUp });
});
afterEach(async () => {
  await app.close();
  await house.close();
});

const path = () => setUp.address()!.slice(ORIGIN.length);
const RINA = { nama: "Rina Kusuma", login: "Rina", sandi: PASSWORD, sandi_ulang: PASSWORD };

describe("setting up an empty installation", () => {
  it("prints an address of the installation with 256 bits of chance", () => {
    expect(setUp.address()).toMatch(/^http:\/\/127\.0\.0\.1:8080\/masuk\/sekali\/[\w-]{43}$/);
    expect(createSetUp(house.parts).address()).not.toBe(setUp.address());
  });

  it("makes the first administrator, who is signed in at once", async () => {
    const answer = await visitor(app).post(path(), RINA);
    expect([answer.statusCode, answer.headers.location]).toEqual([303, "/staf"]);
    const page = await visitor(app, cookieAfter(answer)).get("/staf");
    expect(words(page.body)).toContain("Belum ada unit. Unit adalah tempat orang dilayani");
    expect(await house.store.people.list()).toMatchObject([{ login: "rina", name: "Rina Kusuma", role: "admin", unitId: null }]);
  });

  it("works once, and says so clearly afterwards", async () => {
    const once = path();
    await visitor(app).post(once, RINA);
    expect(setUp.address()).toBeUndefined();
    for (const answer of [await visitor(app).get(once), await visitor(app).post(once, { ...RINA, login: "dua" })]) {
      expect(answer.statusCode).toBe(410);
      expect(words(answer.body)).toContain("sudah dipakai");
      expect(answer.cookies).toEqual([]);
    }
    expect(await house.store.people.count()).toBe(1);
  });

  it("has one winner among twenty who press the button together", async () => {
    const once = path();
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) => visitor(app).post(once, { ...RINA, login: `rina-${n}` })),
    );
    expect(answers.filter((answer) => answer.statusCode === 303)).toHaveLength(1);
    expect(await house.store.people.count()).toBe(1);
  });

  it("is shut as soon as there is anybody, even one who was added on the command line", async () => {
    await house.make.person({ role: "admin" });
    expect((await visitor(app).get(path())).statusCode).toBe(410);
    expect((await visitor(app).post(path(), RINA)).statusCode).toBe(410);
  });

  it("opens to the right token only", async () => {
    for (const token of ["x", "A".repeat(43), "", "%00", "..%2f.."]) {
      const answer = await visitor(app).post(`/masuk/sekali/${token}`, RINA);
      expect([404, 410]).toContain(answer.statusCode);
    }
    expect(await house.store.people.count()).toBe(0);
  });

  it("is not used up by looking at it or by a refused form, whose words are kept", async () => {
    expect((await visitor(app).get(path())).statusCode).toBe(200);
    const refused = await visitor(app).post(path(), { ...RINA, sandi: "rina kusuma 1", sandi_ulang: "rina kusuma 1" });
    expect(refused.statusCode).toBe(422);
    expect(refused.body).toContain('value="Rina Kusuma"');
    expect(refused.body).not.toContain("rina kusuma 1");
    expect(words(refused.body)).toContain("mudah ditebak");
    expect(words((await visitor(app).post(path(), {})).body)).not.toMatch(/invalid|expected/i);
    expect((await visitor(app).post(path(), RINA)).statusCode).toBe(303);
  });

  it("is spoken of on the sign-in page while nobody is there", async () => {
    expect(words((await visitor(app).get("/masuk")).body)).toContain("Belum disiapkan.");
    await visitor(app).post(path(), RINA);
    expect(words((await visitor(app).get("/masuk")).body)).not.toContain("Belum disiapkan.");
  });

  it("never shows the token again on the page", async () => {
    const token = path().split("/").at(-1)!;
    expect((await visitor(app).get(path())).body).not.toContain(token);
  });
});
