import { z } from "zod";
import { MOST_SLIPS, SLIP_DAYS } from "../domain/integrity/visit-slip.ts";
import type { Parsed } from "../web/form.ts";
import { first, readForm } from "../web/form.ts";

export const SLIPS_FORM = "karcis";
export const SLIPS_ON_A_SHEET = 24;
const MOST_SHEETS = MOST_SLIPS / SLIPS_ON_A_SHEET;

export interface AskedSlips {
  readonly sheets: number;
  /** For so many days they are good, today in. */
  readonly days: number;
}

export function parseSlips(body: unknown): Parsed<AskedSlips> {
  const schema = z
    .object({
      lembar: wholeNumber(1, MOST_SHEETS, "Tulis banyaknya lembar dengan angka"),
      hari: wholeNumber(SLIP_DAYS.least, SLIP_DAYS.most, "Tulis banyaknya hari dengan angka"),
    })
    .transform(({ lembar, hari }) => ({ sheets: lembar, days: hari }));
  return readForm(SLIPS_FORM, schema, body);
}

function wholeNumber(least: number, most: number, what: string): z.ZodType<number> {
  const sentence = `${what}, dari ${least} sampai ${most}.`;
  const isIn = (number: number): boolean => number >= least && number <= most;
  return z.preprocess(
    first,
    z
      .string(sentence)
      .transform((text) => text.trim())
      .pipe(
        z
          .string()
          .regex(/^\d{1,4}$/, sentence)
          .transform(Number)
          .refine(isIn, sentence),
      ),
  );
}
