import type { Person } from "../domain/person.ts";
import type { Unit } from "../domain/response.ts";
import { sortedByName } from "../web/format.ts";
import type { Frame } from "../web/frame.ts";
import { frame } from "../web/frame.ts";
import type { Field, ListedProblem } from "../web/fields.ts";
import { FormFields, listedProblems } from "../web/fields.ts";
import type { RefusedForm } from "../web/form.ts";
import type { PeopleScope } from "./parse-people-deed.ts";
import { rolesIn } from "./parse-people-deed.ts";
import { ROLE_CHOICES, ROLE_NAMES } from "./role-names.ts";

export interface PersonRow {
  readonly id: number;
  readonly name: string;
  readonly login: string;
  readonly roleName: string;
  /** Name of the person's unit; empty for an admin. */
  readonly unitName: string;
  readonly state: "active" | "not-yet" | "disabled";
  /** True for the person who is asking: no buttons that would shut oneself out. */
  readonly oneself: boolean;
  readonly fields: readonly Field[];
  readonly unfolded: boolean;
  /** Where an admin says what an evaluator may read; null for others. */
  readonly grantsPath: string | null;
}

/** What views/staff/people.eta shows. */
export interface PeoplePage {
  readonly frame: Frame;
  readonly problems: readonly ListedProblem[];
  readonly saved: boolean;
  /** Path of the page, where its forms go. */
  readonly path: string;
  /** True on the page of everybody, which has a column for the unit. */
  readonly everybody: boolean;
  readonly people: readonly PersonRow[];
  readonly newPerson: readonly Field[];
  /** A one-time address made by this very request; null otherwise. */
  readonly oneTime: { readonly name: string; readonly address: string } | null;
}

export interface PeopleFacts {
  readonly scope: PeopleScope;
  /** The one unit whose people these are; null for the whole installation. */
  readonly unit: Unit | null;
  /** All units, to choose from and to name; on the page of one unit that unit alone. */
  readonly units: readonly Unit[];
  readonly path: string;
  readonly saved: boolean;
}

export function peoplePage(
  { scope, unit, units, path, saved }: PeopleFacts,
  { refused, oneTime = null }: { refused?: RefusedForm; oneTime?: PeoplePage["oneTime"] } = {},
): PeoplePage {
  const form = new FormFields("orang-baru", refused);
  return {
    frame: frame(scope.by, unit, "orang", unit ? "Orang" : "Semua orang"),
    problems: listedProblems(refused),
    saved,
    path,
    everybody: unit === null,
    people: sortedByName(scope.people).map((person) => personRow(person, scope, units, refused)),
    newPerson: [
      form.text("nama", { label: "Nama", hint: "Nama lengkap, seperti di surat tugas", maxLength: 100, capitals: "words" }),
      form.text("login", {
        label: "Nama masuk",
        hint: "Huruf kecil, angka, titik, atau tanda hubung; contoh: sari.dewi",
        maxLength: 32,
        capitals: "none",
      }),
      ...placeFields(form, scope, units, { role: "staff", unitId: null }),
    ],
    oneTime,
  };
}

function personRow(person: Person, scope: PeopleScope, units: readonly Unit[], refused: RefusedForm | undefined): PersonRow {
  const form = new FormFields(`orang-${person.id}`, refused);
  const oneself = person.id === scope.by.id;
  return {
    id: person.id,
    name: person.name,
    login: person.login,
    roleName: ROLE_NAMES[person.role],
    unitName: units.find((unit) => unit.id === person.unitId)?.name ?? "",
    state: person.disabled ? "disabled" : person.passwordHash === null ? "not-yet" : "active",
    oneself,
    fields: [
      form.text("nama", { label: "Nama", value: person.name, maxLength: 100, capitals: "words" }),
      ...(oneself ? [] : placeFields(form, scope, units, person)),
    ],
    unfolded: form.open,
    grantsPath: scope.unitId === null && person.role === "evaluator" ? `/staf/orang/${person.id}/izin` : null,
  };
}

function placeFields(
  form: FormFields,
  scope: PeopleScope,
  units: readonly Unit[],
  present: Pick<Person, "role" | "unitId">,
): Field[] {
  const role = form.select(
    "peran",
    { label: "Peran" },
    rolesIn(scope).map((one) => ({ value: one, label: ROLE_CHOICES[one] })),
    present.role,
  );
  if (scope.unitId !== null) return [role];
  const options = sortedByName(units).map((unit) => ({ value: String(unit.id), label: unit.name }));
  const none = { value: "", label: "Tanpa unit (hanya admin)" };
  return [role, form.select("unit", { label: "Unit" }, [none, ...options], String(present.unitId ?? ""))];
}
