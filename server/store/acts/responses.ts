import type { LocalDate, Month } from "../../domain/periods/period.ts";
import type { SurveyRef } from "../../domain/questionnaire/definition.ts";
import type { Channel, Reason, Response } from "../../domain/response.ts";
import type { Tally } from "../../domain/tally.ts";
import type { SurveyVersion } from "./upkeep.ts";

/** A citizen's submission. The key itself is never kept, only digests that somebody without the key cannot test. */
export interface Submission {
  readonly unitId: number;
  readonly response: Response;
  readonly comment: string | null;
  /** Why low scores were given; of surveys of this response only. Kept apart, in no order and without a link to it. */
  readonly reasons: readonly Reason[];
  /** Digest of the citizen's key: 16 bytes, the unique column. */
  readonly keyDigest: Uint8Array;
  /** Digest of key and answers together: 16 bytes, forgotten at day close. */
  readonly answersDigest: Uint8Array;
}

/**
 * kept: stored now. repeated: the same submission was stored before. conflict: the key was used for other answers. closed: its
 * month takes no answers any more; nothing is kept, not even the key.
 */
export type SubmissionOutcome = "kept" | "repeated" | "conflict" | "closed";

export interface ImportedRow {
  readonly response: Response;
  readonly comment: string | null;
}

export interface ImportBatch {
  readonly unitId: number;
  /** SHA-256 of the file, lower-case hexadecimal. */
  readonly fileDigest: string;
  readonly importedOn: LocalDate;
  /** Names of services that the unit does not have yet and takes over with the batch. */
  readonly newServices: readonly string[];
  /** The rows, once the new services have numbers; asked for once, read as they are written. */
  rows(numberOf: ReadonlyMap<string, number>): Iterable<ImportedRow>;
}

/**
 * kept whole; or nothing: the same file stands already, a new service has come into the unit by another way meanwhile, or a row
 * falls into a month that was closed meanwhile.
 */
export type ImportOutcome = { readonly batchId: number; readonly rows: number } | "repeated" | "services-changed" | "closed";

/** The finest counters that are kept; every index, trend and split is a sum of these. */
export interface Cell {
  readonly month: Month;
  readonly survey: SurveyRef;
  readonly serviceId: number | null;
  readonly counterId: number;
  readonly channel: Channel;
  readonly tally: Tally;
}

/** The used responses of a month whose people gave one answer to one question about themselves. */
export interface ProfileCell {
  readonly month: Month;
  readonly survey: SurveyRef;
  readonly question: string;
  readonly code: string;
  /** `received` counts all of them, rated or not; `excluded` is 0. */
  readonly tally: Tally;
}

/** A kept response as it is read back for an export, without anything that orders it by arrival. */
export interface KeptResponse extends Response {
  readonly excluded: boolean;
}

/** The shape of packed responses; one object for all rows of that shape. */
export interface Sheet {
  /** In the order in which their answers are packed. */
  readonly surveys: readonly SurveyVersion[];
  /** Keys of the profile, in the order of its packed codes. */
  readonly profileKeys: readonly string[];
}

/**
 * Used responses as they lie in their rows, one after another in `bytes` and gone through with a cursor: an object for each of
 * a million would cost more than to read them. `next` goes on to the first and each following one and is false behind the
 * last; everything but `count` and `bytes` is about the response it has come to. What ends with "At" or "End" is a place in
 * `bytes`. Throws for answers that do not fit their sheet. Good until the next page is asked for, which takes its place.
 */
export interface PackedRows {
  /** How many there are. */
  readonly count: number;
  readonly bytes: Uint8Array;
  next(): boolean;
  /** Ten characters (2026-11-22). */
  readonly dateAt: number;
  readonly serviceId: number | null;
  readonly channelAt: number;
  readonly channelEnd: number;
  readonly sheet: Sheet;
  /** One character for each question of each survey of the sheet: 1–9 the score, 0 without a score, - not answered. */
  readonly answersAt: number;
}

/** Which responses a reader gets. */
export interface Reading {
  /** Leaves out those that were held back from staff figures on that day or later. */
  readonly withoutHeldSince?: LocalDate;
}

export interface MonthRange {
  readonly unitId: number;
  /** First month in. */
  readonly from: Month;
  /** First month out. */
  readonly until: Month;
}

/** How often a reason was given for a low score of a question. */
export interface ReasonCount extends Reason {
  readonly times: number;
}

/** Used responses of one day. */
export interface DayCount {
  readonly date: LocalDate;
  readonly serviceId: number | null;
  readonly counterId: number;
  readonly channel: Channel;
  readonly answers: number;
}

/** Answers, and the counters that are kept with them. */
export interface ResponseStore {
  add(submission: Submission): Promise<SubmissionOutcome>;
  /**
   * All rows or none, in short turns so that citizens are served meanwhile: until the last turn nobody sees a row of it. What
   * a killed import leaves behind is never seen and is removed at day close.
   */
  importBatch(batch: ImportBatch): Promise<ImportOutcome>;
  batches(
    unitId: number,
  ): Promise<readonly { id: number; fileDigest: string; importedOn: LocalDate; rows: number; undone: boolean }[]>;
  /**
   * Sets a whole import aside (reason `impor-keliru`); rows stay, counters move from used to excluded. "done" when it was already,
   * "closed" when a row of it lies in a month that takes no answers any more.
   */
  undoImport(unitId: number, batchId: number, by: string): Promise<"undone" | "done" | "not-found" | "closed">;
  /** Counters of the months, exact to the last answer. */
  cells(range: MonthRange): Promise<readonly Cell[]>;
  profile(range: MonthRange): Promise<readonly ProfileCell[]>;
  /**
   * Answers of the day `since` or later that staff pages do not count yet: up to four for each day, service, counter and
   * channel. They are let go five at a time, or when the day is over, so that nobody can subtract a visitor.
   */
  heldBack(unitId: number, since: LocalDate): Promise<readonly Response[]>;
  /**
   * Used responses of the months by day, within a day in the random order of their ids, in pages; other requests are served
   * between two pages. Those of imports that were set aside or not whole when the reading began are left out.
   */
  pages(range: MonthRange, reading?: Reading): AsyncIterable<PackedRows>;
  /** All responses of the months in the same order, unfolded one by one, with those of imports that were set aside. */
  rows(range: MonthRange, reading?: Reading): AsyncIterable<KeptResponse>;
  /** Comments of the months, in random order, those written on the day `since` or later left out. */
  comments(range: MonthRange, since: LocalDate): Promise<readonly string[]>;
  /** Why low scores were given in the months, how often each code; those written on the day `since` or later left out. */
  reasons(range: MonthRange, since: LocalDate): Promise<readonly ReasonCount[]>;
  /** How many responses that are used came in on each day, service and counter of the months; days without any are left out. */
  days(range: MonthRange): Promise<readonly DayCount[]>;
}
