import type { FastifyRequest } from "fastify";
import { Refusal } from "../domain/refusal.ts";

/** A form with a file, as it came in. */
export interface Upload {
  readonly fields: ReadonlyMap<string, string>;
  /** Empty when no file was chosen. */
  readonly bytes: Buffer;
  /** True when the file was larger than the server takes, and was cut off. */
  readonly tooLarge: boolean;
}

/** Reads a multipart form with at most one file; refuses ("invalid") anything else. */
export async function readUpload(request: FastifyRequest): Promise<Upload> {
  if (!request.isMultipart()) throw new Refusal("invalid", "Kirim berkas lewat formulir di halamannya.");
  const fields = new Map<string, string>();
  let bytes = Buffer.alloc(0);
  let tooLarge = false;
  for await (const part of request.parts()) {
    if (part.type === "field") fields.set(part.fieldname, String(part.value));
    else {
      const pieces: Buffer[] = [];
      for await (const piece of part.file) pieces.push(piece as Buffer);
      tooLarge = part.file.truncated;
      bytes = Buffer.concat(pieces);
    }
  }
  return { fields, bytes, tooLarge };
}
