import { closeSync, fsyncSync, openSync, rmSync, statfsSync, writeSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { median } from "./rounds.ts";

const TIMES = 300;
/** Linux's name for tmpfs. */
const TMPFS = 0x01021994;

/** What one durable commit and one fsync cost in a folder, in milliseconds (medians). */
export function timeCommits(folder: string): { readonly commitMs: number; readonly syncMs: number } {
  const file = join(folder, "commits.sqlite");
  const database = new Database(file);
  database.pragma("journal_mode = WAL");
  database.pragma("synchronous = FULL");
  database.exec("CREATE TABLE probe (id INTEGER PRIMARY KEY, words TEXT NOT NULL)");
  const insert = database.prepare("INSERT INTO probe (words) VALUES ('satu baris yang ditulis sampai ke cakram')");
  const commitMs = medianMs(() => void insert.run());
  database.close();
  rmSync(file);

  const plain = join(folder, "sync.bin");
  const handle = openSync(plain, "w");
  const block = Buffer.alloc(4096, 1);
  const syncMs = medianMs(() => {
    writeSync(handle, block);
    fsyncSync(handle);
  });
  closeSync(handle);
  rmSync(plain);
  return { commitMs, syncMs };
}

/** True where files live in memory: there fsync costs nothing and says nothing. */
export function isInMemory(folder: string): boolean {
  return process.platform === "linux" && statfsSync(folder).type === TMPFS;
}

function medianMs(deed: () => void): number {
  return median(
    Array.from({ length: TIMES }, () => {
      const start = performance.now();
      deed();
      return performance.now() - start;
    }),
  );
}
