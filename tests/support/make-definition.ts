import type { SurveyDefinition } from "../../server/domain/questionnaire/definition.ts";
import { definitionSchema } from "../../server/domain/questionnaire/definition.ts";

type Index = SurveyDefinition["index"];
type Item = SurveyDefinition["items"][number];

export interface DefinitionWishes extends Partial<
  Pick<Index, "aggregation" | "weight" | "conversion" | "conversionTo100" | "bands">
> {
  readonly id?: string;
  readonly version?: number;
  /** Highest score of the scale. */
  readonly max?: number;
  /** Item keys, or items with more to them than a key. */
  readonly items?: readonly (string | (Pick<Item, "key"> & Partial<Item>))[];
  readonly displayOrder?: readonly string[];
  /** True for an attention question X1 after the first item; its right answer is 2. */
  readonly attention?: boolean;
}

/** U1 … Un, as SKM names its unsur. */
export function unsur(n: number): string[] {
  return Array.from({ length: n }, (_, at) => `U${at + 1}`);
}

/**
 * A small survey definition that has passed the schema: three unsur on a 1–4 scale by the rule of PermenPANRB 14/2017,
 * unless wished otherwise.
 */
export function makeDefinition(wishes: DefinitionWishes = {}): SurveyDefinition {
  return definitionSchema.parse(definitionFile(wishes));
}

/** The same as it would stand in a file, not yet checked. */
export function definitionFile(wishes: DefinitionWishes = {}): Record<string, unknown> {
  const max = wishes.max ?? 4;
  const both = (text: string): { id: string; en: string } => ({ id: text, en: `${text} (en)` });
  const scores = Array.from({ length: max }, (_, at) => `nilai ${at + 1}`);
  return {
    kind: "survey",
    id: wishes.id ?? "skm",
    version: wishes.version ?? 1,
    title: both("Survei contoh"),
    abbreviation: "SKM",
    intro: both("Ceritakan pelayanan yang Anda terima."),
    sources: [{ what: "rule", source: "made for a test", verified: false }],
    scale: { min: 1, max },
    labels: { id: scores, en: scores.map((label) => `${label} (en)`) },
    index: {
      name: both("Indeks contoh"),
      abbreviation: "IKM",
      aggregation: wishes.aggregation ?? "mean-of-item-means",
      weight: wishes.weight ?? "1/n",
      conversion: wishes.conversion ?? "proportional",
      ...(wishes.conversionTo100 ? { conversionTo100: wishes.conversionTo100 } : {}),
      bands: wishes.bands ?? "permenpan-14-2017",
    },
    items: (wishes.items ?? unsur(3)).map((wish) => {
      const item = typeof wish === "string" ? { key: wish } : wish;
      const own = item.parts ? {} : { question: both(`Bagaimana ${item.key}?`) };
      return { name: both(`Unsur ${item.key}`), ...own, ...item };
    }),
    ...(wishes.attention
      ? {
          attention: {
            key: "X1",
            name: both("Kecermatan"),
            question: both("Pilih nilai 2."),
            answer: 2,
            after: firstKey(wishes),
          },
        }
      : {}),
    ...(wishes.displayOrder ? { displayOrder: [...wishes.displayOrder] } : {}),
  };
}

function firstKey({ items }: DefinitionWishes): string {
  const [first = "U1"] = items ?? [];
  return typeof first === "string" ? first : first.key;
}

/** A table of mutu of one's own, with five bands whose edges no published table has. */
export const OWN_BANDS: Exclude<Index["bands"], string> = {
  name: "peraturan-uji",
  source: "Peraturan uji: 0,00–39,99 | 40,00–59,99 | 60,00–74,99 | 75,00–89,99 | 90,00–100,00",
  rows: [
    { from: "0.00", mutu: "E", label: { id: "Sangat buruk", en: "Very bad" } },
    { from: "40.00", mutu: "D", label: { id: "Buruk", en: "Bad" } },
    { from: "60.00", mutu: "C", label: { id: "Cukup", en: "Fair" } },
    { from: "75.00", mutu: "B", label: { id: "Baik", en: "Good" } },
    { from: "90.00", mutu: "A+", label: { id: "Istimewa", en: "Outstanding" } },
  ],
};

/** A part of an item, as makeDefinition takes it. */
export function makePart(key: string, more: { reversed?: boolean; optOut?: boolean } = {}): NonNullable<Item["parts"]>[number] {
  return {
    key,
    question: { id: `Bagaimana ${key}?`, en: `How was ${key}?` },
    ...(more.reversed ? { reversed: true } : {}),
    ...(more.optOut ? { optOut: { id: "Tidak berlaku untuk saya", en: "Does not apply to me" } } : {}),
  };
}
