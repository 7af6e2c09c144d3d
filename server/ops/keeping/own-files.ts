import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { loadDefinitions } from "../../definitions/load-definitions.ts";
import { projectPath } from "../../project-path.ts";
import { partOf } from "../../store/keep-whole.ts";
import type { KeptFile } from "../../store/sqlite/backup-file.ts";
import { StoreProblem } from "../../store/store-problem.ts";

/** A survey's version, or a file beside the surveys; nothing that leads out of the folder. */
const OWN_PATH = /^[a-z0-9][\w-]*\/\d{1,3}\.json$|^[\w-]+\.(?:json|md)$/;

/** An installation's own survey definitions, as a backup keeps them; none when it has none. */
export function readOwnFiles(folder: string): readonly KeptFile[] {
  if (!existsSync(folder)) return [];
  const below = readdirSync(folder, { recursive: true, encoding: "utf8" }).map((path) => path.replaceAll("\\", "/"));
  return below
    .filter((path) => OWN_PATH.test(path) && statSync(join(folder, path)).isFile())
    .sort()
    .map((path) => ({ path, bytes: readFileSync(join(folder, path)) }));
}

/**
 * Writes the definitions of a backup into the installation's folder and gives back how to take them away again. Files that
 * are there already with the same bytes stay. Throws StoreProblem when one differs, DefinitionProblem when they do not fit this program.
 */
export function writeOwnFiles(folder: string, files: readonly KeptFile[]): () => void {
  for (const { path } of files)
    if (!OWN_PATH.test(path)) throw new StoreProblem("the backup holds a file that is no survey definition; it is not restored");
  const missing = files.filter(({ path, bytes }) => {
    const place = join(folder, path);
    if (!existsSync(place)) return true;
    if (readFileSync(place).equals(bytes)) return false;
    throw new StoreProblem(`${place} differs from the one in the backup; nothing is ever overwritten, move it away first`);
  });
  tryOut(folder, files);
  const made: string[] = [];
  const undo = (): void => {
    for (const place of made.reverse()) rmSync(place, { recursive: true, force: true });
  };
  try {
    for (const { path, bytes } of missing) {
      const place = join(folder, path);
      const first = mkdirSync(dirname(place), { recursive: true, mode: 0o700 });
      if (first !== undefined) made.push(first);
      made.push(place);
      writeFileSync(place, bytes, { flag: "wx" });
    }
  } catch (error) {
    undo();
    throw error;
  }
  return undo;
}

/** A program that cannot read the definitions would not start on what is restored. */
function tryOut(folder: string, files: readonly KeptFile[]): void {
  if (files.length === 0) return;
  const trial = join(dirname(folder), basename(partOf(folder)));
  try {
    for (const { path, bytes } of [...readOwnFiles(folder), ...files]) {
      mkdirSync(dirname(join(trial, path)), { recursive: true, mode: 0o700 });
      writeFileSync(join(trial, path), bytes);
    }
    loadDefinitions({ shipped: projectPath("survey-definitions"), own: trial });
  } finally {
    rmSync(trial, { recursive: true, force: true });
  }
}
