import Database from "better-sqlite3";
import { expect, test } from "vitest";
import { haltingWriter } from "../../server/store/sqlite/halting-writer.ts";

test("a writer that was halted takes nothing more, says why, and can still be closed", async () => {
  const asked: string[] = [];
  const act = async (name: string): Promise<never> => {
    asked.push(name);
    return undefined as never;
  };
  const { writer, halt } = haltingWriter({
    keep: () => act("keep"),
    writeMark: () => act("writeMark"),
    closeDay: () => act("closeDay"),
    close: () => act("close"),
  });
  await writer.keep([]);
  const cause = new Error("disk I/O error");
  halt(cause);
  halt(new Error("another"));
  for (const refused of [writer.keep([]), writer.writeMark(1), writer.closeDay("2026-11-27")])
    await expect(refused).rejects.toBe(cause);
  await writer.close();
  expect(asked).toEqual(["keep", "close"]);
});

test.each(["SQLITE_IOERR_FSYNC", "SQLITE_IOERR_WRITE"])("after %s of its own it takes nothing more", async (code) => {
  const cause = new Database.SqliteError("disk I/O error", code);
  let asked = 0;
  const act = async (): Promise<never> => {
    asked += 1;
    throw cause;
  };
  const { writer } = haltingWriter({ keep: act, writeMark: act, closeDay: act, close: act });
  await expect(writer.keep([])).rejects.toBe(cause);
  for (const refused of [writer.keep([]), writer.writeMark(1), writer.closeDay("2026-11-27")])
    await expect(refused).rejects.toBe(cause);
  expect(asked).toBe(1);
});

test("a full disk passes, so it goes on", async () => {
  let full = true;
  const act = async (): Promise<never> => {
    if (full) throw new Database.SqliteError("database or disk is full", "SQLITE_FULL");
    return undefined as never;
  };
  const { writer } = haltingWriter({ keep: act, writeMark: act, closeDay: act, close: act });
  await expect(writer.keep([])).rejects.toMatchObject({ code: "SQLITE_FULL" });
  full = false;
  await writer.keep([]);
});
