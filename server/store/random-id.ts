import { randomFillSync } from "node:crypto";

const SIZE = 12;
const AT_ONCE = 256;

let supply = Buffer.alloc(0);
let at = 0;

/** Twelve bytes of the system's own randomness, fetched for many rows at once because each fetch costs as much as a row. */
export function randomId(): Buffer {
  if (at >= supply.length) {
    supply = randomFillSync(Buffer.alloc(SIZE * AT_ONCE));
    at = 0;
  }
  return supply.subarray(at, (at += SIZE));
}
