import { parsePeriod } from "../../domain/periods/period.ts";
import type { SurveyDefinition } from "../../domain/questionnaire/definition.ts";
import { indexJson } from "../../reports/index-json.ts";
import { surveyIn, unitReport } from "../../reports/unit-report.ts";
import type { Command, Console } from "../command.ts";
import { needed } from "../command.ts";
import { surveysOf, unitOf, withParts } from "../open-unit.ts";

export const indexCommand: Command = {
  name: "index",
  usage: "--unit CODE --survey ID --period 2026-TW1 [--json]",
  help: "Computes the index of one survey in a month (2026-03), quarter (2026-TW1), semester (2026-S1) or year (2026).",
  options: { unit: { type: "string" }, survey: { type: "string" }, period: { type: "string" }, json: { type: "boolean" } },
  words: [],
  async run({ flags, settings, console }) {
    const [code, survey, period] = [needed(flags, "unit"), needed(flags, "survey"), parsePeriod(needed(flags, "period"))];
    return withParts(settings, async (parts) => {
      const unit = await unitOf(parts, code);
      const [definition] = surveysOf(parts, survey);
      const report = await unitReport(parts, unit, period, "operator", { trend: false, profile: false, also: [definition!.id] });
      const index = indexJson(report, surveyIn(report, survey));
      if (flags["json"] === true) console.out(`${JSON.stringify(index)}\n`);
      else print(index, parts.definitions.byRef(index.survey)!, console);
      if (index.received === 0 && !unit.surveys.includes(definition!.id))
        console.err(`note: ${unit.code} does not ask ${definition!.id}; it asks ${unit.surveys.join(", ") || "nothing"}\n`);
      return 0;
    });
  },
};

function print(result: ReturnType<typeof indexJson>, definition: SurveyDefinition, console: Console): void {
  const { index, sample } = result;
  console.out(
    `${result.unit} ${result.survey} ${result.period}: ${result.respondents} respondents (received ${result.received}, excluded ${result.excluded})\n`,
  );
  console.out(
    index.kind === "value"
      ? `index ${index.index100} (${index.index4} of 4), mutu ${index.mutu} (${index.label}), weight ${index.weight}, bands ${index.bands}\n${rule(definition)}\n`
      : `no index: ${index.reason}\n`,
  );
  if (sample)
    console.out(
      `${sample.reached ? "reaches" : "below"} the minimum sample (${result.respondents} of ${sample.minimum}, ${sample.served} served)\n`,
    );
  for (const { key, answered, nrr, weighted, points, mutu } of result.items) {
    console.out(
      `${key.padEnd(4)} n ${String(answered).padStart(6)}  NRR ${nrr ?? "-"}  weighted ${weighted ?? "-"}  points ${points ?? "-"}  ${mutu ?? "-"}\n`,
    );
  }
}

/** "mean-of-item-means, scale 1-4" or "pooled, scale 1-6, proportional to 4, affine to 100". */
function rule({ index, scale }: SurveyDefinition): string {
  const { aggregation, conversion, conversionTo100 } = index;
  const converted = scale.max === 4 ? [] : [`${conversion} to 4`, `${conversionTo100 ?? conversion} to 100`];
  return [aggregation, `scale ${scale.min}-${scale.max}`, ...converted].join(", ");
}
