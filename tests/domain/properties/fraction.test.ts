import fc from "fast-check";
import { expect, it } from "vitest";
import { add, compare, fraction, fractionFrom, roundHalfUp, sum, times } from "../../../server/domain/exact/fraction.ts";
import { RUNS } from "./any-survey.ts";

const whole = fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n });
const bottom = fc.bigInt({ min: 1n, max: 10n ** 9n });
const anyFraction = fc.tuple(whole, bottom).map(([t, b]) => fraction(t, b));

it("rounds half up: the printed figure is the nearest, and of two nearest the one farther from zero", () => {
  fc.assert(
    fc.property(whole, bottom, fc.integer({ min: 0, max: 6 }), (top, under, digits) => {
      const printed = roundHalfUp(fraction(top, under), digits);
      expect(printed).toMatch(digits === 0 ? /^-?\d+$/ : new RegExp(`^-?\\d+\\.\\d{${digits}}$`));
      expect(printed).not.toMatch(/^-0(?:\.0*)?$/);
      const unit = 10n ** BigInt(digits);
      const size = BigInt(printed.replace(/[.-]/g, ""));
      const [left, right] = [size * under, (top < 0n ? -top : top) * unit];
      // size − ½ ≤ |value| < size + ½, in units of the last digit
      expect(2n * left - under <= 2n * right && 2n * right < 2n * left + under).toBe(true);
    }),
    RUNS,
  );
});

it("prints a number with as many decimals as it has unchanged", () => {
  fc.assert(
    fc.property(fc.nat(10 ** 9), fc.integer({ min: 1, max: 6 }), (digits, places) => {
      const text = String(digits).padStart(places + 1, "0");
      const written = `${text.slice(0, -places)}.${text.slice(-places)}`;
      expect(roundHalfUp(fractionFrom(written), places)).toBe(written);
    }),
    RUNS,
  );
});

it("obeys the laws of arithmetic", () => {
  fc.assert(
    fc.property(anyFraction, anyFraction, anyFraction, (a, b, c) => {
      expect(add(a, b)).toEqual(add(b, a));
      expect(times(a, b)).toEqual(times(b, a));
      expect(add(add(a, b), c)).toEqual(add(a, add(b, c)));
      expect(times(a, add(b, c))).toEqual(add(times(a, b), times(a, c)));
      expect(sum([a, b, c])).toEqual(add(a, add(b, c)));
      expect(add(a, times(a, fraction(-1)))).toEqual(fraction(0));
      expect(Math.sign(compare(a, b))).toBe(-Math.sign(compare(b, a)) + 0);
      expect(compare(a, b) === 0).toBe(a.top === b.top && a.bottom === b.bottom);
    }),
    RUNS,
  );
});

it("has one form for each value, with the sign on top", () => {
  fc.assert(
    fc.property(
      whole,
      bottom,
      fc.bigInt({ min: -1000n, max: 1000n }).filter((n) => n !== 0n),
      (top, under, by) => {
        expect(fraction(top * by, under * by)).toEqual(fraction(top, under));
        expect(fraction(top * by, under * by).bottom > 0n).toBe(true);
      },
    ),
    RUNS,
  );
});
