import { z } from "zod";
import type { Fraction } from "../exact/fraction.ts";
import { add, compare, fraction, fractionFrom, times } from "../exact/fraction.ts";

const text = z.string().trim().min(1);
const words = z.strictObject({ id: text, en: text });
const sourced = {
  source: text.describe("Where the figure comes from."),
  verified: z.boolean().describe("False for what no readable copy of the regulation confirms; pages say so."),
};
const INDEX_FIGURE = /^(?:[0-3]\.\d{2}|4\.00)$/;

/** What Zona Integritas asks of IPAK and IPKP, as data: a regulation may change it. A change is a new version. */
export const thresholdsSchema = z
  .strictObject({
    $schema: z.string().optional(),
    kind: z.literal("thresholds"),
    id: z.literal("zi"),
    version: z.int().min(1).max(999),
    predicates: z
      .array(
        z.strictObject({
          key: z.string().regex(/^[A-Z]{2,8}$/, "must be two to eight capital letters, such as WBK"),
          name: words,
        }),
      )
      .min(1)
      .max(4)
      .describe("What a unit may be named: WBK, WBBM."),
    points: z
      .strictObject({
        highest: z.string().regex(/^\d{1,3}\.\d{2}$/, 'must have a point and exactly two decimals, such as "17.50"'),
        ...sourced,
      })
      .describe("Points of one index in the evaluation sheet (LKE): index / 4 × highest."),
    requirements: z
      .array(
        z.strictObject({
          predicate: text.describe("Key of a predicate."),
          index: text.describe("Abbreviation of the index as the survey definitions have it: IPAK, IPKP."),
          atLeast: z
            .string()
            .regex(INDEX_FIGURE, 'must be 0 to 4 with a point and exactly two decimals, such as "3.60"')
            .describe("Lowest index on 0–4 that meets it, two decimals."),
          ...sourced,
        }),
      )
      .min(1),
  })
  .superRefine(({ predicates, requirements }, context) => {
    requirements.forEach(({ predicate, index }, at) => {
      if (!predicates.some(({ key }) => key === predicate))
        context.addIssue({ code: "custom", path: ["requirements", at, "predicate"], message: "is no key among the predicates" });
      if (requirements.findIndex((one) => one.predicate === predicate && one.index === index) !== at)
        context.addIssue({ code: "custom", path: ["requirements", at], message: `${predicate} asks twice for ${index}` });
    });
  });

export type Thresholds = z.infer<typeof thresholdsSchema>;
export type Requirement = Thresholds["requirements"][number];

/**
 * Points of an exact index on 0–4 in the evaluation sheet (LKE): index / 4 × highest, not rounded.
 * @example zonePoints(fraction(18, 5), "17.50") // => fraction(63, 4)
 */
export function zonePoints(index: Fraction, highest: string): Fraction {
  return times(times(index, fraction(1, 4)), fractionFrom(highest));
}

/**
 * By how much an exact index falls short of a threshold, three decimals, rounded up so that a gap never prints as none;
 * null when it is met. Judged on the exact index: 3.5996 prints as 3.600 and does not meet 3.60.
 * @example shortOf(fraction(351, 100), "3.60") // => "0.090"
 * @example shortOf(fraction(18, 5), "3.60") // => null
 */
export function shortOf(index: Fraction, atLeast: string): string | null {
  const gap = add(fractionFrom(atLeast), times(index, fraction(-1)));
  if (compare(gap, fraction(0)) <= 0) return null;
  const thousandths = String((gap.top * 1000n + gap.bottom - 1n) / gap.bottom).padStart(4, "0");
  return `${thousandths.slice(0, -3)}.${thousandths.slice(-3)}`;
}
