import { z } from "zod";

const text = z.string().trim().min(1);

/** Reasons for a low score as a file lists them: codes are kept and counted, words are shown. */
export const reasonList = z
  .array(
    z.strictObject({
      code: z
        .string()
        .regex(/^[a-z]+(?:-[a-z]+)*$/, "must be lower-case letters and single hyphens, such as lama")
        .max(24)
        .describe("What is kept: lower-case letters and hyphens. A code keeps its meaning for ever."),
      label: z.strictObject({ id: text, en: text }).describe("What the citizen reads; short, it also heads a column."),
    }),
  )
  .min(2)
  .max(6)
  .superRefine((reasons, context) => {
    reasons.forEach(({ code }, at) => {
      if (reasons.findIndex((one) => one.code === code) < at)
        context.addIssue({ code: "custom", path: [at, "code"], message: `the code ${code} stands twice` });
    });
  });

export type ReasonOption = z.infer<typeof reasonList>[number];
