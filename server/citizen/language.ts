/** Languages of the pages for citizens. The address decides: `?bahasa=en` is English, everything else Indonesian. */
export const languages = ["id", "en"] as const;
export type Language = (typeof languages)[number];

/** The language an address asks for; `query` is the parsed query string as the framework hands it over. */
export function languageOf(query: unknown): Language {
  return typeof query === "object" && query !== null && "bahasa" in query && query.bahasa === "en" ? "en" : "id";
}

/** The same address in a language; it may have a query. */
export function addressIn(language: Language, path: string): string {
  return language === "en" ? `${path}${path.includes("?") ? "&" : "?"}bahasa=en` : path;
}
