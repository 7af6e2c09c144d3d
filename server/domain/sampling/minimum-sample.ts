/**
 * How many respondents suffice for a population, after Krejcie and Morgan (1970), 5 % level: the table printed in SKM reports.
 * The formula S = λ²·N·P·Q / (d²(N − 1) + λ²·P·Q) with λ² = 3.841 (dk = 1), P = Q = 0.5, d = 0.05, rounded half up,
 * reproduces every row and is used between them. Cited by PA Bogor (N 5000 → 357) and by the report template that units use;
 * whether the text of PermenPANRB 14/2017 names it is unverified.
 */
export const krejcieMorgan: readonly (readonly [population: number, sample: number])[] = [
  [10, 10],
  [15, 14],
  [20, 19],
  [25, 24],
  [30, 28],
  [35, 32],
  [40, 36],
  [45, 40],
  [50, 44],
  [55, 48],
  [60, 52],
  [65, 56],
  [70, 59],
  [75, 63],
  [80, 66],
  [85, 70],
  [90, 73],
  [95, 76],
  [100, 80],
  [110, 86],
  [120, 92],
  [130, 97],
  [140, 103],
  [150, 108],
  [160, 113],
  [170, 118],
  [180, 123],
  [190, 127],
  [200, 132],
  [210, 136],
  [220, 140],
  [230, 144],
  [240, 148],
  [250, 152],
  [260, 155],
  [270, 159],
  [280, 162],
  [290, 165],
  [300, 169],
  [320, 175],
  [340, 181],
  [360, 186],
  [380, 191],
  [400, 196],
  [420, 201],
  [440, 205],
  [460, 210],
  [480, 214],
  [500, 217],
  [550, 226],
  [600, 234],
  [650, 242],
  [700, 248],
  [750, 254],
  [800, 260],
  [850, 265],
  [900, 269],
  [950, 274],
  [1000, 278],
  [1100, 285],
  [1200, 291],
  [1300, 297],
  [1400, 302],
  [1500, 306],
  [1600, 310],
  [1700, 313],
  [1800, 317],
  [1900, 320],
  [2000, 322],
  [2200, 327],
  [2400, 331],
  [2600, 335],
  [2800, 338],
  [3000, 341],
  [3500, 346],
  [4000, 351],
  [4500, 354],
  [5000, 357],
  [6000, 361],
  [7000, 364],
  [8000, 367],
  [9000, 368],
  [10000, 370],
  [15000, 375],
  [20000, 377],
  [30000, 379],
  [40000, 380],
  [50000, 381],
  [75000, 382],
  [1000000, 384],
];

/**
 * The minimum sample for `population` people served in the period. Whole number of people; 0 for nobody.
 * Throws RangeError when the population is not a whole number of at least zero.
 * @example minimumSample(5000) // => 357
 * @example minimumSample(1250) // => 294
 */
export function minimumSample(population: number): number {
  if (!Number.isSafeInteger(population) || population < 0) throw new RangeError("population must be a whole number of people");
  const row = krejcieMorgan.find(([size]) => size === population);
  return row ? row[1] : krejcieMorganFormula(population);
}

/**
 * The formula alone, rounded half up to whole people; 3.841 and the squares are scaled so that no float is involved.
 * @example krejcieMorganFormula(1700) // => 313
 */
export function krejcieMorganFormula(population: number): number {
  if (population === 0) return 0;
  const top = 384100n * BigInt(population); // λ²·N·P·Q, times 400 000
  const bottom = 1000n * (BigInt(population) - 1n) + 384100n; // d²(N−1) + λ²·P·Q, times 400 000
  return Number((2n * top + bottom) / (2n * bottom));
}
