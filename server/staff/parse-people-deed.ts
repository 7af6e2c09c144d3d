import { z } from "zod";
import type { Person, Role } from "../domain/person.ts";
import { outsideRoles, roles } from "../domain/person.ts";
import { Refusal } from "../domain/refusal.ts";
import type { Parsed } from "../web/form.ts";
import { always, fieldOf, idOrNone, login, oneOf, personName, pressed, readForm } from "../web/form.ts";

/** Whom somebody may look after: the people of one unit, or everybody. */
export interface PeopleScope {
  /** Who is asking. */
  readonly by: Person;
  /** The one unit whose people these are; null for the whole installation. */
  readonly unitId: number | null;
  /** Ids of units that may be chosen; only used for the whole installation. */
  readonly unitIds: readonly number[];
  /** The people who may be touched. Nobody else exists here. */
  readonly people: readonly Person[];
}

export type PeopleDeed =
  | { readonly kind: "add"; readonly login: string; readonly name: string; readonly role: Role; readonly unitId: number | null }
  | {
      readonly kind: "change";
      readonly person: Person;
      readonly name: string;
      readonly role: Role;
      readonly unitId: number | null;
    }
  | { readonly kind: "new-address" | "disable" | "enable"; readonly person: Person };

const PICK_ROLE = "Pilih peran orang ini.";
const PICK_UNIT = "Pilih unit orang ini. Hanya admin yang tidak terikat pada satu unit.";

/** Roles that may be given within a scope: a manager never makes an admin. */
export function rolesIn(scope: Pick<PeopleScope, "unitId">): readonly Role[] {
  return scope.unitId === null ? roles : roles.filter((role) => role !== "admin" && !outsideRoles.includes(role));
}

/** Reads which button was pressed on a page of people, and what was typed with it. */
export function parsePeopleDeed(body: unknown, scope: PeopleScope): Parsed<PeopleDeed> {
  const button = pressed(body, ["tambah", "ubah", "alamat", "nonaktifkan", "aktifkan"]);
  if (button === "tambah") {
    const schema = z
      .object({ nama: personName, login, ...placeFields(scope) })
      .transform(({ nama, login: loginName, ...place }) => ({
        kind: "add" as const,
        login: loginName,
        name: nama,
        ...placeOf(place),
      }))
      .refine(({ role, unitId }) => role === "admin" || unitId !== null, { path: ["unit"], error: PICK_UNIT });
    return readForm("orang-baru", schema, body);
  }
  const person = scope.people.find((one) => String(one.id) === fieldOf(body, "orang"));
  if (!person) throw new Refusal("not-found", "Orang ini tidak ada dalam daftar Anda. Muat ulang halamannya.");
  if (button === "ubah") return parseChange(body, scope, person);
  if (button === "nonaktifkan" && person.id === scope.by.id)
    throw new Refusal("not-allowed", "Anda tidak dapat menonaktifkan akun Anda sendiri.");
  if (button === "alamat" && person.disabled)
    throw new Refusal("conflict", "Orang ini dinonaktifkan. Aktifkan dahulu, lalu buat alamat baru.");
  const kinds = { alamat: "new-address", nonaktifkan: "disable", aktifkan: "enable" } as const;
  return { ok: true, value: { kind: kinds[button], person } };
}

/** One changes one's own name here, but never one's own role or unit. */
function parseChange(body: unknown, scope: PeopleScope, person: Person): Parsed<PeopleDeed> {
  const form = `orang-${person.id}`;
  if (person.id === scope.by.id) {
    const own = z
      .object({ nama: personName })
      .transform(({ nama }) => ({ kind: "change" as const, person, name: nama, role: person.role, unitId: person.unitId }));
    return readForm(form, own, body);
  }
  const schema = z
    .object({ nama: personName, ...placeFields(scope) })
    .transform(({ nama, ...place }) => ({ kind: "change" as const, person, name: nama, ...placeOf(place) }))
    .refine(({ role, unitId }) => role === "admin" || unitId !== null, { path: ["unit"], error: PICK_UNIT });
  return readForm(form, schema, body);
}

function placeFields(scope: PeopleScope) {
  return {
    peran: oneOf(rolesIn(scope), PICK_ROLE),
    unit: scope.unitId === null ? idOrNone(scope.unitIds, PICK_UNIT) : always(scope.unitId),
  };
}

function placeOf({ peran, unit }: { peran: Role; unit: number | null }): { role: Role; unitId: number | null } {
  return { role: peran, unitId: peran === "admin" ? null : unit };
}
