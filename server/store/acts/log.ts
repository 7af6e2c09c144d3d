import type { LocalDate, Month } from "../../domain/periods/period.ts";
import type { Response } from "../../domain/response.ts";
import type { EntryHead, EntryKind } from "../../log/records.ts";

/** What the log of a unit does not hold whole yet: answers of a day, of an import, those that came late on a day, or comments of a month. */
export interface LogPart {
  readonly kind: Exclude<EntryKind, "epoch">;
  /** The day (of late answers that on which they arrived), the import's number, or the month. */
  readonly of: string;
}

/** Up to where a log is to be brought, the bounds themselves left out. */
export interface LogBounds {
  readonly answers: LocalDate;
  /** By the day on which they were imported. */
  readonly imports: LocalDate;
  readonly comments: Month;
  /** Looks at all days; otherwise at those since forty days before the last one that is logged, where nearly all that comes late is. */
  readonly everyDay?: boolean;
}

/** Leaves that came into the log of a unit together (log/records.ts), and the tree as it was then. Append-only. */
export interface LogEntry extends EntryHead {
  /** 1, 2, 3 and so on within the unit. */
  readonly number: number;
  /** Counts how often the log began anew on a copy of the data; 1 at first. */
  readonly epoch: number;
  /** Of the tree with this entry. */
  readonly size: number;
  /** Hashes of 32 bytes behind one another, ascending. */
  readonly leaves: Uint8Array;
  /** The frontier of the tree with this entry, hashes behind one another. */
  readonly frontier: Uint8Array;
  /** Digests of the keys whose answers came on the day, 16 bytes each, ascending. */
  readonly receipts: Uint8Array;
  /** What was signed over the tree with this entry. */
  readonly checkpoint: string;
}

/** The log of each unit that shows tampering. */
export interface LogStore {
  /** The parts of which there is more than the log holds: days first, then imports, late answers and comments, each in their order. */
  pending(unitId: number, until: LogBounds): Promise<readonly LogPart[]>;
  /** The answers of a part with their random numbers, those that were set aside among them, in pages; comments are none. */
  answers(unitId: number, part: LogPart): AsyncIterable<readonly { readonly id: Uint8Array; readonly response: Response }[]>;
  comments(unitId: number, month: Month): Promise<readonly { readonly id: Uint8Array; readonly words: string }[]>;
  /** Digests of the keys of a day, ascending; none once the day is closed. */
  receipts(unitId: number, day: LocalDate): Promise<readonly Uint8Array[]>;
  /** Whether a key with that digest was ever used. */
  hasReceipt(keyDigest: Uint8Array): Promise<boolean>;
  last(unitId: number): Promise<LogEntry | undefined>;
  /** The entry after which the tree had that size. */
  ofSize(unitId: number, size: number): Promise<LogEntry | undefined>;
  /** From the first on, or only those of one part. */
  entries(unitId: number, part?: LogPart): AsyncIterable<LogEntry>;
  /** "taken" when another process has appended one of that number. */
  append(unitId: number, entry: LogEntry): Promise<"appended" | "taken">;
  /** Whether the data were restored from a copy and their logs have not begun a new epoch yet. */
  isEpochDue(): Promise<boolean>;
  /** The logs of all units have. */
  epochsBegun(): Promise<void>;
}
