import { z } from "zod";
import { parsePeriod } from "../domain/periods/period.ts";
import { Refusal } from "../domain/refusal.ts";
import type { Parsed } from "../web/form.ts";
import { first, readForm } from "../web/form.ts";

/** How many people a unit served in a period, as typed. */
export interface Population {
  /** Name of the period, "2026-TW4". */
  readonly period: string;
  readonly people: number;
}

const HOW_MANY = "Tulis jumlah orang yang dilayani dengan angka, misalnya 4.120.";

/** A period's name, brought to its one spelling. */
const period: z.ZodType<string> = z.preprocess(
  first,
  z.string().transform((text, context) => {
    try {
      return parsePeriod(text).name;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      context.addIssue({ code: "custom", message: "Pilih periode dari daftar." });
      return z.NEVER;
    }
  }),
);

/** A whole number from 1 to 100 million, with or without dots at the thousands. */
const people: z.ZodType<number> = z.preprocess(
  first,
  z
    .string(HOW_MANY)
    .transform((text) => text.trim())
    .pipe(
      z
        .string()
        .regex(/^(?:\d{1,9}|\d{1,3}(?:\.\d{3})+)$/, HOW_MANY)
        .transform((text) => Number(text.replaceAll(".", "")))
        .pipe(z.number().min(1, HOW_MANY).max(100_000_000, "Jumlah ini terlalu besar. Periksa kembali angkanya.")),
    ),
);

export function parsePopulation(body: unknown): Parsed<Population> {
  return readForm(
    "jumlah",
    z.object({ periode: period, jumlah: people }).transform(({ periode, jumlah }) => ({ period: periode, people: jumlah })),
    body,
  );
}

/** The period whose number is taken away. */
export function parseForgottenPeriod(body: unknown): Parsed<string> {
  return readForm(
    "jumlah",
    z.object({ periode: period }).transform(({ periode }) => periode),
    body,
  );
}
