import { mkdirSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { inPlainWords, plainProblem } from "../store/sqlite/connection.ts";
import { StoreProblem } from "../store/store-problem.ts";

/**
 * Lets one server alone serve a data directory. The lock is one of the operating system on a small file of its own, so it
 * is gone the moment the process is, however it ends; commands that work beside the server do not take it.
 */
export function takeServerLock(dataDirectory: string): { release(): void } {
  mkdirSync(dataDirectory, { recursive: true, mode: 0o700 });
  const file = join(dataDirectory, "server.lock");
  const lock = inPlainWords(file, () => new Database(file, { timeout: 0 }));
  try {
    lock.pragma("locking_mode = EXCLUSIVE");
    lock.exec("BEGIN EXCLUSIVE");
  } catch (error) {
    lock.close();
    if ((error as { code?: unknown }).code !== "SQLITE_BUSY") throw plainProblem(file, error);
    throw new StoreProblem(
      `another server already serves ${dataDirectory}; end it first, or set SUARA_DATA to another directory`,
    );
  }
  return {
    release() {
      lock.close();
    },
  };
}
