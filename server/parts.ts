import type { Readable } from "node:stream";
import type { Definitions } from "./definitions/definitions.ts";
import type { Settings } from "./settings.ts";
import type { Store } from "./store/store.ts";

/** What a log line may be; Fastify's own logger fits. */
export interface Log {
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
  error(details: object, message: string): void;
}

/** Signs for the installation, so that others can tell what came from it and was not changed since. */
export interface Signer {
  /** A text that ends with a line break, with a signature under it (C2SP signed-note). */
  readonly note: (text: string) => string;
  /** The public key for whoever verifies: "suara-loket+1a2b3c4d+AU…". */
  readonly key: () => string;
  /** That one first, then those it took the place of. */
  readonly keys: () => readonly string[];
  /** The notes by which each key named the next one, signed by both; empty before the first change of key. */
  readonly succession: () => string;
}

/** Keeps what was signed over logs where a copy of the data does not take it back in time. */
export interface Checkpoints {
  /** The last one that was kept of a unit's log, with its signature; null before the first. */
  readonly last: (unitCode: string) => string | null;
  readonly keep: (unitCode: string, note: string) => void;
}

/** What was found in an evidence pack that somebody brought. */
export interface PackCheck {
  /** What is wrong, one English line each (ops/verify); empty when everything fits. */
  readonly findings: readonly string[];
  /** "known" when one of this installation's keys signed the list of files. */
  readonly signer: "known" | "other" | "unknown";
  /** null where the pack does not say. A collection of several packs names their periods and seals in one text. */
  readonly of: { readonly unit: string; readonly period: string; readonly seal: string } | null;
}

/** What every room is handed at the start. Made at the doors (main.ts, ops); clock and chance are parts so that tests can set them. */
export interface Parts {
  readonly store: Store;
  readonly definitions: Definitions;
  readonly settings: Settings;
  /** The origin printed into QR codes and one-time addresses, without a slash at the end. */
  readonly publicUrl: () => string;
  /** Epoch milliseconds. */
  readonly clock: () => number;
  readonly randomBytes: (size: number) => Uint8Array;
  readonly log: Log;
  readonly signer: Signer;
  readonly checkpoints: Checkpoints;
  /**
   * Checks an evidence pack from itself alone, aside from whoever is served. Refuses ("too-large") what takes too long or too much;
   * what is kept of the pack ends with it.
   */
  readonly checkPack: (pack: Readable, keys: readonly string[]) => Promise<PackCheck>;
}
