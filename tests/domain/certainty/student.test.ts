import { describe, expect, it } from "vitest";
import { studentLimit, studentTail } from "../../../server/domain/certainty/student.ts";

/** Printed tables of Student's t, two-sided. */
const TABLE: readonly (readonly [probability: number, freedom: number, limit: number])[] = [
  [0.05, 1, 12.706],
  [0.05, 2, 4.303],
  [0.05, 5, 2.571],
  [0.05, 10, 2.228],
  [0.05, 30, 2.042],
  [0.05, 100, 1.984],
  [0.05, Infinity, 1.96],
  [0.01, 10, 3.169],
  [0.01, 60, 2.66],
  [0.1, 20, 1.725],
  [0.001, 15, 4.073],
];

describe("Student's t", () => {
  it.each(TABLE)("at %d with %d degrees of freedom is %d, as printed", (probability, freedom, limit) => {
    expect(studentLimit(probability, freedom)).toBeCloseTo(limit, 3);
  });
  it.each(TABLE)("has its tail at that limit: %d, %d, %d", (probability, freedom) => {
    expect(studentTail(studentLimit(probability, freedom), freedom)).toBeCloseTo(probability, 9);
  });
  it("has the whole of chance beyond nothing, and nothing beyond everything", () => {
    expect(studentTail(0, 3)).toBe(1);
    expect(studentTail(Infinity, 3)).toBe(0);
  });
  it("falls as t grows", () => {
    const tails = [0.1, 0.5, 1, 2, 4, 8, 40].map((t) => studentTail(t, 4.5));
    expect([...tails].sort((a, b) => b - a)).toEqual(tails);
  });
  it.each([0, 1, -0.1, NaN])("refuses a probability of %d", (probability) => {
    expect(() => studentLimit(probability, 3)).toThrow(RangeError);
  });
  it.each([0, -1, NaN])("refuses %d degrees of freedom", (freedom) => {
    expect(() => studentTail(1, freedom)).toThrow(RangeError);
  });
});
