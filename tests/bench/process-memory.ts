import { readFileSync, writeFileSync } from "node:fs";
import { BenchFault } from "./bench-case.ts";

export const MIB = 2 ** 20;

/** Memory that a process holds in the machine right now, in bytes (VmRSS). Linux alone tells; BenchFault elsewhere. */
export function residentBytes(pid: number): number {
  return statusBytes(pid, "VmRSS");
}

/** The most that it held since its start or since `forgetPeak` (VmHWM). */
export function peakBytes(pid: number): number {
  return statusBytes(pid, "VmHWM");
}

export function forgetPeak(pid: number): void {
  // "5" is the kernel's word for it (proc_pid_clear_refs(5)).
  writeFileSync(`/proc/${pid}/clear_refs`, "5");
}

function statusBytes(pid: number, name: string): number {
  if (process.platform !== "linux") throw new BenchFault("memory is measured on Linux alone");
  const [, kibibytes] = new RegExp(`^${name}:\\s+(\\d+) kB$`, "m").exec(readFileSync(`/proc/${pid}/status`, "latin1")) ?? [];
  if (kibibytes === undefined) throw new BenchFault(`the system does not tell ${name}`);
  return Number(kibibytes) * 1024;
}
