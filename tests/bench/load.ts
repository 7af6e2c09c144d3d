import type { Measure } from "./bench-case.ts";
import type { ChildServer } from "./child-server.ts";
import { autocannonMaker } from "./load-makers/autocannon.ts";
import type { LoadPlan } from "./load-makers/load-plan.ts";
import { findWrk } from "./load-makers/wrk.ts";

/** wrk where it is installed, because it leaves the cores to the servers; else autocannon, which npm brings. */
export const loadMaker = (await findWrk()) ?? autocannonMaker;

export interface Load extends Measure {
  /** Answers that reached the load maker; a few more may have been given when it hung up. */
  readonly answered: number;
}

/** Sends the plan's requests over all connections. Throws BenchFault unless every answer has the status. */
export async function loadServer(server: ChildServer, plan: LoadPlan, seconds: number): Promise<Load> {
  const cpuBefore = server.cpuSeconds();
  const made = await loadMaker.make(server.address, plan, seconds);
  const cpuAfter = server.cpuSeconds();
  const perSecond = made.answered / made.seconds;
  return {
    answered: made.answered,
    perSecond,
    // All connections always have one request under way, so this is Little's law and no estimate.
    meanMs: (plan.connections / perSecond) * 1000,
    serverMicros: cpuBefore === null || cpuAfter === null ? null : ((cpuAfter - cpuBefore) / made.answered) * 1e6,
    loaderBusy: made.ownCpu / made.seconds,
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
    loaderBusy: Math.max(...loads.map(({ loaderBusy }) => loaderBusy ?? 0)),
  };
}

function sum(loads: readonly Load[], of: (load: Load) => number): number {
  return loads.reduce((total, load) => total + of(load), 0);
}
