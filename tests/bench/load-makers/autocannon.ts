import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import autocannon from "autocannon";
import { projectPath } from "../../../server/project-path.ts";
import { BenchFault } from "../bench-case.ts";
import type { LoadMaker } from "./load-plan.ts";

/** How often it looks whether its time is over. */
const LOOK_MS = 100;

/** From npm, in this very process: takes as much of a core as the server for a simple answer. */
export const autocannonMaker: LoadMaker = {
  name: `autocannon ${(JSON.parse(readFileSync(projectPath("node_modules/autocannon/package.json"), "utf8")) as { version: string }).version}`,
  async make(address, { method, headers, sheets, keyField, connections, status }, seconds) {
    const run = randomBytes(8).toString("base64url");
    let serial = 0;
    const setupRequest = (given: object): object => {
      const { path, body } = sheets[serial % sheets.length]!;
      serial += 1;
      if (method === "GET") return { ...given, path };
      return { ...given, path, body: keyField === null ? body : `${body}&${keyField}=${run}${String(serial).padStart(11, "0")}` };
    };
    const before = process.cpuUsage();
    const result = await autocannon({
      url: address,
      connections,
      duration: seconds,
      sampleInt: LOOK_MS,
      requests: [{ method, headers, setupRequest }],
    });
    const own = process.cpuUsage(before);
    const { [String(status)]: right, ...wrong } = result.statusCodeStats;
    if (Object.keys(wrong).length > 0) {
      const list = Object.entries(wrong).map(([code, { count }]) => `${count} × ${code}`);
      throw new BenchFault(`${method} was answered ${list.join(", ")} instead of ${status}`);
    }
    const faults = result.errors + result.timeouts + result.resets;
    if (faults > 0) throw new BenchFault(`${method}: ${faults} connections failed`);
    if (right === undefined) throw new BenchFault(`${method} was never answered`);
    return { answered: right.count, seconds: result.duration, ownCpu: (own.user + own.system) / 1e6 };
  },
};
