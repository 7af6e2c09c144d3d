import { endServers } from "./child-server.ts";
import type { Bench, Ceiling, Comparison, Figure, Measure, OpenBench } from "./bench-case.ts";
import type { Bar, Spread, Verdict } from "./rounds.ts";
import { doubtsAbout, judge, median, ratiosOf, rotated, spreadOf } from "./rounds.ts";

export interface Pace {
  readonly rounds: number;
  /** For each variant in each round. */
  readonly seconds: number;
  /** Load average of the last minute before anything was started. */
  readonly loadBefore: number;
}

/** What one bench found; the shape of an entry of `benches` in the JSON. */
export interface BenchOutcome {
  readonly name: string;
  readonly title: string;
  readonly notes: readonly string[];
  readonly variants: readonly VariantOutcome[];
  readonly comparisons: readonly ComparisonOutcome[];
  readonly ceilings: readonly CeilingOutcome[];
  readonly figures: readonly Figure[];
}

export interface VariantOutcome {
  readonly name: string;
  /** Median over the rounds, each figure for itself. */
  readonly median: Measure;
  readonly rounds: readonly Measure[];
}

export interface ComparisonOutcome extends Comparison {
  readonly ratio: Spread;
  readonly ratios: readonly number[];
  /** The same by processor time for one answer, which a busy machine and a slow load maker disturb less; null where unknown. */
  readonly byCpu: Spread | null;
  readonly verdict: Verdict;
}

export interface CeilingOutcome extends Ceiling {
  readonly value: Spread;
  readonly values: readonly number[];
  readonly verdict: Verdict;
}

/** A load maker busier than this was the limit itself. */
const LOADER_LIMIT = 0.95;
const WARM_UP = 0.5;

/** Warms up, runs the variants in turns, checks after each, and compares. Throws BenchFault when a check fails. */
export async function runBench(bench: Bench, folder: string, pace: Pace): Promise<BenchOutcome> {
  let open: OpenBench | undefined;
  try {
    open = await bench.open(folder);
    const measured = await runRounds(open, pace);
    return {
      name: bench.name,
      title: bench.title,
      notes: open.notes,
      variants: open.variants.map(({ name }) => ({ name, median: middle(measured.get(name)!), rounds: measured.get(name)! })),
      comparisons: open.comparisons.map((comparison) => compare(comparison, measured, open!.doubts, pace)),
      ceilings: (open.ceilings ?? []).map((ceiling) => hold(ceiling, measured, open!.doubts, pace)),
      figures: await open.beside(),
    };
  } finally {
    await endServers();
    await open?.close();
  }
}

async function runRounds({ variants, cold }: OpenBench, { rounds, seconds }: Pace): Promise<ReadonlyMap<string, Measure[]>> {
  const measured = new Map(variants.map(({ name }) => [name, [] as Measure[]]));
  for (const variant of cold ? [] : variants) {
    await variant.measure(seconds * WARM_UP);
    await variant.check();
  }
  for (let round = 0; round < rounds; round += 1) {
    for (const variant of rotated(variants, round)) {
      const measure = await variant.measure(seconds);
      await variant.check();
      measured.get(variant.name)!.push(measure);
    }
  }
  return measured;
}

function compare(
  comparison: Comparison,
  measured: ReadonlyMap<string, Measure[]>,
  ofPlace: readonly string[],
  pace: Pace,
): ComparisonOutcome {
  const [subject, limit] = [measured.get(comparison.subject)!, measured.get(comparison.limit)!];
  const rates = (rounds: readonly Measure[]): number[] => rounds.map(({ perSecond }) => perSecond);
  const turned = isTurned(comparison);
  const ratios = turned ? ratiosOf(rates(limit), rates(subject)) : ratiosOf(rates(subject), rates(limit));
  const ratio = spreadOf(ratios);
  const squeezed = [subject, limit].some((rounds) => (middle(rounds).loaderBusy ?? 0) > LOADER_LIMIT);
  const byCpu = turned ? cpuRatio(limit, subject) : cpuRatio(subject, limit);
  const doubts = [...doubtsAbout(ratio, pace.loadBefore), ...(squeezed ? ["the load maker was the limit"] : []), ...ofPlace];
  return { ...comparison, ratio, ratios, byCpu, verdict: judge(ratio, barOf(comparison), doubts) };
}

function isTurned({ of = "rate" }: Comparison): boolean {
  return of !== "rate";
}

function barOf(comparison: Comparison): Bar | undefined {
  const { bar } = comparison;
  if (bar === undefined) return undefined;
  return isTurned(comparison) ? { atMost: bar } : { atLeast: bar };
}

function hold(
  ceiling: Ceiling,
  measured: ReadonlyMap<string, Measure[]>,
  ofPlace: readonly string[],
  pace: Pace,
): CeilingOutcome {
  const values = measured.get(ceiling.subject)!.map(({ others }) => others![ceiling.figure]!);
  const value = spreadOf(values);
  const bar = ceiling.atMost === undefined ? undefined : { atMost: ceiling.atMost };
  const doubts = ceiling.untimed ? [] : [...doubtsAbout(value, pace.loadBefore), ...ofPlace];
  return { ...ceiling, value, values, verdict: judge(value, bar, doubts) };
}

/** How many times less processor time than the limit the subject takes; below 1 it takes more. */
function cpuRatio(subject: readonly Measure[], limit: readonly Measure[]): Spread | null {
  const [mine, its] = [subject, limit].map((rounds) => rounds.map(({ serverMicros }) => serverMicros ?? 0));
  return [...mine!, ...its!].some((micros) => micros === 0) ? null : spreadOf(ratiosOf(its!, mine!));
}

function middle(rounds: readonly Measure[]): Measure {
  const known = (values: readonly (number | null)[]): number | null => {
    const numbers = values.filter((value) => value !== null);
    return numbers.length === 0 ? null : median(numbers);
  };
  return {
    perSecond: median(rounds.map(({ perSecond }) => perSecond)),
    meanMs: median(rounds.map(({ meanMs }) => meanMs)),
    serverMicros: known(rounds.map(({ serverMicros }) => serverMicros)),
    loaderBusy: known(rounds.map(({ loaderBusy }) => loaderBusy)),
    others: Object.fromEntries(
      Object.keys(rounds[0]!.others ?? {}).map((name) => [name, median(rounds.map(({ others }) => others![name]!))]),
    ),
  };
}
