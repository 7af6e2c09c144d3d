import { pathText } from "./definition-problem.ts";

/** Where a text stops being good JSON. Line and column count from 1. */
export interface JsonFault {
  readonly line: number;
  readonly column: number;
  /** Path of the value in which the fault stands; empty at the top. */
  readonly path: string;
  readonly reason: string;
}

class Found extends Error {
  readonly at: number;
  readonly path: string;
  constructor(at: number, path: readonly PropertyKey[], reason: string) {
    super(reason);
    this.at = at;
    this.path = pathText(path);
  }
}

const SPACE = /[ \t\n\r]*/y;
const STRING = /"[^"\\]*(?:\\[\s\S][^"\\]*)*"/y;
const OTHER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
const DEEPEST = 60;

/**
 * The first fault of a JSON text, or undefined. JSON.parse does not always say where it stopped, and it silently keeps the
 * last of two fields of the same name; somebody who mends a questionnaire by hand needs to hear about both.
 */
export function jsonFault(text: string): JsonFault | undefined {
  let at = 0;
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    at += found?.length ?? 0;
    return found;
  };
  const next = (sign: string): boolean => {
    take(SPACE);
    if (text[at] !== sign) return false;
    at += 1;
    return true;
  };
  const fail = (path: readonly PropertyKey[], wanted: string): never => {
    const seen = at >= text.length ? "the file ends" : `there is ${JSON.stringify([...text.slice(at, at + 2)][0])}`;
    throw new Found(at, path, `not valid JSON: ${seen} where ${wanted} should be`);
  };
  const word = (path: readonly PropertyKey[]): string | undefined => {
    const from = at;
    const raw = take(STRING);
    try {
      return raw === undefined ? undefined : (JSON.parse(raw) as string);
    } catch {
      throw new Found(from, path, "not valid JSON: a text ends on its own line and holds no other escapes than JSON knows");
    }
  };
  const entries = (path: readonly PropertyKey[], close: string, entry: (index: number) => void): void => {
    if (next(close)) return;
    for (let index = 0; ; index += 1) {
      entry(index);
      if (next(close)) return;
      if (!next(",")) fail(path, `a comma or "${close}"`);
    }
  };
  const value = (path: readonly PropertyKey[]): void => {
    if (path.length > DEEPEST) throw new Found(at, [], `nested deeper than ${DEEPEST} levels`);
    if (next("{")) {
      const seen = new Set<string>();
      entries(path, "}", () => {
        take(SPACE);
        const from = at;
        const key = word(path) ?? fail(path, "a field name in double quotes");
        if (seen.has(key)) throw new Found(from, [...path, key], "the field stands twice");
        seen.add(key);
        if (!next(":")) fail([...path, key], "a colon");
        value([...path, key]);
      });
    } else if (next("[")) {
      entries(path, "]", (index) => value([...path, index]));
    } else if (word(path) === undefined && !take(OTHER)) fail(path, "a value");
  };
  try {
    value([]);
    take(SPACE);
    if (at < text.length) fail([], "the end of the file");
    return undefined;
  } catch (error) {
    if (!(error instanceof Found)) throw error;
    const before = text.slice(0, error.at).split("\n");
    return { line: before.length, column: before.at(-1)!.length + 1, path: error.path, reason: error.message };
  }
}
