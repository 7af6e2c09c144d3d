import { createInflateRaw } from "node:zlib";

const [END, ENTRY] = [0x06054b50, 0x02014b50];
const ROW = Buffer.from("<row ");

/** How many rows the sheets of a workbook hold, together. */
export async function countRows(workbook: Buffer): Promise<number> {
  let rows = 0;
  for (const { name, packed } of entriesOf(workbook)) {
    if (/^xl\/worksheets\/[^/]+\.xml$/.test(name)) rows += await countIn(packed);
  }
  return rows;
}

/** The files of a ZIP archive; `packed` begins with the file's compressed bytes and goes on behind their end. */
function entriesOf(archive: Buffer): { readonly name: string; readonly packed: Buffer }[] {
  const signature = Buffer.alloc(4);
  signature.writeUInt32LE(END);
  const end = archive.lastIndexOf(signature);
  const entries = [];
  for (let at = archive.readUInt32LE(end + 16); archive.readUInt32LE(at) === ENTRY;) {
    const [nameLength, extra, comment] = [28, 30, 32].map((place) => archive.readUInt16LE(at + place)) as [
      number,
      number,
      number,
    ];
    const name = archive.toString("utf8", at + 46, at + 46 + nameLength);
    const local = archive.readUInt32LE(at + 42);
    const begin = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    entries.push({ name, packed: archive.subarray(begin) });
    at += 46 + nameLength + extra + comment;
  }
  return entries;
}

async function countIn(packed: Buffer): Promise<number> {
  const inflate = createInflateRaw();
  inflate.end(packed);
  let [rows, tail] = [0, Buffer.alloc(0)];
  for await (const piece of inflate as AsyncIterable<Buffer>) {
    const text = Buffer.concat([tail, piece]);
    for (let at = text.indexOf(ROW); at >= 0; at = text.indexOf(ROW, at + ROW.length)) rows += 1;
    // A mark that is cut in two is found with the next piece, and a whole one never twice.
    tail = text.subarray(Math.max(0, text.length - ROW.length + 1));
  }
  return rows;
}
