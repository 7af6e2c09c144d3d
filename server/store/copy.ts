import { createHash } from "node:crypto";
import { COPY_TABLES } from "./copy-tables.ts";
import type { CopyTable } from "./copy-tables.ts";
import { StoreProblem } from "./store-problem.ts";

/** A value as SQLite keeps it, whichever engine it comes from: truth is 1 or 0, counts are "1,2,3", bytes are a Buffer. */
export type CopyValue = number | string | Buffer | null;
/** Values in the order of the table's columns. */
export type CopyRow = readonly CopyValue[];

/** Reads a table's rows by key, page by page. */
interface TableReader {
  pages(table: CopyTable): AsyncIterable<readonly CopyRow[]> | Iterable<readonly CopyRow[]>;
}

/** A store read out as plain rows, all tables as they were in one moment, however long it takes and whoever writes meanwhile. */
export interface CopySource extends TableReader {
  /** The highest number ever given to a row of a table, by table; numbers of rows that are gone are not given again. */
  serials(): Promise<ReadonlyMap<string, number>>;
  close(): Promise<void>;
}

/** An empty store that is being filled. Nobody sees anything of it before `finish`. */
export interface CopyTarget extends TableReader {
  add(table: CopyTable, rows: readonly CopyRow[]): Promise<void>;
  setSerials(serials: ReadonlyMap<string, number>): Promise<void>;
  /** Recounts what was filled in and makes all of it stand at once. Throws StoreProblem when it is not as it must be. */
  finish(): Promise<void>;
  /** Leaves nothing behind. After `finish` it does nothing. */
  abandon(): Promise<void>;
}

/** What becomes of a row on its way; undefined leaves it out. */
export type CopyChange = (table: CopyTable, row: CopyRow) => CopyRow | undefined;

/**
 * Copies every table in an order in which references hold, reads the copy back, and lets it stand only when every row is there
 * as it was read. Gives the rows of each table. Memory is that of one page; source and target stay open for the caller to close.
 */
export async function copyTables(
  source: CopySource,
  target: CopyTarget,
  change: CopyChange = (_table, row) => row,
): Promise<ReadonlyMap<string, number>> {
  const sums = new Map<CopyTable, RowSum>();
  for (const table of COPY_TABLES) {
    const sum = new RowSum();
    for await (const page of source.pages(table)) {
      const rows = page.flatMap((row) => {
        const changed = change(table, row);
        return changed === undefined ? [] : [changed];
      });
      sum.add(rows);
      await target.add(table, rows);
      await turn();
    }
    sums.set(table, sum);
  }
  await target.setSerials(await source.serials());
  for (const [table, sum] of sums) {
    const back = new RowSum();
    for await (const page of target.pages(table)) {
      back.add(page);
      await turn();
    }
    if (back.rows !== sum.rows || back.digest() !== sum.digest())
      throw new StoreProblem(`the copy of the table ${table.name} is not what was read; nothing of it is kept`);
  }
  await target.finish();
  return new Map([...sums].map(([table, { rows }]) => [table.name, rows]));
}

/** Lets a signal be heard between two pages. */
function turn(): Promise<void> {
  return new Promise((next) => setImmediate(next));
}

/** Number and SHA-256 of rows in their order, the same for the same rows of either engine. */
export class RowSum {
  rows = 0;
  private readonly hash = createHash("sha256");

  add(rows: readonly CopyRow[]): void {
    this.rows += rows.length;
    let text = "";
    for (const row of rows) for (const value of row) text += spelled(value);
    this.hash.update(text);
  }

  /** Lower-case hexadecimal. Asked for once or many times; more rows may follow. */
  digest(): string {
    return this.hash.copy().digest("hex");
  }
}

/** No two different values are spelled alike, also when they stand behind one another. */
function spelled(value: CopyValue): string {
  if (value === null) return "n;";
  if (typeof value === "number") return `i${value};`;
  if (typeof value === "string") return `t${value.length}:${value}`;
  return `b${value.toString("hex")};`;
}
