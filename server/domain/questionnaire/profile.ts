import { z } from "zod";

/** Names that the form and the import file use for themselves. */
const RESERVED = ["kunci", "layanan", "dibantu", "saran", "situs_web", "tanggal", "kanal"];

const text = z.string().trim().min(1);
const words = z.strictObject({ id: text, en: text });

/**
 * The questions about the citizen. They come last and each may be declined; codes are stored, words are shown.
 * No question here may ask for a name, a number or free words.
 */
export const profileSchema = z
  .strictObject({
    $schema: z.string().optional(),
    kind: z.literal("profile"),
    id: z.literal("profil"),
    version: z.int().min(1).max(999),
    questions: z.array(
      z.strictObject({
        key: z.string().regex(/^[a-z_]{3,24}$/),
        question: words,
        optional: z.boolean().describe("True for a question that a unit has to switch on.").default(false),
        ages: z
          .boolean()
          .describe("True when the codes are bands of years (<17, 17-25, >65), so that a file may also hold years.")
          .default(false),
        options: z
          .array(z.strictObject({ code: z.string().regex(/^[A-Z0-9<>-]{1,12}$/), label: words }))
          .min(2)
          .max(8),
      }),
    ),
  })
  .superRefine((profile, context) => {
    const keys = profile.questions.map((one) => one.key);
    keys.forEach((key, at) => {
      if (RESERVED.includes(key))
        context.addIssue({ code: "custom", path: ["questions", at, "key"], message: "is the name of another field of the form" });
    });
    if (new Set(keys).size !== keys.length)
      context.addIssue({ code: "custom", path: ["questions"], message: "a key stands twice" });
    profile.questions.forEach((one, at) => {
      const codes = one.options.map((option) => option.code);
      if (new Set(codes).size !== codes.length) {
        context.addIssue({ code: "custom", path: ["questions", at, "options"], message: "a code stands twice" });
      }
    });
  });

export type ProfileDefinition = z.infer<typeof profileSchema>;
export type ProfileQuestion = ProfileDefinition["questions"][number];

/**
 * The band that holds an age in whole years, or undefined when the text is not an age (999 is how files say "unknown").
 * @example ageBand("42", [{ code: "36-45" }, { code: ">65" }]) // => "36-45"
 * @example ageBand("tua", [{ code: "36-45" }]) // => undefined
 */
export function ageBand(years: string, options: readonly { readonly code: string }[]): string | undefined {
  if (!/^\d{1,3}$/.test(years)) return undefined;
  const age = Number(years);
  if (age > 120) return undefined;
  return options.find(({ code }) => {
    const [, sign, edge] = /^([<>])(\d+)$/.exec(code) ?? [];
    if (sign) return sign === "<" ? age < Number(edge) : age > Number(edge);
    const [, low, high] = /^(\d+)-(\d+)$/.exec(code) ?? [];
    return low !== undefined && Number(low) <= age && age <= Number(high);
  })?.code;
}
