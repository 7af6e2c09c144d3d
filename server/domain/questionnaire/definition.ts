import { z } from "zod";
import { compare, fraction, fractionFrom, roundHalfUp, times } from "../exact/fraction.ts";
import { bandTables } from "../indices/bands.ts";
import type { Directed } from "./label-direction.ts";
import { directionTroubles } from "./label-direction.ts";
import { ownBandsSchema, rowTroubles } from "./own-bands.ts";
import { reasonList } from "./reason-list.ts";

const text = z.string().trim().min(1);
const words = z.strictObject({ id: text, en: text }).describe("The same words in Indonesian (id) and English (en).");
export type Words = z.infer<typeof words>;

const labels = z
  .strictObject({ id: z.array(text), en: z.array(text) })
  .describe("Answer labels from the lowest score to the highest, one for each score of the scale.");

const question = {
  question: words.describe("What the citizen is asked."),
  help: words.describe("One sentence under the question, when the question alone may be misread.").optional(),
  labels: labels.describe("Labels of this question; without them the labels of the survey hold.").optional(),
  optOut: words
    .describe("An extra answer that carries no score, such as 'Tidak berlaku untuk saya'. Without it the question must be rated.")
    .optional(),
  reversed: z
    .boolean()
    .describe("True when a high answer is bad. The stored answer stays as given; its score is min + max − answer.")
    .optional(),
};

const part = z.strictObject({
  key: z.string().regex(/^[A-Z]{1,3}\d{1,2}\.\d{1,2}$/, "must be the item's key, a point and one or two digits, such as U3.1"),
  ...question,
});

const item = z.strictObject({
  key: z
    .string()
    .regex(/^[A-Z]{1,3}\d{1,2}$/, "must be one to three capital letters and one or two digits, such as U1")
    .describe("Stable key: U1–U9, K1–K8, A1–A5, P1–P10 or a letter and number of your own."),
  name: words.describe("Official name of the unsur or indicator."),
  ...question,
  question: question.question.optional(),
  parts: z.array(part).min(2).describe("Questions under one unsur (U3.1, U3.2); its NRR is the mean of their means.").optional(),
});

const attention = z.strictObject({
  key: item.shape.key,
  name: words.describe("Short name, shown where an unsur shows its own: 'Kecermatan mengisi'."),
  question: words.describe("What to choose, in so many words: 'Untuk pertanyaan ini pilih Kurang baik.'"),
  labels: labels.describe("Labels of this question; without them the labels of the survey hold.").optional(),
  answer: z.int().describe("The score that was asked for."),
  after: text.describe("Key of the item after which it is asked."),
});

/**
 * A survey definition: the questionnaire and the rule of its index, as data. A published version never changes; a change
 * is a new version. Everything goes by key (U8 is pengaduan wherever it is shown), never by position.
 */
