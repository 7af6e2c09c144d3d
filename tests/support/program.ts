import type { ChildProcess } from "node:child_process";
import { execFile, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { projectPath } from "../../server/project-path.ts";

/** The program as it is really started: processes of their own on a data directory of their own. */
export interface Program {
  readonly data: string;
  /** One call of the command line; gives what it printed, and rejects when it was refused. */
  suara(...argv: string[]): Promise<string>;
  startServer(): Promise<Server>;
  /** Sends a signal and gives the exit code. */
  end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null>;
  /** Ends what still runs and removes the data. */
  close(): Promise<void>;
}

export interface Server {
  readonly child: ChildProcess;
  readonly address: string;
  readonly printed: () => string;
  readonly logged: () => string;
}

const run = promisify(execFile);
const entry = projectPath("server/run.mjs");

export async function openProgram(): Promise<Program> {
  await run(process.execPath, [entry, "--build"]);
  const data = mkdtempSync(join(tmpdir(), "suara-"));
  const env = { ...process.env, SUARA_DATA: data, SUARA_PORT: "0", SUARA_LOG: "debug" };
  const started: ChildProcess[] = [];
  const end = (child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> =>
    new Promise((resolve) => {
      child.once("exit", (code) => resolve(code));
      child.kill(signal);
    });
  return {
    data,
    end,
    async suara(...argv) {
      return (await run(process.execPath, [entry, ...argv], { env })).stdout;
    },
    startServer() {
      const child = spawn(process.execPath, [entry, "serve"], { env, stdio: ["ignore", "pipe", "pipe"] });
      started.push(child);
      let [out, err] = ["", ""];
      child.stderr.on("data", (chunk: Buffer) => (err += chunk.toString()));
      return new Promise((resolve, reject) => {
        child.stdout.on("data", (chunk: Buffer) => {
          out += chunk.toString();
          const address = /listens on (\S+)/.exec(out)?.[1];
          if (address !== undefined) resolve({ child, address, printed: () => out, logged: () => err });
        });
        child.once("exit", (code) => reject(new Error(`ended with ${code}: ${err}`)));
      });
    },
    async close() {
      for (const child of started) if (child.exitCode === null && child.signalCode === null) await end(child, "SIGKILL");
      rmSync(data, { recursive: true });
    },
  };
}
