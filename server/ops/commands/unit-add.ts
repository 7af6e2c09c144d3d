import { readCode } from "../../domain/code.ts";
import { zones } from "../../domain/periods/zone.ts";
import { Refusal } from "../../domain/refusal.ts";
import { refOf } from "../../domain/questionnaire/definition.ts";
import { sharedKey } from "../../domain/questionnaire/shared-key.ts";
import type { Command } from "../command.ts";
import { given, needed, neededName, WrongUsage } from "../command.ts";
import { surveysOf, unitOf, withParts } from "../open-unit.ts";

export const unitAdd: Command = {
  name: "unit add",
  usage: "--code CODE --name NAME [--zone WIB|WITA|WIT] [--parent CODE] [--survey skm,spkp,spak]",
  help: "Adds a unit and its first counter, whose form is at /s/CODE.\nWithout --zone the unit keeps WIB, without --survey it asks skm.",
  options: {
    code: { type: "string" },
    name: { type: "string" },
    zone: { type: "string" },
    parent: { type: "string" },
    survey: { type: "string" },
  },
  words: [],
  async run({ flags, settings, console }) {
    const code = readCode(needed(flags, "code"));
    const name = neededName(flags, 3, 120);
    const zone = zones.find((candidate) => candidate === (given(flags, "zone") ?? "WIB").toUpperCase());
    if (!zone) throw new WrongUsage(`--zone is one of ${zones.join(", ")}`);
    return withParts(settings, async (parts) => {
      const surveys = [...new Set(surveysOf(parts, given(flags, "survey") ?? "skm"))];
      const shared = sharedKey(surveys);
      if (shared) {
        const [first, second] = [refOf(shared.first), refOf(shared.second)];
        throw new Refusal("invalid", `${first} dan ${second} sama-sama memakai kunci butir ${shared.key}; pilih salah satu.`);
      }
      const parent = given(flags, "parent");
      const unit = await parts.store.units.add({
        code,
        name,
        zone,
        parentId: parent === undefined ? null : (await unitOf(parts, parent)).id,
        surveys: surveys.map(({ id }) => id),
        contact: "",
        optionalQuestions: [],
      });
      if (unit === "taken") throw new Refusal("conflict", `Kode "${code}" sudah dipakai unit atau loket lain.`);
      console.out(`${unit.code}: ${parts.publicUrl()}/s/${unit.code}\n`);
      return 0;
    });
  },
};
