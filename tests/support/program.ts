import type { ChildProcess } from "node:child_process";
import { execFile, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { projectPath } from "../../server/project-path.ts";
import { compile } from "./compiled.ts";

/** The program as it is really started: processes of their own on a data directory of their own. */
export interface Program {
  readonly data: string;
  /** One call of the command line; gives what it printed, and rejects when it was refused. */
  suara(...argv: string[]): Promise<string>;
  startServer(how?: Start): Promise<Server>;
  /** Starts a server and waits for nothing. */
  launch(how?: Start): ChildProcess;
  /** Sends a signal to what still runs and gives the exit code. */
  end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null>;
  /** Ends what still runs and removes the data. */
  close(): Promise<void>;
  /** The same at once and without waiting, for a process that ends. */
  readonly abandon: () => void;
}

/** What is unusual about one start. */
export interface Start {
  /** Words for Node itself, such as ["--import", FILE]. */
  readonly node?: readonly string[];
  /** Variables of the environment beside those of every start. */
  readonly environment?: Readonly<Record<string, string>>;
  /** A command that starts it in its own place, such as ["setpriv", …]. */
  readonly before?: readonly string[];
}

export interface Server {
  readonly child: ChildProcess;
  readonly address: string;
  readonly printed: () => string;
  readonly logged: () => string;
}

const run = promisify(execFile);
const entry = projectPath("server/run.mjs");

/** `place` is the directory in which the data get a directory of their own. */
export async function openProgram(place = tmpdir()): Promise<Program> {
  await compile();
  const data = mkdtempSync(join(place, "suara-"));
  const env = { ...process.env, SUARA_DATA: data, SUARA_PORT: "0", SUARA_LOG: "debug" };
  const started: ChildProcess[] = [];
  const end = (child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> =>
    new Promise((resolve) => {
      if (child.exitCode !== null || child.signalCode !== null) return resolve(child.exitCode);
      child.once("exit", (code) => resolve(code));
      child.kill(signal);
    });
  const launch: Program["launch"] = ({ node = [], environment = {}, before = [] } = {}) => {
    const [command, ...words] = [...before, process.execPath, ...node, entry, "serve"];
    const child = spawn(command, words, { env: { ...env, ...environment }, stdio: ["ignore", "pipe", "pipe"] });
    started.push(child);
    return child;
  };
  return {
    data,
    end,
    launch,
    async suara(...argv) {
      return (await run(process.execPath, [entry, ...argv], { env })).stdout;
    },
    startServer(how) {
      const child = launch(how);
      let [out, err] = ["", ""];
      child.stderr!.on("data", (chunk: Buffer) => (err += chunk.toString()));
      return new Promise((resolve, reject) => {
        child.stdout!.on("data", (chunk: Buffer) => {
          out += chunk.toString();
          const address = /listens on (\S+)/.exec(out)?.[1];
          if (address !== undefined) resolve({ child, address, printed: () => out, logged: () => err });
        });
        // "close" comes after the last word was read.
        child.once("close", (code) => reject(new Error(`ended with ${code}: ${err}`)));
      });
    },
    async close() {
      for (const child of started) await end(child, "SIGKILL");
      rmSync(data, { recursive: true });
    },
    abandon() {
      for (const child of started) child.kill("SIGKILL");
      rmSync(data, { recursive: true, force: true });
    },
  };
}
