import type { Cell, CellStyle, CellValue, MergeRange, WriteSheet } from "hucre/xlsx";
import { colToLetter } from "hucre/xlsx";

const LINE = { style: "thin", color: { rgb: "8C8C8C" } } as const;
const BOX = { top: LINE, bottom: LINE, left: LINE, right: LINE };
const FONT = { name: "Arial", size: 10 };
const CENTRE = { horizontal: "center", vertical: "center" } as const;
const LEFT = { horizontal: "left", vertical: "center" } as const;

/** The few looks of our sheets; each names its font, because a style without one falls back to the reader's own. */
export const looks = {
  title: { font: { ...FONT, bold: true, size: 14 } },
  plain: { font: FONT, alignment: LEFT },
  soft: { font: { ...FONT, color: { rgb: "525252" } } },
  head: {
    font: { ...FONT, bold: true },
    fill: { type: "pattern", pattern: "solid", fgColor: { rgb: "EFF5FD" } },
    alignment: CENTRE,
    border: BOX,
  },
  label: { font: { ...FONT, bold: true }, alignment: LEFT, border: BOX },
  text: { font: FONT, alignment: CENTRE, border: BOX },
  whole: { font: FONT, numFmt: "0", alignment: CENTRE, border: BOX },
  three: { font: FONT, numFmt: "0.000", alignment: CENTRE, border: BOX },
  two: { font: FONT, numFmt: "0.00", alignment: CENTRE, border: BOX },
  strong: { font: { ...FONT, bold: true, size: 11 }, numFmt: "0.00", alignment: CENTRE, border: BOX },
} as const satisfies Record<string, CellStyle>;

export type Look = keyof typeof looks;

/**
 * Builds one sheet cell by cell; rows and columns count from 0. Text always becomes a typed string, whatever it begins with:
 * a cell holds a formula only where `formula` put one, and no text from outside ever enters a formula.
 */
export class SheetBuilder {
  readonly name: string;
  private readonly rows: CellValue[][] = [];
  private readonly cells = new Map<string, Partial<Cell>>();
  private readonly merges: MergeRange[] = [];

  constructor(name: string) {
    this.name = name;
  }

  /** The row after the last one written. */
  get nextRow(): number {
    return this.rows.length;
  }

  put(row: number, column: number, value: string | number | null, look?: Look): void {
    this.line(row)[column] = typeof value === "string" ? printable(value) : value;
    if (look) this.cells.set(`${row},${column}`, { style: looks[look] });
  }

  /** A formula (without "=") and the value it has now. */
  formula(row: number, column: number, formula: string, value: string | number, look: Look): void {
    this.line(row)[column] = value;
    this.cells.set(`${row},${column}`, { value, type: "formula", formula, formulaResult: value, style: looks[look] });
  }

  merge(row: number, fromColumn: number, toColumn: number): void {
    if (toColumn > fromColumn) this.merges.push({ startRow: row, endRow: row, startCol: fromColumn, endCol: toColumn });
  }

  /** The numbers in a stretch of a column, first and last row included. */
  numbers(firstRow: number, lastRow: number, column: number): readonly number[] {
    return this.rows.slice(firstRow, lastRow + 1).flatMap((row) => (typeof row[column] === "number" ? [row[column]] : []));
  }

  build(rest: Omit<WriteSheet, "name" | "rows" | "cells" | "merges">): WriteSheet {
    return {
      name: this.name,
      rows: this.rows.map((row) => Array.from(row, (cell) => cell ?? null)),
      cells: this.cells,
      merges: this.merges,
      ...rest,
    };
  }

  private line(row: number): CellValue[] {
    while (this.rows.length <= row) this.rows.push([]);
    return this.rows[row]!;
  }
}

/** "B7" for row 6, column 1. */
export function at(row: number, column: number): string {
  return `${colToLetter(column)}${row + 1}`;
}

/** A cell of another sheet, for a formula. */
export function inSheet(sheet: string, cell: string): string {
  return `'${sheet.replaceAll("'", "''")}'!${cell}`;
}

/** XML has no room for control characters. */
function printable(text: string): string {
  return text.replace(/\p{Cc}/gu, " ");
}
