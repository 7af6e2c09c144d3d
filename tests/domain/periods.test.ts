import { describe, expect, it } from "vitest";
import { holds, isLocalDate, parsePeriod, periodOf, shift } from "../../server/domain/periods/period.ts";
import { localDate, LAST_ZONE, sessionAt, spanInZone, zones } from "../../server/domain/periods/zone.ts";
import { Refusal } from "../../server/domain/refusal.ts";

describe("periods", () => {
  it.each([
    ["2026-03", "month", "2026-03-01", "2026-04-01", 1],
    ["2026-12", "month", "2026-12-01", "2027-01-01", 1],
    ["2026-TW1", "quarter", "2026-01-01", "2026-04-01", 3],
    ["2026-TW4", "quarter", "2026-10-01", "2027-01-01", 3],
    ["2026-S1", "semester", "2026-01-01", "2026-07-01", 6],
    ["2026-S2", "semester", "2026-07-01", "2027-01-01", 6],
    ["2026", "year", "2026-01-01", "2027-01-01", 12],
    ["2999", "year", "2999-01-01", "3000-01-01", 12],
  ])("%s is a %s from %s until %s", (name, kind, from, until, months) => {
    const period = parsePeriod(name);
    expect(period).toMatchObject({ name, kind, from, until });
    expect(period.months).toHaveLength(months);
  });

  it("reads a name however it is typed", () => {
    expect(parsePeriod(" 2026-tw1 ").name).toBe("2026-TW1");
    expect(parsePeriod("2026-s2").name).toBe("2026-S2");
  });

  it.each([
    "",
    "2026-00",
    "2026-13",
    "2026-3",
    "2026-TW0",
    "2026-TW5",
    "2026-S3",
    "26",
    "1999",
    "3000",
    "9999",
    "2026-TW1x",
    "TW1 2026",
    "2026-Q1",
    "__proto__",
  ])("refuses %j and names the four shapes", (name) => {
    expect(() => parsePeriod(name)).toThrow(Refusal);
    expect(() => parsePeriod(name)).toThrow(expect.objectContaining({ name: "Refusal", code: "invalid" }) as Error);
    expect(() => parsePeriod(name)).toThrow(/2026-03.*2026-TW1.*2026-S1.*2026/);
  });

  it("include their first day and exclude the first day after them", () => {
    const quarter = parsePeriod("2026-TW1");
    expect(["2025-12-31", "2026-01-01", "2026-03-31", "2026-04-01"].map((day) => holds(quarter, day))).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  it("step over the turn of the year both ways", () => {
    expect(shift(parsePeriod("2026-01"), -1).name).toBe("2025-12");
    expect(shift(parsePeriod("2026-12"), 1).name).toBe("2027-01");
    expect(shift(parsePeriod("2026-S1"), -3).name).toBe("2024-S2");
    expect(shift(parsePeriod("2026"), -6).name).toBe("2020");
    expect(shift(parsePeriod("2026-TW2"), 0).name).toBe("2026-TW2");
  });

  it("hold every last day of a month", () => {
    expect(periodOf("month", "2024-02-29").name).toBe("2024-02");
    expect(periodOf("quarter", "2026-06-30").name).toBe("2026-TW2");
    expect(periodOf("semester", "2026-12-31").name).toBe("2026-S2");
    expect(periodOf("year", "2026-12-31").name).toBe("2026");
  });

  it.each([
    ["2024-02-29", true],
    ["2026-02-29", false],
    ["2100-02-29", false],
    ["2400-02-29", true],
    ["2026-04-31", false],
    ["2026-12-31", true],
    ["2026-00-10", false],
    ["2026-1-1", false],
    ["2026-01-01T00:00", false],
    ["2026-01-01\n", false],
    ["01-01-2026", false],
    ["1999-12-31", false],
    ["x2026-01-01", false],
    ["12026-01-01", false],
  ])("the day %j exists: %s", (day, exists) => {
    expect(isLocalDate(day)).toBe(exists);
  });
});

describe("zones", () => {
  const midnight = Date.UTC(2026, 11, 31, 17, 0); // 1 January 00:00 in WIB

  it("are Indonesia's three, and midnight comes last to the western one", () => {
    expect(zones).toEqual(["WIB", "WITA", "WIT"]);
    const midnights = zones.map((zone) => spanInZone(parsePeriod("2026"), zone).from);
    expect(zones[midnights.indexOf(Math.max(...midnights))]).toBe(LAST_ZONE);
  });

  it("turn the day at their own midnight", () => {
    expect([localDate(midnight - 1, "WIB"), localDate(midnight, "WIB")]).toEqual(["2026-12-31", "2027-01-01"]);
    expect(localDate(midnight - 3_600_000, "WITA")).toBe("2027-01-01");
    expect(localDate(midnight - 2 * 3_600_000, "WIT")).toBe("2027-01-01");
    expect(localDate(midnight - 2 * 3_600_000 - 1, "WIT")).toBe("2026-12-31");
  });

  it("part the day at their own noon", () => {
    const noon = Date.UTC(2026, 0, 1, 5, 0); // 12.00 in WIB
    expect([sessionAt(noon - 1, "WIB"), sessionAt(noon, "WIB")]).toEqual(["pagi", "siang"]);
    expect(sessionAt(noon - 1, "WITA")).toBe("siang");
    expect(sessionAt(midnight, "WIB")).toBe("pagi");
  });

  it("begin a quarter at one, two and three different instants", () => {
    const quarter = parsePeriod("2026-TW2");
    expect((["WIB", "WITA", "WIT"] as const).map((zone) => new Date(spanInZone(quarter, zone).from).toISOString())).toEqual([
      "2026-03-31T17:00:00.000Z",
      "2026-03-31T16:00:00.000Z",
      "2026-03-31T15:00:00.000Z",
    ]);
  });
});
