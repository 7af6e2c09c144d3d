/**
 * Takes what would name a person out of a written comment before it is kept: e-mail addresses, and any run of nine or more
 * digits, however spaced (NIK has 16, phone numbers 9 to 14). Masking is a help, not a promise: the form asks citizens not
 * to write names, and comments are only ever read in batches. A date with a clock time, or a sum of a billion rupiah, goes too.
 * @example maskPersonal("hubungi 0812-3456-7890 ya") // => "hubungi [nomor dihapus] ya"
 * @example maskPersonal("surat ke budi.s@contoh.go.id, biaya Rp250.000") // => "surat ke [surel dihapus], biaya Rp250.000"
 */
export function maskPersonal(text: string): string {
  return text
    .replace(/[\p{L}\d._%+-]+@[\p{L}\d-]+(?:\.[\p{L}\d-]+)+/gu, "[surel dihapus]")
    .replace(/\+?\p{Nd}(?:[\s.()/_\p{Pd}\p{Cf}]{0,3}\p{Nd}){8,}/gu, "[nomor dihapus]");
}
