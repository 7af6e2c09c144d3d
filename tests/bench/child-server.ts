import type { ChildProcess } from "node:child_process";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { projectPath } from "../../server/project-path.ts";
import { BenchFault } from "./bench-case.ts";

/** A server in a process of its own, listening on a free port of 127.0.0.1. */
export interface ChildServer {
  /** "http://127.0.0.1:40123". */
  readonly address: string;
  /** Processor seconds it has used so far; null where the system does not tell. */
  cpuSeconds(): number | null;
  readonly pid: number;
  /** What it has said on standard output so far. */
  printed(): string;
}

const START_MS = 60_000;
const END_MS = 8_000;
/** Linux counts processor time in hundredths of a second for programs, whatever the kernel's own clock. */
const TICKS_PER_SECOND = 100;

/** Processes that this one started and that have not ended yet. */
const living = new Set<ChildProcess>();
process.on("exit", () => living.forEach((child) => child.kill("SIGKILL")));

/** Ends every server that was started here, and nothing else. */
export async function endServers(): Promise<void> {
  for (const child of living) await end(child);
}

/** Ends one of them. */
export async function endServer({ pid }: ChildServer): Promise<void> {
  for (const child of living) if (child.pid === pid) await end(child);
}

async function end(child: ChildProcess): Promise<void> {
  const ended = once(child, "exit");
  const hard = setTimeout(() => child.kill("SIGKILL"), END_MS);
  child.kill("SIGTERM");
  await ended;
  clearTimeout(hard);
}

/** The real application as `npm start` serves it, over the data directory. */
export function startApp(data: string, more: Readonly<Record<string, string>> = {}): Promise<ChildServer> {
  return start([...nodeOptions(), projectPath("dist/server/suara.js"), "serve"], { ...serving(data), ...more });
}

/** The same with one thing exchanged, as servers/app-variant.ts says. */
export function startVariant(kind: string, data: string, more: Readonly<Record<string, string>> = {}): Promise<ChildServer> {
  return start([...nodeOptions(), ...sourceOf("app-variant", kind)], { ...serving(data), ...more });
}

/** One of the limit variants in servers/; it prints its address when it listens. */
export function startBare(name: string, ...words: readonly string[]): Promise<ChildServer> {
  return start(sourceOf(name, ...words), {});
}

/** What the script hands to Node itself. */
function nodeOptions(): readonly string[] {
  const { scripts } = JSON.parse(readFileSync(projectPath("package.json"), "utf8")) as { scripts: { start: string } };
  return scripts.start.split(" ").filter((word) => word.startsWith("--"));
}

function serving(data: string): Readonly<Record<string, string>> {
  return { SUARA_DATA: data, SUARA_PORT: "0", SUARA_LOG: "warn" };
}

function sourceOf(name: string, ...words: readonly string[]): readonly string[] {
  return ["--import", "tsx", fileURLToPath(new URL(`servers/${name}.ts`, import.meta.url)), ...words];
}

async function start(argv: readonly string[], settings: Readonly<Record<string, string>>): Promise<ChildServer> {
  const env = { ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("SUARA_"))), ...settings };
  const child = spawn(process.execPath, argv, { cwd: projectPath(), env, stdio: ["ignore", "pipe", "pipe"] });
  living.add(child);
  child.once("exit", () => living.delete(child));
  let printed = "";
  child.stdout.on("data", (chunk: Buffer) => (printed += chunk.toString()));
  const address = await addressOf(child);
  return { address, pid: child.pid!, cpuSeconds: () => cpuSecondsOf(child.pid!), printed: () => printed };
}

function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let [out, err] = ["", ""];
    const late = setTimeout(() => reject(new BenchFault("a server did not start in time")), START_MS);
    child.stderr!.setEncoding("utf8").on("data", (text: string) => (err = (err + text).slice(-2000)));
    child.stdout!.setEncoding("utf8").on("data", (text: string) => {
      out += text;
      const [found] = /http:\/\/127\.0\.0\.1:\d+/.exec(out) ?? [];
      if (found === undefined) return;
      clearTimeout(late);
      resolve(found);
    });
    child.once("exit", (code) => {
      clearTimeout(late);
      reject(new BenchFault(`a server ended before it listened (exit ${code ?? "by signal"}): ${err.trim()}`));
    });
  });
}

function cpuSecondsOf(pid: number): number | null {
  if (process.platform !== "linux") return null;
  try {
    // Behind the name in parentheses: state is the 3rd field, utime the 14th, stime the 15th.
    const fields = readFileSync(`/proc/${pid}/stat`, "latin1")
      .replace(/^.*\) /s, "")
      .split(" ");
    return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
  } catch {
    return null;
  }
}
