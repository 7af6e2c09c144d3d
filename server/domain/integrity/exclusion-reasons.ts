/**
 * Why a response may be set aside, by code; the words stand in lists and reports. A low score, the same score everywhere or a quick
 * hand are no reason (README of this folder's parent).
 */
export const exclusionReasons = [
  { code: "uji-coba", words: "isian uji coba" },
  { code: "ganda", words: "terkirim ganda" },
  { code: "belum-selesai", words: "diisi sebelum layanan selesai" },
  { code: "diisikan", words: "terbukti diisikan orang lain" },
  { code: "luar-periode", words: "di luar periode" },
] as const;

/** The words of a code; the code itself where the list does not know it (any more). */
export function exclusionWords(code: string): string {
  return exclusionReasons.find((reason) => reason.code === code)?.words ?? code;
}
