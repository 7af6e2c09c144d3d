import { expect, it } from "vitest";
import { compare, fraction, fractionFrom, roundHalfUp } from "../../server/domain/exact/fraction.ts";

it.each([
  ["76.605", 2, "76.61"],
  ["76.604", 2, "76.60"],
  ["76.6049999999999999999999", 2, "76.60"],
  ["64.995", 2, "65.00"],
  ["99.995", 2, "100.00"],
  ["0.005", 2, "0.01"],
  ["0.004", 2, "0.00"],
  ["-0.005", 2, "-0.01"],
  ["-0.004", 2, "0.00"],
  ["1.005", 2, "1.01"],
  ["2.5", 0, "3"],
  ["1/3", 3, "0.333"],
  ["2/3", 3, "0.667"],
  ["7", 2, "7.00"],
])("rounds %s to %i decimals as %s", (value, digits, printed) => {
  expect(roundHalfUp(fractionFrom(value), digits)).toBe(printed);
});

it.each(["", "abc", "1,5", "1.", ".5", "1e3", "1/0", "1/-2", "--1", " 1", "1/2/3", "0x10", "∞"])(
  "does not read %j as a number",
  (text) => {
    expect(() => fractionFrom(text)).toThrow(RangeError);
  },
);

it("knows no fraction of nothing and no half-whole numbers", () => {
  expect(() => fraction(1, 0)).toThrow(new RangeError("a fraction needs a bottom other than zero"));
  expect(() => fraction(0.5)).toThrow(RangeError);
  expect(() => fractionFrom("1,5")).toThrow(new RangeError('"1,5" is not a number such as 0.111 or 1/9'));
});

it("orders by value, not by looks", () => {
  expect(compare(fraction(1, 3), fraction(333, 1000))).toBe(1);
  expect(compare(fraction(2, 4), fraction(1, 2))).toBe(0);
  expect(compare(fraction(-1, 2), fraction(1, 3))).toBe(-1);
});
