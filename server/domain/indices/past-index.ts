/**
 * An index that was published before this program counted: from paper, a spreadsheet or another tool. It is shown as what it
 * is, never computed with.
 */
export interface PastIndex {
  readonly id: number;
  readonly unitId: number;
  /** "skm". */
  readonly survey: string;
  /** Name of the period: "2024-TW3". */
  readonly period: string;
  /** On the 25–100 scale, two decimals: "82.50". */
  readonly index100: string;
  /** null when the report does not say. */
  readonly respondents: number | null;
  /** What was asked then, in a few words; where it differs from the one before, the line of the trend is broken. */
  readonly questionnaire: string;
  /** Where the figure stands: title, page, address. */
  readonly source: string;
}
