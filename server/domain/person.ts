import { plusDays } from "./periods/days.ts";
import type { LocalDate, Period } from "./periods/period.ts";
import { parsePeriod } from "./periods/period.ts";

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
  /** null only for an admin. An evaluator belongs to a unit, and reads what was granted. */
  readonly unitId: number | null;
  readonly disabled: boolean;
  /** argon2id in PHC form; null until the person has chosen a password. */
  readonly passwordHash: string | null;
  /** What an evaluator may read; nobody else has any. */
  readonly grants: readonly Grant[];
}

/** That an evaluator may read a unit, up to a day. */
export interface Grant {
  readonly unitId: number;
  /** Names of the periods that may be read, with the shorter ones in them; all when there are none. */
  readonly periods: readonly string[];
  /** The last day. */
  readonly until: LocalDate;
}

/** An evaluation takes a season: days for which a new evaluator may read when nothing else is said. */
const GRANT_DAYS = 90;

/** What a new person of a unit is granted: an evaluator all of that unit for ninety days, others nothing. */
export function firstGrants(role: Role, unitId: number | null, today: LocalDate): readonly Grant[] {
  if (role !== "evaluator" || unitId === null) return [];
  const until = plusDays(today, GRANT_DAYS);
  return [{ unitId, periods: [], until }];
}

/** The person as of a day: grants that are over are gone. */
export function asOf(person: Person, today: LocalDate): Person {
  return { ...person, grants: person.grants.filter(({ until }) => today <= until) };
}

/** Whether a person who may read a unit may read that period of it. */
export function mayRead(person: Person, unitId: number, period: Period): boolean {
  if (person.role !== "evaluator") return true;
  return person.grants.some(
    (grant) =>
      grant.unitId === unitId &&
      (grant.periods.length === 0 ||
        grant.periods.map(parsePeriod).some(({ from, until }) => from <= period.from && period.until <= until)),
  );
}

/** Something a signed-in person may want to do. */
export type Deed =
  /** Add units, and people with any role. */
  | "keep-installation"
  /** See the name, counters, QR codes, posters and progress of a unit. */
  | "enter-unit"
  /** Write down how many people a unit served on each day, and make slips to hand to them. */
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
  /** Write down what one makes of a period, from outside. */
  | "write-remark"
  /** Answer what somebody from outside wrote down. */
  | "answer-remark"
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
    "answer-remark",
    "read-comments",
  ],
  head: [
    "enter-unit",
    "read-results",
    "close-period",
    "publish",
    "propose-exclusion",
    "follow-up",
    "answer-remark",
    "read-comments",
  ],
  staff: ["enter-unit", "count-served"],
  evaluator: ["enter-unit", "read-results", "read-comments", "write-remark"],
  inspectorate: ["enter-unit", "read-results", "write-remark"],
};

/**
 * Whether a person may do a deed, in a unit where the deed concerns one. An admin acts in every unit, an evaluator in those that
 * were granted, everyone else in their own alone. Nobody who is disabled may do anything.
 */
export function may(person: Person, deed: Deed, unitId?: number): boolean {
  if (person.disabled || !DEEDS[person.role].includes(deed)) return false;
  if (person.role === "evaluator") return person.grants.some((grant) => grant.unitId === unitId);
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
