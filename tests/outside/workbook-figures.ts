import type { SurveyDefinition } from "../../server/domain/questionnaire/definition.ts";
import { refOf } from "../../server/domain/questionnaire/definition.ts";

/** Sheets of a workbook as rows of text, by name. */
export type Sheets = ReadonlyMap<string, readonly (readonly string[])[]>;

/** Figures as the index core and the index as JSON have them. */
export interface ToldIndex {
  readonly respondents: number;
  readonly index:
    | {
        readonly kind: "value";
        readonly index4: string;
        readonly index100: string;
        readonly mutu: string;
        readonly label: string;
      }
    | { readonly kind: "no-value"; readonly reason: string };
  readonly items: readonly {
    readonly key: string;
    readonly nrr: string | null;
    readonly weighted: string | null;
    readonly points: string | null;
    readonly mutu: string | null;
  }[];
}

/** Every figure that a workbook tells of one survey, by the row in which it stands. */
export interface WorkbookFigures {
  readonly nrr: readonly string[];
  readonly weighted: readonly string[];
  readonly index: readonly string[];
  readonly mutu: readonly string[];
  readonly items: readonly (readonly string[])[];
  readonly recap: readonly string[];
}

const NO_DATA = "tidak ada data";

/** What stands in the sheets. */
export function figuresInWorkbook(sheets: Sheets, definition: SurveyDefinition, sheetName: string): WorkbookFigures {
  const sheet = sheets.get(sheetName);
  if (!sheet) throw new Error(`no sheet "${sheetName}" among ${[...sheets.keys()].join(", ")}`);
  const label = definition.index.abbreviation;
  const hasMutu = sheet.some(([first]) => first === "Mutu pelayanan");
  return {
    nrr: row(sheet, "NRR/unsur"),
    weighted: row(sheet, "NRR tertimbang/unsur"),
    index: row(sheet, `${label} unit pelayanan`),
    mutu: hasMutu ? [...row(sheet, "Mutu pelayanan"), ...row(sheet, "Kinerja unit pelayanan").slice(0, 1)] : [],
    items: definition.items.map((item) => row(sheet, item.name.id)),
    recap: row(sheets.get("Rekap")!, `${definition.index.name.id} (${label})`),
  };
}

/** What should stand there; `range` as it is told beside the index, null when there is none. */
export function figuresForWorkbook(
  { respondents, index, items }: ToldIndex,
  definition: SurveyDefinition,
  range: string | null,
): WorkbookFigures {
  const figures = index.kind === "value" ? index : null;
  return {
    nrr: items.map(({ nrr }) => nrr ?? NO_DATA),
    weighted: [...items.map(({ weighted }) => weighted ?? NO_DATA), ...(figures ? [figures.index4] : [])],
    index: [index.kind === "value" ? index.index100 : index.reason],
    mutu: figures ? [figures.mutu, figures.label] : [],
    items: items.map(({ key, nrr, points, mutu }) => (nrr === null ? [key, NO_DATA] : [key, nrr, points!, mutu!])),
    recap: [
      refOf(definition),
      String(respondents),
      ...(index.kind === "value" ? [index.index4, index.index100, index.mutu, index.label] : [index.reason]),
      ...(range === null ? [] : [range]),
    ],
  };
}

/** The row that begins with a label, its empty cells dropped. */
function row(sheet: readonly (readonly string[])[], label: string): readonly string[] {
  const found = sheet.find(([first]) => first === label);
  if (!found) throw new Error(`no row "${label}"`);
  return found.slice(1).filter((cell) => cell !== "" && !cell.endsWith("*)"));
}