export const definitionSchema = z
  .strictObject({
    $schema: z.string().optional(),
    kind: z.literal("survey"),
    id: z
      .string()
      .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, "must be lower-case letters, digits and single hyphens, such as kepuasan-loket")
      .max(32),
    version: z.int().min(1).max(999),
    title: words,
    abbreviation: text.describe("What users call the survey: SKM, SPKP, SPAK."),
    intro: words.describe("One or two sentences before the first question of this section."),
    sources: z
      .array(z.strictObject({ what: text, source: text, verified: z.boolean() }))
      .min(1)
      .describe(
        "Where the wording and the rule come from. verified is false for what no readable copy of the regulation confirms.",
      ),
    scale: z.strictObject({ min: z.literal(1), max: z.int().min(2).max(9) }),
    labels: labels.optional(),
    labelOrder: z
      .enum(["lowest-first", "highest-first"])
      .describe("Order in which the labels are shown; the stored answer is the same either way.")
      .default("lowest-first"),
    index: z.strictObject({
      name: words,
      abbreviation: text,
      aggregation: z
        .enum(["mean-of-item-means", "pooled"])
        .describe("mean-of-item-means: every unsur weighs the same (PermenPANRB 14/2017). pooled: every answer weighs the same."),
      weight: z
        .string('must be a text in quotes, such as "0.111"')
        .regex(
          /^(?:1\/n|0\.\d{1,6}|1\/\d{1,3})$/,
          'must be "1/n", or a declared weight with a point and at most six decimals, such as "0.111", or "1/14"',
        )
        .describe("Weight of one unsur: 1/n (exact, n = number of items), or a declared 0.111, 0.11, 0.071, 1/14."),
      conversion: z
        .enum(["proportional", "affine"])
        .describe(
          "From the item scale to 0–4: proportional v·4/max, or affine 1 + (v − 1)·3/(max − 1). Both leave 1–4 as it is.",
        ),
      conversionTo100: z
        .enum(["proportional", "affine"])
        .describe(
          "From the item scale to 0–100, where it is not 25 times the figure on 0–4: proportional v·100/max, or affine 25 + (v − 1)·75/(max − 1).",
        )
        .optional(),
      bands: z
        .union([text, ownBandsSchema])
        .describe(`Table of mutu: ${bandTables.map((table) => table.id).join(", ")}, or a table of your own, written out.`),
    }),
    items: z.array(item).min(1).max(40),
    displayOrder: z
      .array(text)
      .describe("Item keys in the order in which they are asked; without it the order of items.")
      .optional(),
    attention: attention
      .describe("A question whose right answer stands in it. It is no unsur, never scored, and takes nobody's answers away.")
      .optional(),
    reasons: reasonList
      .describe("Reasons to choose from after a low score; without them those of the file alasan, where that names the survey.")
      .optional(),
  })
  .superRefine((definition, context) => {
    const refuse = (path: (string | number)[], message: string): void => {
      context.addIssue({ code: "custom", path, message });
    };
    const span = definition.scale.max - definition.scale.min + 1;
    const checkLabels = (found: z.infer<typeof labels> | undefined, path: (string | number)[]): void => {
      for (const language of ["id", "en"] as const) {
        const count = found?.[language].length;
        if (count !== undefined && count !== span) {
          refuse(
            [...path, language],
            `needs ${span} labels for the scale ${definition.scale.min}–${definition.scale.max}, has ${count}`,
          );
        }
        if (found && new Set(found[language]).size !== count) refuse([...path, language], "two labels are the same");
      }
    };
    checkLabels(definition.labels, ["labels"]);
    const directed: (Directed & { readonly path: (string | number)[] })[] = [];
    const seen = new Set<string>();
    const checkKey = (key: string, path: (string | number)[]): void => {
      if (seen.has(key)) refuse(path, `the key ${key} stands twice`);
      seen.add(key);
    };
    definition.items.forEach((entry, at) => {
      checkKey(entry.key, ["items", at, "key"]);
      if (!entry.parts && !entry.question) refuse(["items", at, "question"], "an item without parts needs a question");
      if (entry.parts && (entry.question ?? entry.labels ?? entry.optOut ?? entry.reversed) !== undefined) {
        refuse(["items", at], "question, labels, optOut and reversed belong to the parts when an item has parts");
      }
      const asked = entry.parts ?? [entry];
      asked.forEach((one, within) => {
        const path = entry.parts ? ["items", at, "parts", within] : ["items", at];
        if (entry.parts) {
          checkKey(one.key, [...path, "key"]);
          if (!one.key.startsWith(`${entry.key}.`))
            refuse([...path, "key"], `a part of ${entry.key} is named ${entry.key}.1, ${entry.key}.2 …`);
        }
        checkLabels(one.labels, [...path, "labels"]);
        if (!one.labels && !definition.labels) refuse([...path, "labels"], "no labels here and none for the survey");
        directed.push({
          path: [...path, ...(one.labels ? ["labels", "id"] : ["reversed"])],
          labels: (one.labels ?? definition.labels)?.id ?? [],
          reversed: one.reversed ?? false,
        });
      });
    });
    for (const { at, reason } of directionTroubles(directed)) refuse(directed[at]!.path, reason);
    if (definition.displayOrder) {
      const known = definition.items.map((entry) => entry.key).sort();
      if ([...definition.displayOrder].sort().join() !== known.join()) {
        refuse(["displayOrder"], "must name every item key exactly once");
      }
    }
    if (definition.attention) {
      const { key, labels: own, answer, after } = definition.attention;
      checkKey(key, ["attention", "key"]);
      checkLabels(own, ["attention", "labels"]);
      if (!own && !definition.labels) refuse(["attention", "labels"], "no labels here and none for the survey");
      if (answer < 1 || answer > definition.scale.max)
        refuse(["attention", "answer"], `is not on the scale ${definition.scale.min}–${definition.scale.max}`);
      if (!definition.items.some((entry) => entry.key === after)) refuse(["attention", "after"], "is no key among the items");
    }
    const { bands } = definition.index;
    const known = bandTables.some(({ id }) => id === (typeof bands === "string" ? bands : bands.name));
    if (typeof bands === "string") {
      if (!known) refuse(["index", "bands"], `unknown table; known: ${bandTables.map((table) => table.id).join(", ")}`);
    } else {
      if (known)
        refuse(["index", "bands", "name"], "is a table that comes with the program; name it alone, or call yours otherwise");
      for (const { at, field, reason } of rowTroubles(bands.rows)) refuse(["index", "bands", "rows", at, field], reason);
    }
    const wrongWeight = weightTrouble(definition.index.weight, definition.items.length);
    if (wrongWeight !== undefined) refuse(["index", "weight"], wrongWeight);
  });

