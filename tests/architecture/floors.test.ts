import { describe, expect, it } from "vitest";
import { FLOORS, floorOf, importsOf, troubles } from "./floors.ts";
import { filesBelow, readProjectFile } from "./project-files.ts";

const sources = filesBelow("server", ".ts");

describe("the floors of server/", () => {
  it.each(Object.keys(FLOORS))("%s is there and not empty", (name) => {
    expect(sources.filter((path) => floorOf(path) === name)).not.toEqual([]);
  });

  it("have a place for every file", () => {
    expect(sources.filter((path) => !Object.hasOwn(FLOORS, floorOf(path)))).toEqual([]);
  });

  it.each(sources)("%s keeps to its floor", (path) => {
    expect(troubles(path, readProjectFile(path))).toEqual([]);
  });
});

describe("the check itself", () => {
  const isWrong = (path: string, source: string): boolean => troubles(path, source).length > 0;

  it.each([
    ["server/domain/tally.ts", 'import Database from "better-sqlite3";'],
    ["server/domain/tally.ts", 'import { readFileSync } from "node:fs";'],
    ["server/domain/tally.ts", 'import "zod-extras";'],
    ["server/domain/tally.ts", 'import type { Store } from "../store/store.ts";'],
    ["server/domain/periods/zone.ts", 'export * from "../../web/format.ts";'],
    ["server/domain/tally.ts", 'const late = await import("../store/store.ts");'],
    ["server/domain/tally.ts", "const now = Date.now();"],
    ["server/domain/tally.ts", "const now = new Date();"],
    ["server/domain/tally.ts", "const now = new Date( );"],
    ["server/domain/tally.ts", "const now = new Date;"],
    ["server/domain/tally.ts", "const luck = Math.random();"],
    ["server/domain/tally.ts", "const key = globalThis.crypto.getRandomValues(bytes);"],
    ["server/domain/tally.ts", "const key = crypto.randomUUID();"],
    ["server/domain/tally.ts", 'const home = process.env["HOME"];'],
    ["server/store/rows.ts", 'import { pages } from "../web/pages.ts";'],
    ["server/web/frame.ts", 'import type { Store } from "../store/store.ts";'],
    ["server/web/frame.ts", 'import { desk } from "../staff/desk.ts";'],
    ["server/citizen/routes.ts", 'import { desk } from "../staff/desk.ts";'],
    ["server/citizen/routes.ts", 'import type { desk } from "../staff/desk.ts";'],
    ["server/reports/a.ts", 'import { roles } from "../store/store.ts";'],
    ["server/reports/a.ts", 'import { type Store } from "../store/store.ts";'],
    ["server/reports/a.ts", 'import type { Row } from "../store/sqlite/rows.ts";'],
    ["server/reports/a.ts", 'import type { UnitStore } from "../store/acts/units.ts";'],
    ["server/reports/a.ts", 'import type { A } from "../web/a.ts";\nimport {\n  b,\n} from "../store/store.ts";'],
    ["server/reports/a.ts", 'import { settings } from "../settings.ts";'],
    ["server/imports/a.ts", 'import { x } from "../../tests/support/x.ts";'],
    ["server/lounge/a.ts", "export const a = 1;"],
  ])("refuses in %s: %s", (path, source) => {
    expect(isWrong(path, source)).toBe(true);
  });

  it.each([
    ["server/domain/tally.ts", 'import { z } from "zod";\nimport type { A } from "./response.ts";'],
    ["server/domain/periods/zone.ts", "const day = new Date(at + HOUR).toISOString(); // never Date.now()"],
    ["server/domain/tally.ts", '/** from "better-sqlite3" */ export const a = 1;'],
    ["server/store/sqlite/a.ts", 'import Database from "better-sqlite3";\nimport { b } from "../rows.ts";'],
    ["server/reports/a.ts", 'import type { Store } from "../store/store.ts";\nimport { show } from "../web/pages.ts";'],
    ["server/reports/a.ts", 'export type { Store } from "../store/store.ts";'],
    ["server/ops/commands/a.ts", 'import { openStore } from "../../store/open-store.ts";'],
  ])("allows in %s: %s", (path, source) => {
    expect(troubles(path, source)).toEqual([]);
  });

  it("sees every way to import", () => {
    const source =
      'import a from "a";\nimport "b";\nexport { c } from \'c\';\nconst d = import(`d`);\nimport type { E } from "e";\nimport {\n  f,\n} from "f";';
    expect(
      importsOf(source)
        .map((one) => one.from)
        .sort(),
    ).toEqual(["a", "b", "c", "d", "e", "f"]);
    expect(
      importsOf(source)
        .filter((one) => one.typesOnly)
        .map((one) => one.from),
    ).toEqual(["e"]);
  });
});
