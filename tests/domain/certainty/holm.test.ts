import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { holm } from "../../../server/domain/certainty/holm.ts";

describe("Holm's way", () => {
  it("judges the smallest most strictly, and stops at the first that stays open", () => {
    expect(holm([0.01, 0.04, 0.03]).map(({ p }) => p)).toEqual([0.03, 0.06, 0.06]);
    expect(holm([0.01, 0.04, 0.03]).map(({ level }) => level)).toEqual([0.05 / 3, 0.05 / 2, 0.05 / 2]);
  });
  it("leaves a single one alone", () => {
    expect(holm([0.05])).toEqual([{ p: 0.05, level: 0.05 }]);
  });
  it("of none makes none", () => {
    expect(holm([])).toEqual([]);
  });
  it("never makes a p-value smaller, and tells apart exactly what lies at or below its level", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 12 }), (values) => {
        const judged = holm(values);
        values.forEach((value, at) => {
          const { p, level } = judged[at]!;
          expect(p).toBeGreaterThanOrEqual(value);
          if (Math.abs(value - level) > 1e-12) expect(p <= 0.05).toBe(value < level);
        });
        const order = values.map((_, at) => at).sort((a, b) => values[a]! - values[b]! || a - b);
        const rising = order.map((at) => judged[at]!.p);
        expect([...rising].sort((a, b) => a - b)).toEqual(rising);
      }),
    );
  });
});
