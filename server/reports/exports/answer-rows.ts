import type { AnswerPile } from "./answer-pile.ts";
import { styleNumber } from "./xlsx/looks.ts";
import { columnLetters } from "./xlsx/sheet-builder.ts";

const ROWS_AT_ONCE = 500;
/** A row number and a respondent's number have at most this many digits. */
const DIGITS = 10;
const ZERO = 0x30;

const text = (latin: string): Uint8Array => Buffer.from(latin, "latin1");
const ROW = text('<row r="');
const NUMBER = [text('"><c r="A'), text(`" s="${styleNumber("plain")}"><v>`), text("</v></c>")] as const;
const SCORE = [text(`" s="${styleNumber("whole")}"><v>`), text("</v></c>")] as const;
const NO_SCORE = text(`" s="${styleNumber("whole")}"/>`);
const END = text("</row>");

/**
 * The rows of a pile in pieces: the respondent's number, then a score or an empty box for each question. Written byte by byte,
 * because a million rows made of strings would keep the garbage collector busy while citizens wait.
 * @param at the first row (from 1) and the first respondent's number
 */
export function* answerRows(
  pile: AnswerPile,
  questions: number,
  at: { readonly row: number; readonly respondent: number },
): Generator<Uint8Array> {
  const cells = Array.from({ length: questions }, (_, question) => text(`<c r="${columnLetters(question + 1)}`));
  const longest =
    64 + 3 * DIGITS + cells.reduce((sum, cell) => sum + cell.length + DIGITS + SCORE[0].length + 1 + SCORE[1].length, 0);
  for (let first = 0; first < pile.size; first += ROWS_AT_ONCE) {
    const rows = Math.min(ROWS_AT_ONCE, pile.size - first);
    const bytes = Buffer.allocUnsafe(rows * longest);
    let end = 0;
    for (let place = first; place < first + rows; place += 1) {
      const row = at.row + place;
      end = add(bytes, end, ROW);
      const digits = end;
      end = addNumber(bytes, end, row);
      const length = end - digits;
      end = add(bytes, end, NUMBER[0]);
      end = again(bytes, end, digits, length);
      end = add(bytes, end, NUMBER[1]);
      end = addNumber(bytes, end, at.respondent + place);
      end = add(bytes, end, NUMBER[2]);
      for (let question = 0; question < questions; question += 1) {
        end = add(bytes, end, cells[question]!);
        end = again(bytes, end, digits, length);
        const score = pile.scoreAt(place, question);
        if (score === 0) {
          end = add(bytes, end, NO_SCORE);
          continue;
        }
        end = add(bytes, end, SCORE[0]);
        bytes[end++] = score;
        end = add(bytes, end, SCORE[1]);
      }
      end = add(bytes, end, END);
    }
    yield bytes.subarray(0, end);
  }
}

function add(bytes: Uint8Array, end: number, more: Uint8Array): number {
  for (let index = 0; index < more.length; index += 1) bytes[end + index] = more[index]!;
  return end + more.length;
}

/** What stands at a place, written once more. */
function again(bytes: Uint8Array, end: number, from: number, length: number): number {
  for (let index = 0; index < length; index += 1) bytes[end + index] = bytes[from + index]!;
  return end + length;
}

function addNumber(bytes: Uint8Array, end: number, number: number): number {
  let digits = 1;
  for (let rest = number; rest >= 10; rest = Math.floor(rest / 10)) digits += 1;
  let rest = number;
  for (let index = end + digits - 1; index >= end; index -= 1) {
    bytes[index] = ZERO + (rest % 10);
    rest = Math.floor(rest / 10);
  }
  return end + digits;
}
