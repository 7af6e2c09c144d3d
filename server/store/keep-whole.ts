import { randomBytes } from "node:crypto";
import { closeSync, existsSync, fsyncSync, linkSync, openSync, renameSync, unlinkSync } from "node:fs";
import { dirname } from "node:path";

/** What a file system says that knows no second name for a file, such as that of a memory stick. */
const NO_LINKS = ["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EMLINK"];

/** Where a file is made before it bears its name: beside it, for the owner alone, under a name that nobody else has. */
export function partOf(file: string): string {
  return `${file}.${randomBytes(4).toString("hex")}.part`;
}

/** Makes an empty file that only its owner may read. */
export function makePrivate(file: string): void {
  closeSync(openSync(file, "wx", 0o600));
}

/** Gives a file that is whole its name, for good also when the power fails now. False when the name is taken: nothing is overwritten. */
export function keepWhole(part: string, file: string): boolean {
  sync(part);
  try {
    // Other than renaming, this refuses to take the place of what came there meanwhile.
    linkSync(part, file);
    unlinkSync(part);
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    if (code === "EEXIST") return false;
    if (!NO_LINKS.includes(code)) throw error;
    if (existsSync(file)) return false;
    renameSync(part, file);
  }
  sync(dirname(file));
  return true;
}

function sync(path: string): void {
  const handle = openSync(path, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
