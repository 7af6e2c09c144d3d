import { maskLongNumbers } from "./mask-long-numbers.ts";
import { maskPlates } from "./mask-plates.ts";

/** `budi@contoh.go.id`. The look-behind keeps a long word from being tried at each of its letters. */
const EMAIL = /(?<![\p{L}\d._%+-])[\p{L}\d._%+-]+@[\p{L}\d-]+(?:\.[\p{L}\d-]+)+/gu;

/** Providers that are known without the rest of the address, or with blanks in it: `budi@gmail`, `budi @ yahoo . co . id`. */
const PROVIDER =
  /(?<![\p{L}\d._%+-])[\p{L}\d._%+-]+ ?@ ?(?:gmail|yahoo|ymail|hotmail|outlook|icloud)(?: ?\. ?[\p{L}\d-]{2,4}){0,2}/giu;

/** `budi at gmail dot com`, `budi(at)contoh.go.id`, `budi et gmail titik com`. */
const SPELLED =
  /(?<![\p{L}\d._%+-])[\p{L}\d._%+-]+ ?(?:[([{] ?(?:at|et|@) ?[)\]}]|(?<= )(?:at|et)(?= )) ?[\p{L}\d-]+(?:(?: ?[([{] ?(?:dot|titik) ?[)\]}] ?| (?:dot|titik) |\.)[\p{L}\d-]+){1,3}/giu;

/**
 * Takes what would name a person out of a written comment before it is kept: e-mail addresses, long numbers (NIK and KK with 16
 * digits, NPWP, NIP, phone and account numbers; nine or more digits, however spaced, or spelled out) and vehicle plates. Sums of
 * rupiah, dates, times, years, scores and numbers of laws stay. Masking is a help, not a promise: names, social handles and
 * local phone numbers of eight or fewer digits stay, the form asks citizens not to write them, and comments are only ever read
 * in batches. Masking twice is masking once; the time it takes grows with the text, not faster.
 * @example maskPersonal("hubungi 0812-3456-7890 ya") // => "hubungi [nomor dihapus] ya"
 * @example maskPersonal("surat ke budi.s@contoh.go.id, biaya Rp250.000") // => "surat ke [surel dihapus], biaya Rp250.000"
 * @example maskPersonal("motor B 1234 XYZ jam 08.00") // => "motor [pelat dihapus] jam 08.00"
 */
export function maskPersonal(text: string): string {
  // What is taken away may uncover more, joined to it without a blank. Each round takes digits or an address, so it ends.
  for (let left = text; ;) {
    const masked = maskedOnce(left);
    if (masked === left) return masked;
    left = masked;
  }
}

function maskedOnce(text: string): string {
  const withoutMail = [EMAIL, PROVIDER, SPELLED].reduce((left, pattern) => left.replace(pattern, "[surel dihapus]"), text);
  return maskLongNumbers(maskPlates(withoutMail));
}
