import { spawnSync } from "node:child_process";
import { join } from "node:path";

const PROGRAM = process.env["PYTHON"] ?? "python3";

/** Throws one line when there is no Python that is new enough. */
export function needPython(): void {
  const { status } = spawnSync(PROGRAM, ["-c", "import sys; sys.exit(sys.version_info < (3, 9))"], { stdio: "ignore" });
  if (status !== 0) throw new Error("Python 3.9 or newer is missing: install it with `apt-get install python3`");
}

export interface Recounted {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** One call of recount.py. */
export function recount(...words: readonly string[]): Recounted {
  return python([join(import.meta.dirname, "recount.py"), ...words]);
}

/** One call of ranges.py. */
export function recountRanges(...words: readonly string[]): Recounted {
  return python([join(import.meta.dirname, "ranges.py"), ...words]);
}

/** Runs lines of Python that have the functions of recount.py at hand; gives what they print, one value for each line. */
export function withRecount(lines: readonly string[], input: string): readonly string[] {
  const before = ["import sys", `sys.path.insert(0, ${JSON.stringify(import.meta.dirname)})`, "from recount import *"];
  const { code, out, err } = python(["-c", [...before, ...lines].join("\n")], input);
  if (code !== 0) throw new Error(err);
  return out.trimEnd().split("\n");
}

function python(words: readonly string[], input = ""): Recounted {
  const ran = spawnSync(PROGRAM, ["-B", ...words], { encoding: "utf8", maxBuffer: 64 * 1024 * 1024, input });
  if (ran.error) throw ran.error;
  return { code: ran.status, out: ran.stdout, err: ran.stderr };
}
