import type { Look } from "./looks.ts";
import { styleNumber } from "./looks.ts";
import { cellText, xmlText } from "./xml-text.ts";

/** A column of a sheet: its width in letters, and the look of its cells where a row gives them none. */
export interface Column {
  readonly width: number;
  readonly look?: Look;
}

/** What a whole sheet is beside its cells. Every sheet is printed across on A4, as wide as the paper. */
export interface SheetFrame {
  readonly columns: readonly Column[];
  /** Rows and columns that stay in view. */
  readonly frozen?: { readonly rows: number; readonly columns: number };
}

interface Cell {
  readonly value: string | number | null;
  readonly formula?: string;
  readonly look?: Look | undefined;
}

/**
 * Builds rows of a sheet cell by cell; rows and columns count from 0. Text always becomes a typed string, whatever it begins with:
 * a cell holds a formula only where `formula` put one, and no text from outside ever enters a formula. Rows that come by the
 * hundred thousand are written by whoever has them (answer-rows.ts), between two builders.
 */
export class SheetBuilder {
  private readonly columns: readonly Column[];
  private readonly rows = new Map<number, Map<number, Cell>>();
  private readonly merges: string[] = [];
  private last = -1;

  constructor(columns: readonly Column[]) {
    this.columns = columns;
  }

  /** The row after the last one written. */
  get nextRow(): number {
    return this.last + 1;
  }

  put(row: number, column: number, value: string | number | null, look?: Look): void {
    this.line(row).set(column, { value, look });
  }

  /** A formula (without "=") and the value it has now. */
  formula(row: number, column: number, formula: string, value: string | number, look: Look): void {
    this.line(row).set(column, { value, formula, look });
  }

  merge(row: number, fromColumn: number, toColumn: number): void {
    if (toColumn > fromColumn) this.merges.push(`<mergeCell ref="${at(row, fromColumn)}:${at(row, toColumn)}"/>`);
  }

  /** The rows in order, as they stand between the start and the end of a sheet. */
  rowsXml(): string {
    return [...this.rows]
      .sort(([a], [b]) => a - b)
      .map(([row, cells]) => `<row r="${row + 1}">${this.cellsXml(row, cells)}</row>`)
      .join("");
  }

  mergesXml(): string {
    return this.merges.length === 0 ? "" : `<mergeCells count="${this.merges.length}">${this.merges.join("")}</mergeCells>`;
  }

  private cellsXml(row: number, cells: ReadonlyMap<number, Cell>): string {
    const xml: string[] = [];
    for (let column = 0; column <= Math.max(...cells.keys()); column += 1) {
      const cell = cells.get(column) ?? { value: null };
      const look = cell.look ?? this.columns[column]?.look;
      if (cell.value === null && !look) continue;
      xml.push(cellXml(`r="${at(row, column)}"${look ? ` s="${styleNumber(look)}"` : ""}`, cell));
    }
    return xml.join("");
  }

  private line(row: number): Map<number, Cell> {
    this.last = Math.max(this.last, row);
    let line = this.rows.get(row);
    if (!line) this.rows.set(row, (line = new Map<number, Cell>()));
    return line;
  }
}

function cellXml(attributes: string, { value, formula }: Cell): string {
  if (formula !== undefined) {
    const type = typeof value === "string" ? ' t="str"' : "";
    return `<c ${attributes}${type}><f>${xmlText(formula)}</f><v>${xmlText(String(value))}</v></c>`;
  }
  if (value === null) return `<c ${attributes}/>`;
  if (typeof value === "number") return `<c ${attributes}><v>${value}</v></c>`;
  return `<c ${attributes} t="inlineStr"><is><t xml:space="preserve">${cellText(value)}</t></is></c>`;
}

/** Everything of a sheet before its rows (ECMA-376, 18.3.1.99). */
export function sheetStart({ columns, frozen }: SheetFrame): string {
  const pane = frozen
    ? `<pane xSplit="${frozen.columns}" ySplit="${frozen.rows}" topLeftCell="${at(frozen.rows, frozen.columns)}" activePane="bottomRight" state="frozen"/>`
    : "";
  return [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">',
    '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>',
    `<sheetViews><sheetView workbookViewId="0">${pane}</sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/>`,
    `<cols>${columns.map(({ width }, column) => `<col min="${column + 1}" max="${column + 1}" width="${width}" customWidth="1"/>`).join("")}</cols>`,
    "<sheetData>",
  ].join("");
}

/** Everything of a sheet after its rows. */
export function sheetEnd(mergesXml = ""): string {
  return [
    "</sheetData>",
    mergesXml,
    '<pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/>',
    '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/></worksheet>',
  ].join("");
}

/** "B" for 1, "AA" for 26. */
export function columnLetters(column: number): string {
  const rest = String.fromCharCode(65 + (column % 26));
  return column < 26 ? rest : columnLetters(Math.floor(column / 26) - 1) + rest;
}

/** "B7" for row 6, column 1. */
export function at(row: number, column: number): string {
  return `${columnLetters(column)}${row + 1}`;
}

/** A cell or a range of another sheet, for a formula. */
export function inSheet(sheet: string, cell: string): string {
  return `'${sheet.replaceAll("'", "''")}'!${cell}`;
}
