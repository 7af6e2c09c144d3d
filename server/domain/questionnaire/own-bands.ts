import { z } from "zod";
import { compare, fractionFrom } from "../exact/fraction.ts";

const text = z.string().trim().min(1);

const EDGE_FIGURE = /^\d{1,3}\.\d{2}$/;

const row = z.strictObject({
  from: z
    .string('must be a text in quotes, such as "76.61"')
    .regex(EDGE_FIGURE, 'must have a point and exactly two decimals, such as "60.00"')
    .refine(
      (edge) => !EDGE_FIGURE.test(edge) || compare(fractionFrom(edge), fractionFrom("100.00")) <= 0,
      "must be at most 100.00",
    )
    .describe("Lowest figure of the band on the 100-point scale, with exactly two decimals: 76.61."),
  mutu: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9+-]{0,2}$/, "must be one to three letters or digits, such as A or B+")
    .describe("Letter of the band, one to three characters: A, B+, 1."),
  label: z.strictObject({ id: text, en: text }).describe("The band in words."),
});

/**
 * A table of mutu that a definition writes out itself. Each band reaches from its own edge up to the next one, so a table has
 * neither gap nor overlap as long as the edges rise; what lies below the first edge belongs to the first band.
 */
export const ownBandsSchema = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, "must be lower-case letters, digits and single hyphens, such as tabel-kota-2024")
    .max(40)
    .describe("What results call the table; no name of a table that comes with the program."),
  source: text.describe("Where the table is printed, with its intervals; shown under it."),
  rows: z.array(row).min(2).max(9).describe("The bands from the lowest up."),
});

export type OwnBands = z.infer<typeof ownBandsSchema>;

const { from: EDGE, mutu: MUTU } = row.keyof().enum;

/** What is wrong with one row beside the others. */
interface RowTrouble {
  readonly at: number;
  readonly field: typeof EDGE | typeof MUTU;
  readonly reason: string;
}

/** Edges that do not rise and letters that stand twice; edges that are no figures of two decimals are refused elsewhere. */
export function rowTroubles(rows: OwnBands["rows"]): readonly RowTrouble[] {
  return rows.flatMap((one, at) => {
    const troubles: RowTrouble[] = [];
    const before = rows[at - 1];
    if (before && isEdge(before.from) && isEdge(one.from) && compare(fractionFrom(one.from), fractionFrom(before.from)) <= 0)
      troubles.push({ at, field: EDGE, reason: `is ${one.from}, but each band begins above the one before it (${before.from})` });
    if (rows.findIndex(({ mutu }) => mutu === one.mutu) !== at)
      troubles.push({ at, field: MUTU, reason: `the mutu ${one.mutu} stands twice` });
    return troubles;
  });
}

/** Checks across rows also run when the pattern of one was refused. */
function isEdge(text: string): boolean {
  return EDGE_FIGURE.test(text);
}
