/**
 * One line as it was meant: letters in their one spelling (NFC), blanks of any kind single and none around, and without the
 * characters that nobody sees but that change how a line reads (zero-width, bidirectional). Control characters stay, to be
 * refused by whoever asked for the line.
 * @example plainLine("  Poli\u00a0 Umum ") // => "Poli Umum"
 */
export function plainLine(text: string): string {
  return text
    .normalize("NFC")
    .replace(/\p{Cf}/gu, "")
    .replace(/\p{Z}+/gu, " ")
    .trim();
}
