import { posix } from "node:path";

/**
 * Who may import whom, as data; the drawing in README.md says the same. A target is a folder of server/ or one file of it
 * (`.ts`); "(types)" after it allows `import type` alone. A folder may always import itself.
 */
export interface Floor {
  readonly may: readonly string[];
  /** Packages it may import; without a list any that package.json names, and Node's own modules. */
  readonly packages?: readonly string[];
  /** What a file of it may not even mention. */
  readonly never?: readonly (readonly [what: string, pattern: RegExp])[];
}

const walls: Floor = { may: ["domain", "log"] };
const room: Floor = {
  may: ["domain", "log", "store/store.ts (types)", "definitions (types)", "web", "parts.ts (types)", "project-path.ts"],
};
const door: Floor = { may: ["*"] };

export const FLOORS: Readonly<Record<string, Floor>> = {
  domain: {
    may: [],
    packages: ["zod"],
    never: [
      ["the clock", /\bDate\.now\b|\bnew Date\b(?!\s*\(\s*[^)\s])|(?<!new )\bDate\(\)|\bperformance\b/],
      ["chance", /\bMath\.random\b|\bcrypto\b/],
      ["the environment", /\bprocess\b|\bglobalThis\b/],
      ["the outer world", /\bfetch\(|\brequire\(|\bset(?:Timeout|Interval|Immediate)\b/],
    ],
  },
  log: { may: ["domain (types)"], packages: ["node:crypto"] },
  store: walls,
  definitions: { may: ["domain", "project-path.ts"] },
  web: { may: ["domain", "project-path.ts"] },
  citizen: room,
  staff: room,
  reports: room,
  imports: room,
  demo: room,
  ops: door,
  "main.ts": door,
  "app.ts": door,
  "suara.ts": door,
  "parts.ts": { may: ["store/store.ts (types)", "definitions (types)", "settings.ts (types)", "domain (types)"] },
  "settings.ts": { may: [], packages: ["zod", "node:net", "node:path"] },
  "project-path.ts": { may: [] },
};

export interface Import {
  readonly from: string;
  readonly typesOnly: boolean;
}

/**
 * Every module that a source text names: `from "…"`, `import "…"` and `import("…")`, wherever they stand. An import counts
 * as types alone only when it is written `import type` or `export type`.
 */
export function importsOf(source: string): Import[] {
  const code = withoutComments(source);
  const named = [
    ...code.matchAll(/\b(import|export)\s+(type\s+)?(?:(?!\b(?:import|export)\s)[^;"'`])*?\bfrom\s*["'`]([^"'`]+)["'`]/g),
  ];
  const found = named.map(([, , type, from]) => ({ from: from!, typesOnly: type !== undefined }));
  const bare = [...code.matchAll(/(?<!["'`])\bimport\s*\(?\s*["'`]([^"'`]+)["'`]/g)].map(([, from]) => ({
    from: from!,
    typesOnly: false,
  }));
  // What the first pattern could not make out is still an import.
  const known = new Set(found.map((one) => one.from));
  const rest = [...code.matchAll(/\bfrom\s*["'`]([^"'`]+)["'`]/g)]
    .map(([, from]) => ({ from: from!, typesOnly: false }))
    .filter((one) => !known.has(one.from));
  return [...found, ...bare, ...rest];
}

/** Comments blanked out, strings left alone, so that a rule is about what runs. */
export function withoutComments(source: string): string {
  return source.replace(
    /("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`)|\/\*[\s\S]*?\*\/|\/\/[^\n]*/g,
    (whole: string, text: string | undefined) => text ?? whole.replace(/[^\n]/g, " "),
  );
}

/** The floor a file of server/ belongs to: its first folder, or its own name when it lies in server/ itself. */
export function floorOf(path: string): string {
  return path.split("/")[1]!;
}

/** What is wrong with one file of server/, one line for each trouble. `path` from the root, such as server/web/pages.ts. */
export function troubles(path: string, source: string, floors: Readonly<Record<string, Floor>> = FLOORS): string[] {
  const name = floorOf(path);
  const floor = floors[name];
  if (!floor) return [`${path}: the table of floors does not name ${name}`];
  const wrong = (floor.never ?? [])
    .filter(([, pattern]) => pattern.test(withoutComments(source)))
    .map(([what]) => `${path}: ${name} must not use ${what}`);
  for (const { from, typesOnly } of importsOf(source)) {
    const trouble = from.startsWith(".")
      ? inner(name, floor, posix.join(posix.dirname(path), from), typesOnly)
      : floor.packages && !floor.packages.some((allowed) => from === allowed || from.startsWith(`${allowed}/`))
        ? `${name} may import these packages alone: ${floor.packages.join(", ")}`
        : undefined;
    if (trouble) wrong.push(`${path}: imports "${from}", but ${trouble}`);
  }
  return wrong;
}

function inner(name: string, floor: Floor, target: string, typesOnly: boolean): string | undefined {
  if (!target.startsWith("server/")) return "that lies outside server/";
  const inside = target.slice("server/".length);
  if (floor.may.includes("*") || inside.split("/")[0] === name) return undefined;
  const matches = floor.may.filter((entry) => {
    const place = entry.replace(" (types)", "");
    return place === inside || inside.startsWith(`${place}/`);
  });
  if (matches.length === 0) return `${name} may import ${floor.may.join(", ") || "nothing else"}`;
  if (!typesOnly && matches.every((entry) => entry.endsWith("(types)"))) return "only its types may be imported (import type)";
  return undefined;
}