/**
 * A declared weight that brings the index above its scale is refused, unless it is 1/n rounded to its own decimals (0.143 for
 * seven items), which reports do print; then perfect answers give a little more than 100. Only a well-formed weight is looked
 * into: checks across fields also run when the pattern was refused.
 */
function weightTrouble(weight: string, items: number): string | undefined {
  if (!/^(?:0\.\d+|1\/\d+)$/.test(weight)) return undefined;
  if (/^(?:1\/0+|0\.0+)$/.test(weight)) return "must be above zero";
  const whole = times(fractionFrom(weight), fraction(items));
  if (compare(whole, fraction(1)) <= 0) return undefined;
  const decimals = weight.startsWith("0.") ? weight.length - 2 : 3;
  const rounded = roundHalfUp(fraction(1, items), decimals);
  if (weight === rounded) return undefined;
  return `times ${items} items is ${roundHalfUp(whole, 6).replace(/0+$/, "")}, so the index would leave its scale; 1/${items} to so many decimals is ${rounded}`;
}

export type SurveyDefinition = z.infer<typeof definitionSchema>;
export type SurveyItem = SurveyDefinition["items"][number];

/** Id and version together, "skm@1": what a response remembers for ever. */
export type SurveyRef = string;

/** One question as it is asked and counted: an item without parts, or one part of an item. */
export interface Question {
  readonly key: string;
  readonly question: Words;
  readonly help: Words | undefined;
  readonly labels: { readonly id: readonly string[]; readonly en: readonly string[] };
  readonly optOut: Words | undefined;
  readonly reversed: boolean;
}

export function refOf(definition: Pick<SurveyDefinition, "id" | "version">): SurveyRef {
  return `${definition.id}@${definition.version}`;
}

/** The questions of one item, in key order. */
export function questionsOf(definition: SurveyDefinition, entry: SurveyItem): readonly Question[] {
  return (entry.parts ?? [entry]).map((one) => ({
    key: one.key,
    question: one.question!,
    help: one.help,
    labels: (one.labels ?? definition.labels)!,
    optOut: one.optOut,
    reversed: one.reversed ?? false,
  }));
}

const keysInOrder = new WeakMap<SurveyDefinition, readonly string[]>();

/**
 * Every question key, those of the items in key order and the attention question last: the order in which answers are stored and
 * counted. Worked out once for each definition, which never changes.
 */
export function questionKeys(definition: SurveyDefinition): readonly string[] {
  const known = keysInOrder.get(definition);
  if (known) return known;
  const { items, attention: check } = definition;
  const keys = [...items.flatMap((entry) => questionsOf(definition, entry).map((one) => one.key)), ...(check ? [check.key] : [])];
  keysInOrder.set(definition, keys);
  return keys;
}

/** The items in the order in which a citizen meets them. */
export function displayItems(definition: SurveyDefinition): readonly SurveyItem[] {
  if (!definition.displayOrder) return definition.items;
  return definition.displayOrder.map((key) => definition.items.find((entry) => entry.key === key)!);
}

/** A question where it stands in the form, with the name of its item, or that of the attention question. */
export interface AskedQuestion extends Question {
  readonly name: Words;
  /** True for the attention question, which has no score. */
  readonly attention: boolean;
}

const questionsInOrder = new WeakMap<SurveyDefinition, readonly AskedQuestion[]>();

/** The questions as they stand in the form, one after another. Worked out once for each definition, which never changes. */
export function displayQuestions(definition: SurveyDefinition): readonly AskedQuestion[] {
  const known = questionsInOrder.get(definition);
  if (known) return known;
  const check = attentionQuestion(definition);
  const questions = displayItems(definition).flatMap((entry) => [
    ...questionsOf(definition, entry).map((one) => ({ ...one, name: entry.name, attention: false })),
    ...(check && definition.attention!.after === entry.key ? [check] : []),
  ]);
  questionsInOrder.set(definition, questions);
  return questions;
}

function attentionQuestion(definition: SurveyDefinition): AskedQuestion | undefined {
  const { attention: check } = definition;
  return (
    check && {
      key: check.key,
      name: check.name,
      question: check.question,
      help: undefined,
      labels: (check.labels ?? definition.labels)!,
      optOut: undefined,
      reversed: false,
      attention: true,
    }
  );
}
