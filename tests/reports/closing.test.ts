import Database from "better-sqlite3";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parsePeriod } from "../../server/domain/periods/period.ts";
import type { Person } from "../../server/domain/person.ts";
import type { Unit } from "../../server/domain/response.ts";
import { checkClosings } from "../../server/reports/closing/check-closings.ts";
import { closePeriod, closingOf } from "../../server/reports/closing/close-period.ts";
import { canonicalJson, sealCode } from "../../server/reports/closing/frozen-document.ts";
import { indexJson } from "../../server/reports/index-json.ts";
import { surveyIn, unitReport } from "../../server/reports/unit-report.ts";
import type { House } from "../support/house.ts";
import { openHouse } from "../support/house.ts";

let folder: string;
let house: House;
let unit: Unit;
let sari: Person;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "suara-"));
  house = await openHouse({ file: join(folder, "suara.sqlite"), now: "2026-10-05T03:00:00Z" });
  unit = await house.make.unit({ code: "pkm-citeureup", surveys: ["skm", "spak"] });
  sari = await house.make.person({ role: "manager", unit, login: "sari" });
  for (let n = 0; n < 12; n += 1) await house.make.response(unit, { date: `2026-0${7 + (n % 3)}-11`, answers: { U3: 2 } });
  await house.make.response(unit, { date: "2026-10-01" });
});
afterEach(async () => {
  await house.close();
  rmSync(folder, { recursive: true });
});

const third = parsePeriod("2026-TW3");
const report = (period = third) => unitReport(house.parts, unit, period, "operator", { trend: false });

describe("closing a quarter", () => {
  it("freezes the figures that the API shows, each with the seal of its definition", async () => {
    const before = await report();
    expect(before.provisional).toBe(true);
    const sealed = await closePeriod(house.parts, unit, third, sari);
    const document = JSON.parse(sealed.document) as { indices: unknown[]; definitions: Record<string, string> };
    expect(document).toMatchObject({
      format: "suara-loket-closing-1",
      unit: { code: "pkm-citeureup", name: "Puskesmas Citeureup", zone: "WIB" },
      period: "2026-TW3",
      from: "2026-07-01",
      until: "2026-10-01",
      closedOn: "2026-10-05",
      closedBy: "sari",
      served: null,
    });
    expect(document.indices).toEqual(["skm", "spak"].map((id) => indexJson(before, surveyIn(before, id))));
    expect(document.definitions).toEqual(
      Object.fromEntries(["skm@1", "spak@1"].map((ref) => [ref, house.parts.definitions.seal(ref)])),
    );
    expect((await report()).provisional).toBe(false);
    expect((await report(parsePeriod("2026-08"))).provisional).toBe(false);
    expect((await report(parsePeriod("2026-S2"))).provisional).toBe(true);
    expect(await checkClosings(house.parts)).toEqual([]);
  });

  it("is done once, by whoever may, and not before the quarter has begun", async () => {
    const staff = await house.make.person({ role: "staff", unit });
    const elsewhere = await house.make.person({ role: "manager", unit: await house.make.unit() });
    for (const person of [staff, elsewhere])
      await expect(closePeriod(house.parts, unit, third, person)).rejects.toMatchObject({ code: "not-allowed" });
    await expect(closePeriod(house.parts, unit, parsePeriod("2027-TW1"), sari)).rejects.toMatchObject({ code: "invalid" });
    expect(await house.store.closings.list(unit.id)).toEqual([]);
    await closePeriod(house.parts, unit, third, sari);
    await expect(closePeriod(house.parts, unit, third, sari)).rejects.toThrow(
      "Triwulan III 2026 sudah ditutup pada 5 Oktober 2026 oleh sari.",
    );
  });

  it("freezes the same after a process that ended in the middle of it", async () => {
    const alike = await house.make.unit({ code: "pkm-citeureup-2", surveys: ["skm"] });
    await house.make.response(alike, { date: "2026-07-11" });
    await house.store.closings.close({
      unitId: alike.id,
      period: third.name,
      months: third.months,
      on: "2026-10-05",
      by: "sari",
    });
    const first = await closingOf(house.parts, alike, third);
    expect(JSON.parse(first!.document)).toMatchObject({ indices: [{ survey: "skm@1", received: 1 }] });
    expect(await closingOf(house.parts, alike, third)).toEqual(first);
    expect(await closingOf(house.parts, alike, parsePeriod("2026-TW2"))).toBeNull();
  });

  it("is found out by the check when a counter and its row are changed behind the program's back", async () => {
    await closePeriod(house.parts, unit, third, sari);
    const raw = new Database(join(folder, "suara.sqlite"));
    raw.exec("UPDATE closed_months SET unit_id = unit_id WHERE 0");
    expect(() => raw.exec("UPDATE closings SET document = '{}'")).toThrow("never changed");
    expect(() => raw.exec("DELETE FROM closings")).toThrow("append-only");
    raw.exec("DELETE FROM closed_months");
    raw.close();
    await house.make.response(unit, { date: "2026-09-11", score: 1 });
    expect(await checkClosings(house.parts)).toEqual([
      "unit pkm-citeureup, period 2026-TW3: its figures differ from those that were frozen when it was closed",
    ]);
  });
});

describe("the seal", () => {
  it("is sixteen signs of the document's SHA-256, and another for another document", () => {
    expect(sealCode("{}")).toBe("8G9P-Z8TN-PDKR-M4A6");
    expect(sealCode('{"a":1}')).not.toBe(sealCode('{"a":2}'));
  });

  it("is over fields in one order, without white space", () => {
    expect(canonicalJson({ b: [{ d: 1, c: null }], a: "é", gone: undefined })).toBe('{"a":"é","b":[{"c":null,"d":1}]}');
  });
});
