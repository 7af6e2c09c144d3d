import { z } from "zod";
import { Refusal } from "../domain/refusal.ts";

/** How dates are written in a file: 2026-11-22, 22/11/2026 or 11/22/2026; "?" until somebody says which. */
export const dateOrders = ["year-first", "day-first", "month-first", "?"] as const;
export type DateOrder = (typeof dateOrders)[number];

/** A column that is passed over: neither read nor kept. */
export const PASSED_OVER = "abaikan";
/** What somebody still has to decide; a file is not taken while it stands in its map. */
export const UNDECIDED = "?";

const columnMapSchema = z.strictObject({
  dates: z.enum(dateOrders),
  columns: z.record(
    z.string(),
    z.strictObject({ as: z.string(), values: z.record(z.string(), z.union([z.string(), z.int().transform(String)])).optional() }),
  ),
});

/**
 * What the columns of another tool's file are here. `columns` by the name in the file: `as` is a column of our own import file
 * (tanggal, a question key, layanan, kanal, saran, a profile key) or "abaikan"; `values` says what single cells mean where that
 * is not plain: "" leaves the cell empty, "?" is not decided.
 */
export type ColumnMap = z.infer<typeof columnMapSchema>;

/** A map from its JSON text; what is wrong with it is said as a sentence. */
export function parseColumnMap(text: string): ColumnMap {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    throw new Refusal(
      "invalid",
      "Peta kolom bukan JSON yang utuh. Perbaiki tanda koma dan kutipnya, atau buat lagi dengan --map-preview.",
    );
  }
  const parsed = columnMapSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Refusal("invalid", `Peta kolom tidak dapat dibaca di ${issue!.path.join(" → ") || "awalnya"}: ${issue!.message}.`);
}

/** Names to tell the columns of a file apart by: blank ones get their place, repeated ones a number. */
export function columnNames(header: readonly string[]): readonly string[] {
  const seen = new Map<string, number>();
  return header.map((written, at) => {
    const name = written === "" ? `(kolom ${at + 1})` : written;
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return times === 1 ? name : `${name} (${times})`;
  });
}

/** A text as it is compared: small letters and digits, single blanks. */
export function plain(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}<>]+/gu, " ")
    .trim();
}
