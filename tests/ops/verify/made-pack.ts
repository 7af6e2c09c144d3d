import JSZip from "jszip";
import type { Period } from "../../../server/domain/periods/period.ts";
import type { Unit } from "../../../server/domain/response.ts";
import { openExport } from "../../../server/reports/exports/open-export.ts";
import type { House } from "../../support/house.ts";

/** The evidence pack of a closed period, as it would be downloaded. */
export async function madePack(house: House, unit: Unit, period: Period): Promise<Buffer> {
  const { chunks } = await openExport(house.parts, { unit, period, surveys: [], format: "zip", audience: "staff page" });
  const pieces: Uint8Array[] = [];
  for await (const piece of chunks) pieces.push(Buffer.from(piece));
  return Buffer.concat(pieces);
}

export async function filesOf(pack: Uint8Array): Promise<Map<string, Buffer>> {
  const { files } = await JSZip.loadAsync(pack);
  const read = Object.values(files).map(async (file) => [file.name, await file.async("nodebuffer")] as const);
  return new Map(await Promise.all(read));
}

export async function zipOf(files: ReadonlyMap<string, Uint8Array>): Promise<Buffer> {
  const zip = new JSZip();
  for (const [path, bytes] of files) zip.file(path, bytes);
  return zip.generateAsync({ type: "nodebuffer", compression: "DEFLATE" });
}
