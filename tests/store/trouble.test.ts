import Database from "better-sqlite3";
import { describe, expect, test } from "vitest";
import { Refusal } from "../../server/domain/refusal.ts";
import { guarded } from "../../server/store/guarded.ts";
import { troubleTeller } from "../../server/store/sqlite/trouble.ts";

const sqlite = (code: string): Error => new Database.SqliteError("disk I/O error near table responses", code);

describe("trouble of the engine", () => {
  const broken: Error[] = [];
  const tell = troubleTeller((cause) => broken.push(cause));
  const acts = guarded(
    {
      async add(cause: Error): Promise<string> {
        throw cause;
      },
      async *rows(cause: Error): AsyncGenerator<number> {
        yield 1;
        throw cause;
      },
      async count(): Promise<number> {
        return 3;
      },
    },
    tell,
  );

  test.each(["SQLITE_FULL", "SQLITE_READONLY_DBMOVED", "SQLITE_BUSY", "SQLITE_CANTOPEN", "SQLITE_CORRUPT"])(
    "%s is refused as unavailable, without the engine's words, and the process goes on",
    async (code) => {
      const refusal = await acts.add(sqlite(code)).catch((error: unknown) => error as Refusal);
      expect(refusal).toMatchObject({ name: "Refusal", code: "unavailable", retryAfter: 5 });
      expect((refusal as Refusal).message).not.toMatch(/disk|table|SQLITE/);
      expect(broken).toEqual([]);
    },
  );

  test("a failed fsync is told to whoever runs the store, also while reading", async () => {
    const cause = sqlite("SQLITE_IOERR_FSYNC");
    await expect(acts.add(cause)).rejects.toBeInstanceOf(Refusal);
    await expect(async () => {
      for await (const row of acts.rows(cause)) expect(row).toBe(1);
    }).rejects.toBeInstanceOf(Refusal);
    expect(broken).toEqual([cause, cause]);
  });

  test("a refusal of ours and a bug pass as they are", async () => {
    await expect(acts.add(sqlite("SQLITE_CONSTRAINT_FOREIGNKEY"))).rejects.toMatchObject({
      code: "SQLITE_CONSTRAINT_FOREIGNKEY",
    });
    await expect(acts.add(new TypeError("a bug"))).rejects.toThrow("a bug");
    expect(await acts.count()).toBe(3);
  });
});
