import type { DefinitionWishes } from "../../support/make-definition.ts";
import { definitionFile, makePart, OWN_BANDS } from "../../support/make-definition.ts";

type ItemWish = NonNullable<DefinitionWishes["items"]>[number];

const optOut = { id: "Tidak berlaku untuk saya", en: "Does not apply to me" };
/** Plain questions A1, A2 … */
const plain = (letters: string, count: number): ItemWish[] => Array.from({ length: count }, (_, at) => `${letters}${at + 1}`);
/** The same, the second reversed and the third one that may be declined. */
const mixed = (letters: string, count: number): ItemWish[] =>
  plain(letters, count).map((key, at) => ({
    key: key as string,
    ...(at === 1 ? { reversed: true } : {}),
    ...(at === 2 ? { optOut } : {}),
  }));
/** Items with two or three questions under them between plain ones; some parts reversed, some may be declined. */
const parted = (letters: string, count: number): ItemWish[] =>
  mixed(letters, count).map((item, at) => {
    if (at % 2 === 1) return item;
    const key = typeof item === "string" ? item : item.key;
    const parts = Array.from({ length: 2 + (at % 3) }, (_, part) =>
      makePart(`${key}.${part + 1}`, { reversed: part === 1, optOut: part > 0 }),
    );
    return { key, parts };
  });

/**
 * A survey for each rule that a definition can declare, and for rules that meet: every weight that reports print, both
 * aggregations, scales and conversions, every table of mutu, reversed questions, parts, answers without a score. A rule that is
 * added to definitions gets a line here; no two surveys share a key, so that one unit can ask all of them in one sitting.
 */
const VARIANTS: Readonly<Record<string, DefinitionWishes>> = {
  "bobot-persis": { items: mixed("BP", 9), weight: "1/n" },
  "bobot-0111": { items: plain("BQ", 9), weight: "0.111" },
  "bobot-011": { items: mixed("BR", 9), weight: "0.11" },
  "bobot-0071": { items: mixed("BS", 14), weight: "0.071", bands: "kep-25-2004" },
  "bobot-1-14": { items: plain("BT", 14), weight: "1/14", bands: "kep-25-2004" },
  "semua-jawaban": { items: mixed("SJ", 5), max: 5, aggregation: "pooled" },
  "semua-0111": { items: mixed("SK", 9), aggregation: "pooled", weight: "0.111" },
  "semua-bagian": { items: parted("SB", 4), max: 5, aggregation: "pooled", conversion: "affine" },
  "enam-sebanding": { items: mixed("ES", 5), max: 6, bands: "ipk-peradilan" },
  "enam-dua-jalan": { items: mixed("ED", 5), max: 6, conversion: "affine", conversionTo100: "proportional" },
  "lima-dua-jalan": { items: parted("LD", 4), max: 5, conversionTo100: "affine", aggregation: "pooled" },
  "tabel-sendiri": { items: mixed("TS", 6), bands: OWN_BANDS },
  "enam-tabel-sendiri": { items: parted("ET", 5), max: 6, weight: "0.2", bands: OWN_BANDS },
  "enam-afin": { items: mixed("EA", 8), max: 6, conversion: "affine" },
  "bagian-unsur": { items: parted("BU", 5), bands: "ipk-peradilan" },
  "bagian-enam-011": { items: parted("BE", 9), max: 6, weight: "0.11", conversion: "affine" },
  "satu-unsur": { items: plain("SU", 1), max: 9 },
  kecermatan: { items: mixed("KC", 5), aggregation: "pooled", attention: true },
};

/** The definitions as their files hold them, by id. */
export const everyVariant: ReadonlyMap<string, Record<string, unknown>> = new Map(
  Object.entries(VARIANTS).map(([id, wishes]) => {
    const file = definitionFile({ id, ...wishes });
    const index = { ...(file["index"] as Record<string, unknown>), abbreviation: `I-${id}` };
    return [id, { ...file, abbreviation: id.toUpperCase(), index }];
  }),
);

/** The second version of one of them, with another weight: two versions may be answered in one period. */
export const secondVersion: Record<string, unknown> = {
  ...everyVariant.get("bobot-011"),
  version: 2,
  index: { ...(everyVariant.get("bobot-011")!["index"] as object), weight: "1/n" },
};
