import { randomBytes } from "node:crypto";
import { cpSync, rmSync } from "node:fs";
import { get } from "node:http";
import type { IncomingMessage } from "node:http";
import { join } from "node:path";
import { parsePeriod } from "../../server/domain/periods/period.ts";
import { databaseFile } from "../../server/store/open-store.ts";
import { sessionCookie, tokenDigest } from "../../server/web/visitor.ts";
import type { Bench, Variant } from "./bench-case.ts";
import { BenchFault } from "./bench-case.ts";
import type { ChildServer } from "./child-server.ts";
import { startApp, startBare } from "./child-server.ts";
import { fillAnswers } from "./fill-answers.ts";
import { openBeside } from "./installation.ts";
import type { Pinger } from "./pinger.ts";
import { startPinger } from "./pinger.ts";
import { forgetPeak, MIB, peakBytes, residentBytes } from "./process-memory.ts";
import { countRows } from "./zip-rows.ts";

const ROWS = 1_000_000;
const PERIOD = parsePeriod("2025-TW4");
const [CSV, XLSX, LOADING_ALL] = ["app, CSV", "app, XLSX", "bare Fastify, loading all"];
/** How long a server is left alone before its memory counts as that of an idle one. */
const SETTLE_MS = 2000;

/** A unit with a million answers in one quarter, and somebody who may download them. */
interface Office {
  readonly data: string;
  readonly unitId: number;
  readonly form: string;
  readonly download: (format: string) => string;
  readonly headers: Readonly<Record<string, string>>;
}

export const exportBenches: readonly Bench[] = [
  {
    name: "export-csv",
    title: `CSV of ${ROWS.toLocaleString("en")} answers while others are served`,
    async open(folder) {
      const office = await fillOffice(folder);
      const app = await startApp(office.data);
      const bare = await startBare("load-all", databaseFile(office.data), String(office.unitId));
      const [visitor, other] = [await startPinger(app.address + office.form), await startPinger(`${bare.address}/`)];
      return {
        variants: [
          await downloading(CSV, app, visitor, app.address + office.download("csv"), office.headers, lines),
          await downloading(LOADING_ALL, bare, other, `${bare.address}/answers.csv`, {}, lines),
        ],
        comparisons: [{ subject: CSV, limit: LOADING_ALL, bar: 3 }],
        ceilings: [...ceilings(CSV, 40, 15), ...ceilings(LOADING_ALL)],
        notes: NOTES,
        doubts: [],
        cold: true,
        beside: async () => [],
        close: async () => closeAll(folder, [visitor, other]),
      };
    },
  },
  {
    name: "export-xlsx",
    title: `XLSX of ${ROWS.toLocaleString("en")} answers while others are served`,
    async open(folder) {
      const office = await fillOffice(folder);
      // Each in a server of its own, because what one export leaves in memory must not count for the other.
      const copy = join(folder, "copy");
      cpSync(office.data, copy, { recursive: true });
      const [app, csv] = [await startApp(office.data), await startApp(copy)];
      const [visitor, other] = [await startPinger(app.address + office.form), await startPinger(csv.address + office.form)];
      return {
        variants: [
          await downloading(XLSX, app, visitor, app.address + office.download("xlsx"), office.headers, countRows),
          await downloading(CSV, csv, other, csv.address + office.download("csv"), office.headers, lines),
        ],
        comparisons: [{ subject: XLSX, limit: CSV }],
        ceilings: [...ceilings(XLSX, 120, 50), ...ceilings(CSV)],
        notes: NOTES,
        doubts: [],
        cold: true,
        beside: async () => [],
        close: async () => closeAll(folder, [visitor, other]),
      };
    },
  },
];

const NOTES = [
  "per second: rows; a round is one download, counted row by row",
  "memory: the server's highest resident size while it sends, less that of the idle server before the first round",
  "stall: the longest wait of one visitor who asks for the form all the time",
];

function ceilings(subject: string, memory?: number, stall?: number) {
  const bar = (atMost?: number) => (atMost === undefined ? {} : { atMost });
  return [
    { subject, figure: "memory over base", unit: "MiB", ...bar(memory) },
    { subject, figure: "worst stall", unit: "ms", ...bar(stall) },
  ];
}

async function downloading(
  name: string,
  server: ChildServer,
  visitor: Pinger,
  address: string,
  headers: Readonly<Record<string, string>>,
  count: (file: Buffer) => number | Promise<number>,
): Promise<Variant> {
  await new Promise((later) => setTimeout(later, SETTLE_MS));
  const base = residentBytes(server.pid);
  let file: Buffer = Buffer.alloc(0);
  return {
    name,
    async measure() {
      forgetPeak(server.pid);
      await visitor.readWorst();
      const [start, cpuBefore] = [performance.now(), server.cpuSeconds()];
      file = await download(address, headers);
      const seconds = (performance.now() - start) / 1000;
      const [worst, cpuAfter] = [await visitor.readWorst(), server.cpuSeconds()];
      return {
        perSecond: ROWS / seconds,
        meanMs: seconds * 1000,
        serverMicros: cpuBefore === null || cpuAfter === null ? null : ((cpuAfter - cpuBefore) / ROWS) * 1e6,
        loaderBusy: null,
        others: { "memory over base": (peakBytes(server.pid) - base) / MIB, "worst stall": worst },
      };
    },
    async check() {
      const rows = (await count(file)) - 1;
      // A workbook holds a few more on its other sheets.
      if (rows < ROWS || rows > ROWS + 1000) throw new BenchFault(`${name}: ${rows} rows instead of ${ROWS}`);
    },
  };
}

function lines(file: Buffer): number {
  let found = 0;
  for (let at = file.indexOf(10); at >= 0; at = file.indexOf(10, at + 1)) found += 1;
  return found;
}

function download(address: string, headers: Readonly<Record<string, string>>): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const take = (response: IncomingMessage): void => {
      const pieces: Buffer[] = [];
      response.on("data", (piece: Buffer) => pieces.push(piece));
      response.on("error", reject);
      response.on("end", () => {
        const file = Buffer.concat(pieces);
        if (response.statusCode === 200) resolve(file);
        else reject(new BenchFault(`the export was answered ${response.statusCode}: ${file.toString("utf8", 0, 200)}`));
      });
    };
    get(address, { agent: false, headers }, take).on("error", reject);
  });
}

async function fillOffice(folder: string): Promise<Office> {
  const data = join(folder, "data");
  const [unit] = await fillAnswers(data, { answers: [ROWS], surveys: ["skm"], period: PERIOD });
  const { store } = await openBeside(data);
  const person = await store.people.add({ login: "sari", name: "Sari Wulandari", role: "manager", unitId: unit!.id });
  if (person === "taken") throw new Error("the data directory of a bench must be empty");
  const token = randomBytes(32).toString("base64url");
  await store.people.addSession({ personId: person.id, digest: tokenDigest(token), startedAt: Date.now() });
  await store.close();
  return {
    data,
    unitId: unit!.id,
    form: `/s/${unit!.code}`,
    download: (format) => `/laporan/${unit!.code}/${PERIOD.name}.${format}`,
    headers: { cookie: `${sessionCookie("http://127.0.0.1")}=${token}` },
  };
}

function closeAll(folder: string, visitors: readonly Pinger[]): void {
  for (const visitor of visitors) visitor.end();
  rmSync(folder, { recursive: true });
}
