import { z } from "zod";
import { zones } from "../domain/periods/zone.ts";
import { readCode } from "../domain/code.ts";
import { Refusal } from "../domain/refusal.ts";
import type { Unit } from "../domain/response.ts";
import type { Parsed } from "./form.ts";
import { always, first, idOrNone, line, oneOf, readForm, someOf } from "./form.ts";

/** What may be chosen in the form of a unit. */
export interface UnitChoices {
  /** Ids of surveys in their fixed order. */
  readonly surveys: readonly string[];
  /** Keys of optional profile questions. */
  readonly optionalQuestions: readonly string[];
  /** Ids of units that may stand above this one. */
  readonly parents: readonly number[];
}

export const unitCode: z.ZodType<string> = z.preprocess(
  first,
  z.string().transform((text, context) => {
    try {
      return readCode(text);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      context.addIssue({ code: "custom", message: error.message });
      return z.NEVER;
    }
  }),
);

const name = line(3, 120, "Tulis nama unit, paling sedikit 3 huruf.");
const zone = oneOf(zones, "Pilih zona waktu unit.");
const surveys = (known: readonly string[]) => someOf(known, "Pilih paling sedikit satu survei.", 1);
const parent = (known: readonly number[]) => idOrNone(known, "Pilih unit induk dari daftar.");

/** A new unit as an admin types it. */
export function parseNewUnit(body: unknown, choices: UnitChoices): Parsed<Omit<Unit, "id">> {
  const schema = z
    .object({ kode: unitCode, nama: name, zona: zone, induk: parent(choices.parents), survei: surveys(choices.surveys) })
    .transform(({ kode, nama, zona, induk, survei }) => ({
      code: kode,
      name: nama,
      zone: zona,
      parentId: induk,
      surveys: survei,
      contact: "",
      optionalQuestions: [],
    }));
  return readForm("unit-baru", schema, body);
}

/** The unit with its settings as typed. Only an admin moves a unit below another one. */
export function parseUnitSettings(body: unknown, unit: Unit, choices: UnitChoices, mayMove: boolean): Parsed<Unit> {
  const schema = z
    .object({
      nama: name,
      zona: zone,
      induk: mayMove ? parent(choices.parents) : always(unit.parentId),
      survei: surveys(choices.surveys),
      kontak: line(0, 200, "Tulis kontak dalam satu baris."),
      opsional: someOf(choices.optionalQuestions, "Pilih dari daftar.", 0),
    })
    .transform(({ nama, zona, induk, survei, kontak, opsional }) => ({
      id: unit.id,
      code: unit.code,
      name: nama,
      zone: zona,
      parentId: induk,
      surveys: survei,
      contact: kontak,
      optionalQuestions: opsional,
    }));
  return readForm("pengaturan", schema, body);
}
