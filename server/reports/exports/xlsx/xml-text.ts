/** Text for XML: what it has no room for becomes a blank, what it would read as its own is written otherwise. */
export function xmlText(text: string): string {
  return text
    .replace(/[\p{Cc}\ufffe\uffff]/gu, " ")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

/** Text for a cell: spreadsheets read "_x0041_" as a letter, so such a line is kept from being one. */
export function cellText(text: string): string {
  return xmlText(text.replace(/_(?=x[0-9a-f]{4}_)/gi, "_x005F_"));
}
