import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { daysBetween } from "../../server/domain/periods/days.ts";
import { parsePeriod } from "../../server/domain/periods/period.ts";
import type { ServedPeople } from "../../server/domain/sampling/served-people.ts";
import { servedPeople } from "../../server/domain/sampling/served-people.ts";

const served = (period: string, typed: Record<string, number>): number | null =>
  servedPeople(parsePeriod(period), new Map(Object.entries(typed))).people;

describe("people served in a period", () => {
  it("are those that were typed for it, whatever was typed for its parts", () => {
    for (const period of ["2026-03", "2026-TW1", "2026-S1", "2026"])
      expect(served(period, { [period]: 7, "2026-01": 1, "2026-02": 1, "2026-TW2": 100 })).toBe(7);
    expect(served("2026-TW1", { "2026-TW1": 0, "2026-01": 5, "2026-02": 5, "2026-03": 5 })).toBe(0);
  });

  it("are otherwise the sum of its parts, each by the same rule", () => {
    expect(served("2026-TW3", { "2026-07": 1, "2026-08": 20, "2026-09": 300 })).toBe(321);
    expect(served("2026-S1", { "2026-TW1": 40, "2026-TW2": 2 })).toBe(42);
    expect(served("2026-S2", { "2026-TW3": 500, "2026-TW4": 5 })).toBe(505);
    expect(served("2026", { "2026-S1": 1000, "2026-S2": 1 })).toBe(1001);
    expect(served("2026", { "2026-S1": 1000, "2026-TW3": 10, "2026-10": 1, "2026-11": 1, "2026-12": 1 })).toBe(1013);
  });

  it("are unknown when a part is, and never guessed from other periods", () => {
    expect(served("2026-03", {})).toBeNull();
    expect(served("2026-03", { "2026-TW1": 90, "2026": 400 })).toBeNull();
    expect(served("2026-TW1", { "2026-01": 1, "2026-03": 1 })).toBeNull();
    expect(served("2026-S1", { "2026-TW1": 1, "2026-TW3": 1 })).toBeNull();
    expect(served("2026-S2", { "2026-TW1": 1, "2026-TW2": 1 })).toBeNull();
    expect(served("2026", { "2026-S1": 1 })).toBeNull();
    expect(served("2026", { "2025-S1": 1, "2025-S2": 1 })).toBeNull();
  });
});

describe("people served by day", () => {
  const dates = daysBetween("2026-10-01", "2026-11-01");
  const numbers = (list: readonly string[], people = 10): ReadonlyMap<string, number> =>
    new Map(list.map((date) => [date, people]));
  const by = (
    period: string,
    days: ReadonlyMap<string, number>,
    expected: readonly string[] = [],
    typed: Record<string, number> = {},
  ): ServedPeople => servedPeople(parsePeriod(period), new Map(Object.entries(typed)), days, expected);

  it("add up over the days of the period, and those of others do not enter", () => {
    const days = new Map([...numbers(dates), ["2026-09-30", 1000], ["2027-01-01", 1000]]);
    for (const period of ["2026-10", "2026-TW4"])
      expect(by(period, days, dates)).toEqual({ people: 310, from: "days", days: 31, missing: [], unusedDays: null });
    expect(by("2026-S2", days, dates).people).toBe(1310);
    expect(by("2025", days, dates)).toMatchObject({ people: null, from: "nothing" });
  });

  it("give way to a number that was typed for the period, and are named beside it", () => {
    expect(by("2026-10", numbers(dates), dates, { "2026-10": 400 })).toEqual({
      people: 400,
      from: "period",
      days: 0,
      missing: [],
      unusedDays: 310,
    });
    expect(by("2026-TW4", numbers(dates), dates, { "2026-10": 400, "2026-11": 1, "2026-12": 1 })).toMatchObject({
      people: 402,
      from: "period",
      unusedDays: 310,
    });
  });

  it("stand for the months without a typed number, which never count twice", () => {
    expect(by("2026-TW4", numbers(dates), dates, { "2026-11": 500 })).toMatchObject({ people: 810, from: "both", days: 31 });
    expect(by("2026", numbers(dates), dates, { "2026-S1": 1000, "2026-TW3": 200 })).toMatchObject({ people: 1510, from: "both" });
  });

  it("are not enough where more than one in ten of the expected days has none", () => {
    const twenty = dates.slice(0, 20);
    expect(by("2026-10", numbers(twenty.slice(2)), twenty)).toMatchObject({ people: 180, days: 18, missing: twenty.slice(0, 2) });
    expect(by("2026-10", numbers(twenty.slice(3)), twenty)).toEqual({
      people: null,
      from: "days",
      days: 17,
      missing: twenty.slice(0, 3),
      unusedDays: null,
    });
    expect(by("2026-10", numbers(twenty.slice(3)), twenty, { "2026-10": 400 })).toMatchObject({ people: 400, missing: [] });
  });

  it("of a longer period are those of its months together, typed or not", () => {
    const month = fc.integer({ min: 1, max: 12 }).map((number) => `2026-${String(number).padStart(2, "0")}`);
    const date = fc.tuple(month, fc.integer({ min: 1, max: 28 })).map(([name, at]) => `${name}-${String(at).padStart(2, "0")}`);
    const numbersOf = <T>(key: fc.Arbitrary<T>) => fc.array(fc.tuple(key, fc.nat(500)), { minLength: 1, maxLength: 30 });
    let seen = 0;
    fc.assert(
      fc.property(numbersOf(date), numbersOf(month), fc.constantFrom("2026-TW2", "2026-S2", "2026"), (days, months, period) => {
        const [byDay, typed] = [new Map(days), new Map(months)];
        const whole = servedPeople(parsePeriod(period), typed, byDay);
        const parts = parsePeriod(period).months.map((name) => servedPeople(parsePeriod(name), typed, byDay));
        const known = parts.some(({ from }) => from === "days") || parts.every(({ from }) => from === "period");
        expect(whole.people).toBe(known ? parts.reduce((sum, { people }) => sum + (people ?? 0), 0) : null);
        expect(whole.days).toBe(parts.reduce((sum, part) => sum + part.days, 0));
        if (whole.from === "both") seen += 1;
      }),
    );
    expect(seen).toBeGreaterThan(5);
  });

  it("of zero are numbers too", () => {
    expect(by("2026-10", numbers(dates, 0), dates)).toMatchObject({ people: 0, from: "days", missing: [] });
  });
});
