import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parsePeriod } from "../../server/domain/periods/period.ts";
import type { Bench, Variant } from "./bench-case.ts";
import { BenchFault } from "./bench-case.ts";
import type { ChildServer } from "./child-server.ts";
import { endServer, startApp, startBare } from "./child-server.ts";
import { fillAnswers } from "./fill-answers.ts";
import { residentBytes } from "./process-memory.ts";

const ANSWERS = 1_000_000;
/** How long the server is left alone before its memory counts as idle. */
const IDLE_MS = 3000;
const [FULL, EMPTY, BARE] = ["app, 1 million answers", "app, one unit and no answers", "bare node:http, run from its source"];

/** From the start of the process to the first form, and what the server holds when nobody asks. */
export const startBench: Bench = {
  name: "start",
  title: "start of the process to the first page with 1 million answers in the file; memory when idle",
  async open(folder) {
    const [full, empty] = [join(folder, "full"), join(folder, "empty")];
    const year = { from: parsePeriod("2025-TW1").from, until: parsePeriod("2025-TW4").until };
    // Sixty offices, as of one agency.
    const answers = Array<number>(60).fill(Math.round(ANSWERS / 60));
    const [unit] = await fillAnswers(full, { answers, surveys: ["skm"], period: year, logged: true });
    await fillAnswers(empty, { answers: [0], surveys: ["skm"], period: year });
    const page = join(folder, "page");
    writeFileSync(page, "a page");
    return {
      variants: [
        starting(FULL, () => startApp(full), `/s/${unit!.code}`),
        starting(EMPTY, () => startApp(empty), `/s/${unit!.code}`),
        starting(BARE, () => startBare("bare-node", page), "/"),
      ],
      comparisons: [
        { subject: FULL, limit: EMPTY, of: "time" },
        { subject: FULL, limit: BARE, of: "time" },
      ],
      ceilings: [
        { subject: FULL, figure: "start to first page", unit: "s", atMost: 1.5 },
        { subject: FULL, figure: "memory when idle", unit: "MB", atMost: 130 },
        { subject: EMPTY, figure: "start to first page", unit: "s" },
        { subject: EMPTY, figure: "memory when idle", unit: "MB" },
      ],
      notes: [
        "a start ends when the form has come whole; the file system has the file in its memory from the round before",
        `memory: resident size ${IDLE_MS / 1000} s after the first page, nothing asked meanwhile; MB of a million bytes`,
      ],
      doubts: [],
      cold: true,
      beside: async () => [],
      close: async () => rmSync(folder, { recursive: true }),
    };
  },
};

function starting(name: string, begin: () => Promise<ChildServer>, path: string): Variant {
  return {
    name,
    async measure() {
      const start = performance.now();
      const server = await begin();
      const answer = await fetch(server.address + path);
      await answer.arrayBuffer();
      const seconds = (performance.now() - start) / 1000;
      if (answer.status !== 200) throw new BenchFault(`${name}: the first page was answered ${answer.status}`);
      await new Promise((later) => setTimeout(later, IDLE_MS));
      const idle = residentBytes(server.pid);
      const cpu = server.cpuSeconds();
      await endServer(server);
      return {
        perSecond: 1 / seconds,
        meanMs: seconds * 1000,
        serverMicros: cpu === null ? null : cpu * 1e6,
        loaderBusy: null,
        others: { "start to first page": seconds, "memory when idle": idle / 1e6 },
      };
    },
    check: async () => undefined,
  };
}
