import type { Unit } from "../domain/response.ts";
import type { Parts } from "../parts.ts";
import { tokenDigest } from "../web/visitor.ts";
import { newToken } from "./set-up-token.ts";

/**
 * A fresh key for the queue system of a unit; the one before is void at once. Only its digest is kept, so it can be shown once:
 * a copy of the database sends no numbers.
 */
export async function replaceQueueKey(parts: Pick<Parts, "store" | "randomBytes">, unit: Unit): Promise<string> {
  const key = newToken(parts);
  await parts.store.records.setQueueKey(unit.id, tokenDigest(key));
  return key;
}

/** The unit whose queue system has the key: looked up by its digest, which gives no hint of how much of a guess was right. */
export async function unitOfQueueKey({ store }: Pick<Parts, "store">, key: string): Promise<Unit | undefined> {
  return store.records.unitOfQueueKey(tokenDigest(key));
}
