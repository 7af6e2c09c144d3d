/** A cell or a file that was not taken: where, what stood there, and what to do. */
export interface RefusedCell {
  /** Line in the file, the header being line 1. */
  readonly line: number;
  /** Name of the column as the header has it; empty when the whole line or file is meant. */
  readonly column: string;
  readonly value: string;
  /** Indonesian, for the person who made the file. */
  readonly reason: string;
}

/** Larger files are another tool's work; this holds hundreds of thousands of rows. */
export const FILE_LIMIT = 64 * 1024 * 1024;

/** The text of an answer file, or why it cannot be read. Only UTF-8 is taken, because guessing would change letters. */
export function decodeFile(bytes: Uint8Array): string | RefusedCell {
  if (bytes.length === 0) return whole(1, "Berkas ini kosong. Baris pertama harus berisi nama kolom, misalnya tanggal,U1,U2.");
  if (bytes.length > FILE_LIMIT) return whole(1, "Berkas ini lebih besar dari 64 MB. Bagi menjadi beberapa berkas.");
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    if (text.trim() === "") return whole(1, "Berkas ini kosong. Baris pertama harus berisi nama kolom, misalnya tanggal,U1,U2.");
    const zero = text.indexOf("\0");
    if (zero >= 0) return whole(lineAt(text, zero), "Berkas ini bukan berkas teks CSV. Simpan sebagai CSV UTF-8.");
    return text;
  } catch {
    return whole(firstUnreadableLine(bytes), "Baris ini bukan UTF-8. Simpan berkas sebagai CSV UTF-8, lalu impor lagi.");
  }
}

function whole(line: number, reason: string): RefusedCell {
  return { line, column: "", value: "", reason };
}

function lineAt(text: string, position: number): number {
  return text.slice(0, position).split("\n").length;
}

function firstUnreadableLine(bytes: Uint8Array): number {
  let [line, start] = [1, 0];
  for (;;) {
    const end = bytes.indexOf(0x0a, start);
    try {
      new TextDecoder("utf-8", { fatal: true }).decode(bytes.subarray(start, end < 0 ? undefined : end));
    } catch {
      return line;
    }
    if (end < 0) return line;
    [line, start] = [line + 1, end + 1];
  }
}
