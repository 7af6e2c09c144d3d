import { LAST_ZONE, localDate } from "../domain/periods/zone.ts";
import type { Person } from "../domain/person.ts";
import { firstGrants } from "../domain/person.ts";
import type { Parts } from "../parts.ts";
import { issueTicket } from "./issue-ticket.ts";
import type { PeopleDeed } from "./parse-people-deed.ts";

export type PeopleOutcome =
  | { readonly kind: "done" }
  /** The one-time address is shown now and never again. */
  | { readonly kind: "address"; readonly person: Person; readonly address: string }
  | { readonly kind: "login-taken"; readonly login: string };

export async function doPeopleDeed(parts: Parts, deed: PeopleDeed): Promise<PeopleOutcome> {
  const { people } = parts.store;
  const today = localDate(parts.clock(), LAST_ZONE);
  switch (deed.kind) {
    case "add": {
      const { login, name, role, unitId } = deed;
      const person = await people.add({ login, name, role, unitId, grants: firstGrants(role, unitId, today) });
      return person === "taken"
        ? { kind: "login-taken", login }
        : { kind: "address", person, address: await issueTicket(parts, person) };
    }
    case "change":
      await people.update({ id: deed.person.id, name: deed.name, role: deed.role, unitId: deed.unitId });
      if (deed.person.grants.length === 0)
        for (const grant of firstGrants(deed.role, deed.unitId, today)) await people.setGrant(deed.person.id, grant);
      return { kind: "done" };
    case "new-address":
      return { kind: "address", person: deed.person, address: await issueTicket(parts, deed.person) };
    case "disable":
    case "enable":
      await people.setDisabled(deed.person.id, deed.kind === "disable");
      return { kind: "done" };
  }
}
