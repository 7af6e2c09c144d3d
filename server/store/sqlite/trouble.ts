import Database from "better-sqlite3";
import { Refusal } from "../../domain/refusal.ts";
import type { PlainError } from "../aside/crossing.ts";

/** The disk did not take what it was given: what SQLite and the kernel believe to be written may differ from now on. */
const BROKEN = ["SQLITE_IOERR_FSYNC", "SQLITE_IOERR_DIR_FSYNC", "SQLITE_IOERR_WRITE", "SQLITE_IOERR_TRUNCATE"];
/** Nothing is lost and nothing is kept: it may pass by itself, or when somebody makes room. */
const PASSING = ["FULL", "READONLY", "BUSY", "LOCKED", "IOERR", "CANTOPEN", "NOMEM", "CORRUPT", "NOTADB", "PROTOCOL"].map(
  (name) => `SQLITE_${name}`,
);

const UNAVAILABLE = "Data sedang tidak dapat disimpan atau dibaca. Coba lagi sebentar lagi.";
const RETRY_AFTER_S = 5;

/** True when the disk or the file is the cause, not the act. */
export function isTrouble(error: unknown): error is InstanceType<typeof Database.SqliteError> {
  return error instanceof Database.SqliteError && PASSING.some((code) => error.code.startsWith(code));
}

/** True when the disk has lost what it was given: nobody knows what lies there, and nothing more may be written. */
export function isBroken(error: unknown): error is InstanceType<typeof Database.SqliteError> {
  return error instanceof Database.SqliteError && BROKEN.includes(error.code);
}

/**
 * What a caller is told instead of the engine's words. After a failed fsync nobody knows what lies on the disk, so
 * `onBroken` is told and must end the process: the next start recovers from what really lies there.
 */
export function troubleTeller(onBroken: (error: Error) => void): (error: unknown) => unknown {
  return (error) => {
    if (!isTrouble(error)) return error;
    if (isBroken(error)) onBroken(error);
    return new Refusal("unavailable", UNAVAILABLE, RETRY_AFTER_S, { cause: error });
  };
}

/** An error as it crosses from the writing thread: SQLite's own under its code. */
export function plainError(error: unknown): PlainError {
  return { message: (error as Error).message, kind: error instanceof Database.SqliteError ? error.code : null };
}

export function rebuiltError({ message, kind }: PlainError): Error {
  return kind === null ? new Error(message) : new Database.SqliteError(message, kind);
}
