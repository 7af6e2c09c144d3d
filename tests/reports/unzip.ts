import { inflateRawSync } from "node:zlib";

/** The files of a ZIP archive as text, by name: enough to read the parts of a workbook. */
export function unzip(bytes: Uint8Array): ReadonlyMap<string, string> {
  const data = Buffer.from(bytes);
  const end = data.lastIndexOf(Buffer.from("PK\u0005\u0006"));
  const files = new Map<string, string>();
  let at = data.readUInt32LE(end + 16);
  for (let left = data.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [method, size, nameLength, extra, remark, start] = [
      data.readUInt16LE(at + 10),
      data.readUInt32LE(at + 20),
      data.readUInt16LE(at + 28),
      data.readUInt16LE(at + 30),
      data.readUInt16LE(at + 32),
      data.readUInt32LE(at + 42),
    ];
    const from = start + 30 + data.readUInt16LE(start + 26) + data.readUInt16LE(start + 28);
    const packed = data.subarray(from, from + size);
    files.set(
      data.toString("utf8", at + 46, at + 46 + nameLength),
      (method === 0 ? packed : inflateRawSync(packed)).toString("utf8"),
    );
    at += 46 + nameLength + extra + remark;
  }
  return files;
}

/** Every formula of a workbook, with the value kept beside it. */
export function formulasIn(bytes: Uint8Array): readonly { formula: string; value: string }[] {
  return [...unzip(bytes)]
    .filter(([name]) => name.startsWith("xl/worksheets/"))
    .flatMap(([, xml]) => [...xml.matchAll(/<f[^>]*>([^<]*)<\/f>\s*<v>([^<]*)<\/v>/g)])
    .map(([, formula, value]) => ({ formula: formula!, value: value! }));
}
