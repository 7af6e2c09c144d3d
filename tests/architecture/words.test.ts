import { describe, expect, it } from "vitest";
import { keptFiles, readProjectFile } from "./project-files.ts";

/** Built from pieces, so that this file does not hold what it looks for. */
const folder = (name: string): RegExp => new RegExp(`(?<![\\w.~%*)}-])/${name}/[\\w.@+-]`);
const FOREIGN: readonly (readonly [what: string, pattern: RegExp])[] = [
  ["a folder beside the project", new RegExp(`\\.\\./${"shared"}\\b`)],
  ["a path of somebody's machine", folder("work")],
  ["a path of somebody's machine", folder("tmp")],
  ["a path of somebody's machine", folder("root")],
  ["a path of somebody's machine", folder("home")],
  ["a path of somebody's machine", folder("Users")],
  ["a path of somebody's machine", new RegExp(`file:${"//"}/`)],
];
const BINARY = /\.(?:png|jpe?g|gif|ico|woff2?|ttf|pdf|xlsx|docx|zip|gz|db)$/i;

/** One line for each place of a text that says where it was written. */
function foreignWords(path: string, text: string): string[] {
  return text
    .split("\n")
    .flatMap((line, at) =>
      FOREIGN.filter(([, pattern]) => pattern.test(line)).map(
        ([what]) => `${path}:${at + 1} names ${what}: ${line.trim().slice(0, 120)}`,
      ),
    );
}

/** Addresses from which a lock file would fetch packages; npm takes the registry of whoever installs when there is none. */
function fetchedFrom(lock: string): string[] {
  return [...lock.matchAll(/"resolved":\s*"([^"]*)"/g)]
    .map(([, address]) => address!)
    .filter((address) => /^\w+:\/\//.test(address));
}

const kept = keptFiles();

describe("what the project says", () => {
  it("is found", () => {
    expect(kept).toContain("package.json");
    expect(kept).toContain("server/domain/tally.ts");
    expect(kept.filter((path) => path.startsWith("node_modules/"))).toEqual([]);
  });

  it("names no place outside the project", () => {
    const found = kept.filter((path) => !BINARY.test(path)).flatMap((path) => foreignWords(path, readProjectFile(path)));
    expect(found).toEqual([]);
  });

  it("fetches its packages from whichever registry npm is set to", () => {
    const locks = kept.filter((path) => path.endsWith("package-lock.json"));
    expect(locks).toContain("package-lock.json");
    for (const path of locks) expect(fetchedFrom(readProjectFile(path)), path).toEqual([]);
  });

  it("would be caught naming one", () => {
    const slash = "/";
    for (const place of [
      ["work", "main"],
      ["tmp", "a.txt"],
      ["root", ".npmrc"],
      ["home", "siti"],
    ]) {
      expect(foreignWords("a.md", `see ${slash}${place.join(slash)} for more`)).toHaveLength(1);
      expect(foreignWords("a.ts", `open("${slash}${place.join(slash)}")`)).toHaveLength(1);
    }
    expect(foreignWords("a.md", ["..", "shared", "x.md"].join(slash))).toHaveLength(1);
    expect(foreignWords("a.ts", `"https:${slash}${slash}contoh.go.id${slash}home${slash}berita"`)).toEqual([]);
    expect(foreignWords("a.ts", "staff work/home balance; .ci/tmp/x; ./work/in")).toEqual([]);
    expect(fetchedFrom(`{ "resolved": "https:${slash}${slash}registry.contoh${slash}a.tgz" }`)).toHaveLength(1);
    expect(fetchedFrom('{ "resolved": "node_modules/a" }')).toEqual([]);
  });
});
