import type { Found } from "./look-up.ts";

/** So many findings are told; whoever wants all of them has the command. */
const TOLD = 12;

/** What is said of an evidence pack that somebody brought. */
export function packWords({ check, sealed, stands }: Extract<Found, { kind: "pack" }>): {
  readonly good: boolean;
  readonly heading: string;
  readonly sentences: readonly string[];
} {
  const { findings, signer, of } = check;
  if (findings.length > 0)
    return {
      good: false,
      heading: "Berkas bukti ini tidak cocok. Jangan dipakai.",
      sentences: [
        ...findings.slice(0, TOLD).map(findingWords),
        ...(findings.length > TOLD
          ? [`Dan ${findings.length - TOLD} hal lain; semuanya disebut oleh perintah suara verify.`]
          : []),
      ],
    };
  if (signer !== "known" || !sealed)
    return {
      good: false,
      heading: "Isi berkas bukti ini cocok satu sama lain, tetapi bukan dari sini.",
      sentences: ["Kode segelnya bukan milik penutupan unit ini."],
    };
  const about = `Setiap angka ${of?.period ?? ""} mengikuti jawaban di dalamnya, jawabannya sama dengan yang tercatat hari demi hari, dan daftar berkasnya kami tandatangani.`;
  return stands
    ? { good: true, heading: "Berkas bukti ini utuh.", sentences: [about] }
    : {
        good: false,
        heading: "Berkas bukti ini utuh, tetapi milik edisi lama.",
        sentences: [about, "Periodenya kemudian dibuka kembali oleh dua orang. Angka pada edisi lama tidak berlaku lagi."],
      };
}

/**
 * The findings of `suara verify` (ops/verify) in Indonesian; $1 and $2 are what the finding names. A name is whatever stands in
 * the pack, spaces too: a list of files that was changed can name anything.
 */
const WORDS: readonly (readonly [RegExp, string])[] = [
  [/^the file is no ZIP archive/, "Berkas ini bukan arsip ZIP, atau rusak."],
  [
    /^the archive unpacks to more/,
    "Isi arsip ini lebih besar daripada yang diperiksa di sini. Periksalah dengan perintah suara verify.",
  ],
  [/^the archive holds two files of one name/, "Arsipnya memuat dua berkas dengan nama yang sama."],
  [
    /this is no evidence pack, or its list was taken out$/,
    "Daftar berkas bertanda tangan tidak ada: ini bukan berkas bukti, atau daftarnya dibuang.",
  ],
  [/cannot be read as a signed list of files$/, "Daftar berkas bertanda tangan tidak dapat dibaca."],
  [/^the list of files is signed by another key/, "Daftar berkasnya ditandatangani dengan kunci lain, bukan kunci kami."],
  [/^the signature under the list of files/, "Tanda tangan di bawah daftar berkas tidak cocok: daftarnya diubah."],
  [/^(.+) or (.+) cannot be read$/, "$1 atau $2 tidak dapat dibaca."],
  [/^(.+) cannot be read as rows of answers.*$/, "$1 tidak dapat dibaca sebagai baris jawaban."],
  [/^(.+) cannot be read$/, "$1 tidak dapat dibaca."],
  [/^(.+) was changed after the list was signed$/, "$1 diubah setelah daftarnya ditandatangani."],
  [/^(.+) is not in the list: it was added$/, "$1 tidak ada dalam daftar: berkas itu ditambahkan."],
  [/^(.+) is missing(?:, so .*)?$/, "$1 tidak ada."],
  [/^(.+) is not in its canonical form$/, "$1 ditulis ulang, tidak seperti saat dibekukan."],
  [
    /^the frozen figures have the seal (.+), the list says (.+)$/,
    "Angka yang dibekukan bersegel $1, sedangkan daftarnya menyebut $2.",
  ],
  [
    /^the frozen figures are those of (.+), the list is of (.+)$/,
    "Angka yang dibekukan adalah milik $1, sedangkan daftarnya milik $2.",
  ],
  [/^the frozen figures name no checkpoint/, "Angka yang dibekukan tidak menyebut titik catatan."],
  [/^(.+): its figures cannot be reckoned again/, "$1: angkanya tidak dapat dihitung ulang dari isi berkas ini."],
  [/^(.+): more rows than answers that were used$/, "$1: barisnya lebih banyak daripada jawaban yang dihitung."],
  [/^(.+) does not hold the rows that were there at the closing$/, "$1 tidak memuat baris yang ada saat periode ditutup."],
  [/^(.+): the rows give another count$/, "$1: barisnya memberi hitungan lain."],
  [/^(.+): the frozen figures are not those that its rows give$/, "$1: angka yang dibekukan tidak mengikuti barisnya."],
  [/^(.+): the rows are not those whose leaves the log holds$/, "$1: barisnya bukan yang tercatat hari demi hari."],
  [/^(.+) is not the questionnaire/, "$1 bukan kuesioner yang disegel."],
  [/^the packs are of several units: (.+)$/, "Berkas di dalamnya milik beberapa unit: $1."],
  [/^(.+\.zip) holds (.+)$/, "$1 ternyata memuat $2."],
  [
    /^the log, \S+ (.*?): (?:the checkpoint|it says|what it says|its receipts|the epoch) .+$/,
    "Catatan hari demi hari tidak cocok pada $1.",
  ],
  [/^the log before the period/, "Catatan sebelum periode ini tidak cocok dengan titiknya."],
  [/^the log does not end with the checkpoint/, "Catatannya tidak berakhir pada titik yang disebut angka yang dibekukan."],
  [
    /^a record of (.+) is not in the log/,
    "Sebuah jawaban $1 tidak ada dalam catatan: diubah, ditambahkan, atau disebut dua kali.",
  ],
  [/^a record of (.+) stands where it does not belong$/, "Sebuah jawaban $1 berada di tempat yang bukan tempatnya."],
  [
    /^(\d+) answers of the period have a leaf and no record, though only (\d+) /,
    "$1 jawaban tercatat tetapi tidak disertakan, padahal hanya $2 yang dikecualikan oleh dua orang.",
  ],
];

/** One finding, as an Indonesian sentence; in its own words where there are no others. */
export function findingWords(found: string): string {
  const finding = found.replace(/\s+/g, " ");
  const inside = /^(bukti_.+?\.zip): (.+)$/.exec(finding);
  if (inside) return `${inside[1]!}: ${findingWords(inside[2]!)}`;
  const known = WORDS.find(([pattern]) => pattern.test(finding));
  if (!known) return `Ada yang tidak cocok: ${finding}`;
  const [, first = "", second = ""] = known[0].exec(finding)!;
  return known[1].replace(/\$[12]/g, (place) => (place === "$1" ? first : second));
}
