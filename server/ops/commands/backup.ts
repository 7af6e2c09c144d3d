import { existsSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { forBackup, openBackupTarget } from "../../store/sqlite/backup-file.ts";
import { StoreProblem } from "../../store/store-problem.ts";
import type { Command } from "../command.ts";
import { copyWhole } from "../keeping/copy-whole.ts";
import { readKeyFiles } from "../keeping/key-files.ts";
import { readOwnFiles } from "../keeping/own-files.ts";
import { migrations, openSource, placeOf } from "../keeping/places.ts";
import { ownDefinitions } from "../open-parts.ts";

const DAY_MS = 86_400_000;

export const backup: Command = {
  name: "backup",
  usage: "FILE",
  help: [
    "Writes a consistent copy of everything into one new file, beside a server that goes on serving.",
    "FILE must not exist yet; it appears only once the copy is whole, recounted and on the disk, and only its owner may read it.",
    "It holds answers, counters, units, people, own survey definitions and the signing key. It does not hold which answers belong to a key, nor",
    "sign-ins and one-time addresses. suara restore FILE brings it back, into either engine.",
  ].join("\n"),
  options: {},
  words: ["FILE"],
  async run({ words, settings, console }) {
    const file = resolve(words[0]!);
    if (existsSync(file)) throw new StoreProblem(`${file} is there already; nothing is ever overwritten`);
    if (!existsSync(dirname(file))) throw new StoreProblem(`there is no directory ${dirname(file)}`);
    const own = readOwnFiles(ownDefinitions(settings));
    const files = [...own, ...readKeyFiles(settings.data)];
    const source = await openSource(placeOf(settings), dirname(file));
    const madeOn = Math.floor(Date.now() / DAY_MS);
    const rows = await copyWhole(source, () => openBackupTarget(file, migrations("sqlite"), { madeOn, files }), forBackup);
    console.out(`${file}: ${rows.get("units")} units, ${rows.get("responses")} answers, ${own.length} own files\n`);
    return 0;
  },
};
