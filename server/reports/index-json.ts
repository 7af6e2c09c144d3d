import { z } from "zod";
import type { Fraction } from "../domain/exact/fraction.ts";
import { fraction, roundHalfUp, times } from "../domain/exact/fraction.ts";
import { bandTable, classify } from "../domain/indices/bands.ts";
import type { QuestionResult } from "../domain/indices/compute-index.ts";
import { nrr, toHundred, weightOf } from "../domain/indices/compute-index.ts";
import type { SurveyDefinition } from "../domain/questionnaire/definition.ts";
import { questionsOf } from "../domain/questionnaire/definition.ts";
import type { SurveyReport, UnitReport } from "./unit-report.ts";

/**
 * An index as JSON: the shape that the API, the command line and the JSON export share. Decimals are strings, rounded half
 * up once from exact values. The schema is the check in tests and the description in openapi.json.
 */
const decimal = (digits: number, what: string): z.ZodString =>
  z
    .string()
    .regex(new RegExp(`^\\d+\\.\\d{${digits}}$`))
    .describe(`${what}; ${digits} decimals, rounded half up.`);

const figures = {
  key: z.string().describe("U1 to U9, K1 to K8, A1 to A5 …; parts are U3.1, U3.2 …"),
  answered: z.int().min(0).describe("Ratings that entered."),
};
const results = {
  nrr: decimal(3, "Nilai rata-rata on the item's own scale").nullable(),
  weighted: decimal(3, "NRR times the weight").nullable(),
  points: decimal(2, "NRR converted to 0–100 (25–100 on a 1–4 scale)").nullable(),
  mutu: z.string().nullable().describe("From `points` as printed."),
};
const counts = z.array(z.int().min(0)).describe("How often each answer was given, from 1 up, as the citizens chose it.");
const part = z.strictObject({ ...figures, counts, ...results });
const item = z.union([part, z.strictObject({ ...figures, parts: z.array(part).min(2), ...results })]);

export const indexSchema = z.strictObject({
  unit: z.string().describe("Code of the unit."),
  survey: z.string().describe("Survey and version, such as skm@1."),
  period: z.string().describe("2026-03, 2026-TW1, 2026-S1 or 2026."),
  from: z.iso.date().describe("First day, by the unit's own calendar."),
  until: z.iso.date().describe("First day after the period."),
  received: z.int().min(0).describe("Responses that hold this survey, those set aside included; always live."),
  excluded: z.int().min(0).describe("Responses set aside with a reason."),
  respondents: z.int().min(0).describe("Responses with at least one rating."),
  index: z.discriminatedUnion("kind", [
    z.strictObject({
      kind: z.literal("value"),
      index4: decimal(3, "The index on 0–4"),
      index100: decimal(2, "The index on 0–100"),
      mutu: z.string().describe("From `index100` as printed."),
      label: z.string().describe("The mutu in words."),
      weight: z.string().describe("The weight that was used: 1/9, 0.111 …"),
      bands: z.string().describe("The table of mutu that was used."),
    }),
    z.strictObject({ kind: z.literal("no-value"), reason: z.string().describe("Why there is no figure, in Indonesian.") }),
  ]),
  items: z.array(item),
  otherVersions: z
    .array(z.string())
    .min(1)
    .optional()
    .describe("Other versions of the survey with answers in the period; each is computed apart."),
  sample: z
    .strictObject({
      served: z.int().min(0).describe("People served in the period."),
      minimum: z.int().min(0).describe("Respondents that suffice for them, after Krejcie and Morgan (1970)."),
      reached: z.boolean().describe("False: the index stands below its minimum sample."),
    })
    .optional()
    .describe("Not there while the number of people served is not known."),
});

export type IndexJson = z.infer<typeof indexSchema>;

/** The same for everybody: no mutu below the unit's floor of answers. */
export const publicIndexSchema = indexSchema.extend({
  index: z.discriminatedUnion("kind", [
    indexSchema.shape.index.options[0].extend({
      mutu: z.string().nullable().describe("From `index100` as printed; in public null below the unit's floor of answers."),
      label: z.string().nullable().describe("The mutu in words; null where the mutu is."),
    }),
    indexSchema.shape.index.options[1],
  ]),
});

export type PublicIndexJson = z.infer<typeof publicIndexSchema>;
type ItemJson = IndexJson["items"][number];
type PartJson = z.infer<typeof part>;

/** The JSON of one survey of a report; keys stand in the order of the published example. */
export function indexJson(
  report: Pick<UnitReport, "period" | "served" | "target"> & { readonly unit: { readonly code: string } },
  survey: Pick<SurveyReport, "ref" | "definition" | "result" | "otherVersions">,
): IndexJson {
  const { result, definition } = survey;
  return {
    unit: report.unit.code,
    survey: survey.ref,
    period: report.period.name,
    from: report.period.from,
    until: report.period.until,
    received: result.received,
    excluded: result.excluded,
    respondents: result.respondents,
    index: indexPart(result.index),
    items: result.items.map(({ key, answered, counts, parts, nrr: mean, weighted, points, mutu }): ItemJson =>
      parts
        ? { key, answered, parts: partsJson(definition, key, parts), nrr: mean, weighted, points, mutu }
        : { key, answered, counts: [...counts!], nrr: mean, weighted, points, mutu },
    ),
    ...(survey.otherVersions.length > 0 ? { otherVersions: [...survey.otherVersions] } : {}),
    ...(report.served === null || report.target === null
      ? {}
      : { sample: { served: report.served, minimum: report.target, reached: result.respondents >= report.target } }),
  };
}

function indexPart(index: SurveyReport["result"]["index"]): IndexJson["index"] {
  if (index.kind === "no-value") return { kind: "no-value", reason: index.reason };
  const { kind, index4, index100, mutu, label, weight, bands } = index;
  return { kind, index4, index100, mutu, label, weight, bands };
}

/** `weighted` of a part is its share in the item's: its NRR times the weight, over the number of parts that were rated. */
function partsJson(definition: SurveyDefinition, itemKey: string, parts: readonly QuestionResult[]): PartJson[] {
  const questions = questionsOf(
    definition,
    definition.items.find(({ key }) => key === itemKey)!,
  );
  const rated = parts.filter(({ answered }) => answered > 0).length;
  return parts.map(({ key, answered, counts }) => {
    const mean = nrr(counts, questions.find((question) => question.key === key)!.reversed);
    return { key, answered, counts: [...counts], ...figuresOf(definition, mean, rated) };
  });
}

function figuresOf(
  definition: SurveyDefinition,
  mean: Fraction | null,
  rated: number,
): Pick<PartJson, "nrr" | "weighted" | "points" | "mutu"> {
  if (mean === null) return { nrr: null, weighted: null, points: null, mutu: null };
  const points = roundHalfUp(toHundred(mean, definition.scale.max, definition.index), 2);
  return {
    nrr: roundHalfUp(mean, 3),
    weighted: roundHalfUp(times(times(mean, weightOf(definition)), fraction(1, rated)), 3),
    points,
    mutu: classify(points, bandTable(definition.index.bands)).mutu,
  };
}
