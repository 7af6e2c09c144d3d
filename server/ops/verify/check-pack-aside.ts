import type { ChildProcessByStdio } from "node:child_process";
import { spawn } from "node:child_process";
import { setPriority } from "node:os";
import type { Readable, Writable } from "node:stream";
import { z } from "zod";
import { Refusal } from "../../domain/refusal.ts";
import type { PackCheck } from "../../parts.ts";
import { projectPath } from "../../project-path.ts";

/** Milliseconds that a check may take, MiB that its objects may take, MiB that a pack may unpack to, and letters of what is said. */
const LIMITS = { time: 60_000, memory: 256, unpacked: 128, said: 1_000_000 } as const;
/** Behind everybody who is served. */
const LAST_IN_LINE = 15;

const told = z.object({
  findings: z.array(z.string()),
  signer: z.enum(["known", "other", "unknown"]),
  of: z.object({ unit: z.string(), period: z.string(), seal: z.string() }).nullable(),
});

/**
 * Checks a pack by the command `suara verify` in a process of its own: a pack that was made to do harm can use up that process and
 * nothing else, and nothing of the pack is ever written down.
 */
export async function checkPackAside(pack: Readable, keys: readonly string[]): Promise<PackCheck> {
  const child = spawn(
    process.execPath,
    [
      `--max-old-space-size=${LIMITS.memory}`,
      ...program(),
      ...["verify", "-", "--json", "--most", String(LIMITS.unpacked), "--key", keys.join("\n")],
    ],
    { cwd: projectPath(), env: {}, stdio: ["pipe", "pipe", "ignore"], timeout: LIMITS.time, killSignal: "SIGKILL" },
  );
  // Where it cannot be started, or ends before it has read everything, what it has said counts, or that it said nothing.
  child.on("error", () => pack.resume());
  child.stdin.on("error", () => pack.resume());
  child.on("spawn", () => standBack(child.pid!));
  pack.pipe(child.stdin);
  const said = told.safeParse(jsonIn(await wordsOf(child)));
  if (!said.success)
    throw new Refusal(
      "too-large",
      "Berkas ini terlalu besar atau terlalu lama untuk diperiksa di sini. Periksalah dengan perintah suara verify.",
    );
  return said.data;
}

/** What the command says; nothing where that is more than anybody would read, as a list that names anything can make it say. */
async function wordsOf(child: ChildProcessByStdio<Writable, Readable, null>): Promise<string> {
  let said = "";
  for await (const piece of child.stdout.setEncoding("utf8") as AsyncIterable<string>) {
    said += piece;
    if (said.length > LIMITS.said) {
      child.kill("SIGKILL");
      return "";
    }
  }
  return said;
}

function standBack(process: number): void {
  try {
    setPriority(process, LAST_IN_LINE);
  } catch {
    // It has ended already.
  }
}

/** The compiled program; or its source in development and tests. */
function program(): readonly string[] {
  if (!import.meta.url.endsWith(".ts")) return [projectPath("dist", "server", "suara.js")];
  return ["--import", "tsx", projectPath("server", "suara.ts")];
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
