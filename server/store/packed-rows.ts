import type { PackedResponse } from "./rows.ts";
import type { PackedRows, Sheet } from "./store.ts";

/**
 * A page of responses as an engine writes it out by itself, a line for each: day, number of the service (nothing where there
 * is none), channel, number of the sheet, answers; commas in between, line feeds between the lines. All of it is ASCII, and no
 * field holds either mark.
 */
export interface Lines {
  readonly text: string;
  /** How many there are. */
  readonly count: number;
  /** The sheet of a number that stands in a line. */
  readonly sheetOf: (id: number) => Sheet;
}

const [LINE_FEED, COMMA, ZERO, NINE] = [0x0a, 0x2c, 0x30, 0x39];
const DATE_LENGTH = 10;
const NO_SHEET: Sheet = { surveys: [], profileKeys: [] };

/** Rows that were read one by one, in the same form. */
export function linesOf(rows: readonly PackedResponse[]): Lines {
  const sheets = [...new Set(rows.map(({ sheet }) => sheet))];
  const lines = rows.map(
    ({ date, serviceId, channel, sheet, answers }) => `${date},${serviceId ?? ""},${channel},${sheets.indexOf(sheet)},${answers}`,
  );
  return { text: lines.join("\n"), count: rows.length, sheetOf: (id) => sheets[id]! };
}

/**
 * The pages of one reading. All are laid into the same bytes, one after another: bytes of their own for each of a thousand
 * pages would make the garbage collector look through the whole memory again and again, and citizens would wait for it.
 */
export async function* packedPages(pages: AsyncIterable<Lines>): AsyncGenerator<PackedRows> {
  let room = Buffer.alloc(0);
  for await (const { text, count, sheetOf } of pages) {
    if (text.length > room.length) room = Buffer.alloc(2 * text.length);
    yield new LineCursor(room.subarray(0, room.write(text, "latin1")), count, sheetOf);
  }
}

class LineCursor implements PackedRows {
  readonly bytes: Uint8Array;
  readonly count: number;
  dateAt = 0;
  serviceId: number | null = null;
  channelAt = 0;
  channelEnd = 0;
  sheet = NO_SHEET;
  answersAt = 0;
  private readonly sheetOf: (id: number) => Sheet;
  private nextAt = 0;
  private sheetId = -1;
  /** How many answers the sheet has. */
  private width = 0;

  constructor(bytes: Uint8Array, count: number, sheetOf: (id: number) => Sheet) {
    this.bytes = bytes;
    this.count = count;
    this.sheetOf = sheetOf;
  }

  next(): boolean {
    const { bytes } = this;
    if (this.nextAt >= bytes.length) return false;
    this.dateAt = this.nextAt;
    const serviceAt = this.dateAt + DATE_LENGTH + 1;
    const serviceEnd = numberEnd(bytes, serviceAt);
    this.serviceId = serviceEnd === serviceAt ? null : numberIn(bytes, serviceAt, serviceEnd);
    this.channelAt = serviceEnd + 1;
    let at = this.channelAt;
    // Letters stand behind the comma in ASCII, and the end of the bytes is no number at all.
    while (bytes[at]! > COMMA) at += 1;
    this.channelEnd = at;
    const sheetEnd = numberEnd(bytes, at + 1);
    this.takeSheet(numberIn(bytes, at + 1, sheetEnd));
    this.answersAt = sheetEnd + 1;
    const end = this.answersAt + this.width;
    // Answers that are shorter than the sheet says would be read on into the next line.
    if (end !== bytes.length && bytes[end] !== LINE_FEED) throw new Error("a packed answer does not fit its sheet");
    this.nextAt = end + 1;
    return true;
  }

  private takeSheet(id: number): void {
    if (id === this.sheetId) return;
    this.sheetId = id;
    this.sheet = this.sheetOf(id);
    this.width = 0;
    for (const { questionKeys } of this.sheet.surveys) this.width += questionKeys.length;
  }
}

function numberEnd(bytes: Uint8Array, start: number): number {
  let end = start;
  while (bytes[end]! >= ZERO && bytes[end]! <= NINE) end += 1;
  return end;
}

function numberIn(bytes: Uint8Array, start: number, end: number): number {
  let number = 0;
  for (let at = start; at < end; at += 1) number = number * 10 + bytes[at]! - ZERO;
  return number;
}
