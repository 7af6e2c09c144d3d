import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Person } from "../../server/domain/person.ts";
import type { Unit } from "../../server/domain/response.ts";
import type { House } from "../support/house.ts";
import { openHouse } from "../support/house.ts";
import { ACCESS, CALLERS, PROGRESS } from "./access-table.ts";
import type { Caller } from "./access-table.ts";

let house: House;
let unit: Unit;
let routes: string[];
const people = new Map<Caller, Person>();

beforeAll(async () => {
  house = await openHouse();
  unit = await house.make.unit({ code: "pkm-satu", name: "Puskesmas Satu" });
  const other = await house.make.unit({ code: "pkm-dua", name: "Puskesmas Dua" });
  await house.make.service(unit, "Poli Umum");
  for (let n = 0; n < 12; n += 1) await house.make.response(unit, { date: "2026-11-20", comment: "Antrean terlalu panjang" });
  const wanted = [
    ["staff", { role: "staff", unit, login: "petugas" }],
    ["head", { role: "head", unit, login: "kepala" }],
    ["manager", { role: "manager", unit, login: "sari" }],
    ["evaluator", { role: "evaluator", unit, login: "penilai" }],
    ["inspector", { role: "inspectorate", unit, login: "inspektur" }],
    ["elsewhere", { role: "manager", unit: other, login: "agus" }],
    ["lapsed", { role: "evaluator", unit, login: "dulu" }],
    ["admin", { role: "admin", login: "rini" }],
  ] as const;
  for (const [caller, wishes] of wanted) people.set(caller, await house.make.person(wishes));
  const over = { unitId: unit.id, periods: [], until: "2026-11-21" };
  await house.store.people.setGrant(people.get("lapsed")!.id, over);
  await house.app.ready();
  routes = house.routes.filter((route) => !route.startsWith("HEAD "));
});
afterAll(() => house.close());

async function ask(caller: Caller, method: "GET" | "POST", url: string, body = ""): Promise<{ status: number; text: string }> {
  // A session for each request, because one of the requests is to sign out.
  const person = people.get(caller);
  const cookie = person && (await house.make.signIn(person));
  const reply = await house.app.inject({
    method,
    url,
    headers: {
      origin: house.parts.publicUrl(),
      ...(cookie === undefined ? {} : { cookie }),
      ...(method === "POST" ? { "content-type": "application/x-www-form-urlencoded" } : {}),
    },
    ...(method === "POST" ? { payload: body } : {}),
  });
  return { status: reply.statusCode, text: reply.body };
}

test("every route has its row in the table, and every row a route", () => {
  const rows = [...new Set(ACCESS.map(({ route }) => route))];
  expect(routes.length).toBeGreaterThan(25);
  expect(rows.sort()).toEqual([...new Set(routes)].sort());
});

describe.each(ACCESS)("$route as $url", ({ route, url, body, allowed, refusals, must, mustNot }) => {
  const method = route.split(" ")[0] as "GET" | "POST";
  test.each(CALLERS.filter((caller) => allowed[caller] ?? refusals?.[caller]))("%s", async (caller) => {
    const { status, text } = await ask(caller, method, url, body);
    const wanted = allowed[caller] ?? refusals?.[caller];
    expect(status).toBe(wanted);
    if (allowed[caller] !== undefined) for (const words of must ?? []) expect(text).toContain(words);
    else {
      expect(text).not.toMatch(/Puskesmas Satu|Antrean|NRR/);
      for (const words of mustNot ?? []) expect(text).not.toContain(words);
    }
  });
});

test("counter staff see progress and no figure", async () => {
  const { status, text } = await ask("staff", "GET", PROGRESS.url);
  expect(status).toBe(200);
  for (const words of PROGRESS.must ?? []) expect(text).toContain(words);
  for (const words of PROGRESS.mustNot ?? []) expect(text).not.toContain(words);
});

test("no cell of the table is empty", () => {
  const empty = ACCESS.flatMap(({ url, allowed, refusals }) =>
    CALLERS.filter((caller) => (allowed[caller] ?? refusals?.[caller]) === undefined).map((caller) => `${url} ${caller}`),
  );
  expect(empty).toEqual([`${PROGRESS.url} staff`]);
});

test("a unit of others and a unit that is not there look the same", async () => {
  for (const path of ["", "/saran", "/loket", "/orang", "/pengaturan"]) {
    const others = await ask("elsewhere", "GET", `/staf/unit/pkm-satu${path}`);
    const nowhere = await ask("elsewhere", "GET", `/staf/unit/tidak-ada${path}`);
    expect(others.text).toBe(nowhere.text.replaceAll("tidak-ada", "pkm-satu"));
    expect(others.status).toBe(nowhere.status);
  }
});
