import { z } from "zod";
import { zones } from "../domain/periods/zone.ts";
import { readCode } from "../domain/code.ts";
import type { SurveyDefinition } from "../domain/questionnaire/definition.ts";
import { sharedKey } from "../domain/questionnaire/shared-key.ts";
import type { NewUnit, Unit } from "../domain/response.ts";
import type { Parsed } from "../web/form.ts";
import { always, idOrNone, line, oneOf, readBy, readForm, someOf, wholeNumber } from "../web/form.ts";

/** What may be chosen in the form of a unit. */
export interface UnitChoices {
  /** Surveys in their fixed order. */
  readonly surveys: readonly SurveyDefinition[];
  /** Keys of optional profile questions. */
  readonly optionalQuestions: readonly string[];
  /** Ids of units that may stand above this one. */
  readonly parents: readonly number[];
}

export const unitCode = readBy(readCode);

const name = line(3, 120, "Tulis nama unit, paling sedikit 3 huruf.");
const zone = oneOf(zones, "Pilih zona waktu unit.");

/** Surveys that can be asked in one sitting: no two of them bear the same question key. */
const surveys = (known: readonly SurveyDefinition[]): z.ZodType<readonly string[]> =>
  someOf(
    known.map(({ id }) => id),
    "Pilih paling sedikit satu survei.",
    1,
  ).superRefine((chosen, context) => {
    const shared = sharedKey(known.filter(({ id }) => chosen.includes(id)));
    if (!shared) return;
    const [first, second] = [shared.first, shared.second].map(({ id }) => id.toUpperCase());
    context.addIssue({ code: "custom", message: `${first} dan ${second} memakai kunci butir yang sama. Pilih salah satu.` });
  });
const parent = (known: readonly number[]) => idOrNone(known, "Pilih unit induk dari daftar.");

/** A new unit as an admin types it. */
export function parseNewUnit(body: unknown, choices: UnitChoices): Parsed<NewUnit> {
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
      batas: wholeNumber(1, 1000, "Tulis bilangan bulat dari 1 sampai 1.000.", unit.publicFloor),
    })
    .transform(({ nama, zona, induk, survei, kontak, opsional, batas }) => ({
      id: unit.id,
      code: unit.code,
      name: nama,
      zone: zona,
      parentId: induk,
      surveys: survei,
      contact: kontak,
      optionalQuestions: opsional,
      publicFloor: batas,
    }));
  return readForm("pengaturan", schema, body);
}
