import { describe, expect, it } from "vitest";
import { alarms, coverage, groupCoverage } from "../../simulation/studies.ts";

/**
 * A small part of tests/simulation/false-alarms.ts, the same people on every machine. Bars leave room for chance in so few
 * rounds: of 1,000 rounds at 5 % some 14 more or fewer are common.
 */
const unit = { level: 3.4, spread: 0.5, correlation: 0.5, optOut: 0.3 };
const ceiling = { level: 3.85, spread: 0.1, correlation: 0.5, optOut: 0.3 };

describe("on made-up honest units", () => {
  it.each([
    ["few answers", unit, 30, null],
    ["many answers", unit, 200, null],
    ["answers near the ceiling", ceiling, 60, null],
    ["half of those served", unit, 100, 200],
  ] as const)("an interval holds the truth about as often as it says: %s", (_, kind, n, served) => {
    const found = coverage(kind, n, served, 1000, 7);
    expect(found.index).toBeGreaterThanOrEqual(93);
    expect(found.items).toBeGreaterThanOrEqual(93);
  });
  it("an interval says something: it is not wider than it must be", () => {
    const found = coverage(unit, 200, null, 1000, 8);
    expect(found.index).toBeLessThanOrEqual(97.5);
    expect(found.width).toBeLessThan(5);
  });
  it.each([
    ["few answers", unit, [30, 40]],
    ["many answers", unit, [200, 300]],
    ["answers near the ceiling", ceiling, [60, 90]],
  ] as const)("at most about one in twenty comparisons of equal periods is called real: %s", (_, kind, sizes) => {
    const found = alarms(kind, sizes, 0, 1000, 9);
    expect(found.index).toBeLessThanOrEqual(6.5);
    expect(found.anyItem).toBeLessThanOrEqual(6.5);
    expect(found.anyItemUncorrected).toBeGreaterThan(found.anyItem);
  });
  it("a real fall is seen", () => {
    expect(alarms(unit, [300, 300], 3, 300, 10).down).toBeGreaterThan(60);
  });
  it.each([
    ["alike", [0, 0, 0, 0]],
    ["apart", [-0.5, 0.3, -0.3, 0.5]],
  ] as const)("the approximate interval of a group holds its truth: groups %s", (_, moods) => {
    for (const held of groupCoverage(unit, [10, 20, 60, 155], moods, 600, 11)) expect(held).toBeGreaterThanOrEqual(92);
  });
});
