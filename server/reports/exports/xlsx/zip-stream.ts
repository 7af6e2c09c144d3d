import { Readable } from "node:stream";
import { pipeline } from "node:stream";
import { constants, crc32, createDeflateRaw } from "node:zlib";

/** One file of an archive; its content is asked for piece by piece, after the files before it were written. */
export interface ZipEntry {
  /** With "/" between folders. */
  readonly name: string;
  readonly content: Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>;
}

interface Written {
  readonly name: Buffer;
  readonly start: number;
  readonly crc: number;
  readonly packed: number;
  readonly plain: number;
}

const VERSION = 20;
/** Sizes follow the content, because they are not known before it; names are UTF-8. */
const FLAGS = 0x0808;
const DEFLATE = 8;
/** 1 January 1980, the first day that the format knows: a file tells its own day inside. */
const NO_DAY = 0x0021;
const LARGEST = 0xffff_ffff;
/** Most of the gain of packing for a third of its time. */
const LEVEL = 3;

/**
 * A ZIP archive (APPNOTE 6.3, without ZIP64) in pieces. Every piece of content is packed and handed on at once, so that whoever
 * waits for the archive hears something as long as there is content; packing happens beside the event loop.
 * Throws RangeError when a file or the archive grows past 4 GiB.
 */
export async function* zipStream(entries: Iterable<ZipEntry> | AsyncIterable<ZipEntry>): AsyncGenerator<Uint8Array> {
  const written: Written[] = [];
  let at = 0;
  for await (const { name: text, content } of entries) {
    const [name, start] = [Buffer.from(text), at];
    const sizes = { crc: 0, packed: 0, plain: 0 };
    const head = localHeader(name);
    at += head.length;
    yield head;
    for await (const piece of deflated(content, sizes)) {
      at += piece.length;
      sizes.packed += piece.length;
      yield piece;
    }
    const tail = descriptor(sizes);
    at += tail.length;
    if (sizes.plain > LARGEST || at > LARGEST) throw new RangeError(`${text} makes the archive larger than 4 GiB`);
    yield tail;
    written.push({ name, start, ...sizes });
  }
  const directory = Buffer.concat(written.map(directoryEntry));
  if (at + directory.length > LARGEST) throw new RangeError("the archive is larger than 4 GiB");
  yield Buffer.concat([directory, endRecord(written.length, directory.length, at)]);
}

/** The content packed; whoever stops taking it stops the content as well. */
function deflated(content: ZipEntry["content"], sizes: { crc: number; plain: number }): AsyncIterable<Uint8Array> {
  const counted = async function* (): AsyncGenerator<Uint8Array> {
    for await (const piece of content) {
      const bytes = typeof piece === "string" ? Buffer.from(piece) : piece;
      sizes.crc = crc32(bytes, sizes.crc);
      sizes.plain += bytes.length;
      yield bytes;
    }
  };
  const packer = createDeflateRaw({ level: LEVEL, flush: constants.Z_SYNC_FLUSH });
  // An error of the content is given to the packer, which throws it to whoever reads.
  pipeline(Readable.from(counted(), { objectMode: true, highWaterMark: 1 }), packer, () => undefined);
  return packer;
}

function localHeader(name: Buffer): Buffer {
  const head = Buffer.alloc(30);
  head.writeUInt32LE(0x04034b50, 0);
  head.writeUInt16LE(VERSION, 4);
  head.writeUInt16LE(FLAGS, 6);
  head.writeUInt16LE(DEFLATE, 8);
  head.writeUInt16LE(NO_DAY, 12);
  head.writeUInt16LE(name.length, 26);
  return Buffer.concat([head, name]);
}

function descriptor({ crc, packed, plain }: { crc: number; packed: number; plain: number }): Buffer {
  const tail = Buffer.alloc(16);
  tail.writeUInt32LE(0x08074b50, 0);
  tail.writeUInt32LE(crc, 4);
  tail.writeUInt32LE(Math.min(packed, LARGEST), 8);
  tail.writeUInt32LE(Math.min(plain, LARGEST), 12);
  return tail;
}

function directoryEntry({ name, start, crc, packed, plain }: Written): Buffer {
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(VERSION, 4);
  entry.writeUInt16LE(VERSION, 6);
  entry.writeUInt16LE(FLAGS, 8);
  entry.writeUInt16LE(DEFLATE, 10);
  entry.writeUInt16LE(NO_DAY, 14);
  entry.writeUInt32LE(crc, 16);
  entry.writeUInt32LE(packed, 20);
  entry.writeUInt32LE(plain, 24);
  entry.writeUInt16LE(name.length, 28);
  entry.writeUInt32LE(start, 42);
  return Buffer.concat([entry, name]);
}

function endRecord(entries: number, length: number, start: number): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries, 8);
  end.writeUInt16LE(entries, 10);
  end.writeUInt32LE(length, 12);
  end.writeUInt32LE(start, 16);
  return end;
}
