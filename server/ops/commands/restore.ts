import { existsSync, mkdirSync } from "node:fs";
import { resolve } from "node:path";
import { databaseFile } from "../../store/open-store.ts";
import { openBackupSource } from "../../store/sqlite/copy-source.ts";
import { readBackup } from "../../store/sqlite/backup-file.ts";
import { StoreProblem } from "../../store/store-problem.ts";
import type { Command } from "../command.ts";
import { copyWhole } from "../keeping/copy-whole.ts";
import { markRestored } from "../keeping/mark-restored.ts";
import { writeOwnFiles } from "../keeping/own-files.ts";
import { migrations, openTarget, placeOf, placeWords } from "../keeping/places.ts";
import { ownDefinitions } from "../open-parts.ts";

export const restore: Command = {
  name: "restore",
  usage: "FILE",
  help: [
    "Brings a backup back into an empty place: a SUARA_DATA without a database, or an empty PostgreSQL database.",
    "Nothing is ever overwritten. The file is checked first; the place is filled whole or not at all.",
    "Everybody signs in anew afterwards; a backup of an older version is brought up to date on the way.",
  ].join("\n"),
  options: {},
  words: ["FILE"],
  async run({ words, settings, console }) {
    const file = resolve(words[0]!);
    const place = placeOf(settings);
    const standing = databaseFile(settings.data);
    if (place.engine === "sqlite" && existsSync(standing))
      throw new StoreProblem(`${standing} is there already; nothing is ever overwritten, set SUARA_DATA to an empty directory`);
    const { files, madeOn } = readBackup(file, migrations("sqlite"));
    mkdirSync(settings.data, { recursive: true, mode: 0o700 });
    const undo = writeOwnFiles(ownDefinitions(settings), files);
    try {
      const source = openBackupSource(file, migrations("sqlite"), settings.data);
      const rows = await copyWhole(markRestored(source, Date.now()), () => openTarget(place));
      const made = new Date(madeOn * 86_400_000).toISOString().slice(0, 10);
      console.out(
        `${placeWords(place)}: ${rows.get("units")} units, ${rows.get("responses")} answers, ${files.length} own files, as they were on ${made}\n`,
      );
      return 0;
    } catch (error) {
      undo();
      throw error;
    }
  },
};
