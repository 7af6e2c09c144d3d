import { isLocalDate } from "../../domain/periods/period.ts";
import { LAST_ZONE, localDate } from "../../domain/periods/zone.ts";
import { firstGrants, roles } from "../../domain/person.ts";
import { Refusal } from "../../domain/refusal.ts";
import { issueTicket } from "../../staff/issue-ticket.ts";
import type { Command } from "../command.ts";
import { given, needed, neededName, WrongUsage } from "../command.ts";
import { unitOf, withParts } from "../open-unit.ts";

export const personAdd: Command = {
  name: "person add",
  usage: `--login LOGIN --name NAME --role ${roles.join("|")} [--unit CODE] [--until DATE]`,
  help: "Adds a person and prints a one-time sign-in address, good for seven days.\nEveryone but an admin belongs to one unit.\nAn evaluator reads it up to DATE, ninety days from now when nothing is said; an admin grants more on the page of people.",
  options: {
    login: { type: "string" },
    name: { type: "string" },
    role: { type: "string" },
    unit: { type: "string" },
    until: { type: "string" },
  },
  words: [],
  async run({ flags, settings, console }) {
    const login = needed(flags, "login").trim().toLowerCase();
    if (!/^[a-z0-9._-]{3,32}$/.test(login))
      throw new WrongUsage("--login needs 3 to 32 letters, digits, dots, underscores or hyphens");
    const name = neededName(flags, 2, 100);
    const role = roles.find((candidate) => candidate === needed(flags, "role"));
    if (!role) throw new WrongUsage(`--role is one of ${roles.join(", ")}`);
    const code = given(flags, "unit");
    if (role === "admin" && code !== undefined) throw new WrongUsage("an admin belongs to no unit; leave --unit out");
    if (role !== "admin" && code === undefined) throw new WrongUsage(`--unit is needed for the role ${role}`);
    const until = given(flags, "until");
    if (until !== undefined && (role !== "evaluator" || !isLocalDate(until)))
      throw new WrongUsage("--until is the last day (2026-12-31) on which an evaluator may read");
    return withParts(settings, async (parts) => {
      const unitId = code === undefined ? null : (await unitOf(parts, code)).id;
      const today = localDate(parts.clock(), LAST_ZONE);
      const grants = firstGrants(role, unitId, today).map((grant) => ({ ...grant, until: until ?? grant.until }));
      const person = await parts.store.people.add({ login, name, role, unitId, grants });
      if (person === "taken") throw new Refusal("conflict", `Nama masuk "${login}" sudah dipakai.`);
      console.out(`${await issueTicket(parts, person)}\n`);
      return 0;
    });
  },
};
