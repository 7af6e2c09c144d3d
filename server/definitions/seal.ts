import { createHash } from "node:crypto";

/**
 * Fields that the schema fills in when a file leaves them out. In the canonical form such a field and its absence are the
 * same, so that a default that the schema learns later does not break the seal of what was published before.
 */
export const defaults: Readonly<Record<string, unknown>> = { labelOrder: "lowest-first", optional: false, ages: false };

/**
 * SHA-256 of a definition, lower-case hexadecimal: the same for the JSON value of a file and for what the schema made of it.
 * Line breaks, indentation, order of fields and the top `$schema` (a help for editors) do not count; everything else does.
 */
export function sealOf(definition: unknown): string {
  return createHash("sha256").update(canonicalText(definition), "utf8").digest("hex");
}

/**
 * The canonical text that is sealed: RFC 8785 (fields sorted by UTF-16 code units, no white space) without the top
 * `$schema`, without fields at their default, and with texts trimmed as the schema trims them.
 */
export function canonicalText(definition: unknown): string {
  return JSON.stringify(canonical(definition, true));
}

function canonical(value: unknown, top: boolean): unknown {
  if (typeof value === "string") return value.trim();
  if (Array.isArray(value)) return value.map((entry) => canonical(entry, false));
  if (value === null || typeof value !== "object") return value;
  const kept = Object.entries(value)
    .filter(
      ([key, held]) =>
        held !== undefined && !(top && key === "$schema") && !(Object.hasOwn(defaults, key) && defaults[key] === held),
    )
    .sort(([a], [b]) => (a < b ? -1 : 1));
  // Digits as field names would be reordered by the language; no schema field is one, and strict schemas refuse others.
  return Object.fromEntries(kept.map(([key, held]) => [key, canonical(held, false)]));
}
