import { appendFileSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Checkpoints } from "../parts.ts";

/**
 * Every checkpoint that was signed here, one file for each unit, outside the database: whoever goes on from an old copy of it is
 * found out by them. Notes stand behind one another, an empty line before each.
 */
export function openCheckpointFiles(data: string): Checkpoints {
  const folder = join(data, "checkpoints");
  const fileOf = (unitCode: string): string => join(folder, `${unitCode}.txt`);
  return {
    last(unitCode) {
      const file = fileOf(unitCode);
      if (!existsSync(file)) return null;
      const notes = notesIn(readFileSync(file, "utf8"));
      return notes.at(-1) ?? null;
    },
    keep(unitCode, note) {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      // The break before it ends what a machine that stopped may have left half written.
      appendFileSync(fileOf(unitCode), `\n${note}`, { mode: 0o600, flush: true });
    },
  };
}

/** Whole notes over checkpoints; one that was cut short is none. */
function notesIn(text: string): readonly string[] {
  return text.match(/(?<=^|\n)\S+\n\d+\n[A-Za-z0-9+/]{43}=\n\n(?:— .*\n)+(?=\n|$)/gu) ?? [];
}
