/** One bench; extension by list (benches.ts). */
export interface Bench {
  /** As it is typed: "form-page". */
  readonly name: string;
  readonly title: string;
  /** Makes and starts what it needs over `folder`, an empty directory of its own. */
  open(folder: string): Promise<OpenBench>;
}

export interface OpenBench {
  readonly variants: readonly Variant[];
  readonly comparisons: readonly Comparison[];
  /** Figures of single variants that must stay low, whatever the others do. */
  readonly ceilings?: readonly Ceiling[];
  /** What to know for reading the figures; one line each. */
  readonly notes: readonly string[];
  /** Reasons of this place or machine not to judge; empty as a rule. */
  readonly doubts: readonly string[];
  /** Figures printed beside the ratios, measured after the rounds. */
  beside(): Promise<readonly Figure[]>;
  /** True where a round of half the length before the others would spoil what is measured. */
  readonly cold?: boolean;
  /** Closes files; servers are ended by whoever runs the bench. */
  close(): Promise<void>;
}

export interface Variant {
  readonly name: string;
  /** Works for so many seconds. Throws BenchFault when an answer was not as it must be: such a round does not count. */
  measure(seconds: number): Promise<Measure>;
  /** Whether everything that was acknowledged is there and right; throws BenchFault when not. */
  check(): Promise<void>;
}

export interface Measure {
  readonly perSecond: number;
  /** How long one answer took on average, in milliseconds. */
  readonly meanMs: number;
  /** Processor time of the server for one answer, in microseconds; null where the system does not tell. */
  readonly serverMicros: number | null;
  /** Share of one core that the load maker used; near 1 it was itself the limit, and ratios are squeezed towards 1. */
  readonly loaderBusy: number | null;
  /** What else was measured in the round, by name; what it is in is said where it is judged. */
  readonly others?: Readonly<Record<string, number>>;
}

/** How many times the limit's rate, or time, the subject reaches. */
export interface Comparison {
  readonly subject: string;
  readonly limit: string;
  /** "rate" where nothing is said; times and sizes are the rates turned over. */
  readonly of?: "rate" | "time" | "size";
  /** Where there is such a bar: the least that the median has to reach, of times and sizes the most. */
  readonly bar?: number;
}

/** One of the other figures of a variant, which must not be above `atMost`. */
export interface Ceiling {
  readonly subject: string;
  readonly figure: string;
  readonly unit: string;
  /** Absent where the figure is only to be known. */
  readonly atMost?: number;
  /** True for what a busy machine cannot change, such as bytes on the disk. */
  readonly untimed?: boolean;
}

export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
}

/** An outcome that makes the figures of a bench worthless. */
export class BenchFault extends Error {}
