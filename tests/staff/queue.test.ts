import type { LightMyRequestResponse } from "fastify";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Service, Unit } from "../../server/domain/response.ts";
import type { House } from "../support/house.ts";
import { openHouse } from "../support/house.ts";
import { visitor, words } from "./visitor.ts";

const SETTINGS = "/staf/unit/pkm-citeureup/pengaturan";
const API = "/api/v1/units/pkm-citeureup/served";
const NOVEMBER = { from: "2026-11-01", until: "2026-12-01" };

let house: House;
let unit: Unit;
let service: Service;
let manager: ReturnType<typeof visitor>;
beforeEach(async () => {
  house = await openHouse();
  unit = await house.make.unit({ code: "pkm-citeureup", name: "Puskesmas Citeureup" });
  service = await house.make.service(unit, "Poli Umum");
  manager = visitor(house.app, await house.make.signIn(await house.make.person({ role: "manager", unit })));
});
afterEach(() => house.close());

async function newKey(): Promise<string> {
  const page = await manager.post(SETTINGS, { tindakan: "kunci" });
  return /<code class="wrap">([\w-]{43})<\/code>/.exec(page.body)![1]!;
}
const send = (key: string | null, payload: unknown, url = API): Promise<LightMyRequestResponse> =>
  house.app.inject({
    method: "POST",
    url,
    headers: { "content-type": "application/json", ...(key === null ? {} : { authorization: `Bearer ${key}` }) },
    payload: typeof payload === "string" ? payload : JSON.stringify(payload),
  });
const kept = async (): Promise<readonly (string | number | null)[][]> =>
  (await house.store.records.served({ unitId: unit.id, ...NOVEMBER })).map(({ date, serviceId, counterId, people }) => [
    date,
    serviceId,
    counterId,
    people,
  ]);

describe("the key of a queue system", () => {
  it("is shown once, kept as a digest, replaced and taken away", async () => {
    expect(words((await manager.get(SETTINGS)).body)).toContain("belum mempunyai kunci");
    const first = await newKey();
    const page = await manager.get(SETTINGS);
    expect(page.body).not.toContain(first);
    expect(words(page.body)).toContain("sudah mempunyai kunci");
    const days = { days: [{ date: "2026-11-20", people: 5 }] };
    expect((await send(first, days)).statusCode).toBe(200);
    const second = await newKey();
    expect(second).not.toBe(first);
    expect((await send(first, days)).statusCode).toBe(401);
    expect((await send(second, days)).statusCode).toBe(200);
    expect((await manager.post(SETTINGS, { tindakan: "hapus-kunci" })).statusCode).toBe(303);
    expect((await send(second, days)).statusCode).toBe(401);
  });

  it("opens one unit and nothing else, and a session does not take its place", async () => {
    const other = await house.make.unit({ code: "pkm-dua" });
    const key = await newKey();
    const days = { days: [{ date: "2026-11-20", people: 5 }] };
    for (const code of [other.code, "tidak-ada"]) {
      const refused = await send(key, days, `/api/v1/units/${code}/served`);
      expect([refused.statusCode, refused.json<{ error: string }>().error]).toEqual([403, "Kunci ini bukan kunci unit ini."]);
    }
    for (const wrong of [null, "salah", "x".repeat(200), ""]) {
      const refused = await send(wrong, days);
      expect([refused.statusCode, refused.headers["www-authenticate"]]).toEqual([401, "Bearer"]);
    }
    expect((await manager.post(API, { days: "1" })).statusCode).toBe(401);
    const read = await house.app.inject({
      url: "/api/v1/units/pkm-citeureup/indices",
      headers: { authorization: `Bearer ${key}` },
    });
    expect(read.statusCode).toBe(401);
    expect(await kept()).toEqual([]);
  });

  it("is in no cookie, no log and no answer", async () => {
    const key = await newKey();
    const answers = [
      await send(key, { days: [{ date: "2026-11-20", people: 5 }] }),
      await send(key, "{"),
      await send(`${key}x`, {}),
    ];
    house.store.records.setServed = () => Promise.reject(new Error("no disk"));
    answers.push(await send(key, { days: [{ date: "2026-11-20", people: 6 }] }));
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 422, 401, 500]);
    for (const { headers, body } of answers) {
      expect(headers["set-cookie"]).toBeUndefined();
      expect(headers["cache-control"]).toBe("no-store");
      expect(body).not.toContain(key);
    }
    expect(house.logged.join("\n")).not.toContain(key);
  });
});

