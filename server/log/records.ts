import { hash } from "node:crypto";
import type { LocalDate, Month } from "../domain/periods/period.ts";
import type { Response } from "../domain/response.ts";

/**
 * What stands in the log of a unit, as one line of JSON for each leaf, with its fields in the order of their names. Whoever has the
 * lines can build the tree again. Entries follow one another as the days end; the leaves of one entry stand in the order of their
 * hashes, so that the log does not tell in which order people came.
 */

/** What an entry of the log is about. */
export const entryKinds = ["day", "import", "late", "comments", "epoch"] as const;
export type EntryKind = (typeof entryKinds)[number];

/**
 * The first thing about an entry, a leaf like the others. `of` is the day, the import's number, the month of the comments, or the
 * epoch; `records` how many leaves of answers or comments came with it; `receipts` the digest of the list that was handed out.
 */
export interface EntryHead {
  readonly kind: EntryKind;
  readonly of: string;
  readonly records: number;
  /** Digest of the receipts of the day's answers, or of the imported file, both lower-case hexadecimal; for an epoch its reason. */
  readonly about: string;
}

export function headRecord({ kind, of, records, about }: EntryHead): string {
  return JSON.stringify({ about, kind, of, record: "entry", records });
}

/**
 * An answer without comment, flags and time of day. Scores stand open, by question; what is said of the person, the counter, the
 * service and the half of the day stands behind a digest that only who holds the row can rebuild. `id` is the row's random
 * number: neither salt leads back to it, nor from one to the other.
 */
export function answerRecord(id: Uint8Array, response: Response): string {
  return JSON.stringify({
    answers: openAnswers(response),
    channel: response.channel,
    date: response.date,
    hidden: hiddenDigest(id, response),
    record: "answer",
    salt: salted("log", id),
  });
}

/** An answer that came in after its period was closed: `date` is the day on which it was given, and it is counted nowhere. */
export function lateRecord(id: Uint8Array, arrivedOn: LocalDate, response: Response): string {
  return JSON.stringify({
    answers: openAnswers(response),
    arrived: arrivedOn,
    channel: response.channel,
    date: response.date,
    hidden: hiddenDigest(id, response),
    record: "late",
    salt: salted("log", id),
  });
}

function openAnswers({ surveys }: Response): Readonly<Record<string, unknown>> {
  return inOrder(new Map([...surveys].map(([ref, answers]) => [ref, inOrder(answers)])));
}

function hiddenDigest(id: Uint8Array, { counterId, serviceId, session, profile }: Response): string {
  const hidden = JSON.stringify([salted("hidden", id), counterId, serviceId, session, [...profile].sort(byName)]);
  return hash("sha256", hidden).slice(0, 32);
}

/** A comment may be erased together with its number; its leaf then tells nothing any more, and the tree still holds. */
export function commentRecord(id: Uint8Array, month: Month, words: string): string {
  return JSON.stringify({ month, record: "comment", salt: salted("comment", id), words });
}

/** The digest over a list of receipts, whatever order they come in. */
export function receiptsDigest(receipts: readonly Uint8Array[]): string {
  const lines = receipts.map((receipt) => `${Buffer.from(receipt).toString("hex")}\n`).sort();
  return hash("sha256", lines.join(""));
}

/** How the log goes on after a copy of the data took the place of the data. */
export interface Epoch {
  readonly number: number;
  readonly day: LocalDate;
  readonly reason: string;
  /** Size and root of the last checkpoint that the copy holds; null when it holds none. */
  readonly after: { readonly size: number; readonly root: string } | null;
}

export function epochHead({ number, day, reason, after }: Epoch): EntryHead {
  return { kind: "epoch", of: String(number), records: 0, about: JSON.stringify({ after, day, reason }) };
}

/** 12 bytes in hexadecimal that cannot be led back to the number. */
export function salted(use: "log" | "hidden" | "comment" | "shown", id: Uint8Array): string {
  return hash("sha256", Buffer.concat([Buffer.from(`${use}\n`), id])).slice(0, 24);
}

function inOrder<T>(map: ReadonlyMap<string, T>): Readonly<Record<string, T>> {
  return Object.fromEntries<T>([...map].sort(byName));
}

function byName<T>([a]: readonly [string, T], [b]: readonly [string, T]): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
