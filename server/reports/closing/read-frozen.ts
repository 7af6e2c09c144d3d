import { z } from "zod";
import { indexSchema } from "../index-json.ts";

const range = z.union([
  z.object({ kind: z.literal("range"), low: z.string(), high: z.string(), low100: z.string(), high100: z.string() }),
  z.object({ kind: z.literal("no-range"), reason: z.string() }),
]);

/** What frozen-document.ts writes; the parts that older ones lack are empty. */
const frozenSchema = z.object({
  format: z.string().startsWith("suara-loket-closing-"),
  unit: z.object({ code: z.string(), name: z.string(), zone: z.string() }),
  period: z.string(),
  from: z.string(),
  until: z.string(),
  closedOn: z.string(),
  closedBy: z.string(),
  served: z.int().nullable(),
  indices: z.array(indexSchema),
  rows: z.record(z.string(), z.object({ rows: z.int(), digest: z.string() })).default({}),
  /** The three lines of a checkpoint; null where nobody had answered. */
  log: z.string().nullable().default(null),
  ranges: z
    .array(z.object({ survey: z.string(), index: range, items: z.array(z.intersection(range, z.object({ key: z.string() }))) }))
    .default([]),
  changes: z
    .array(
      z.object({
        survey: z.string(),
        before: z.string(),
        index100: z.string(),
        verdict: z.enum(["higher", "lower", "open"]),
        difference: z.string(),
      }),
    )
    .default([]),
  people: z
    .array(
      z.object({
        key: z.string(),
        question: z.string(),
        groups: z.array(z.object({ label: z.string(), people: z.int().nullable() })),
      }),
    )
    .default([]),
  exclusions: z.array(z.object({ reason: z.string(), times: z.int() })).default([]),
  definitions: z.record(z.string(), z.string()),
});

export type Frozen = z.infer<typeof frozenSchema>;

/** Throws for a text that is no frozen document: it was read from the store, where nothing else may be. */
export function readFrozen(document: string): Frozen {
  return frozenSchema.parse(JSON.parse(document));
}
