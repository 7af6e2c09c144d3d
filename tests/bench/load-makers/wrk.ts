import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { BenchFault } from "../bench-case.ts";
import type { LoadMaker } from "./load-plan.ts";

const run = promisify(execFile);
const SCRIPT = fileURLToPath(new URL("requests.lua", import.meta.url));

/**
 * It opens all connections in the same moment, and Node takes in one in each turn of its loop (libuv since 1.45), so the last of
 * 500 waits for as many turns. That is a late answer, and none that failed.
 */
const PATIENCE = "30s";

interface Said {
  readonly answered: number;
  readonly seconds: number;
  /** Answers with another status than the one that was asked for. */
  readonly wrong: number;
  readonly failed: number;
  readonly ownCpu: number;
}

/**
 * wrk (`apt-get install wrk`), a process of its own that takes a tenth of what the server takes, so that on few cores the
 * servers are measured and not the load. Undefined where it is not installed.
 */
export async function findWrk(): Promise<LoadMaker | undefined> {
  // It says its version beside its usage, and exits with 1.
  const said = await run("wrk", ["--version"]).catch((error: { code?: unknown; stdout?: string }) =>
    error.code === "ENOENT" ? undefined : { stdout: error.stdout ?? "" },
  );
  if (said === undefined) return undefined;
  const [, version = ""] = /wrk (?:debian\/)?(\d[\d.]*)/.exec(said.stdout) ?? [];
  return {
    name: `wrk ${version}`.trim(),
    async make(address, { method, headers, sheets, keyField, connections, status }, seconds) {
      const folder = mkdtempSync(join(tmpdir(), "suara-load-"));
      try {
        const file = join(folder, "requests.txt");
        writeFileSync(file, sheets.map(({ path, body }) => `${path}\t${body}\n`).join(""));
        const words = [file, method, keyField ?? "-", randomBytes(8).toString("base64url"), String(status)];
        const { stdout } = await run("wrk", [
          ...[
            "--timeout",
            PATIENCE,
            "--threads",
            "1",
            "--connections",
            String(connections),
            "--duration",
            `${Math.max(1, Math.round(seconds))}s`,
          ],
          ...Object.entries(headers).flatMap(([name, value]) => ["--header", `${name}: ${value}`]),
          ...["--script", SCRIPT, address, "--", ...words],
        ]);
        const said = JSON.parse(stdout.trim().split("\n").at(-1)!) as Said;
        if (said.wrong > 0) throw new BenchFault(`${method}: ${said.wrong} answers had another status than ${status}`);
        if (said.failed > 0) throw new BenchFault(`${method}: ${said.failed} connections failed`);
        if (said.answered === 0) throw new BenchFault(`${method} was never answered`);
        return { answered: said.answered, seconds: said.seconds, ownCpu: said.ownCpu };
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
  };
}
