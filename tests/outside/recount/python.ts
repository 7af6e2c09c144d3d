import { spawn, spawnSync } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";

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

/** A Python that answers call after call, beside this process and in the order they come; stranger.py. */
export interface Stranger {
  recount(...words: readonly string[]): Promise<Recounted>;
  ranges(...words: readonly string[]): Promise<Recounted>;
  leave(): void;
}

export function openStranger(): Stranger {
  const child = spawn(PROGRAM, ["-B", join(import.meta.dirname, "stranger.py")], { stdio: ["pipe", "pipe", "inherit"] });
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const ask = async (script: string, words: readonly string[]): Promise<Recounted> => {
    child.stdin.write(`${JSON.stringify({ script, words })}\n`);
    const answer = (await answers.next()) as IteratorResult<string, undefined>;
    if (answer.done) throw new Error(`the stranger left at ${script} ${words.join(" ")}`);
    return JSON.parse(answer.value) as Recounted;
  };
  return {
    recount: (...words) => ask("recount", words),
    ranges: (...words) => ask("ranges", words),
    leave: () => void child.stdin.end(),
  };
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
