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
