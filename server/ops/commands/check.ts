import type { Command } from "../command.ts";
import { withParts } from "../open-unit.ts";

export const check: Command = {
  name: "check",
  usage: "",
  help: "Recounts every answer against the counters and checks pragmas, references and the file; one line for each finding.",
  options: {},
  words: [],
  async run({ settings, console }) {
    return withParts(settings, async (parts) => {
      const findings = await parts.store.upkeep.check();
      for (const finding of findings) console.out(`${finding}\n`);
      if (findings.length === 0)
        console.out("nothing found: counters equal a recount, pragmas, references and file are as they must be\n");
      else console.err(`suara check: ${findings.length} findings\n`);
      return findings.length === 0 ? 0 : 1;
    });
  },
};
