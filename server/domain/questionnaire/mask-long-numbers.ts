const MASK = "[nomor dihapus]";

/** Nine or more digits with at most three separators between two of them, and what opens them: `(+62) 812 345-6789`, `O812 …`. */
const LONG_NUMBER = /(?:\(?\+)?\(?(?:(?<!\p{L})[Oo])?\p{Nd}(?:[\s.()/_\p{Pd}\p{Cf}]{0,3}\p{Nd}){8,}/gu;

/** Digits as words, eight or more of them: nobody counts like this, but phone numbers are told like this. */
const SPELLED_NUMBER =
  /(?<!\p{L})(?:(?:nol|kosong|satu|dua|tiga|empat|lima|enam|tujuh|delapan|lapan|sembilan)(?!\p{L})[\s,.-]{0,3}){8,}(?<![\s,.-])/giu;

const YEAR = String.raw`(?:19|20)\d\d`;
const DAY = String.raw`(?:[0-3]?\d-[01]?\d-${YEAR}|[0-3]?\d/[01]?\d/${YEAR}|[0-3]?\d[. ][01]?\d[. ]${YEAR}|${YEAR}-\d\d-\d\d)`;
const CLOCK = String.raw`(?:[01]?\d|2[0-4])[.:][0-5]\d`;
const DAY_OR_CLOCK = `(?:${DAY}|${CLOCK})`;
/** Where no other digit is joined on: a part of a phone number is no year. */
const ALONE = String.raw`(?<!\p{Nd}[-/.\s]{0,3})`;
const ENDS = String.raw`(?![-/.\s]{0,3}\p{Nd})`;

/** What has many digits and names nobody. */
const HARMLESS = new RegExp(
  [
    // A sum of money has its word beside it and no leading zero, as phone numbers have.
    String.raw`(?<!\p{L})(?:rp|idr)\.? ?[1-9]\d{0,2}(?:[.,]\d{3})*(?:,\d\d)?(?!\p{Nd}|[.,]\p{Nd})`,
    String.raw`(?<!\p{L})(?:rp|idr)\.? ?[1-9]\d{2,11}(?!\p{Nd})`,
    String.raw`(?<!\p{Nd}[.,]?)[1-9]\d{0,2}(?:\.\d{3})+(?= ?(?:rupiah|perak|jiwa|orang|penduduk)\b)`,
    // Days and clock times, and rows of them.
    String.raw`(?<!\p{Nd}[-/.]?|\p{Nd}{3} )${DAY_OR_CLOCK}(?:[\s,–-]{1,3}${DAY_OR_CLOCK})*(?![-/.]?\p{Nd}| \p{Nd}{3})`,
    // Years in a row, such as 2024/2025; no NIK begins with a place of that number.
    String.raw`${ALONE}${YEAR}(?:[\s/–-]{1,3}${YEAR})+${ENDS}`,
    // The number of a letter, which ends with its year.
    String.raw`${ALONE}\d{1,4}(?:/\d{1,4}){1,3}/${YEAR}${ENDS}`,
    // Scores or counters one by one; a phone number told digit by digit has a 0.
    String.raw`${ALONE}[1-9](?: [1-9])+${ENDS}`,
  ].join("|"),
  "giu",
);

/** Masks numbers of nine or more digits but for sums, dates, times, years and the like; see `maskPersonal`. */
export function maskLongNumbers(text: string): string {
  let [kept, from] = ["", 0];
  for (const harmless of text.matchAll(HARMLESS)) {
    kept += masked(text.slice(from, harmless.index)) + harmless[0];
    from = harmless.index + harmless[0].length;
  }
  return kept + masked(text.slice(from));
}

function masked(text: string): string {
  return text.replace(LONG_NUMBER, MASK).replace(SPELLED_NUMBER, MASK);
}
