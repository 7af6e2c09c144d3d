import { closeSync, existsSync, fstatSync, openSync, readSync, statSync } from "node:fs";
import type Database from "better-sqlite3";
import { COPY_TABLES } from "../copy-tables.ts";
import { StoreProblem } from "../store-problem.ts";
import { names, named } from "./read-table.ts";

/** Marks a file as ours, so that a foreign database is never written into: "SUAR" in ASCII. */
export const APPLICATION_ID = 0x53554152;
/** Marks a backup: "SUAB". It is no database to go on with, but one to restore from. */
export const BACKUP_ID = 0x53554142;

// Of SQLite's own file format: the first hundred bytes, and those of the log beside it.
const MAGIC = "SQLite format 3\0";
const HEADER = 100;
/** Where the first page counts its own changes, and the pages. */
const [CHANGES, PAGES] = [24, 28];
const LOG_HEADER = 32;
const FRAME_HEADER = 24;
const LOG_MAGIC = [0x377f0682, 0x377f0683];

/**
 * What can be seen of a file before SQLite opens it, in milliseconds however large it is: that it is ours, that it is not cut
 * short, and that its log is there and its own. Throws StoreProblem with what to do. The whole check is `suara check`.
 */
export function quickCheckFile(file: string): void {
  refuseLostLog(file);
  const header = firstBytes(file, HEADER);
  if (header.length === 0)
    throw new StoreProblem(`the database ${file} is empty; restore a backup, or remove the file to start anew`);
  if (header.toString("latin1", 0, MAGIC.length) !== MAGIC || header.length < HEADER)
    throw new StoreProblem(`the file ${file} is not a database`);
  const owner = header.readUInt32BE(68);
  if (owner === BACKUP_ID)
    throw new StoreProblem(`the file ${file} is a backup; suara restore brings it back into an empty data directory`);
  if (owner !== APPLICATION_ID) throw new StoreProblem(`the file ${file} is a database of another program`);
  refuseCutFile(file, header);
}

/** Says why a database that is not there must not be made anew: a log without its file means that the file has vanished. */
export function refuseVanishedFile(file: string): void {
  if (sizeOf(`${file}-wal`) > 0)
    throw new StoreProblem(
      `the database ${file} has vanished, but its log ${file}-wal is there; put the file back, or restore a backup and keep the log aside`,
    );
}

/** Reads the first and the last row of every table, where damage of a cut or overwritten file shows first. */
export function quickCheckTables(client: Database.Database): void {
  for (const { name, key } of COPY_TABLES) {
    const there = client.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?").get(name);
    if (!there) throw new StoreProblem(`the table ${name} is missing; restore a backup`);
    for (const order of ["ASC", "DESC"]) {
      const by = key.map((column) => `${named(column)} ${order}`).join(", ");
      client.prepare(`SELECT ${names(key)} FROM ${named(name)} ORDER BY ${by} LIMIT 1`).get();
    }
  }
}

/** SQLite makes the log before its index (-shm) and removes it after, so an index without a log means that the log was taken away. */
function refuseLostLog(file: string): void {
  const lost = (): boolean => existsSync(`${file}-shm`) && !existsSync(`${file}-wal`) && existsSync(`${file}-shm`);
  // Another process may be ending just now.
  for (let look = 0; lost(); look += 1) {
    if (look === 10)
      throw new StoreProblem(
        `the log ${file}-wal is missing, and the last answers may be in it; put it back, or restore a backup, or remove ${file}-shm to go on without them`,
      );
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
  }
}

/** Every page that the header counts must be in the file, or in the log that has not been written back yet. */
function refuseCutFile(file: string, header: Buffer): void {
  const pageSize = header.readUInt16BE(16) === 1 ? 65_536 : header.readUInt16BE(16);
  const look = (): Log => readLog(`${file}-wal`, pageSize);
  let log = look();
  for (let looks = 0; isOlder(log, header); looks += 1) {
    if (looks === 3)
      throw new StoreProblem(
        `the log ${file}-wal is older than the database beside it; put the right one back, or keep it aside to go on without it`,
      );
    // A server may have begun its log again between the two looks.
    header = firstBytes(file, HEADER);
    log = look();
  }
  const counted = log.pageCount ?? header.readUInt32BE(PAGES);
  // Looked at after the log: what a server writes back from the log meanwhile is in the file by now.
  const there = Math.floor(sizeOf(file) / pageSize);
  for (let page = there + 1; page <= counted; page += 1) {
    if (log.pages.has(page)) continue;
    throw new StoreProblem(
      `cannot use the database ${file}: it is cut short, ${there} of ${counted} pages are there; restore a backup`,
    );
  }
}

/**
 * Whether the log is one that had been written back before the file went on. What a log holds goes into the file, so the first
 * page in it is never older than the file's; and the file cannot have grown without a first page in the log.
 */
function isOlder({ changes, pageCount }: Log, header: Buffer): boolean {
  if (pageCount === undefined) return false;
  return changes === undefined ? pageCount !== header.readUInt32BE(PAGES) : changes < header.readUInt32BE(CHANGES);
}

/** Pages that lie in the log, and the size of the database after its last commit. */
interface Log {
  readonly pages: ReadonlySet<number>;
  readonly pageCount: number | undefined;
  /** How often the first page had changed at its last commit in the log; undefined when it is not in it. */
  readonly changes: number | undefined;
}

function readLog(file: string, pageSize: number): Log {
  const pages = new Set<number>();
  const none: Log = { pages, pageCount: undefined, changes: undefined };
  if (sizeOf(file) < LOG_HEADER) return none;
  const handle = openSync(file, "r");
  try {
    const header = Buffer.alloc(LOG_HEADER);
    readSync(handle, header, 0, LOG_HEADER, 0);
    // A power failure may have left nothing but zeros.
    if (header.every((byte) => byte === 0)) return none;
    if (!LOG_MAGIC.includes(header.readUInt32BE(0)) || header.readUInt32BE(8) !== pageSize)
      throw new StoreProblem(`the file ${file} is not the log of this database; put the right one back, or keep it aside`);
    const frame = Buffer.alloc(FRAME_HEADER);
    const counter = Buffer.alloc(4);
    let [pageCount, changes, uncommitted]: (number | undefined)[] = [];
    const { size } = fstatSync(handle);
    for (let at = LOG_HEADER; at + FRAME_HEADER + pageSize <= size; at += FRAME_HEADER + pageSize) {
      readSync(handle, frame, 0, FRAME_HEADER, at);
      // What follows is from before the log was begun again.
      if (frame.compare(header, 16, 24, 8, 16) !== 0) break;
      pages.add(frame.readUInt32BE(0));
      if (frame.readUInt32BE(0) === 1) {
        readSync(handle, counter, 0, counter.length, at + FRAME_HEADER + CHANGES);
        uncommitted = counter.readUInt32BE(0);
      }
      if (frame.readUInt32BE(4) > 0) [pageCount, changes] = [frame.readUInt32BE(4), uncommitted];
    }
    return { pages, pageCount, changes };
  } finally {
    closeSync(handle);
  }
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

function firstBytes(file: string, length: number): Buffer {
  const handle = openSync(file, "r");
  try {
    const buffer = Buffer.alloc(length);
    return buffer.subarray(0, readSync(handle, buffer, 0, length, 0));
  } finally {
    closeSync(handle);
  }
}
