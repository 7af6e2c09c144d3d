import type { Measure } from "./bench-case.ts";
import type { Machine } from "./machine.ts";
import type { Verdict } from "./rounds.ts";
import type { BenchOutcome, CeilingOutcome, ComparisonOutcome, Pace } from "./run-bench.ts";

const CEILING_COLUMNS = ["figure", "median", "range", "unit", "bar", "verdict"];

/** The line above everything: where, with what, and how busy the place was. */
export function headLines(machine: Machine, { rounds, seconds, loadBefore }: Pace): string {
  const versions = Object.entries(machine.versions).map(([name, version]) => `${name} ${version}`);
  return [
    `${machine.cores} × ${machine.processor}, ${machine.memoryGiB} GiB, ${machine.platform}, Node ${machine.node}`,
    `load made by ${machine.loadMaker}; ${versions.join(", ")}`,
    `${rounds} rounds of ${seconds} s for each variant, in turns; load average before the start ${loadBefore.toFixed(2)}`,
    "",
  ].join("\n");
}

/** One bench as text: what each variant did, then how they compare. */
export function benchLines(outcome: BenchOutcome): string {
  const speeds = outcome.variants.map(({ name, median }) => [name, ...measureCells(median)]);
  const ratios = outcome.comparisons.map((one) => [
    `${one.of === undefined || one.of === "rate" ? "" : `${one.of} of `}${one.subject} ÷ ${one.limit}`,
    ...comparisonCells(one),
  ]);
  const ceilings = outcome.ceilings.map((one) => [`${one.subject}: ${one.figure}`, ...ceilingCells(one)]);
  return [
    "",
    `${outcome.name}: ${outcome.title}`,
    ...outcome.notes.map((note) => `  (${note})`),
    ...columns([["variant", "per second", "mean ms", "CPU µs each", "loader busy"], ...speeds]),
    "",
    ...columns([["ratio", "median", "range", "by CPU", "bar", "verdict"], ...ratios], ["verdict"]),
    ...(ceilings.length === 0 ? [] : ["", ...columns([CEILING_COLUMNS, ...ceilings], ["unit", "verdict"])]),
    ...outcome.figures.map(({ name, value, unit }) => `  ${name}: ${number(value)} ${unit}`.trimEnd()),
    "",
  ].join("\n");
}

function measureCells({ perSecond, meanMs, serverMicros, loaderBusy }: Measure): string[] {
  return [
    number(perSecond),
    number(meanMs),
    serverMicros === null ? "–" : number(serverMicros),
    loaderBusy === null ? "–" : `${Math.round(loaderBusy * 100)} %`,
  ];
}

function ceilingCells({ value, unit, atMost, verdict }: CeilingOutcome): string[] {
  const bar = atMost === undefined ? "–" : `≤ ${number(atMost)}`;
  return [number(value.median), `${number(value.low)}–${number(value.high)}`, unit, bar, verdictWords(verdict, value.median)];
}

function comparisonCells({ ratio, byCpu, bar, of, verdict }: ComparisonOutcome): string[] {
  return [
    number(ratio.median),
    `${number(ratio.low)}–${number(ratio.high)}`,
    byCpu === null ? "–" : number(byCpu.median),
    bar === undefined ? "–" : `${of === undefined || of === "rate" ? "≥" : "≤"} ${number(bar)}`,
    verdictWords(verdict, ratio.median),
  ];
}

/** A bar that was missed is named with what this machine reached. */
function verdictWords(verdict: Verdict, reached: number): string {
  if (verdict.kind === "withheld") return `withheld: ${verdict.why.join("; ")}`;
  return verdict.kind === "missed" ? `missed; reached here: ${number(reached)}` : verdict.kind;
}

/** Three digits that count, and no more. */
function number(value: number): string {
  const size = Math.abs(value);
  const digits = size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
  return value.toLocaleString("en", { minimumFractionDigits: digits, maximumFractionDigits: digits }).replace(/\.0+$/, "");
}

/** Cells under one another, the first row being the names of the columns: figures to the right, the first column and `words` to the left. */
function columns(rows: readonly (readonly string[])[], words: readonly string[] = []): string[] {
  const names = rows[0]!;
  const widths = names.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const place = (cell: string, at: number): string =>
    at === 0 || words.includes(names[at]!) ? cell.padEnd(widths[at]!) : cell.padStart(widths[at]!);
  return rows.map((row) => `  ${row.map(place).join("  ")}`.trimEnd());
}
