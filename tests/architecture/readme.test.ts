import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { SETTINGS } from "../../server/settings.ts";
import { projectRoot, readProjectFile } from "./project-files.ts";

const readme = existsSync(join(projectRoot, "README.md")) ? readProjectFile("README.md") : "";
const { scripts = {} } = JSON.parse(readProjectFile("package.json")) as { scripts?: Record<string, string> };

/** How npm runs a script: some have a short form. Lifecycle scripts run by themselves. */
function callsOf(script: string): string[] {
  return [`npm run ${script}`, `npm run -s ${script}`, ...(["start", "test"].includes(script) ? [`npm ${script}`] : [])];
}

describe("README.md", () => {
  it.each(Object.keys(SETTINGS))("names the setting %s", (name) => {
    expect(readme).toMatch(new RegExp(`\\b${name}\\b`));
  });

  it("names no setting that there is not", () => {
    const named = [...new Set(readme.match(/\bSUARA_[A-Z_]+\b/g) ?? [])];
    expect(named.filter((name) => !Object.hasOwn(SETTINGS, name))).toEqual([]);
  });

  it("says how to run every script of package.json", () => {
    expect(Object.keys(scripts)).not.toEqual([]);
    const untold = Object.keys(scripts)
      .filter((name) => !/^(?:pre|post)[a-z]+$|^prepare$/.test(name))
      .filter((name) => !callsOf(name).some((call) => new RegExp(`${call}(?![\\w:-])`).test(readme)));
    expect(untold).toEqual([]);
  });
});
