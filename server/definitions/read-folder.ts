import type { Dirent } from "node:fs";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { z } from "zod";
import { refOf } from "../domain/questionnaire/definition.ts";
import { DefinitionProblem, pathText } from "./definition-problem.ts";
import type { DefinitionFile } from "./definition-schema.ts";
import { fileSchema } from "./definition-schema.ts";
import { jsonFault } from "./json-fault.ts";
import { sealOf } from "./seal.ts";

/** One definition file that has passed every check that it can pass alone. */
export interface ReadFile {
  readonly file: string;
  readonly ref: string;
  readonly seal: string;
  readonly definition: DefinitionFile;
}

const BESIDE = new Set(["README.md", "sealed.json", "definition.schema.json"]);
const SURVEY_FOLDER = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const VERSION_FILE = /^([1-9]\d{0,2})\.json$/;

/**
 * Every definition of a folder of the form <id>/<version>.json, by id and version.
 * Throws DefinitionProblem at the first file that is broken or has no business there; names with a dot in front are left alone.
 */
export function readFolder(folder: string): readonly ReadFile[] {
  const found: ReadFile[] = [];
  for (const entry of list(folder)) {
    const path = join(folder, entry.name);
    if (!isFolder(path, entry)) {
      if (BESIDE.has(entry.name)) continue;
      throw new DefinitionProblem(
        path,
        "",
        "does not belong here: a definition is named <id>/<version>.json, such as skm/1.json",
      );
    }
    if (!SURVEY_FOLDER.test(entry.name)) {
      throw new DefinitionProblem(path, "", "a survey's folder is named by its id: lower-case letters, digits and hyphens");
    }
    const versions: ReadFile[] = [];
    for (const inner of list(path)) {
      const file = join(path, inner.name);
      const version = VERSION_FILE.exec(inner.name)?.[1];
      if (version === undefined || isFolder(file, inner)) {
        throw new DefinitionProblem(file, "", "does not belong here: a version is a file named 1.json to 999.json");
      }
      versions.push(readDefinition(file, entry.name, Number(version)));
    }
    found.push(...versions.sort((a, b) => a.definition.version - b.definition.version));
  }
  return found;
}

/** The JSON value of a UTF-8 file. Throws DefinitionProblem with line and column when it is not JSON. */
export function readJson(file: string): unknown {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(file));
  } catch (error) {
    throw new DefinitionProblem(file, "", error instanceof TypeError ? "is not UTF-8 text" : unreadable(error));
  }
  const fault = jsonFault(text);
  if (fault) throw new DefinitionProblem(file, fault.path, `line ${fault.line}, column ${fault.column}: ${fault.reason}`);
  return JSON.parse(text);
}

function readDefinition(file: string, id: string, version: number): ReadFile {
  const value = readJson(file);
  const parsed = fileSchema.safeParse(value, { reportInput: true });
  if (!parsed.success) {
    const { path, reason } = described(parsed.error.issues[0]!);
    const more = parsed.error.issues.length - 1;
    throw new DefinitionProblem(file, path, more === 0 ? reason : `${reason} (and ${more} more)`);
  }
  const definition = parsed.data;
  if (definition.id !== id) throw new DefinitionProblem(file, "id", `is "${definition.id}", but the folder is named "${id}"`);
  if (definition.version !== version) {
    throw new DefinitionProblem(file, "version", `is ${definition.version}, but the file is named ${version}.json`);
  }
  return { file, ref: refOf(definition), seal: sealOf(value), definition };
}

/** An issue of the schema in words for whoever wrote the file. */
function described(issue: z.core.$ZodIssue): { readonly path: string; readonly reason: string } {
  const path = pathText(issue.path);
  if (issue.code === "unrecognized_keys") return { path: pathText([...issue.path, issue.keys[0]!]), reason: "unknown field" };
  if (issue.code === "invalid_union") return describedUnion(issue);
  if (issue.code === "custom") return { path, reason: issue.message };
  if (issue.input === undefined) return { path, reason: "is missing" };
  return { path, reason: `${issue.message[0]!.toLowerCase()}${issue.message.slice(1)}` };
}

/** What is wrong by the form that the value comes nearest to: the one whose trouble lies deepest. */
function describedUnion({ path, errors }: z.core.$ZodIssueInvalidUnion): { readonly path: string; readonly reason: string } {
  const [first] = [...errors].map((branch) => branch[0]!).sort((a, b) => b.path.length - a.path.length);
  if (!first) return { path: pathText(path), reason: 'must be "survey", "profile", "reasons" or "thresholds"' };
  return described({ ...first, path: [...path, ...first.path] });
}

function list(folder: string): readonly Dirent[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true }).filter((entry) => !entry.name.startsWith("."));
    return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    throw new DefinitionProblem(folder, "", unreadable(error));
  }
}

/** Follows links, since a data directory may be put together from them. */
function isFolder(path: string, entry: Dirent): boolean {
  if (!entry.isSymbolicLink()) return entry.isDirectory();
  try {
    return statSync(path).isDirectory();
  } catch (error) {
    throw new DefinitionProblem(path, "", unreadable(error));
  }
}

function unreadable(error: unknown): string {
  return `cannot be read (${(error as NodeJS.ErrnoException).code ?? "unknown reason"})`;
}
