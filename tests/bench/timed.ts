import { isDeepStrictEqual } from "node:util";
import type { Measure, Variant } from "./bench-case.ts";
import { BenchFault } from "./bench-case.ts";

/** Repeats a computation for some seconds, in this process; its last outcome is then compared with the truth. */
export function timed<Outcome>(name: string, compute: () => Promise<Outcome>, truth: Outcome): Variant {
  let last: Outcome | undefined;
  return {
    name,
    async measure(seconds): Promise<Measure> {
      const [start, cpuBefore] = [performance.now(), process.cpuUsage()];
      let times = 0;
      for (; times === 0 || performance.now() - start < seconds * 1000; times += 1) last = await compute();
      const elapsed = performance.now() - start;
      const cpu = process.cpuUsage(cpuBefore);
      return {
        perSecond: (times / elapsed) * 1000,
        meanMs: elapsed / times,
        serverMicros: (cpu.user + cpu.system) / times,
        loaderBusy: null,
        others: { time: elapsed / times },
      };
    },
    async check() {
      if (!isDeepStrictEqual(last, truth))
        throw new BenchFault(`${name}: ${JSON.stringify(last)} instead of ${JSON.stringify(truth)}`);
    },
  };
}
