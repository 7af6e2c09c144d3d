import type { Person } from "../domain/person.ts";
import type { SurveyDefinition } from "../domain/questionnaire/definition.ts";
import type { Unit } from "../domain/response.ts";
import { sortedByName } from "../web/format.ts";
import type { Frame } from "../web/frame.ts";
import { frame } from "../web/frame.ts";
import type { Field, ListedProblem } from "../web/fields.ts";
import { FormFields, listedProblems } from "../web/fields.ts";
import type { RefusedForm } from "../web/form.ts";
import { possibleParents } from "./possible-parents.ts";
import { surveyChoices } from "./survey-choice.ts";
import { ZONE_CHOICES } from "./zone-choices.ts";

export interface UnitRow {
  readonly name: string;
  readonly code: string;
  /** Name of the unit above; empty without one. */
  readonly parentName: string;
  /** "SKM, SPAK". */
  readonly surveys: string;
}

/** What views/staff/units.eta shows to an admin. */
export interface UnitsPage {
  readonly frame: Frame;
  readonly problems: readonly ListedProblem[];
  readonly saved: boolean;
  readonly units: readonly UnitRow[];
  readonly fields: readonly Field[];
}

export interface UnitsFacts {
  readonly person: Person;
  readonly units: readonly Unit[];
  readonly surveys: readonly SurveyDefinition[];
  readonly saved: boolean;
}

export function unitsPage({ person, units, surveys, saved }: UnitsFacts, refused?: RefusedForm): UnitsPage {
  const form = new FormFields("unit-baru", refused);
  const shortNames = new Map(surveys.map((survey) => [survey.id, survey.abbreviation]));
  const parents = possibleParents(units, null).map((unit) => ({ value: String(unit.id), label: unit.name }));
  return {
    frame: frame(person, null, "beranda", "Semua unit"),
    problems: listedProblems(refused),
    saved,
    units: sortedByName(units).map((unit) => ({
      name: unit.name,
      code: unit.code,
      parentName: units.find((one) => one.id === unit.parentId)?.name ?? "",
      surveys: unit.surveys.map((id) => shortNames.get(id) ?? id).join(", "),
    })),
    fields: [
      form.text("nama", {
        label: "Nama unit",
        hint: "Seperti di papan nama; contoh: Puskesmas Citeureup",
        maxLength: 120,
        capitals: "words",
      }),
      form.text("kode", {
        label: "Kode",
        hint: "Bagian dari alamat survei; pendek, huruf kecil, angka, tanda hubung. Tidak dapat diganti nanti. Contoh: pkm-citeureup",
        capitals: "none",
        maxLength: 32,
      }),
      form.select("zona", { label: "Zona waktu" }, ZONE_CHOICES, "WIB"),
      form.select("induk", { label: "Unit induk" }, [{ value: "", label: "Tanpa unit induk" }, ...parents], ""),
      form.boxes("survei", { label: "Survei yang ditanyakan" }, surveyChoices(surveys), ["skm"]),
    ],
  };
}
