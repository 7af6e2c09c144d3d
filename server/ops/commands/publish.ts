import { parsePeriod } from "../../domain/periods/period.ts";
import { publishPeriod } from "../../reports/publishing/publish.ts";
import type { Command } from "../command.ts";
import { needed } from "../command.ts";
import { personOf, unitOf, withParts } from "../open-unit.ts";

export const publish: Command = {
  name: "publish",
  usage: "--unit CODE --period 2026-TW1 --by LOGIN [--json]",
  help: [
    "Shows the figures of a closed period to everybody, at /hasil/CODE; what was shown is not taken back.",
    "LOGIN is a manager or head of the unit, or an admin; nobody has to have signed in before.",
  ].join("\n"),
  options: { unit: { type: "string" }, period: { type: "string" }, by: { type: "string" }, json: { type: "boolean" } },
  words: [],
  async run({ flags, settings, console }) {
    const [code, period, login] = [needed(flags, "unit"), parsePeriod(needed(flags, "period")), needed(flags, "by")];
    return withParts(settings, async (parts) => {
      const unit = await unitOf(parts, code);
      const { publishedOn, publishedBy } = await publishPeriod(parts, unit, period, await personOf(parts, login));
      const path = `/hasil/${unit.code}/${period.name}`;
      if (flags["json"] === true)
        console.out(`${JSON.stringify({ unit: unit.code, period: period.name, publishedOn, publishedBy, path })}\n`);
      else console.out(`${unit.code} ${period.name} is published at ${path}\n`);
      return 0;
    });
  },
};
