import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Service, Unit } from "../../server/domain/response.ts";
import type { House } from "../support/house.ts";
import { openHouse } from "../support/house.ts";
import { visitor, words } from "./visitor.ts";

const PATH = "/staf/unit/pkm-citeureup/dilayani";
const NOVEMBER = { from: "2026-11-01", until: "2026-12-01" };

let house: House;
let unit: Unit;
let service: Service;
let clerk: ReturnType<typeof visitor>;
beforeEach(async () => {
  house = await openHouse();
  unit = await house.make.unit({ code: "pkm-citeureup", name: "Puskesmas Citeureup" });
  service = await house.make.service(unit, "Poli Umum");
  clerk = visitor(house.app, await house.make.signIn(await house.make.person({ role: "staff", unit })));
});
afterEach(() => house.close());

const kept = async (): Promise<readonly (string | number | null)[][]> =>
  (await house.store.records.served({ unitId: unit.id, ...NOVEMBER })).map(({ date, serviceId, counterId, people }) => [
    date,
    serviceId,
    counterId,
    people,
  ]);

describe("people served, typed by day", () => {
  it("are kept day by day, shown again, changed and taken away", async () => {
    const sent = await clerk.post(PATH, { bulan: "2026-11", "hari-2026-11-19": "1.250", "hari-2026-11-20": "0" });
    expect([sent.statusCode, sent.headers.location]).toEqual([303, `${PATH}?bulan=2026-11&tersimpan=1`]);
    expect(await kept()).toEqual([
      ["2026-11-19", null, null, 1250],
      ["2026-11-20", null, null, 0],
    ]);
    const page = await clerk.get(`${PATH}?bulan=2026-11`);
    expect(words(page.body)).toContain("1.250 orang dari 2 hari");
    expect(page.body).toContain('name="hari-2026-11-19" type="text" class="short" value="1250"');
    await clerk.post(PATH, { bulan: "2026-11", "hari-2026-11-19": " ", "hari-2026-11-20": "7" });
    expect(await kept()).toEqual([["2026-11-20", null, null, 7]]);
  });

  it("are not undone by a page that lay open while others wrote", async () => {
    const day = { date: "2026-11-19", serviceId: null, counterId: null };
    await house.store.records.setServed(unit.id, [{ ...day, people: 80 }]);
    const form = {
      bulan: "2026-11",
      "hari-2026-11-19": "",
      "semula-2026-11-19": "",
      "hari-2026-11-20": "5",
      "semula-2026-11-20": "",
    };
    expect((await clerk.post(PATH, form)).statusCode).toBe(303);
    expect(await kept()).toEqual([
      ["2026-11-19", null, null, 80],
      ["2026-11-20", null, null, 5],
    ]);
  });

  it("may be of one service at one counter, which the total counts once", async () => {
    const [counter] = await house.store.units.counters(unit.id);
    const place = { bulan: "2026-11", layanan: String(service.id), loket: String(counter!.id) };
    expect((await clerk.post(PATH, { ...place, "hari-2026-11-20": "30" })).headers.location).toBe(
      `${PATH}?bulan=2026-11&layanan=${service.id}&loket=${counter!.id}&tersimpan=1`,
    );
    await clerk.post(PATH, { bulan: "2026-11", "hari-2026-11-20": "80" });
    expect(await kept()).toEqual([
      ["2026-11-20", null, null, 80],
      ["2026-11-20", service.id, counter!.id, 30],
    ]);
    const page = words((await clerk.get(`${PATH}?bulan=2026-11`)).body);
    for (const said of ["80 orang dari 1 hari", "Terhitung seluruh unit", "bagian dari jumlah unit"])
      expect(page).toContain(said);
  });

  it("are refused together, each wrong day named, and nothing typed is lost", async () => {
    const form = { bulan: "2026-11", "hari-2026-11-18": "85", "hari-2026-11-19": "banyak", "hari-2026-11-20": "100.001" };
    const refused = await clerk.post(PATH, form);
    expect(refused.statusCode).toBe(422);
    const page = words(refused.body);
    expect(page).toContain("19 November 2026: tulis jumlah orang dengan angka");
    expect(page).toContain("20 November 2026: paling banyak 100.000 orang sehari");
    for (const value of ["85", "banyak", "100.001"]) expect(refused.body).toContain(`value="${value}"`);
    expect(refused.body).toContain('href="#dilayani-hari-2026-11-19"');
    expect(await kept()).toEqual([]);
  });

  it.each(["2026-11-22", "2026-11-23", "2026-12-01", "2026-10-31", "bukan-hari"])(
    "of %s cannot be typed on this page",
    async (date) => {
      const refused = await clerk.post(PATH, { bulan: "2026-11", "hari-2026-11-20": "5", [`hari-${date}`]: "5" });
      expect([refused.statusCode, words(refused.body).includes("Hanya hari yang sudah lewat")]).toEqual([422, true]);
      expect(await kept()).toEqual([]);
    },
  );

  it.each(["bulan=2026", "bulan=kapan", "layanan=999", "loket=-1"])("a page of %s is refused", async (query) => {
    expect((await clerk.get(`${PATH}?${query}`)).statusCode).toBe(422);
  });

  it("of other units' services cannot be written", async () => {
    const other = await house.make.unit({ code: "pkm-dua" });
    const theirs = await house.make.service(other, "Poli Gigi");
    const refused = await clerk.post(PATH, { bulan: "2026-11", layanan: String(theirs.id), "hari-2026-11-20": "5" });
    expect(refused.statusCode).toBe(422);
    expect(await kept()).toEqual([]);
  });
});

describe("the page of a month", () => {
  it("has the days that are over, with holidays and days without hours marked", async () => {
    await house.store.records.setHours(
      unit.id,
      ([1, 2, 3, 4, 5] as const).map((weekday) => ({ weekday, opens: "08:00", closes: "15:00" })),
    );
    await house.store.records.setHoliday(unit.id, "2026-11-10", "Hari Pahlawan");
    const page = words((await clerk.get(`${PATH}?bulan=2026-11`)).body);
    expect(page).toContain("Sabtu, 21 November");
    expect(page).toContain("Libur: Hari Pahlawan");
    expect(page.match(/Tidak ada jam layanan/g)).toHaveLength(6);
    expect(page).toContain("Hari ini (22 November 2026) dapat diisi mulai besok");
    expect(page).not.toContain("Minggu, 22 November");
    expect(words((await clerk.get(`${PATH}?bulan=2026-10`)).body)).toContain("Sabtu, 31 Oktober");
  });

  it("opens on the month of yesterday", async () => {
    house.clock.now = Date.parse("2026-12-01T03:00:00Z");
    const anew = visitor(house.app, await house.make.signIn(await house.make.person({ role: "staff", unit })));
    expect(words((await anew.get(PATH)).body)).toContain("Senin, 30 November");
  });

  it("is read by the head, who writes nothing", async () => {
    const day = { date: "2026-11-19", serviceId: null, counterId: null };
    await house.store.records.setServed(unit.id, [{ ...day, people: 1250 }]);
    const head = visitor(house.app, await house.make.signIn(await house.make.person({ role: "head", unit })));
    const page = await head.get(PATH);
    expect(words(page.body)).toContain("1.250");
    expect(page.body).not.toContain("Simpan jumlah");
    expect(page.body).not.toContain('name="hari-');
  });
});
