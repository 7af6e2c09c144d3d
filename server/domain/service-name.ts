import { plainLine } from "./plain-line.ts";
import { Refusal } from "./refusal.ts";

/**
 * A spreadsheet takes text with such a beginning for a formula. An export would have to put an apostrophe before it, and the
 * same file imported again would not know the service any more; so the name is refused where it is typed or imported.
 */
const ACTIVE = /^[=+\-@|＝＋－＠｜−]/u;

/**
 * The name of a service as it is kept: one line of 2 to 120 letters that no spreadsheet runs.
 * Refuses ("invalid") any other with a sentence that says what to change.
 * @example readServiceName(" Poli  Umum ") // => "Poli Umum"
 */
export function readServiceName(text: string): string {
  const name = plainLine(text);
  if (/\p{Cc}/u.test(name)) throw new Refusal("invalid", "Tulis nama layanan dalam satu baris.");
  if (name.length < 2) throw new Refusal("invalid", "Tulis nama layanan; contoh: Poli Umum.");
  if (name.length > 120) throw new Refusal("invalid", "Pendekkan nama layanan; paling banyak 120 huruf.");
  if (ACTIVE.test(name))
    throw new Refusal(
      "invalid",
      "Awali nama layanan dengan huruf atau angka; tanda =, +, -, @, dan | di awal dibaca lembar kerja sebagai rumus.",
    );
  return name;
}

/**
 * What makes two names the same service: upper and lower case, and blanks, do not part them.
 * @example serviceKey("POLI  umum") === serviceKey("Poli Umum") // => true
 */
export function serviceKey(name: string): string {
  return plainLine(name).toLocaleLowerCase("id");
}
