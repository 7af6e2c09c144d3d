import pg from "pg";
import { Refusal } from "../../domain/refusal.ts";
import type { PlainError } from "../aside/crossing.ts";
import { StoreProblem } from "../store-problem.ts";

/**
 * Classes of SQLSTATE in which the database or the way to it is the cause, not the act: connection, password, no such
 * database, read-only, lost races, no room, locks, shut down, disk, damage.
 */
const TROUBLE = /^(?:08|25006|28|3D|40|53|55|57|58|XX)/;
/** What pg says when there is no answer at all. */
const NO_ANSWER = /^Connection terminated|not queryable|^timeout exceeded|^Query read timeout|after calling end on the pool/;

const UNAVAILABLE = "Data sedang tidak dapat disimpan atau dibaca. Coba lagi sebentar lagi.";
const RETRY_AFTER_S = 5;

/** Trouble that the writing thread has met, and has told in plain words. */
class ToldTrouble extends Error {}

/** The five letters by which PostgreSQL names an error; undefined when it is none of the database's own. */
export function sqlState(error: unknown): string | undefined {
  const root = rootOf(error);
  return root instanceof pg.DatabaseError ? root.code : undefined;
}

/** True when a row with the same key stands already. */
export function isTaken(error: unknown): boolean {
  return sqlState(error) === "23505";
}

/** True when the database or the way to it is the cause, not the act. */
export function isTrouble(error: unknown): boolean {
  const root = rootOf(error);
  if (root instanceof pg.DatabaseError) return TROUBLE.test(root.code ?? "");
  if (root instanceof ToldTrouble) return true;
  if (!(root instanceof Error)) return false;
  return ("syscall" in root && "code" in root) || root instanceof AggregateError || NO_ANSWER.test(root.message);
}

/** What a caller is told instead of the database's words: those may hold what a citizen wrote. */
export function tellTrouble(error: unknown): unknown {
  const root = rootOf(error);
  if (isTrouble(error))
    return new Refusal("unavailable", UNAVAILABLE, RETRY_AFTER_S, { cause: new StoreProblem(plainly(root).message) });
  return root instanceof pg.DatabaseError ? plainly(root) : root;
}

/** State and first line alone; detail, statement and parameters stay out of every log. */
export function plainly(error: unknown): Error {
  const root = rootOf(error);
  // A name with several addresses fails with an error for each.
  const first: unknown = root instanceof AggregateError ? root.errors[0] : root;
  const [line = ""] = (first instanceof Error ? first.message : String(first)).split("\n");
  const state = sqlState(root);
  return new Error(state === undefined ? line : `PostgreSQL ${state}: ${line}`);
}

/** An error as it crosses from the writing thread, which alone knows what kind it is. */
export function plainError(error: unknown): PlainError {
  return { message: plainly(error).message, kind: isTrouble(error) ? "trouble" : null };
}

export function rebuiltError({ message, kind }: PlainError): Error {
  return kind === null ? new Error(message) : new ToldTrouble(message);
}

/** drizzle wraps an error together with the statement and its parameters. */
function rootOf(error: unknown): unknown {
  return error instanceof Error && "query" in error && "params" in error && error.cause !== undefined ? error.cause : error;
}
