import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parsePeriod } from "../../server/domain/periods/period.ts";
import type { Unit } from "../../server/domain/response.ts";
import { reasonsTable } from "../../server/reports/reasons-table.ts";
import { surveyIn, unitReport } from "../../server/reports/unit-report.ts";
import type { House } from "../support/house.ts";
import { openHouse } from "../support/house.ts";
import { visitor } from "./answered-unit.ts";

const QUARTER = parsePeriod("2026-TW4");

describe("reasons for low scores", () => {
  let house: House;
  let unit: Unit;
  beforeAll(async () => {
    house = await openHouse();
    unit = await house.make.unit();
    const say = async (date: string, times: number, question: string, code: string): Promise<void> => {
      for (let at = 0; at < times; at += 1)
        await house.make.response(unit, { date, answers: { [question]: 1 }, reasons: [{ survey: "skm@1", question, code }] });
    };
    await say("2026-10-05", 12, "U3", "lama");
    await say("2026-10-06", 5, "U3", "petugas");
    await say("2026-10-06", 4, "U3", "biaya");
    await say("2026-10-06", 9, "U9", "sarana");
    await say("2026-10-06", 4, "U1", "lama");
    await say("2026-09-30", 5, "U2", "berbelit");
    await house.store.upkeep.closeDay("2026-10-07");
  });
  afterAll(() => house.close());

  const table = async () => reasonsTable(surveyIn(await unitReport(house.parts, unit, QUARTER, "staff page"), "skm"));

  it("are told by unsur in steps of five, those named by fewer than five people not at all", async () => {
    expect((await table())!.rows.map(({ name, cells }) => [name, ...cells])).toEqual([
      ["U3 Waktu Penyelesaian", "Terlalu lama: 10+; Sikap petugas: 5+"],
      ["U9 Sarana dan Prasarana", "Tempat atau alat: 5+"],
    ]);
  });

  it("stand on the dashboard", async () => {
    const page = (await (await visitor(house, { role: "manager", unit }))(`/staf/unit/${unit.code}?periode=2026-TW4`)).text;
    expect(page).toContain("Terlalu lama: 10+; Sikap petugas: 5+");
    expect(page).not.toContain("Biaya:");
  });

  it("of a day that is not over are left out", async () => {
    const today = new Date(house.parts.clock()).toISOString().slice(0, 10);
    const before = await table();
    for (let at = 0; at < 5; at += 1)
      await house.make.response(unit, {
        date: today,
        answers: { U4: 1 },
        reasons: [{ survey: "skm@1", question: "U4", code: "biaya" }],
      });
    expect(await table()).toEqual(before);
  });

  it("have no table where nobody gave one", async () => {
    const quiet = surveyIn(await unitReport(house.parts, unit, parsePeriod("2025-TW4"), "staff page"), "skm");
    expect(reasonsTable(quiet)).toBeNull();
  });
});
