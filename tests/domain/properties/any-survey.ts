import fc from "fast-check";
import type { SurveyDefinition } from "../../../server/domain/questionnaire/definition.ts";
import { withoutLoneAttention } from "../../../server/domain/questionnaire/attention.ts";
import { questionKeys } from "../../../server/domain/questionnaire/definition.ts";
import type { Answer, Answers } from "../../../server/domain/response.ts";
import type { DefinitionWishes } from "../../support/make-definition.ts";
import { makeDefinition, makePart, OWN_BANDS } from "../../support/make-definition.ts";

const [cases, seed] = [process.env["CASES"], process.env["SEED"]];

/** How often every property is tried, and from which seed: `npm run cases` sets both. Failures print the seed that shows them again. */
export const RUNS = { numRuns: Number(cases ?? 1000), ...(seed === undefined ? {} : { seed: Number(seed) }) };

/** Definitions of all kinds the schema allows: 1–6 items, 2–9 scores, parts, reversed questions, each aggregation and weight. */
export const anyDefinition = (fixed: DefinitionWishes = {}): fc.Arbitrary<SurveyDefinition> =>
  fc
    .record({
      max: fc.integer({ min: 2, max: 9 }),
      aggregation: fc.constantFrom("mean-of-item-means" as const, "pooled" as const),
      conversion: fc.constantFrom("proportional" as const, "affine" as const),
      conversionTo100: fc.constantFrom(undefined, undefined, "proportional" as const, "affine" as const),
      weight: fc.constantFrom("1/n", "1/n", "1/9", "0.111", "0.11", "0.071"),
      bands: fc.constantFrom<SurveyDefinition["index"]["bands"]>("permenpan-14-2017", "kep-25-2004", "ipk-peradilan", OWN_BANDS),
      attention: fc.boolean(),
      shapes: fc.array(fc.record({ parts: fc.constantFrom(0, 0, 0, 2, 3), reversed: fc.boolean() }), {
        minLength: 1,
        maxLength: 6,
      }),
    })
    .map(({ shapes, conversionTo100, ...rule }) =>
      makeDefinition({
        ...rule,
        ...(conversionTo100 ? { conversionTo100 } : {}),
        items: shapes.map(({ parts, reversed }, at) => {
          const key = `U${at + 1}`;
          if (parts === 0) return { key, ...(reversed ? { reversed } : {}) };
          return {
            key,
            parts: Array.from({ length: parts }, (_, part) => makePart(`${key}.${part + 1}`, { reversed: reversed && part > 0 })),
          };
        }),
        ...fixed,
      }),
    );

/** One response: each question rated, opted out of, or left out; the attention question only beside a score, as a response is kept. */
export function anyAnswers(definition: SurveyDefinition): fc.Arbitrary<Answers> {
  const score = fc.integer({ min: 1, max: definition.scale.max });
  const answer: fc.Arbitrary<Answer | undefined> = fc.oneof(
    { weight: 8, arbitrary: score },
    { weight: 1, arbitrary: fc.constant("opted-out" as const) },
    { weight: 1, arbitrary: fc.constant(undefined) },
  );
  const keys = questionKeys(definition);
  return fc
    .tuple(...keys.map((key) => (key === definition.attention?.key ? fc.option(score, { nil: undefined }) : answer)))
    .map((given) => new Map(keys.flatMap((key, at) => (given[at] === undefined ? [] : [[key, given[at]] as const]))))
    .map((answers) => withoutLoneAttention(definition, answers));
}

export interface AnsweredSurvey {
  readonly definition: SurveyDefinition;
  readonly responses: readonly Answers[];
}

export const anyAnsweredSurvey = (fixed: DefinitionWishes = {}, minLength = 0): fc.Arbitrary<AnsweredSurvey> =>
  anyDefinition(fixed).chain((definition) =>
    fc.record({ definition: fc.constant(definition), responses: fc.array(anyAnswers(definition), { minLength, maxLength: 8 }) }),
  );