describe("numbers from a queue system", () => {
  it("are kept, take the place of what stood, and may be sent again", async () => {
    const key = await newKey();
    const [counter] = await house.store.units.counters(unit.id);
    const days = [
      { date: "2026-11-19", people: 80 },
      { date: "2026-11-19", service: "poli  UMUM", people: 50 },
      { date: "2026-11-19", service: "Poli Umum", counter: "PKM-Citeureup", people: 30 },
      { date: "2026-11-20", service: null, counter: null, people: 0 },
    ];
    for (const _ of [1, 2]) {
      const sent = await send(key, { days });
      expect([sent.statusCode, sent.json()]).toEqual([200, { kept: 4 }]);
    }
    const after = [
      ["2026-11-19", null, null, 80],
      ["2026-11-19", service.id, null, 50],
      ["2026-11-19", service.id, counter!.id, 30],
    ];
    expect(await kept()).toEqual([...after, ["2026-11-20", null, null, 0]]);
    await send(key, { days: [{ date: "2026-11-20", people: null }] });
    expect(await kept()).toEqual(after);
  });

  it("are refused whole, every wrong entry named", async () => {
    const key = await newKey();
    const refused = await send(key, {
      days: [
        { date: "2026-11-20", people: 5 },
        { date: "2026-11-22", people: 5 },
        { date: "2026-11-20", service: "Poli Bedah", people: 5 },
        { date: "2026-11-20", counter: "loket-lain", people: 5 },
        { date: "2026-11-20", people: 7 },
      ],
    });
    expect([refused.statusCode, refused.json()]).toEqual([
      422,
      {
        error: "Tidak ada yang disimpan. Perbaiki yang disebut, lalu kirim lagi.",
        refused: [
          { at: "days[1].date", reason: "Hari ini dan hari yang akan datang belum dapat diisi." },
          { at: "days[2].service", reason: "Layanan ini tidak ada di unit ini." },
          { at: "days[3].counter", reason: "Loket ini tidak ada di unit ini; tulis kodenya." },
          { at: "days[4].date", reason: "Hari, layanan, dan loket ini sudah disebut pada days[0]." },
        ],
      },
    ]);
    expect(await kept()).toEqual([]);
  });

  it.each([
    [{ days: [{ date: "2026-02-30", people: 5 }] }, "days[0].date", "Tulis tanggal yang ada"],
    [{ days: [{ date: "2026-11-20", people: -1 }] }, "days[0].people", "bilangan bulat 0 sampai 100000"],
    [{ days: [{ date: "2026-11-20", people: "5" }] }, "days[0].people", "bilangan bulat"],
    [{ days: [{ date: "2026-11-20", people: 100_001 }] }, "days[0].people", "bilangan bulat"],
    [{ days: [{ date: "2026-11-20", people: 5, services: "x" }] }, "days[0]", '"services" tidak dikenal'],
    [{ days: [7] }, "days[0]", "adalah objek"],
    [{ days: [] }, "days", "masih kosong"],
    [{ hari: [] }, "days", "sebagai daftar"],
    [[], "", "Kirim objek JSON"],
    [{ days: Array(2001).fill({ date: "2026-11-20", people: 5 }) }, "days", "paling banyak 2000"],
  ])("%j is refused at its place", async (message, at, reason) => {
    const refused = await send(await newKey(), message);
    expect(refused.statusCode).toBe(422);
    const named = refused.json<{ refused: { at: string; reason: string }[] }>().refused;
    expect(named.some((one) => one.at === at && one.reason.includes(reason))).toBe(true);
    expect(await kept()).toEqual([]);
  });

  it("that are too large, no JSON, or no whole JSON are refused in words", async () => {
    const key = await newKey();
    expect((await send(key, `"${"x".repeat(600_000)}"`)).statusCode).toBe(413);
    expect((await send(key, '{"days":')).json<{ error: string }>().error).toBe("Kiriman ini bukan JSON yang utuh.");
    const text = await house.app.inject({
      method: "POST",
      url: API,
      headers: { "content-type": "text/plain", authorization: `Bearer ${key}` },
      payload: "2026-11-20 5",
    });
    expect([text.statusCode, text.json<{ error: string }>().error.includes("application/json")]).toEqual([422, true]);
  });

  it("are described in openapi.json", async () => {
    const described = (await house.app.inject({ url: "/api/v1/openapi.json" })).json<{ paths: Record<string, object> }>();
    expect(JSON.stringify(described.paths["/api/v1/units/{unit}/served"])).toContain('"additionalProperties":false');
    expect(JSON.stringify(described.paths["/api/v1/units/{unit}/slips"])).toContain('"maximum":480');
    expect(Object.keys(described.paths).sort()).toEqual([
      "/api/v1/units/{unit}/indices",
      "/api/v1/units/{unit}/served",
      "/api/v1/units/{unit}/slips",
    ]);
  });
});
