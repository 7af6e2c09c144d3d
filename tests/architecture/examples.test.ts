import { compileFunction } from "node:vm";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { filesBelow, projectRoot, readProjectFile } from "./project-files.ts";

/** Examples found when this was written; a docstring may lose its example only on purpose. */
const AT_LEAST = 30;

interface Example {
  readonly path: string;
  readonly code: string;
  readonly result: string;
}

function examplesIn(path: string, source: string): Example[] {
  return [...source.matchAll(/@example\s+([^\n]*)/g)].map(([, line]) => {
    const [code, result, ...more] = line!.replace(/\s*\*\/\s*$/, "").split(" // => ");
    if (!code || !result || more.length > 0)
      throw new Error(`${path}: "@example ${line!}" is not of the form: expression // => result`);
    return { path, code: code.trim(), result: result.trim() };
  });
}

const paths = filesBelow("server/domain", ".ts");
const modules = new Map<string, Record<string, unknown>>(
  await Promise.all(
    paths.map(
      async (path) =>
        [
          path,
          (await import(/* @vite-ignore */ pathToFileURL(join(projectRoot, path)).href)) as Record<string, unknown>,
        ] as const,
    ),
  ),
);
const everything = Object.fromEntries([...modules.values()].flatMap((exported) => Object.entries(exported)));

/** The value of an expression with the whole domain in sight; what the example's own file exports comes first. */
function evaluate(path: string, code: string): unknown {
  const scope = { ...everything, ...modules.get(path) };
  // Running what stands in our own docstrings is the point of this test.
  const run = compileFunction(`"use strict"; return (${code});`, Object.keys(scope)) as (...values: unknown[]) => unknown;
  return run(...Object.values(scope));
}

const examples = paths.flatMap((path) => examplesIn(path, readProjectFile(path)));

describe("the examples in the docstrings of the domain", () => {
  it("are found", () => {
    expect(examples.length).toBeGreaterThanOrEqual(AT_LEAST);
  });

  it.each(examples)("$path: $code // => $result", ({ path, code, result }) => {
    expect(evaluate(path, code)).toEqual(evaluate(path, result));
  });

  it("would be caught if they were wrong or unreadable", () => {
    const [example] = examplesIn("server/domain/code.ts", '/** @example readCode(" A-1 ") // => "a-1" */');
    expect(evaluate(example!.path, example!.code)).toEqual(evaluate(example!.path, example!.result));
    expect(evaluate(example!.path, example!.code)).not.toEqual("A-1");
    expect(() => examplesIn("a.ts", "* @example readCode() gives a code")).toThrow(/is not of the form/);
  });
});
