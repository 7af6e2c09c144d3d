import type { Fraction } from "../exact/fraction.ts";
import { compare, fraction, fractionFrom, roundHalfUp, times } from "../exact/fraction.ts";

/** A figure of an earlier report as it is kept, or why it cannot be one. */
export type PastFigure =
  | {
      readonly kind: "value";
      /** On the 25–100 scale, two decimals and a point: "82.75". */
      readonly index100: string;
      /** The scale on which it stood: "4" was multiplied by 25, which somebody has to confirm. */
      readonly scale: "100" | "4";
    }
  | { readonly kind: "refused"; readonly reason: string };

const SHAPE = /^\d{1,3}(?:[.,](\d{1,4}))?$/;
const LOWEST = { "4": fraction(1), "100": fraction(25) };
const HIGHEST = { "4": fraction(4), "100": fraction(100) };
const TIMES = fraction(25);

/**
 * Reads an index as an earlier report prints it, with comma or point: 25–100 with at most two decimals, or 1–4 with at most
 * four, which becomes its 25-fold, rounded once half up to two decimals. Nothing else is an index of the field
 * (PermenPANRB 14/2017, lampiran, pengolahan data: 1–4, times 25).
 * @example readPastFigure("82,5") // => { kind: "value", index100: "82.50", scale: "100" }
 * @example readPastFigure("3,314") // => { kind: "value", index100: "82.85", scale: "4" }
 */
export function readPastFigure(text: string): PastFigure {
  const found = SHAPE.exec(text.trim());
  if (!found) return { kind: "refused", reason: "Tulis indeks dengan angka, misalnya 82,50." };
  const value = fractionFrom(text.trim().replace(",", "."));
  if (within(value, "4")) return { kind: "value", index100: roundHalfUp(times(value, TIMES), 2), scale: "4" };
  if (!within(value, "100"))
    return { kind: "refused", reason: "Indeks berada antara 25 dan 100, atau antara 1 dan 4. Periksa kembali angkanya." };
  if ((found[1] ?? "").length > 2)
    return { kind: "refused", reason: "Tulis indeks dengan paling banyak dua angka di belakang koma, misalnya 82,50." };
  return { kind: "value", index100: roundHalfUp(value, 2), scale: "100" };
}

function within(value: Fraction, scale: "4" | "100"): boolean {
  return compare(value, LOWEST[scale]) >= 0 && compare(value, HIGHEST[scale]) <= 0;
}
