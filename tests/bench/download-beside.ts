import { randomBytes } from "node:crypto";
import { rmSync } from "node:fs";
import { get } from "node:http";
import type { IncomingMessage } from "node:http";
import type { Period } from "../../server/domain/periods/period.ts";
import { sessionCookie, tokenDigest } from "../../server/web/visitor.ts";
import type { Variant } from "./bench-case.ts";
import { BenchFault } from "./bench-case.ts";
import type { ChildServer } from "./child-server.ts";
import { fillAnswers } from "./fill-answers.ts";
import { openBeside } from "./installation.ts";
import type { Pinger } from "./pinger.ts";
import { forgetPeak, MIB, peakBytes, residentBytes } from "./process-memory.ts";

/** How long a server is left alone before its memory counts as that of an idle one. */
const SETTLE_MS = 2000;

/** A unit with many answers in one quarter, and somebody who may download them. */
export interface Office {
  readonly data: string;
  readonly unitId: number;
  readonly form: string;
  readonly download: (format: string) => string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Bars for memory (MiB) and stall (ms) of a variant; without one the figure is only to be known. */
export function ceilings(subject: string, memory?: number, stall?: number) {
  const bar = (atMost?: number) => (atMost === undefined ? {} : { atMost });
  return [
    { subject, figure: "memory over base", unit: "MiB", ...bar(memory) },
    { subject, figure: "worst stall", unit: "ms", ...bar(stall) },
  ];
}

/** Downloads a file again and again while one visitor asks for the form; `rows` is what its rate is counted in. */
export async function downloading(
  name: string,
  server: ChildServer,
  visitor: Pinger,
  address: string,
  headers: Readonly<Record<string, string>>,
  rows: number,
  check: (file: Buffer) => void | Promise<void>,
): Promise<Variant> {
  await new Promise((later) => setTimeout(later, SETTLE_MS));
  const base = residentBytes(server.pid);
  let file: Buffer = Buffer.alloc(0);
  return {
    name,
    async measure() {
      forgetPeak(server.pid);
      await visitor.ask();
      const [start, cpuBefore] = [performance.now(), server.cpuSeconds()];
      file = await download(address, headers);
      const seconds = (performance.now() - start) / 1000;
      const [worst, cpuAfter] = [await visitor.rest(), server.cpuSeconds()];
      return {
        perSecond: rows / seconds,
        meanMs: seconds * 1000,
        serverMicros: cpuBefore === null || cpuAfter === null ? null : ((cpuAfter - cpuBefore) / rows) * 1e6,
        loaderBusy: null,
        others: { time: seconds * 1000, "memory over base": (peakBytes(server.pid) - base) / MIB, "worst stall": worst },
      };
    },
    async check() {
      await check(file);
    },
  };
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

export async function fillOffice(data: string, period: Period, answers: number): Promise<Office> {
  const [unit] = await fillAnswers(data, { answers: [answers], surveys: ["skm"], period, logged: true });
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
    download: (format) => `/laporan/${unit!.code}/${period.name}.${format}`,
    headers: { cookie: `${sessionCookie("http://127.0.0.1")}=${token}` },
  };
}

export function closeAll(folder: string, visitors: readonly Pinger[]): void {
  for (const visitor of visitors) visitor.end();
  rmSync(folder, { recursive: true });
}
