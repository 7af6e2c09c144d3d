import { spawnSync } from "node:child_process";
import { renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** A wall clock for processes of their own: it stands still until it is set, and moves as far as one likes in either way. */
export interface FakeClock {
  /** Variables of the environment under which a process believes this clock. Timers go on as they do. */
  readonly environment: Readonly<Record<string, string>>;
  /** Epoch milliseconds, whole seconds. */
  set(at: number): void;
}

/** Its file lies in the folder. Throws one line when faketime is not there. */
export function openFakeClock(folder: string, at: number): FakeClock {
  const asked = spawnSync("faketime", ["-m", "-f", "+0", "printenv", "LD_PRELOAD"], { encoding: "utf8" });
  if (asked.status !== 0) throw new Error("faketime is missing: install it with `apt-get install faketime`");
  const file = join(folder, "clock");
  const set = (moment: number): void => {
    // In one piece: it is read at every look at the clock.
    writeFileSync(`${file}.next`, `${new Date(moment).toISOString().slice(0, 19).replace("T", " ")}\n`);
    renameSync(`${file}.next`, file);
  };
  set(at);
  return {
    environment: {
      LD_PRELOAD: asked.stdout.trim(),
      FAKETIME_TIMESTAMP_FILE: file,
      FAKETIME_NO_CACHE: "1",
      FAKETIME_DONT_FAKE_MONOTONIC: "1",
      DONT_FAKE_MONOTONIC: "1",
      NO_FAKE_STAT: "1",
      TZ: "UTC",
    },
    set,
  };
}
