import { timingSafeEqual } from "node:crypto";
import type { Parts } from "../parts.ts";
import { tokenDigest } from "../web/visitor.ts";

/**
 * The door for the first administrator, open while there is no person at all. Its token lives in the memory of this
 * process only: a restart makes a new one, and no copy of the data holds it.
 */
export interface SetUp {
  /** The one-time address to print at the start; undefined once it was used. */
  address(): string | undefined;
  /** True for the token of the address, until it was used. */
  accepts(token: string): boolean;
  /** Shuts the door for good. */
  close(): void;
}

export function createSetUp(parts: Pick<Parts, "publicUrl" | "randomBytes">): SetUp {
  const token = newToken(parts);
  let open = true;
  return {
    address: () => (open ? oneTimeAddress(parts, token) : undefined),
    accepts: (given) => open && timingSafeEqual(tokenDigest(given), tokenDigest(token)),
    close: () => {
      open = false;
    },
  };
}

/** 256 bits of chance in letters that an address may hold. */
export function newToken(parts: Pick<Parts, "randomBytes">): string {
  return Buffer.from(parts.randomBytes(32)).toString("base64url");
}

/** Where a one-time token is spent: by the first administrator or by an invited person. */
export function oneTimeAddress(parts: Pick<Parts, "publicUrl">, token: string): string {
  return `${parts.publicUrl()}/masuk/sekali/${token}`;
}
