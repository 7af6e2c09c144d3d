import type { Inlined } from "./inlined.ts";
import type { Language } from "./language.ts";
import { addressIn } from "./language.ts";
import type { Say } from "./texts.ts";
import { sayIn } from "./texts.ts";

/** What every citizen page has around its own content; views/citizen/layout.eta shows it. */
export interface PageFrame {
  readonly language: Language;
  /** Words of the page's language, by key. */
  readonly say: Say;
  /** The document's title. */
  readonly title: string;
  /** Name of the unit; null where no unit is known. */
  readonly unitName: string | null;
  /** Name of the counter; null when it would only repeat the unit's. */
  readonly counterName: string | null;
  /** The same page in the other language. */
  readonly otherLanguage: { readonly code: Language; readonly href: string };
  /** Style sheet, our own text. */
  readonly style: string;
  /** Scripts, our own text; none on most pages. */
  readonly scripts: readonly string[];
}

/** The frame of a page at `path`, for one unit's counter or, without `host`, for the installation. */
export function pageFrame(
  inlined: Inlined,
  language: Language,
  path: string,
  title: string,
  host: { readonly unit: { readonly name: string }; readonly counter: { readonly name: string } } | null,
  scripts: readonly string[] = [],
): PageFrame {
  const other = language === "id" ? "en" : "id";
  return {
    language,
    say: sayIn(language),
    title,
    unitName: host?.unit.name ?? null,
    counterName: host && host.counter.name !== host.unit.name ? host.counter.name : null,
    otherLanguage: { code: other, href: addressIn(other, path) },
    style: inlined.style,
    scripts,
  };
}
