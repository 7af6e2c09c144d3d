import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import { projectPath } from "../../server/project-path.ts";

export const SHIPPED = projectPath("survey-definitions");

export function readShipped(inside: string): object {
  return JSON.parse(readFileSync(join(SHIPPED, inside), "utf8")) as object;
}

/** The seals of the shipped versions, by ref. */
export function shippedSeals(): Record<string, string> {
  return readShipped("sealed.json") as Record<string, string>;
}

/** An empty folder that is gone after the test. */
export function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "suara-definitions-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A copy of the shipped definitions, for a test to break. */
export function shippedCopy(): string {
  const folder = emptyFolder();
  cpSync(SHIPPED, folder, { recursive: true });
  return folder;
}

/** Writes a file with its folders; a value that is not text is written as JSON. */
export function put(folder: string, inside: string, content: unknown): void {
  const file = join(folder, inside);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, typeof content === "string" || content instanceof Uint8Array ? content : JSON.stringify(content));
}

/** New values by path such as "items.3.labels.id"; undefined takes the field away. */
export type Changes = Readonly<Record<string, unknown>>;

/** The value of a shipped file with some of its fields set anew. */
export function changed(inside: string, changes: Changes): object {
  const value = readShipped(inside);
  for (const [path, fresh] of Object.entries(changes)) {
    const steps = path.split(".");
    const last = steps.pop()!;
    const holder = steps.reduce((held, step) => (held as Record<string, object>)[step]!, value) as Record<string, unknown>;
    if (fresh === undefined) delete holder[last];
    else holder[last] = fresh;
  }
  return value;
}
