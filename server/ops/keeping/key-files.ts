import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { KeptFile } from "../../store/sqlite/backup-file.ts";
import { StoreProblem } from "../../store/store-problem.ts";
import { KEY_FILE, SUCCESSION_FILE } from "../signing-key.ts";

const KEY_FILES: readonly string[] = [KEY_FILE, SUCCESSION_FILE];

/** The signing key, without which printed reports could not be followed any more after a restore. */
export function readKeyFiles(data: string): readonly KeptFile[] {
  return KEY_FILES.filter((path) => existsSync(join(data, path))).map((path) => ({
    path,
    bytes: readFileSync(join(data, path)),
  }));
}

export function isKeyFile({ path }: KeptFile): boolean {
  return KEY_FILES.includes(path);
}

/** Puts them back and gives how to take them away again. Throws StoreProblem where another key is in its place. */
export function writeKeyFiles(data: string, files: readonly KeptFile[]): () => void {
  const missing = files.filter(({ path, bytes }) => {
    const place = join(data, path);
    if (!existsSync(place)) return true;
    if (readFileSync(place).equals(bytes)) return false;
    throw new StoreProblem(`${place} differs from the one in the backup; nothing is ever overwritten, move it away first`);
  });
  for (const { path, bytes } of missing) {
    mkdirSync(dirname(join(data, path)), { recursive: true, mode: 0o700 });
    writeFileSync(join(data, path), bytes, { flag: "wx", mode: 0o600, flush: true });
  }
  return () => {
    for (const { path } of missing) rmSync(join(data, path), { force: true });
  };
}
