import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Role } from "../../server/domain/person.ts";
import { parsePeriod } from "../../server/domain/periods/period.ts";
import type { Service, Unit } from "../../server/domain/response.ts";
import type { AskedSection } from "../../server/reports/asked-section.ts";
import { askedSection } from "../../server/reports/asked-section.ts";
import { unitReport } from "../../server/reports/unit-report.ts";
import type { House } from "../support/house.ts";
import { openHouse } from "../support/house.ts";

let house: House;
let unit: Unit;
let general: Service;
let dental: Service;
beforeEach(async () => {
  house = await openHouse();
  unit = await house.make.unit({ code: "pkm-citeureup" });
  general = await house.make.service(unit, "Poli Umum");
  dental = await house.make.service(unit, "Poli Gigi");
});
afterEach(() => house.close());

const section = async (period = "2026-11", role: Role = "manager"): Promise<AskedSection> =>
  askedSection(await unitReport(house.parts, unit, parsePeriod(period), "staff page"), {
    ...(await house.make.person({ role, unit })),
  });
const answers = async (times: number, date: string, service: Service | null = null): Promise<void> => {
  for (let n = 0; n < times; n += 1) await house.make.response(unit, { date, serviceId: service?.id ?? null });
};
const serve = (date: string, people: number, service: Service | null = null): Promise<void> =>
  house.store.records.setServed(unit.id, [{ date, serviceId: service?.id ?? null, counterId: null, people }]);
const weekdays = (): Promise<void> =>
  house.store.records.setHours(
    unit.id,
    ([1, 2, 3, 4, 5] as const).map((weekday) => ({ weekday, opens: "08:00", closes: "15:00" })),
  );

describe("who was asked", () => {
  it("is not known at first, and the manager is led to where it is written down", async () => {
    const { lines, table, links } = await section();
    expect(lines).toEqual([
      "Jumlah orang yang dilayani pada periode ini belum diisi.",
      "Jam layanan belum diisi, jadi belum diketahui hari buka mana yang tanpa jawaban.",
    ]);
    expect(table).toBeNull();
    expect(links.map(({ href }) => href)).toEqual(["/staf/unit/pkm-citeureup/dilayani", "/staf/unit/pkm-citeureup/jam-layanan"]);
    expect((await section("2026-11", "head")).links).toEqual([]);
    expect((await section("2026-11", "staff")).links).toHaveLength(1);
  });

  it("tells the part of those served who answered, and which number was used", async () => {
    await answers(6, "2026-11-18");
    await serve("2026-11-18", 40);
    expect((await section()).lines.slice(0, 2)).toEqual([
      "40 orang dilayani, dari jumlah 1 hari.",
      "Yang menjawab 15% (6 dari 40).",
    ]);
    await house.store.units.setPopulation(unit.id, "2026-11", 1250);
    expect((await section()).lines.slice(0, 2)).toEqual([
      "1.250 orang dilayani, menurut jumlah yang diisi untuk periode ini. Jumlah hariannya sejauh ini 40; yang dipakai jumlah untuk periode ini.",
      "Yang menjawab kurang dari 1% (6 dari 1.250).",
    ]);
    await house.store.units.setPopulation(unit.id, "2026-10", 1000);
    await house.store.units.setPopulation(unit.id, "2026-11", null);
    expect((await section("2026-TW4")).lines[0]).toBe(
      "1.040 orang dilayani, dari jumlah per bulan atau triwulan dan dari 1 hari.",
    );
  });

  it("says no part where more answered than were served", async () => {
    await answers(6, "2026-11-18");
    await serve("2026-11-18", 5);
    expect((await section()).lines.join(" ")).not.toContain("Yang menjawab");
  });

  it("names the open days without answers, a few of them, and those without a number", async () => {
    await weekdays();
    await answers(5, "2026-11-20");
    const { lines } = await section();
    expect(lines.at(-1)).toBe(
      "Ada jawaban pada 1 dari 15 hari buka. Tanpa jawaban: 2 November 2026, 3 November 2026, 4 November 2026, 5 November 2026, dan 10 hari lain.",
    );
    await serve("2026-11-20", 40);
    expect((await section()).lines[0]).toBe(
      "Jumlah orang yang dilayani baru diisi pada 1 hari, jadi belum dipakai: paling banyak satu dari sepuluh hari boleh kosong. Belum diisi: 2 November 2026, 3 November 2026, 4 November 2026, 5 November 2026, dan 10 hari lain.",
    );
  });

  it("counts an answer of today on no day yet", async () => {
    await weekdays();
    house.clock.now = Date.parse("2026-11-23T03:00:00Z");
    await answers(6, "2026-11-23");
    expect((await section()).lines.at(-1)).toContain("Ada jawaban pada 0 dari 15 hari buka.");
  });
});

describe("services", () => {
  it("are held against their own number and sample, and small groups are hidden", async () => {
    await answers(20, "2026-11-18", general);
    await answers(3, "2026-11-18", dental);
    await answers(9, "2026-11-18");
    await serve("2026-11-18", 100, general);
    await serve("2026-11-18", 8, dental);
    const { table } = await section("2026-TW4");
    expect(table!.rows.map(({ name, cells }) => [name, ...cells])).toEqual([
      ["Poli Gigi", "8", "disembunyikan", "–", "– dari 8"],
      ["Poli Umum", "100", "20", "20%", "20 dari 80, belum cukup"],
    ]);
    expect(table!.note).toContain("kurang dari lima orang");
  });

  it("that nobody answered for are named, and their part is nothing", async () => {
    await answers(20, "2026-11-18", general);
    await serve("2026-11-18", 20, general);
    await serve("2026-11-18", 30, dental);
    const { table } = await section("2026-TW4");
    expect(table!.rows.map(({ name, cells }) => [name, ...cells])).toEqual([
      ["Poli Gigi", "30", "0", "0%", "0 dari 28, belum cukup"],
      ["Poli Umum", "20", "20", "100%", "20 dari 19, cukup"],
    ]);
  });

  it("are not told apart in a month, which is shown as a whole only", async () => {
    await answers(20, "2026-11-18", general);
    await answers(20, "2026-11-18", dental);
    await serve("2026-11-18", 100, general);
    expect((await section("2026-11")).table).toBeNull();
    expect((await section("2026-TW4")).table).not.toBeNull();
  });

  it("move five answers at a time", async () => {
    await serve("2026-11-18", 100, general);
    await answers(10, "2026-11-18", general);
    const before = (await section("2026-TW4")).table;
    await answers(4, "2026-11-22", general);
    expect((await section("2026-TW4")).table).toEqual(before);
    await answers(1, "2026-11-22", general);
    expect((await section("2026-TW4")).table!.rows.find(({ name }) => name === "Poli Umum")!.cells[1]).toBe("15");
  });
});
