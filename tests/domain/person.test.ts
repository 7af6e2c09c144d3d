import { expect, it } from "vitest";
import type { Deed, Person, Role } from "../../server/domain/person.ts";
import { isSecondPerson, may, roles } from "../../server/domain/person.ts";

const deeds: readonly Deed[] = [
  "keep-installation",
  "enter-unit",
  "count-served",
  "manage-unit",
  "read-results",
  "close-period",
  "publish",
  "propose-exclusion",
  "follow-up",
  "read-comments",
];
const person = (role: Role, more: Partial<Person> = {}): Person => ({
  id: 1,
  login: "siti",
  name: "Siti",
  role,
  unitId: role === "admin" ? null : 7,
  disabled: false,
  passwordHash: null,
  ...more,
});
const deedsOf = (who: Person, unitId?: number): Deed[] => deeds.filter((deed) => may(who, deed, unitId));

it.each<[Role, Deed[]]>([
  [
    "manager",
    [
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
  ],
  ["head", ["enter-unit", "read-results", "close-period", "publish", "propose-exclusion", "follow-up", "read-comments"]],
  ["staff", ["enter-unit", "count-served"]],
  ["evaluator", ["enter-unit", "read-results", "read-comments"]],
  ["inspectorate", ["enter-unit", "read-results"]],
])("%s may do this in their own unit and nothing elsewhere", (role, mine) => {
  expect(deedsOf(person(role), 7)).toEqual(mine);
  expect(deedsOf(person(role), 8)).toEqual([]);
  expect(deedsOf(person(role))).toEqual([]);
});

it("an admin keeps the installation and every unit, but reads no comments", () => {
  for (const unitId of [7, 8, undefined]) {
    expect(deedsOf(person("admin"), unitId)).toEqual([
      "keep-installation",
      "enter-unit",
      "count-served",
      "manage-unit",
      "read-results",
      "close-period",
      "publish",
      "follow-up",
    ]);
  }
});

it("the second person of a unit is the inspectorate of it or of the unit above, or the manager of the unit above", () => {
  const unit = { id: 7, parentId: 3 };
  const seconds = roles.flatMap((role) =>
    [7, 3, 8, null].filter((unitId) => isSecondPerson(person(role, { unitId }), unit)).map((unitId) => `${role} ${unitId}`),
  );
  expect(seconds).toEqual(["manager 3", "inspectorate 7", "inspectorate 3"]);
  expect(isSecondPerson(person("inspectorate", { disabled: true }), unit)).toBe(false);
  expect(isSecondPerson(person("manager", { unitId: null }), { id: 7, parentId: null })).toBe(false);
});

it("nobody who is disabled may do anything", () => {
  for (const role of roles) expect(deedsOf(person(role, { disabled: true }), 7)).toEqual([]);
});

it("somebody without a unit has none, even where none is named", () => {
  expect(deedsOf(person("manager", { unitId: null }))).toEqual([]);
});
