import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { House } from "../support/house.ts";
import { openHouse } from "../support/house.ts";
import type { Answer } from "./answered-unit.ts";
import { perpusnasUnit, visitor } from "./answered-unit.ts";

const ADDRESSES = {
  dashboard: "/staf/unit/perpus",
  comments: "/staf/unit/perpus/saran",
  report: "/laporan/perpus/2026-TW4",
  api: "/api/v1/units/perpus/indices?survey=skm&period=2026-TW4",
  csv: "/laporan/perpus/2026-TW4.csv",
  "rekap.csv": "/laporan/perpus/2026-TW4.rekap.csv",
  json: "/laporan/perpus/2026-TW4.json",
  xlsx: "/laporan/perpus/2026-TW4.xlsx",
  "profil.csv": "/laporan/perpus/2026-TW4.profil.csv",
  "saran.csv": "/laporan/perpus/2026-TW4.saran.csv",
} as const;

type Place = keyof typeof ADDRESSES;
const RESULTS: readonly Place[] = ["report", "api", "csv", "rekap.csv", "json", "xlsx"];
const PRIVATE: readonly Place[] = ["comments", "profil.csv", "saran.csv"];
const all = (status: number): Record<Place, number> =>
  Object.fromEntries(Object.keys(ADDRESSES).map((place) => [place, status])) as Record<Place, number>;
const closed = (places: readonly Place[]): Partial<Record<Place, number>> =>
  Object.fromEntries(places.map((place) => [place, 403]));

describe("who may read the results of a unit", () => {
  let house: House;
  let asked: Record<string, (url: string) => Promise<Answer>>;

  beforeAll(async () => {
    house = await openHouse();
    const unit = await perpusnasUnit(house);
    const other = await house.make.unit({ code: "lain" });
    asked = {
      admin: await visitor(house, { role: "admin" }),
      manager: await visitor(house, { role: "manager", unit }),
      head: await visitor(house, { role: "head", unit }),
      staff: await visitor(house, { role: "staff", unit }),
      "manager of another unit": await visitor(house, { role: "manager", unit: other }),
      stranger: async (url) => {
        const reply = await house.app.inject({ url });
        return {
          status: reply.statusCode,
          text: reply.body,
          bytes: reply.rawPayload,
          header: (name) => String(reply.headers[name] ?? ""),
        };
      },
    };
  });
  afterAll(() => house.close());

  it.each([
    ["admin", { ...all(200), ...closed(PRIVATE) }],
    ["manager", all(200)],
    ["head", all(200)],
    ["staff", { ...all(200), ...closed([...RESULTS, ...PRIVATE]) }],
    ["manager of another unit", all(404)],
    ["stranger", all(401)],
  ])("%s", async (who, expected) => {
    const statuses = await Promise.all(
      Object.entries(ADDRESSES).map(async ([place, url]) => [place, (await asked[who]!(url)).status] as const),
    );
    expect(Object.fromEntries(statuses)).toEqual(expected);
  });

  it("shows an officer the progress and no figure", async () => {
    const { text } = await asked["staff"]!("/staf/unit/perpus");
    expect(text).toContain("187");
    expect(text).not.toMatch(/87,64|3,506|Mutu|NRR/);
  });

  it("shows nobody else a word of the unit", async () => {
    for (const who of ["manager of another unit", "stranger"]) {
      for (const url of Object.values(ADDRESSES)) expect((await asked[who]!(url)).text).not.toMatch(/Perpustakaan|87[.,]64/);
    }
  });

  it("answers a program in JSON, and keeps nothing in a cache", async () => {
    const refused = await asked["stranger"]!(ADDRESSES.api);
    expect(JSON.parse(refused.text)).toHaveProperty("error");
    for (const url of Object.values(ADDRESSES)) expect((await asked["manager"]!(url)).header("cache-control")).toBe("no-store");
  });

  it("offers only files that the person may have", async () => {
    expect((await asked["admin"]!(ADDRESSES.dashboard)).text).not.toContain("saran.csv");
    expect((await asked["head"]!(ADDRESSES.dashboard)).text).toContain("saran.csv");
  });
});
