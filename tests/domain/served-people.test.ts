import { describe, expect, it } from "vitest";
import { parsePeriod } from "../../server/domain/periods/period.ts";
import { servedPeople } from "../../server/domain/sampling/served-people.ts";

const served = (period: string, typed: Record<string, number>): number | null =>
  servedPeople(parsePeriod(period), new Map(Object.entries(typed)));

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
