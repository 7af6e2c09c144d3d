import { hash } from "node:crypto";
import { sixteenSigns } from "./sixteen-signs.ts";

/**
 * What a citizen is given with thanks: sixteen signs that come from the random key of her sitting and from nothing in the answer.
 * The store keeps their digest as that of the key, so that a receipt can be found, and nobody finds a receipt from there.
 */
export function receiptOf(unitId: number, key: string): string {
  return sixteenSigns(digest("tanda terima", String(unitId), key));
}

/** The digest under which the key of a receipt was spent: 16 bytes. */
export function keyDigestOf(unitId: number, receipt: string): Uint8Array {
  return digest("kunci", String(unitId), receipt);
}

/** Under which a slip of a visit is known until it is used: 16 bytes. A slip of one unit is none of another. */
export function slipDigestOf(unitId: number, slip: string): Uint8Array {
  return digest("karcis", String(unitId), slip);
}

/** First 16 bytes of SHA-256. */
export function digest(...texts: readonly string[]): Uint8Array {
  return hash("sha256", JSON.stringify(texts), "buffer").subarray(0, 16);
}
