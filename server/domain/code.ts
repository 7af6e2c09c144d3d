import { Refusal } from "./refusal.ts";

/**
 * Codes of units and counters: lower-case letters, digits and hyphens, 3 to 32 of them. Case is ignored on entry.
 * @example readCode(" PKM-Contoh ") // => "pkm-contoh"
 */
export function readCode(text: string): string {
  const code = text.trim().toLowerCase();
  if (!/^[a-z0-9-]{3,32}$/.test(code)) {
    throw new Refusal("invalid", "Kode terdiri atas 3 sampai 32 huruf kecil, angka, atau tanda hubung; contoh: pkm-citeureup.");
  }
  return code;
}
