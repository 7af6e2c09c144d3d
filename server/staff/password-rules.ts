/** Words that stand in so many passwords that they add nothing; a password may hold them, but not consist of them. */
const WORN_WORDS = [
  "password",
  "passw0rd",
  "passwort",
  "katasandi",
  "sandi",
  "rahasia",
  "admin",
  "administrator",
  "pengelola",
  "petugas",
  "operator",
  "qwertyuiop",
  "qwerty",
  "asdfghjkl",
  "asdfgh",
  "zxcvbnm",
  "1q2w3e4r5t6y",
  "1q2w3e4r",
  "q1w2e3r4",
  "abcdefghijkl",
  "abcdef",
  "abc",
  "iloveyou",
  "letmein",
  "welcome",
  "selamat",
  "datang",
  "bismillah",
  "alhamdulillah",
  "indonesia",
  "merdeka",
  "pancasila",
  "garuda",
  "jakarta",
  "bandung",
  "surabaya",
  "sayang",
  "cinta",
  "aku",
  "kamu",
  "anda",
  "kami",
  "suara",
  "loket",
  "survei",
  "kepuasan",
  "masyarakat",
  "skm",
  "puskesmas",
  "kecamatan",
  "kelurahan",
  "kabupaten",
  "kota",
  "dinas",
  "desa",
  "rumah",
  "sakit",
  "pengadilan",
  "kantor",
  "pelayanan",
  "monkey",
  "dragon",
  "football",
  "sunshine",
  "princess",
  "master",
  "superman",
  "login",
  "user",
  "test",
  "coba",
  "default",
  "changeme",
];

/** Rows and runs that fingers or heads walk along. */
const RUNS = ["01234567890123456789", "98765432109876543210", "abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm"];

/** Fewer letters than this beside worn words are no secret. */
const OWN_LETTERS = 4;

/**
 * What is wrong with a new password, as a sentence that says what to do; undefined when it will do. At least 12 and at most
 * 128 characters, no rule about which ones; but not what everybody tries first: worn words, runs, and the words of the
 * place itself (`context`: login, name, unit), with digits and signs around them. Follows NIST SP 800-63B and OWASP ASVS.
 * @example passwordProblem("kuda-makan-awan-biru", ["sari"]) // => undefined
 */
export function passwordProblem(password: string, context: readonly string[]): string | undefined {
  const length = [...password].length;
  if (length < 12)
    return "Kata sandi paling sedikit 12 karakter. Beberapa kata yang mudah Anda ingat lebih baik daripada satu kata yang rumit.";
  if (length > 128) return "Kata sandi paling banyak 128 karakter.";
  const plain = password.normalize("NFKC").toLowerCase();
  const worn =
    "Kata sandi ini mudah ditebak. Pakai beberapa kata lain yang tidak berhubungan dengan nama, unit, atau pekerjaan Anda.";
  if (new Set(plain).size < 5) return worn;
  const words = [...WORN_WORDS, ...context.flatMap(wordsOf)].sort((a, b) => b.length - a.length);
  let rest = plain;
  for (const word of words) rest = rest.replaceAll(word, " ");
  rest = withoutRuns(rest);
  const ownLetters = rest.replace(/[^\p{L}]/gu, "").length;
  return rest !== plain && ownLetters < OWN_LETTERS ? worn : undefined;
}

/** Drops every stretch of four or more characters that walks along a run, such as 4567 or asdf. */
function withoutRuns(text: string): string {
  let kept = "";
  for (let at = 0; at < text.length;) {
    let end = at + 1;
    while (end < text.length && RUNS.some((run) => run.includes(text.slice(at, end + 1)))) end += 1;
    if (end - at < 4) end = at + 1;
    kept += end - at < 4 ? text.slice(at, end) : " ";
    at = end;
  }
  return kept;
}

/** Each word of a name, and the name without its gaps; words of one or two letters are too common to count. */
function wordsOf(name: string): string[] {
  const plain = name.normalize("NFKC").toLowerCase();
  const parts = plain.split(/[^\p{L}\p{N}]+/u);
  return [...parts, parts.join("")].filter((word) => word.length >= 3);
}
