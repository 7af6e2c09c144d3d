import type { Unit } from "../../domain/response.ts";
import type { Parts } from "../../parts.ts";
import { OF_THE_UNIT } from "./narrative.ts";

/** The unit's logo as it stands on its reports: a PNG of that size in dots. */
export interface Logo {
  readonly png: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** In bytes. */
export const LOGO_LIMIT = 300 * 1024;
const MOST_DOTS = 3000;
const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** A PNG of reasonable size, told by its first bytes; null for anything else. */
export function readLogo(png: Uint8Array): Logo | null {
  if (png.length > LOGO_LIMIT || png.length < 33 || !SIGNATURE.every((byte, at) => png[at] === byte)) return null;
  const header = Buffer.from(png.buffer, png.byteOffset, png.byteLength);
  const [width, height] = [header.readUInt32BE(16), header.readUInt32BE(20)];
  const fits = (dots: number): boolean => dots > 0 && dots <= MOST_DOTS;
  return fits(width) && fits(height) ? { png, width, height } : null;
}

/** The logo that was put up last; null without one. */
export async function logoOf({ store }: Pick<Parts, "store">, unit: Unit): Promise<Logo | null> {
  const last = (await store.followUps.uploads(unit.id, OF_THE_UNIT)).findLast(({ purpose }) => purpose === "logo");
  const upload = last && (await store.followUps.upload(unit.id, last.id));
  return upload ? readLogo(upload.bytes) : null;
}

/** Puts a logo up in the place of the one before; null takes it down. */
export async function putLogo(
  { store }: Pick<Parts, "store">,
  unit: Unit,
  logo: Logo | null,
  by: { readonly on: string; readonly login: string },
): Promise<void> {
  const before = (await store.followUps.uploads(unit.id, OF_THE_UNIT)).filter(({ purpose }) => purpose === "logo");
  if (logo)
    await store.followUps.addUpload(unit.id, {
      period: OF_THE_UNIT,
      followUpId: null,
      purpose: "logo",
      caption: "Logo",
      mediaType: "image/png",
      bytes: logo.png,
      addedOn: by.on,
      addedBy: by.login,
    });
  for (const { id } of before) await store.followUps.removeUpload(unit.id, id);
}

/** The logo as a drawing that any typesetter of SVG can place. */
export function logoSvg({ png, width, height }: Logo): string {
  const data = Buffer.from(png.buffer, png.byteOffset, png.byteLength).toString("base64");
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"><image width="${width}" height="${height}" href="data:image/png;base64,${data}"/></svg>`;
}
