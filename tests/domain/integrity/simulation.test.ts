import { describe, expect, it } from "vitest";
import { falseAlarms, sittingsSeen } from "../../simulation/arrivals.ts";

/** A small part of tests/simulation/arrival-alarms.ts, the same arrivals on every machine. */
describe("on made-up honest units", () => {
  it.each([
    [{ answers: 50, wifi: 0.6, pupils: 40 }],
    [{ answers: 600, wifi: 0.6, pupils: 40 }],
    [{ answers: 2000, wifi: 0.6, pupils: 40 }],
  ])("at most one quarter in twenty bears a sign: %j", (unit) => {
    expect(falseAlarms(unit, 200, 21).any).toBeLessThanOrEqual(5);
  });

  it.each([50, 600, 2000])(
    "of them that have %i answers a quarter on one tablet, at a counter set to kiosk, no more",
    (answers) => {
      expect(falseAlarms({ answers, wifi: 0, pupils: 40, kiosk: true }, 200, 24).any).toBeLessThanOrEqual(5);
    },
  );

  it.each([50, 2000])("twenty forms in one sitting on one phone are seen beside %i honest answers a quarter", (answers) => {
    expect(sittingsSeen({ answers, wifi: 0.6, pupils: 0 }, 20, 500, 22)).toBeGreaterThanOrEqual(99);
  });

  it("a few forms on one phone are not: a family may share it", () => {
    expect(sittingsSeen({ answers: 200, wifi: 0.6, pupils: 0 }, 8, 500, 23)).toBe(0);
  });
});
