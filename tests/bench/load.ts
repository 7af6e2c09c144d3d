import autocannon from "autocannon";
import type { Request } from "autocannon";
import { BenchFault } from "./bench-case.ts";
import type { Measure } from "./bench-case.ts";
import type { ChildServer } from "./child-server.ts";

/** How often the load maker looks whether its time is over. */
const LOOK_MS = 100;

export interface Load extends Measure {
  /** Answers that reached the load maker; a few more may have been given when it hung up. */
  readonly answered: number;
}

/** What is sent, by how many at once, and the status that every answer must have. */
export interface LoadPlan {
  readonly request: Request;
  readonly connections: number;
  readonly status: number;
}

/** Sends one request again and again over all connections. Throws BenchFault unless every answer has the status. */
export async function loadServer(
  server: ChildServer,
  { request, connections, status }: LoadPlan,
  seconds: number,
): Promise<Load> {
  const [cpuBefore, ownBefore] = [server.cpuSeconds(), process.cpuUsage()];
  const result = await autocannon({
    url: server.address,
    connections,
    duration: seconds,
    sampleInt: LOOK_MS,
    requests: [request],
  });
  const own = process.cpuUsage(ownBefore);
  const cpuAfter = server.cpuSeconds();

  const what = `${request.method ?? "GET"} ${request.path ?? "/s/CODE"}`;
  const { [String(status)]: right, ...wrong } = result.statusCodeStats;
  if (Object.keys(wrong).length > 0) {
    const list = Object.entries(wrong).map(([code, { count }]) => `${count} × ${code}`);
    throw new BenchFault(`${what} was answered ${list.join(", ")} instead of ${status}`);
  }
  const faults = result.errors + result.timeouts + result.resets;
  if (faults > 0) throw new BenchFault(`${what}: ${faults} connections failed`);
  if (right === undefined) throw new BenchFault(`${what} was never answered`);

  const perSecond = right.count / result.duration;
  return {
    answered: right.count,
    perSecond,
    // All connections always have one request under way, so this is Little's law and no estimate.
    meanMs: (connections / perSecond) * 1000,
    serverMicros: cpuBefore === null || cpuAfter === null ? null : ((cpuAfter - cpuBefore) / right.count) * 1e6,
    loaderBusy: (own.user + own.system) / 1e6 / result.duration,
  };
}

/** The same over several servers at once, which share the connections evenly. */
export async function loadServers(
  servers: readonly ChildServer[],
  { connections, ...plan }: LoadPlan,
  seconds: number,
): Promise<Load> {
  const share = connections / servers.length;
  const loads = await Promise.all(servers.map((server) => loadServer(server, { ...plan, connections: share }, seconds)));
  const [answered, perSecond] = [sum(loads, ({ answered: one }) => one), sum(loads, ({ perSecond: one }) => one)];
  const micros = loads.map(({ serverMicros, answered: one }) => (serverMicros ?? Number.NaN) * (one / answered));
  return {
    answered,
    perSecond,
    meanMs: (connections / perSecond) * 1000,
    serverMicros: micros.some(Number.isNaN) ? null : micros.reduce((a, b) => a + b, 0),
    // Each has measured this whole process.
    loaderBusy: Math.max(...loads.map(({ loaderBusy }) => loaderBusy ?? 0)),
  };
}

function sum(loads: readonly Load[], of: (load: Load) => number): number {
  return loads.reduce((total, load) => total + of(load), 0);
}
