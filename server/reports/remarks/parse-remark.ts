import { z } from "zod";
import type { Parsed } from "../../web/form.ts";
import { first, readForm } from "../../web/form.ts";

const MOST = 2000;

/** Some lines of text, 5 to 2,000 letters. */
function words(sentence: string): z.ZodType<string> {
  return z.preprocess(
    first,
    z
      .string(sentence)
      .transform((text) => text.replace(/\r\n?/g, "\n").trim())
      .pipe(
        z
          .string()
          .min(5, sentence)
          .max(MOST, "Paling banyak 2.000 huruf.")
          .regex(/^(?:\P{Cc}|\n|\t)*$/u, "Ada tanda yang tidak dapat disimpan. Ketik ulang."),
      ),
  );
}

export function parseRemark(body: unknown): Parsed<string> {
  const schema = z.object({ catatan: words("Tulis catatannya, paling sedikit lima huruf.") });
  return readForm(
    "catatan",
    schema.transform(({ catatan }) => catatan),
    body,
  );
}

/** The answer to one remark; `id` tells the forms of a page apart. */
export function parseAnswer(body: unknown, id: number): Parsed<string> {
  const schema = z.object({ jawaban: words("Tulis jawabannya, paling sedikit lima huruf.") });
  return readForm(
    `jawab-${id}`,
    schema.transform(({ jawaban }) => jawaban),
    body,
  );
}
