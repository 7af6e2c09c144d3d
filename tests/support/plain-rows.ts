import type { PackedRows, Sheet } from "../../server/store/store.ts";

/** A used response of a page, taken out of its bytes. */
export interface PlainRow {
  readonly date: string;
  readonly serviceId: number | null;
  readonly channel: string;
  readonly sheet: Sheet;
  /** One character for each question of each survey of the sheet. */
  readonly answers: string;
}

/** All rows of a page; the page is used up by it. */
export function plainRows(page: PackedRows): PlainRow[] {
  const text = Buffer.from(page.bytes).toString("latin1");
  const rows: PlainRow[] = [];
  while (page.next()) {
    const { dateAt, serviceId, channelAt, channelEnd, sheet, answersAt } = page;
    const width = sheet.surveys.reduce((sum, { questionKeys }) => sum + questionKeys.length, 0);
    rows.push({
      date: text.slice(dateAt, dateAt + 10),
      serviceId,
      channel: text.slice(channelAt, channelEnd),
      sheet,
      answers: text.slice(answersAt, answersAt + width),
    });
  }
  return rows;
}
