import { roles } from "../../domain/person.ts";
import { Refusal } from "../../domain/refusal.ts";
import { issueTicket } from "../../staff/issue-ticket.ts";
import type { Command } from "../command.ts";
import { given, needed, neededName, WrongUsage } from "../command.ts";
import { unitOf, withParts } from "../open-unit.ts";

export const personAdd: Command = {
  name: "person add",
  usage: `--login LOGIN --name NAME --role ${roles.join("|")} [--unit CODE]`,
  help: "Adds a person and prints a one-time sign-in address, good for seven days.\nEveryone but an admin belongs to one unit.",
  options: { login: { type: "string" }, name: { type: "string" }, role: { type: "string" }, unit: { type: "string" } },
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
    return withParts(settings, async (parts) => {
      const unitId = code === undefined ? null : (await unitOf(parts, code)).id;
      const person = await parts.store.people.add({ login, name, role, unitId });
      if (person === "taken") throw new Refusal("conflict", `Nama masuk "${login}" sudah dipakai.`);
      console.out(`${await issueTicket(parts, person)}\n`);
      return 0;
    });
  },
};
