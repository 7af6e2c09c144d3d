import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { databaseFile } from "../../store/open-store.ts";
import { isDatabaseUrl } from "../../settings.ts";
import { refuseServedDatabase } from "../../store/postgres/copy-client.ts";
import { StoreProblem } from "../../store/store-problem.ts";
import type { Command } from "../command.ts";
import { needed, WrongUsage } from "../command.ts";
import { copyWhole } from "../keeping/copy-whole.ts";
import type { Place } from "../keeping/places.ts";
import { openSource, openTarget, parsePlace, placeWords } from "../keeping/places.ts";
import { takeServerLock } from "../server-lock.ts";

export const move: Command = {
  name: "move",
  usage: "--from DIR|URL --to DIR|URL",
  help: [
    "Carries a whole installation from SQLite to PostgreSQL or back: DIR is a data directory, URL is postgres://…",
    "The target must be empty and no server may work on the source; the source is left as it is. The copy is read back and",
    "recounted. Own survey definitions stay in SUARA_DATA, which is needed beside PostgreSQL too.",
  ].join("\n"),
  options: { from: { type: "string" }, to: { type: "string" } },
  words: [],
  async run({ flags, console }) {
    const [from, to] = [parsePlace(needed(flags, "from")), parsePlace(needed(flags, "to"))];
    for (const place of [from, to])
      if (place.engine === "postgres" && !isDatabaseUrl(place.address))
        throw new WrongUsage("an address is postgres://name:password@host:5432/database");
    if (to.engine === "sqlite" && existsSync(databaseFile(to.directory)))
      throw new StoreProblem(`${databaseFile(to.directory)} is there already; nothing is ever overwritten`);
    const free = await holdStill(from);
    try {
      const source = await openSource(from, to.engine === "sqlite" ? to.directory : tmpdir());
      const rows = await copyWhole(source, () => openTarget(to));
      console.out(`${placeWords(to)}: ${rows.get("units")} units, ${rows.get("responses")} answers, recounted\n`);
      console.out(
        to.engine === "postgres"
          ? "Set SUARA_DATABASE_URL to it; own survey definitions stay where SUARA_DATA is.\n"
          : "Set SUARA_DATA to it and leave SUARA_DATABASE_URL empty; own survey definitions (survey-definitions/) are not moved.\n",
      );
      return 0;
    } finally {
      free();
    }
  },
};

/** Keeps servers away from the source while it is read: an answer that came later would stay behind. Gives how to let them again. */
async function holdStill(place: Place): Promise<() => void> {
  if (place.engine === "postgres") {
    await refuseServedDatabase(place.address);
    return () => undefined;
  }
  if (!existsSync(databaseFile(place.directory))) throw new StoreProblem(`there is no database ${databaseFile(place.directory)}`);
  const lock = takeServerLock(place.directory);
  return () => lock.release();
}
