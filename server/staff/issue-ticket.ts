import type { Person } from "../domain/person.ts";
import type { Parts } from "../parts.ts";
import { tokenDigest } from "../web/visitor.ts";
import { newToken, oneTimeAddress } from "./set-up-token.ts";

const TICKET_LIFE_MS = 7 * 24 * 3_600_000;

/** A fresh one-time sign-in address of a person, good for seven days; earlier ones are void. Only its digest is kept, so it can be shown once. */
export async function issueTicket(
  parts: Pick<Parts, "store" | "publicUrl" | "clock" | "randomBytes">,
  person: Pick<Person, "id">,
): Promise<string> {
  const token = newToken(parts);
  await parts.store.people.addTicket({
    personId: person.id,
    digest: tokenDigest(token),
    expiresAt: parts.clock() + TICKET_LIFE_MS,
  });
  return oneTimeAddress(parts, token);
}
