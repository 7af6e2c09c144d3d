import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { BenchFault } from "./bench-case.ts";

/** So many answers at the beginning say nothing: the programs are still getting ready. */
const FIRST = 100;

/** Somebody who asks for a page all the time and notes the longest wait. */
export interface Pinger {
  /** The longest wait since the last time it was read, in milliseconds. Throws BenchFault when nobody was served. */
  readWorst(): Promise<number>;
  end(): void;
}

export async function startPinger(address: string): Promise<Pinger> {
  const child = fork(fileURLToPath(new URL("servers/pinger.ts", import.meta.url)), [address], {
    execArgv: ["--import", "tsx"],
  });
  process.once("exit", () => child.kill());
  const read = async (): Promise<{ worst: number; asked: number }> => {
    if (!child.connected) throw new BenchFault("whoever asks for the page has ended: an answer was not 200");
    child.send("read");
    const [said] = (await once(child, "message")) as [{ worst: number; asked: number }];
    return said;
  };
  for (let asked = 0; asked < FIRST; asked += (await read()).asked) await new Promise((later) => setTimeout(later, 100));
  return {
    async readWorst() {
      const { worst, asked } = await read();
      if (asked === 0) throw new BenchFault("nobody was served beside the load");
      return worst;
    },
    end() {
      if (child.connected) child.disconnect();
    },
  };
}
