import { statSync } from "node:fs";
import type { Settings } from "../../settings.ts";
import { checkClosings } from "../../reports/closing/check-closings.ts";
import { checkLogs } from "../../reports/log/check-log.ts";
import { databaseFile } from "../../store/open-store.ts";
import type { Command } from "../command.ts";
import { withParts } from "../open-unit.ts";

/** Megabytes that take more than a few seconds. */
const WORTH_A_WORD = 100;

export const check: Command = {
  name: "check",
  usage: "",
  help: [
    "Recounts every answer against the counters, builds the logs anew from the answers, reckons closed periods anew and checks",
    "pragmas, references and the file; one line for each finding.",
  ].join("\n"),
  options: {},
  words: [],
  async run({ settings, console }) {
    const megabytes = sizeOf(settings) / 1_000_000;
    if (megabytes > WORTH_A_WORD) console.err(`suara check: reading ${Math.round(megabytes)} MB, which takes a while\n`);
    return withParts(settings, async (parts) => {
      const findings = [...(await parts.store.upkeep.check()), ...(await checkLogs(parts)), ...(await checkClosings(parts))];
      for (const finding of findings) console.out(`${finding}\n`);
      if (findings.length === 0)
        console.out(
          "nothing found: counters equal a recount, logs hold the answers, pragmas, references and file are as they must be\n",
        );
      else console.err(`suara check: ${findings.length} findings\n`);
      return findings.length === 0 ? 0 : 1;
    });
  },
};

/** Bytes of the file that is read; 0 where the data lie elsewhere. */
function sizeOf({ data, databaseUrl }: Settings): number {
  return databaseUrl === "" ? (statSync(databaseFile(data), { throwIfNoEntry: false })?.size ?? 0) : 0;
}
