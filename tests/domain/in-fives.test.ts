import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inFives } from "../../server/domain/disclosure/in-fives.ts";

describe("what few people said", () => {
  it("is not told below five, and in steps of five from there", () => {
    expect([0, 1, 4, 5, 9, 10, 17].map(inFives)).toEqual([null, null, null, 5, 5, 10, 15]);
  });

  it("is never told too high nor five too low, so that one more answer alone is never seen as one", () => {
    fc.assert(
      fc.property(fc.nat(10_000), (times) => {
        const told = inFives(times) ?? 0;
        expect(told % 5).toBe(0);
        expect(times - told).toBeGreaterThanOrEqual(0);
        expect(times - told).toBeLessThan(5);
      }),
    );
  });
});
