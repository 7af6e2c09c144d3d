import type { Logo } from "./logo.ts";

/**
 * A report as a row of blocks, before it is a file of any kind: the one model from which DOCX and PDF are written, so that both say
 * the same in the same order. Every text and figure in it is as it is printed.
 */
export type Block =
  | { readonly kind: "chapter"; readonly number: string; readonly title: string }
  | { readonly kind: "heading"; readonly text: string }
  | { readonly kind: "paragraph"; readonly text: string; readonly look?: "mark" | "small" }
  | { readonly kind: "list"; readonly items: readonly string[] }
  | TableBlock
  | ChartBlock
  | CheckpointBlock
  | { readonly kind: "signature"; readonly lines: readonly string[]; readonly name: string; readonly under: readonly string[] };

export interface TableBlock {
  readonly kind: "table";
  /** "Tabel 3.1 Jumlah responden menurut jenis kelamin". */
  readonly caption: string;
  readonly heads: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Lines of totals under the rows. */
  readonly feet: readonly (readonly string[])[];
  /** Shares of the width, one for each column. */
  readonly widths: readonly number[];
  /** Which columns hold figures, to be set flush right. */
  readonly figures: readonly boolean[];
  readonly note: string | null;
}

/** A checkpoint of the log: its three lines, and with its signature as a QR code. */
export interface CheckpointBlock {
  readonly kind: "checkpoint";
  readonly lines: readonly string[];
  readonly svg: string;
  /** What the code holds, in words. */
  readonly alternative: string;
}

/** Bars from the bottom of the scale, with a mark for the range. */
export interface ChartBlock {
  readonly kind: "chart";
  /** "Gambar 3.1 NRR tiap unsur". */
  readonly caption: string;
  /** What the drawing says, in words. */
  readonly alternative: string;
  readonly bars: readonly Bar[];
  /** Where bars begin and end: 1 and 4 for an NRR, 25 and 100 for an index. */
  readonly min: number;
  readonly max: number;
}

export interface Bar {
  readonly name: string;
  readonly value: number;
  /** "3,062". */
  readonly label: string;
  readonly range: { readonly low: number; readonly high: number } | null;
}

export interface ReportDocument {
  /** "LAPORAN SURVEI KEPUASAN MASYARAKAT (SKM)". */
  readonly title: string;
  /** Unit and period, one line each. */
  readonly subtitle: readonly string[];
  /** Lines at the head of the first page, the unit's own the largest. */
  readonly letterhead: { readonly above: string; readonly name: string; readonly below: string };
  /** Beside the letterhead; null without one. */
  readonly logo: Logo | null;
  readonly paper: "A4" | "F4";
  /** "Ditutup 5 Oktober 2026 oleh sari · segel …"; "Sementara: …" for a period that is open. */
  readonly standing: string;
  /** At the foot of every page. */
  readonly footer: string;
  readonly blocks: readonly Block[];
}
