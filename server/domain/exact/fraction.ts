/**
 * An exact fraction of two whole numbers, so that an index never depends on how a computer rounds along the way.
 * `bottom` is always above zero; fractions are kept in lowest terms.
 */
export interface Fraction {
  readonly top: bigint;
  readonly bottom: bigint;
}

/**
 * The fraction `top / bottom` in lowest terms. Throws RangeError when `bottom` is zero.
 * @example fraction(6, 4) // => { top: 3n, bottom: 2n }
 */
export function fraction(top: number | bigint, bottom: number | bigint = 1n): Fraction {
  let [t, b] = [BigInt(top), BigInt(bottom)];
  if (b === 0n) throw new RangeError("a fraction needs a bottom other than zero");
  if (b < 0n) [t, b] = [-t, -b];
  const common = greatestCommonDivisor(t < 0n ? -t : t, b);
  return { top: t / common, bottom: b / common };
}

/**
 * Reads what a person writes as a number: "0.111", "3.58", "1/9", "25". Throws RangeError on anything else.
 * @example fractionFrom("0.111") // => { top: 111n, bottom: 1000n }
 * @example fractionFrom("1/9") // => { top: 1n, bottom: 9n }
 */
export function fractionFrom(text: string): Fraction {
  const quotient = /^(-?\d+)\/(\d+)$/.exec(text);
  if (quotient) return fraction(BigInt(quotient[1]!), BigInt(quotient[2]!));
  const decimal = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  if (!decimal) throw new RangeError(`"${text}" is not a number such as 0.111 or 1/9`);
  const [, sign, whole, digits = ""] = decimal;
  const size = BigInt(`${whole!}${digits}`);
  return fraction(sign === "-" ? -size : size, 10n ** BigInt(digits.length));
}

/** @example add(fraction(1, 3), fraction(1, 6)) // => { top: 1n, bottom: 2n } */
export function add(a: Fraction, b: Fraction): Fraction {
  return fraction(a.top * b.bottom + b.top * a.bottom, a.bottom * b.bottom);
}

/** @example times(fraction(2, 3), fraction(3, 4)) // => { top: 1n, bottom: 2n } */
export function times(a: Fraction, b: Fraction): Fraction {
  return fraction(a.top * b.top, a.bottom * b.bottom);
}

/** @example sum([fraction(1, 9), fraction(2, 9)]) // => { top: 1n, bottom: 3n } */
export function sum(parts: readonly Fraction[]): Fraction {
  return parts.reduce(add, fraction(0));
}

/** Below zero when `a` is the smaller, above zero when it is the larger, zero when they are equal. */
export function compare(a: Fraction, b: Fraction): number {
  const difference = a.top * b.bottom - b.top * a.bottom;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/**
 * Rounds half up (away from zero) once, and writes exactly `digits` decimals with a point.
 * @example roundHalfUp(fraction(76605, 1000), 2) // => "76.61"
 * @example roundHalfUp(fraction(1, 3), 3) // => "0.333"
 */
export function roundHalfUp(value: Fraction, digits: number): string {
  const negative = value.top < 0n;
  const size = negative ? -value.top : value.top;
  const scaled = size * 10n ** BigInt(digits);
  const rounded = (2n * scaled + value.bottom) / (2n * value.bottom);
  const text = rounded.toString().padStart(digits + 1, "0");
  const written = digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
  return negative && rounded !== 0n ? `-${written}` : written;
}

/**
 * Writes a value from 0 up as far as `digits` decimals go, cut off and not rounded; "…" at the end says that more follow.
 * @example cutOff(fraction(630, 187), 6) // => "3.368983…"
 * @example cutOff(fraction(7, 2), 6) // => "3.5"
 */
export function cutOff(value: Fraction, digits: number): string {
  const scaled = value.top * 10n ** BigInt(digits);
  const text = (scaled / value.bottom).toString().padStart(digits + 1, "0");
  const written = `${text.slice(0, -digits)}.${text.slice(-digits)}`;
  return scaled % value.bottom === 0n ? written.replace(/\.?0+$/, "") : `${written}…`;
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  while (b !== 0n) [a, b] = [b, a % b];
  return a === 0n ? 1n : a;
}
