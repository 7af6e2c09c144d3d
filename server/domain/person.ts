/**
 * What somebody who signs in may be: `admin` keeps the installation, the others belong to one unit. `evaluator` reads it from
 * outside (TPI, APIP), `inspectorate` is the second person where two must agree.
 */
export const roles = ["admin", "manager", "head", "staff", "evaluator", "inspectorate"] as const;
/** Given and taken by an admin alone: whoever keeps a unit must not make the people who watch it. */
export const outsideRoles: readonly Role[] = ["evaluator", "inspectorate"];
export type Role = (typeof roles)[number];

export interface Person {
  readonly id: number;
  readonly login: string;
  readonly name: string;
  readonly role: Role;
  /** null only for an admin. */
  readonly unitId: number | null;
  readonly disabled: boolean;
  /** argon2id in PHC form; null until the person has chosen a password. */
  readonly passwordHash: string | null;
}

/** Something a signed-in person may want to do. */
export type Deed =
  /** Add units, and people with any role. */
  | "keep-installation"
  /** See the name, counters, QR codes, posters and progress of a unit. */
  | "enter-unit"
  /** Write down how many people a unit served on each day. */
  | "count-served"
  /** Change a unit: its surveys, counters, services, people and numbers served. */
  | "manage-unit"
  /** Read indices, splits, reports and exported scores. */
  | "read-results"
  /** Close a period: its figures are frozen and its months take no answers any more. */
  | "close-period"
  /** Show the figures of a closed period to the public, for good. */
  | "publish"
  /** Propose that a response be set aside; somebody else has to agree. */
  | "propose-exclusion"
  /** Plan what is done about results, say how far it has come, and keep files that prove it. */
  | "follow-up"
  /** Read comments and export the profile, neither of which ever stands beside a score. */
  | "read-comments";

const DEEDS: Record<Role, readonly Deed[]> = {
  admin: [
    "keep-installation",
    "enter-unit",
    "count-served",
    "manage-unit",
    "read-results",
    "close-period",
    "publish",
    "follow-up",
  ],
  manager: [
    "enter-unit",
    "count-served",
    "manage-unit",
    "read-results",
    "close-period",
    "publish",
    "propose-exclusion",
    "follow-up",
    "read-comments",
  ],
  head: ["enter-unit", "read-results", "close-period", "publish", "propose-exclusion", "follow-up", "read-comments"],
  staff: ["enter-unit", "count-served"],
  evaluator: ["enter-unit", "read-results", "read-comments"],
  inspectorate: ["enter-unit", "read-results"],
};

/**
 * Whether a person may do a deed, in a unit where the deed concerns one. An admin acts in every unit, everyone else in
 * their own alone. Nobody who is disabled may do anything.
 */
export function may(person: Person, deed: Deed, unitId?: number): boolean {
  if (person.disabled || !DEEDS[person.role].includes(deed)) return false;
  return person.role === "admin" || (unitId !== undefined && person.unitId === unitId);
}

/**
 * Whether a person may be the second one of a unit, without whom nothing is set aside: somebody of the inspectorate who belongs to
 * the unit or to the one above it, or the manager of the unit above.
 */
export function isSecondPerson(person: Person, unit: { readonly id: number; readonly parentId: number | null }): boolean {
  if (person.disabled || person.unitId === null) return false;
  const above = person.unitId === unit.parentId;
  return person.role === "inspectorate" ? above || person.unitId === unit.id : person.role === "manager" && above;
}
