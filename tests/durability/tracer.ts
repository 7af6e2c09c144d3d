import { spawn, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** strace, attached to a process that runs already. */
export interface Tracer {
  /** Lets go of the process, if it still runs, and gives the trace. */
  stop(): Promise<string>;
}

/** Throws one line when strace is not there or may not trace. */
export function needStrace(): void {
  const run = spawnSync("strace", ["-o", "|cat >&2", "-e", "trace=none", "true"], { encoding: "utf8" });
  if (run.error !== undefined) throw new Error("strace is missing: install it with `apt-get install strace`");
  if (run.status !== 0) throw new Error(`strace may not trace here (it needs ptrace): ${run.stderr.trim()}`);
}

/** `words` are strace's own; every thread of the process is traced, and files are named. */
export async function trace(pid: number, file: string, ...words: readonly string[]): Promise<Tracer> {
  const strace = spawn("strace", ["-f", "-y", "-o", file, ...words, "-p", String(pid)], { stdio: ["ignore", "ignore", "pipe"] });
  const ended = new Promise<void>((resolve) => strace.once("close", () => resolve()));
  const leave = (): void => void strace.kill("SIGKILL");
  process.once("exit", leave);
  let said = "";
  await new Promise<void>((resolve, reject) => {
    strace.stderr.on("data", (chunk: Buffer) => {
      said += chunk.toString();
      if (/Process \d+ attached/.test(said)) resolve();
    });
    strace.once("error", reject);
    strace.once("close", () => reject(new Error(`strace ended: ${said.trim()}`)));
  });
  return {
    async stop() {
      strace.kill("SIGINT");
      await ended;
      process.off("exit", leave);
      return readFileSync(file, "latin1");
    },
  };
}
