/**
 * Student's t distribution: how far a mean may stray by chance when the spread is itself guessed from the answers. Floating
 * point, right to at least nine digits for 1 to a million degrees of freedom, which need not be whole; more count as a million,
 * where t and the normal distribution agree in six digits.
 */
const MOST_FREEDOM = 1e6;

/**
 * The value that |t| exceeds by chance with the given probability: at 0.05 and 10 degrees of freedom 2.228.
 * Throws RangeError when `probability` is not between 0 and 1, or `freedom` is not above zero.
 * @example studentLimit(0.05, 10).toFixed(3) // => "2.228"
 * @example studentLimit(0.05, Infinity).toFixed(3) // => "1.960"
 */
export function studentLimit(probability: number, freedom: number): number {
  if (!(probability > 0 && probability < 1)) throw new RangeError("a probability lies between 0 and 1");
  let [low, high] = [0, 2];
  while (studentTail(high, freedom) > probability) [low, high] = [high, high * 2];
  let limit = (low + high) / 2;
  // Newton's steps on the logarithm of the tail, halving the bracket instead wherever a step would leave it.
  for (let step = 0; step < 100; step++) {
    const tail = studentTail(limit, freedom);
    if (tail > probability) low = limit;
    else high = limit;
    let next = limit + (Math.log(tail / probability) * tail) / (2 * studentDensity(limit, freedom));
    if (!(next > low && next < high)) next = (low + high) / 2;
    if (Math.abs(next - limit) <= 1e-12 * limit) return next;
    limit = next;
  }
  return limit;
}

/**
 * The probability that |t| is at least as large by chance alone: the two-sided p-value.
 * Throws RangeError when `freedom` is not above zero.
 * @example studentTail(2.228, 10).toFixed(3) // => "0.050"
 * @example studentTail(0, 7) // => 1
 */
export function studentTail(t: number, freedom: number): number {
  if (!(freedom > 0)) throw new RangeError("degrees of freedom must be above zero");
  if (t === 0) return 1;
  if (!Number.isFinite(t)) return 0;
  const df = Math.min(freedom, MOST_FREEDOM);
  return incompleteBeta(df / (t * t), df / 2, 1 / 2);
}

function studentDensity(t: number, freedom: number): number {
  const df = Math.min(freedom, MOST_FREEDOM);
  return Math.exp(
    logGamma((df + 1) / 2) - logGamma(df / 2) - 0.5 * Math.log(df * Math.PI) - ((df + 1) / 2) * Math.log1p((t * t) / df),
  );
}

/** The regularized incomplete beta function I(x; a, b), by the odds x / (1 − x), since x itself may lie very near 0 or 1. */
function incompleteBeta(odds: number, a: number, b: number): number {
  const [x, rest] = [odds / (1 + odds), 1 / (1 + odds)];
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) - a * Math.log1p(1 / odds) - b * Math.log1p(odds));
  // The continued fraction goes quickly on the near side of the mean only; the far side is its complement.
  return x < (a + 1) / (a + b + 2) ? (front * betaFraction(x, a, b)) / a : 1 - (front * betaFraction(rest, b, a)) / b;
}

/** Continued fraction of the incomplete beta function, by Lentz's method. */
function betaFraction(x: number, a: number, b: number): number {
  const away = (value: number): number => (Math.abs(value) < 1e-300 ? 1e-300 : value);
  let c = 1;
  let d = 1 / away(1 - ((a + b) * x) / (a + 1));
  let value = d;
  for (let m = 1; m <= 1000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / away(1 + even * d);
    c = away(1 + even / c);
    value *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / away(1 + odd * d);
    c = away(1 + odd / c);
    value *= d * c;
    if (Math.abs(d * c - 1) < 1e-15) break;
  }
  return value;
}

const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905,
  -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];

/** The logarithm of the gamma function for z ≥ 1/2, after Lanczos. */
function logGamma(z: number): number {
  const base = z + 6.5;
  const series = LANCZOS.reduce((total, coefficient, at) => total + (at === 0 ? coefficient : coefficient / (z - 1 + at)), 0);
  return 0.5 * Math.log(2 * Math.PI) + (z - 0.5) * Math.log(base) - base + Math.log(series);
}
