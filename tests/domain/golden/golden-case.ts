import { readdirSync, readFileSync } from "node:fs";
import { z } from "zod";

/**
 * A published result as it stands in this folder: where it was printed, what went in, what must come out. Counts are per score
 * from 1 up; an item of which only the sum of scores is known has `sum` and `n`; a report that prints means has `mean`.
 */
const item = z.strictObject({
  key: z.string(),
  name: z.string().optional(),
  counts: z.array(z.int()).optional(),
  sum: z.int().optional(),
  n: z.int().optional(),
  mean: z.string().optional(),
  nrr: z.string().optional(),
  weighted: z.string().optional(),
  points: z.string().optional(),
  mutu: z.string().optional(),
});

const caseSchema = z.strictObject({
  id: z.string(),
  title: z.string().min(1),
  source: z.string().min(1),
  page: z.string().min(1).nullable(),
  rule: z.string(),
  period: z.string().nullable(),
  respondents: z.int().nullable(),
  lesson: z.string().min(1),
  /** What the publication printed, right or wrong; for the reader, not for the test. */
  published: z.record(z.string(), z.unknown()),
  items: z.array(item).default([]),
  expect: z
    .array(
      z.strictObject({
        weight: z.string(),
        bands: z.string(),
        aggregation: z.enum(["mean-of-item-means", "pooled"]).default("mean-of-item-means"),
        index4: z.string(),
        /** The index with four decimals, where three do not show the lesson. */
        exact4: z.string().optional(),
        index100: z.string(),
        mutu: z.string(),
      }),
    )
    .default([]),
  /** Figures of which only the mutu is to be told; rounded first. */
  classify: z
    .array(z.strictObject({ figure: z.string(), bands: z.string(), mutu: z.string(), note: z.string().optional() }))
    .default([]),
  refusedScore: z.strictObject({ place: z.string(), score: z.string() }).optional(),
});

export type GoldenCase = z.infer<typeof caseSchema>;
export type GoldenItem = GoldenCase["items"][number];

export const goldenCases: readonly GoldenCase[] = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith(".json"))
  .sort()
  .map((file) => {
    const found = caseSchema.parse(JSON.parse(readFileSync(`${import.meta.dirname}/${file}`, "utf8")));
    if (file !== `${found.id}.json`) throw new Error(`${file} holds the case ${found.id}`);
    return found;
  });
