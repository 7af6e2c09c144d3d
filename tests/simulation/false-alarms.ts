import { alarms, coverage, groupCoverage } from "./studies.ts";

/**
 * How often we would be wrong about honest units: thousands of made-up ones, the same on every machine. Prints tables; the bars
 * stand in tests/domain/certainty/simulation.test.ts, which runs a small part of this. Takes some minutes.
 */
const print = (...cells: (string | number)[]): void => {
  process.stdout.write(`${cells.map((cell) => (typeof cell === "number" ? cell.toFixed(1) : cell).padStart(9)).join("")}\n`);
};
const SIZES = [30, 100, 300, 1000, 2000];
const CORRELATIONS = [0.3, 0.5, 0.7];
const LEVELS = [3.2, 3.6, 3.85];
const rounds = (n: number): number => (n > 300 ? 1000 : 4000);
const unit = (level: number, correlation: number) => ({ level, correlation, spread: level > 3.8 ? 0.1 : 0.5, optOut: 0.3 });

const settings = SIZES.flatMap((n) => CORRELATIONS.flatMap((correlation) => LEVELS.map((level) => ({ n, correlation, level }))));

process.stdout.write(
  "\nHow often the 95 % interval holds the truth, in %; half of those served answered where the number served is known\n",
);
print("n", "corr.", "level", "index", "below", "above", "unsur", "width", "known", "unsur", "width");
for (const [at, { n, correlation, level }] of settings.entries()) {
  const open = coverage(unit(level, correlation), n, null, rounds(n), 1000 + at);
  const known = coverage(unit(level, correlation), n, 2 * n, rounds(n) / 2, 2000 + at);
  const figures = [open.index, open.below, open.above, open.items, open.width, known.index, known.items, known.width];
  print(String(n), String(correlation), String(level), ...figures);
}

process.stdout.write("\nFalse alarms between two periods in which nothing changed, in %\n");
print("n", "corr.", "level", "index", "unsur", "no Holm");
for (const [at, { n, correlation, level }] of settings.entries()) {
  const found = alarms(unit(level, correlation), [n, Math.round(1.5 * n)], 0, rounds(n), 3000 + at);
  print(String(n), String(correlation), String(level), found.index, found.anyItem, found.anyItemUncorrected);
}

process.stdout.write("\nHow often a fall of the index is seen, in %\n");
print("n", "corr.", "level", "1 point", "2 points", "3 points");
for (const n of [100, 300, 1000]) {
  for (const correlation of CORRELATIONS) {
    for (const level of LEVELS) {
      const seen = [1, 2, 3].map((fall) => alarms(unit(level, correlation), [n, n], fall, 1000, 4000 + n).down);
      print(String(n), String(correlation), String(level), ...seen);
    }
  }
}

process.stdout.write("\nHow often the approximate interval of a group holds the truth, in %; groups of 5, 10, 20, 60 and 155\n");
print("corr.", "level", "moods", "5", "10", "20", "60", "155");
const groups = [5, 10, 20, 60, 155];
for (const [name, moods] of [
  ["alike", [0, 0, 0, 0, 0]],
  ["apart", [-0.5, 0.3, -0.3, 0.5, 0]],
] as const) {
  for (const correlation of CORRELATIONS) {
    for (const level of LEVELS) {
      print(String(correlation), String(level), name, ...groupCoverage(unit(level, correlation), groups, moods, 2000, 5000));
    }
  }
}
