import { z } from "zod";
import type { Parsed } from "../../web/form.ts";
import { first, line, oneOf, readForm } from "../../web/form.ts";
import { narratives, reportFacts } from "./narrative.ts";

const LONGEST = 4000;

/**
 * What a unit wrote into the report of a period. A text that says what stands there anyway, or nothing, is not kept (null), so that
 * standard words follow the data.
 */
export function parseNarrative(
  body: unknown,
  standard: Readonly<Record<string, string>>,
): Parsed<ReadonlyMap<string, string | null>> {
  const fields = narratives.map(({ key }) => [key, lines] as const);
  const parsed = readForm("isi", z.object(Object.fromEntries(fields)), body);
  if (!parsed.ok) return parsed;
  const kept = Object.entries(parsed.value as Record<string, string>).map(
    ([key, text]) => [key, text === "" || text === standard[key] ? null : text] as const,
  );
  return { ok: true, value: new Map(kept) };
}

/** What stands on every report of a unit; null where nothing does. */
export function parseReportFacts(body: unknown): Parsed<ReadonlyMap<string, string | null>> {
  const fields = reportFacts.map(
    ({ key }) =>
      [key, key === "kertas" ? oneOf(["A4", "F4"], "Pilih A4 atau F4.", "A4") : line(0, 200, "Tulis dalam satu baris.")] as const,
  );
  const parsed = readForm("tetap", z.object(Object.fromEntries(fields)), body);
  if (!parsed.ok) return parsed;
  const kept = Object.entries(parsed.value as Record<string, string>).map(
    ([key, text]) => [key, text === "" ? null : text] as const,
  );
  return { ok: true, value: new Map(kept) };
}

/** Several lines: blanks at the ends and empty lines dropped, control characters refused. */
const lines = z.preprocess(
  first,
  z
    .string()
    .transform((text) =>
      text
        .split(/\r?\n/)
        .map((one) => one.trim())
        .filter((one) => one !== "")
        .join("\n"),
    )
    .pipe(
      z
        .string()
        .max(LONGEST, `Paling banyak ${LONGEST.toLocaleString("id-ID")} huruf.`)
        .regex(/^(?:\P{Cc}|\n)*$/u, "Ada huruf yang tidak dapat dicetak. Ketik ulang bagian ini."),
    ),
);
