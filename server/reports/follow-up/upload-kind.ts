/** What may be kept as evidence, told by its first bytes and not by its name. */
const KINDS = [
  { mediaType: "application/pdf", ending: "pdf", begins: [0x25, 0x50, 0x44, 0x46, 0x2d] },
  { mediaType: "image/jpeg", ending: "jpg", begins: [0xff, 0xd8, 0xff] },
  { mediaType: "image/png", ending: "png", begins: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
] as const;

/** The largest file, in bytes. */
export const UPLOAD_LIMIT = 5 * 1024 * 1024;

/** The media type of a file by its content; null for anything but PDF, JPEG and PNG. */
export function uploadKind(bytes: Uint8Array): string | null {
  return KINDS.find(({ begins }) => begins.every((byte, at) => bytes[at] === byte))?.mediaType ?? null;
}

/** "pdf", "jpg" or "png". */
export function endingOf(mediaType: string): string {
  return KINDS.find((kind) => kind.mediaType === mediaType)?.ending ?? "bin";
}
