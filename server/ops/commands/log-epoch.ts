import { beginEpochs } from "../../reports/log/bring-up-log.ts";
import type { Command } from "../command.ts";
import { needed } from "../command.ts";
import { withParts } from "../open-unit.ts";

export const logEpoch: Command = {
  name: "log epoch",
  usage: "--reason TEXT",
  help: [
    "Says in the log of every unit that it goes on from an older copy of the data, and why: a new epoch begins, which names the last",
    "checkpoint that the copy holds. suara restore does so itself; this is for a copy that was put in place by other means.",
    "Checkpoints that were signed before stay valid; whoever holds one sees where the log was broken off. TEXT is shown to evaluators.",
  ].join("\n"),
  options: { reason: { type: "string" } },
  words: [],
  async run({ flags, settings, console }) {
    const reason = needed(flags, "reason");
    return withParts(settings, async (parts) => {
      console.out(`the logs of ${await beginEpochs(parts, reason)} units began a new epoch\n`);
      return 0;
    });
  },
};
