import { parsePeriod } from "../../domain/periods/period.ts";
import { closePeriod } from "../../reports/closing/close-period.ts";
import { sealCode } from "../../reports/closing/frozen-document.ts";
import type { Command } from "../command.ts";
import { needed } from "../command.ts";
import { personOf, unitOf, withParts } from "../open-unit.ts";

export const close: Command = {
  name: "close",
  usage: "--unit CODE --period 2026-TW1 --by LOGIN [--json]",
  help: [
    "Closes a period and freezes its figures: from then on its months take no answers and no import.",
    "Closing a quarter closes its months. LOGIN is a manager or head of the unit, or an admin; nobody has to have signed in before.",
  ].join("\n"),
  options: { unit: { type: "string" }, period: { type: "string" }, by: { type: "string" }, json: { type: "boolean" } },
  words: [],
  async run({ flags, settings, console }) {
    const [code, period, login] = [needed(flags, "unit"), parsePeriod(needed(flags, "period")), needed(flags, "by")];
    return withParts(settings, async (parts) => {
      const unit = await unitOf(parts, code);
      const { document, closedOn, closedBy } = await closePeriod(parts, unit, period, await personOf(parts, login));
      const seal = sealCode(document);
      if (flags["json"] === true)
        console.out(`${JSON.stringify({ unit: unit.code, period: period.name, closedOn, closedBy, seal })}\n`);
      else console.out(`${unit.code} ${period.name} is closed, seal ${seal}\n`);
      if (closedOn < period.until)
        console.err(`note: ${period.name} was closed before its end; its form takes no answers until ${period.until}\n`);
      return 0;
    });
  },
};
