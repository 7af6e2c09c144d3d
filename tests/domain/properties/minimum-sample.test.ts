import fc from "fast-check";
import { expect, it } from "vitest";
import { krejcieMorgan, krejcieMorganFormula, minimumSample } from "../../../server/domain/sampling/minimum-sample.ts";
import { RUNS } from "./any-survey.ts";

it("has a table of which every row is what the formula gives", () => {
  expect(krejcieMorgan).toHaveLength(90);
  for (const [population, sample] of krejcieMorgan) {
    expect(krejcieMorganFormula(population)).toBe(sample);
    expect(Math.round((3.841 * population * 0.25) / (0.0025 * (population - 1) + 0.96025))).toBe(sample);
    expect(minimumSample(population)).toBe(sample);
  }
});

it("never asks for fewer answers of more people", () => {
  for (let population = 1; population <= 3000; population += 1) {
    expect(minimumSample(population)).toBeGreaterThanOrEqual(minimumSample(population - 1));
  }
  fc.assert(
    fc.property(fc.maxSafeNat(), fc.nat(5000), (population, more) => {
      fc.pre(Number.isSafeInteger(population + more));
      expect(minimumSample(population + more)).toBeGreaterThanOrEqual(minimumSample(population));
    }),
    RUNS,
  );
});

it("never asks for more answers than there are people, nor for more than 384", () => {
  fc.assert(
    fc.property(fc.oneof(fc.nat(2000), fc.maxSafeNat()), (population) => {
      expect(minimumSample(population)).toBeLessThanOrEqual(Math.min(population, 384));
      expect(minimumSample(population) > 0).toBe(population > 0);
    }),
    RUNS,
  );
});

it("refuses what is no number of people", () => {
  for (const wrong of [-1, 1.5, Number.NaN, Infinity, 2 ** 53])
    expect(() => minimumSample(wrong)).toThrow(new RangeError("population must be a whole number of people"));
});
