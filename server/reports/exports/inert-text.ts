/**
 * A spreadsheet takes text that starts with one of these for a formula, even behind blanks or control characters.
 * The full-width forms are folded to the plain ones by some of them.
 */
const ACTIVE = /^[\s\p{Cc}\u200b\ufeff]*[=+\-@|＝＋－＠]/u;

/**
 * Text for a CSV cell that no spreadsheet runs: an active beginning gets an apostrophe before it, control characters
 * become blanks. Text that is already harmless stays as it is, an apostrophe of its own included.
 * @example inertText("=1+1") // => "'=1+1"
 * @example inertText("Poli Umum") // => "Poli Umum"
 */
export function inertText(text: string): string {
  const printable = text.replace(/[^\P{Cc}\n]/gu, " ");
  return ACTIVE.test(printable) ? `'${printable}` : printable;
}

/**
 * A name for a worksheet: at most 31 characters, none that spreadsheets forbid, never active, never empty.
 * @example sheetName("=SKM/2026") // => "SKM 2026"
 */
export function sheetName(text: string): string {
  const allowed = text.replace(/[\p{Cc}[\]:*?/\\'"]/gu, " ").replace(/\s+/gu, " ");
  return [...allowed.replace(/^[\s=+\-@|＝＋－＠]+/u, "")].slice(0, 31).join("").trim() || "Survei";
}

/**
 * One part of a file name: small plain letters, digits, points and hyphens; never empty, never starting with a point or hyphen.
 * @example fileNamePart("Pkm «Contoh»") // => "pkm-contoh"
 */
export function fileNamePart(text: string): string {
  return (
    text
      .toLowerCase()
      .replace(/[^a-z0-9.]+/g, "-")
      .replace(/^[-.]+|[-.]+$/g, "") || "unit"
  );
}
