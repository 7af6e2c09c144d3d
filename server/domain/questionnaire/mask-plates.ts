/** First letters of Indonesian plates, by police region; source: Peraturan Kapolri 5/2012 and the regions made since. */
const REGION = "[ABDEFGHKLMNPRSTWZ]|A[ABDEG]|B[ABDEGHKLMNP]|D[ABCDEGHKLMNPRSTW]|E[ABD]|K[BHTU]|P[ABGSTY]";
const GAP = String.raw`[ .\p{Pd}]{0,2}`;

/** Letters and digits that might be a plate: `B 1234 XYZ`, `ab1234cd`, `AE-3456-BC`. The words before decide with them. */
const CANDIDATE = new RegExp(
  String.raw`(?<![\p{L}\p{Nd}])(${REGION})${GAP}([1-9]\d{0,3})(?:${GAP}([A-Z]{1,3}))?(?![\p{L}\p{Nd}])`,
  "giu",
);

/** Just before a plate, at most one word between. */
const VEHICLE =
  /(?:pelat|plat|nopol|polisi|kendaraan|motor|mobil|stnk|bpkb|truk|bus|angkot|sepeda)(?: nomor| no\.?)?[ :.(]{0,3}(?:\p{L}{1,9} )?$/iu;
/** Just before the number of a queue, a room or a house. */
const PLACE =
  /(?:antr\p{L}{0,4}|urut|nomor|no|loket|meja|kursi|ruang|ruangan|kamar|gedung|lantai|blok|kelas|golongan|nilai|mutu|kertas|vitamin)[ :.]{0,2}$/iu;

/** Short words and units that follow a number and are no letters of a plate. */
const WORDS = new Set(
  (
    "dan di ke yg org jam hr hri bln thn th tgl kg km cm mm gr mg ml lt rb jt jtu kl kk ya ga gak tdk pun pas aja lgi lg sdh udh " +
    "blm kok sih nih tuh lah pak bu ibu mas mba buk bpk tp tpi utk dr dg dgn krn sy sya aku ini itu ada msh bs bsa x rt rw tak " +
    "ora iki wis dll dst wib wit am pm mnt dtk min sd uu pp sk sks pns tni hpk skrg lbr rim bgt lm dpt jd tau mau dah"
  ).split(" "),
);

/**
 * Masks vehicle plates; see `maskPersonal`. A short one, or one in small letters, needs a word such as "motor" or "nopol" before
 * it, because "di loket b 12 org" has the same shape.
 */
export function maskPlates(text: string): string {
  return text.replace(CANDIDATE, (found: string, region: string, digits: string, letters: string | undefined, at: number) => {
    const before = text.slice(Math.max(0, at - 30), at);
    const ofVehicle = VEHICLE.test(before) && !WORDS.has(region.toLowerCase());
    if (letters === undefined) return ofVehicle && digits.length > 1 ? "[pelat dihapus]" : found;
    const sure = digits.length === 4 && (ofVehicle || found === found.toUpperCase());
    if (WORDS.has(letters.toLowerCase()) && !sure) return found;
    if (ofVehicle) return "[pelat dihapus]";
    return digits.length >= 3 && !PLACE.test(before) ? "[pelat dihapus]" : found;
  });
}
