import { salted } from "../../log/records.ts";

/**
 * The number by which a page names a response, from the one of its row: it cannot be led back to that, nor on to the salt of its
 * record in an evidence pack, so that whoever chooses what to set aside cannot look up the scores there.
 */
export function shownNumber(responseId: string): string {
  return salted("shown", Buffer.from(responseId, "hex"));
}
