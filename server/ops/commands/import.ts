import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { importAnswers } from "../../imports/import-answers.ts";
import type { Command } from "../command.ts";
import { needed } from "../command.ts";
import { surveysOf, unitOf, withParts } from "../open-unit.ts";

export const importCommand: Command = {
  name: "import",
  usage: "--unit CODE --survey ID[,ID] [--keep-valid] [--json] FILE.csv",
  help: [
    "Takes answers from a CSV file, one row for each respondent: tanggal, the item keys, and if wanted layanan, kanal, saran",
    "and the profile. All or nothing, unless --keep-valid takes the good rows; every refused cell is named by line and column.",
  ].join("\n"),
  options: { unit: { type: "string" }, survey: { type: "string" }, "keep-valid": { type: "boolean" }, json: { type: "boolean" } },
  words: ["FILE.csv"],
  async run({ flags, words: [file = ""], settings, console }) {
    const code = needed(flags, "unit");
    const surveys = needed(flags, "survey");
    const bytes = readFileSync(file);
    return withParts(settings, async (parts) => {
      const unit = await unitOf(parts, code);
      const outcome = await importAnswers(parts, unit, surveysOf(parts, surveys), bytes, {
        keepValid: flags["keep-valid"] === true,
      });
      if (flags["json"] === true) console.out(`${JSON.stringify(outcome)}\n`);
      else {
        console.out(`imported ${outcome.imported}, refused ${outcome.refused.length}\n`);
        for (const { line, column, value, reason } of outcome.refused) {
          console.out(
            `line ${line}${column === "" ? "" : `, column ${column}`}${value === "" ? "" : `, value ${JSON.stringify(value)}`}: ${reason}\n`,
          );
        }
      }
      if (outcome.imported > 0) return 0;
      const [first] = outcome.refused;
      console.err(
        `suara import: ${basename(file)}: nothing was kept; ${outcome.refused.length} refused, the first on line ${first?.line ?? 1}: ${(first?.reason ?? "").replace(/\s+/g, " ")}\n`,
      );
      return 1;
    });
  },
};
