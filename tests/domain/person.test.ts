import { expect, it } from "vitest";
import { parsePeriod } from "../../server/domain/periods/period.ts";
import type { Deed, Grant, Person, Role } from "../../server/domain/person.ts";
import { asOf, firstGrants, isSecondPerson, may, mayRead, roles } from "../../server/domain/person.ts";

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
  "write-remark",
  "answer-remark",
  "read-comments",
];
const grant: Grant = { unitId: 7, periods: [], until: "2026-12-31" };
const person = (role: Role, more: Partial<Person> = {}): Person => ({
  id: 1,
  login: "siti",
  name: "Siti",
  role,
  unitId: role === "admin" ? null : 7,
  disabled: false,
  passwordHash: null,
  grants: role === "evaluator" ? [grant] : [],
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
      "answer-remark",
      "read-comments",
    ],
  ],
  [
    "head",
    ["enter-unit", "read-results", "close-period", "publish", "propose-exclusion", "follow-up", "answer-remark", "read-comments"],
  ],
  ["staff", ["enter-unit", "count-served"]],
  ["evaluator", ["enter-unit", "read-results", "write-remark", "read-comments"]],
  ["inspectorate", ["enter-unit", "read-results", "write-remark"]],
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

it("an evaluator reads what was granted, wherever, up to its last day, and nothing by belonging to a unit", () => {
  const granted = { grants: [{ ...grant, unitId: 8, until: "2026-11-27" }] };
  expect(deedsOf(person("evaluator", granted), 7)).toEqual([]);
  expect(may(person("evaluator", granted), "read-results", 8)).toBe(true);
  expect(may(asOf(person("evaluator", granted), "2026-11-27"), "read-results", 8)).toBe(true);
  expect(may(asOf(person("evaluator", granted), "2026-11-28"), "read-results", 8)).toBe(false);
});

it("an evaluator of some periods reads those and the shorter ones in them; everybody else reads all", () => {
  const some = person("evaluator", { grants: [{ ...grant, periods: ["2026-TW1", "2026-S2"] }] });
  const read = ["2026-TW1", "2026-02", "2026-04", "2026-TW3", "2026-12", "2026-S2", "2026-S1", "2026", "2025-TW1"].filter(
    (name) => mayRead(some, 7, parsePeriod(name)),
  );
  expect(read).toEqual(["2026-TW1", "2026-02", "2026-TW3", "2026-12", "2026-S2"]);
  expect(mayRead(some, 8, parsePeriod("2026-TW1"))).toBe(false);
  expect(mayRead(person("evaluator"), 7, parsePeriod("2020"))).toBe(true);
  expect(mayRead(person("head"), 7, parsePeriod("2020"))).toBe(true);
});

it("a new evaluator of a unit may read it for ninety days; nobody else is granted anything", () => {
  expect(firstGrants("evaluator", 7, "2026-11-27")).toEqual([{ unitId: 7, periods: [], until: "2027-02-25" }]);
  expect(firstGrants("evaluator", null, "2026-11-27")).toEqual([]);
  expect(firstGrants("manager", 7, "2026-11-27")).toEqual([]);
});

it("nobody who is disabled may do anything", () => {
  for (const role of roles) expect(deedsOf(person(role, { disabled: true }), 7)).toEqual([]);
});

it("somebody without a unit has none, even where none is named", () => {
  expect(deedsOf(person("manager", { unitId: null }))).toEqual([]);
});
