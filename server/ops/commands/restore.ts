import { existsSync, mkdirSync } from "node:fs";
import { resolve } from "node:path";
import { dayOf } from "../../domain/periods/days.ts";
import { beginEpochs } from "../../reports/log/bring-up-log.ts";
import { databaseFile } from "../../store/open-store.ts";
import { openBackupSource } from "../../store/sqlite/copy-source.ts";
import { readBackup } from "../../store/sqlite/backup-file.ts";
import { StoreProblem } from "../../store/store-problem.ts";
import type { Command } from "../command.ts";
import { copyWhole } from "../keeping/copy-whole.ts";
import { isKeyFile, writeKeyFiles } from "../keeping/key-files.ts";
import { markRestored } from "../keeping/mark-restored.ts";
import { writeOwnFiles } from "../keeping/own-files.ts";
import { migrations, openTarget, placeOf, placeWords } from "../keeping/places.ts";
import { withParts } from "../open-unit.ts";
import { ownDefinitions } from "../open-parts.ts";

export const restore: Command = {
  name: "restore",
  usage: "FILE [--reason TEXT]",
  help: [
    "Brings a backup back into an empty place: a SUARA_DATA without a database, or an empty PostgreSQL database.",
    "Nothing is ever overwritten. The file is checked first; the place is filled whole or not at all.",
    "Everybody signs in anew afterwards; a backup of an older version is brought up to date on the way.",
    "The logs of the units begin a new epoch that names the last checkpoint of the backup and TEXT, the reason.",
  ].join("\n"),
  options: { reason: { type: "string" } },
  words: ["FILE"],
  async run({ words, flags, settings, console }) {
    const file = resolve(words[0]!);
    const place = placeOf(settings);
    const standing = databaseFile(settings.data);
    if (place.engine === "sqlite" && existsSync(standing))
      throw new StoreProblem(`${standing} is there already; nothing is ever overwritten, set SUARA_DATA to an empty directory`);
    const { files, madeOn } = readBackup(file, migrations("sqlite"));
    mkdirSync(settings.data, { recursive: true, mode: 0o700 });
    const own = files.filter((kept) => !isKeyFile(kept));
    const undoKeys = writeKeyFiles(settings.data, files.filter(isKeyFile));
    let undoOwn = (): void => undefined;
    let rows: ReadonlyMap<string, number>;
    try {
      undoOwn = writeOwnFiles(ownDefinitions(settings), own);
      const source = openBackupSource(file, migrations("sqlite"), settings.data);
      rows = await copyWhole(markRestored(source, Date.now()), () => openTarget(place));
    } catch (error) {
      undoOwn();
      undoKeys();
      throw error;
    }
    const made = dayOf(madeOn);
    const reason = typeof flags["reason"] === "string" ? flags["reason"] : `dipulihkan dari cadangan ${made}`;
    await withParts(settings, (parts) => beginEpochs(parts, reason));
    console.out(
      `${placeWords(place)}: ${rows.get("units")} units, ${rows.get("responses")} answers, ${own.length} own files, as they were on ${made}\n`,
    );
    return 0;
  },
};
