import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { BenchFault } from "./bench-case.ts";

/** So many answers at the beginning say nothing: the programs are still getting ready. */
const FIRST = 100;

/** Somebody who asks for a page all the time, while wanted, and notes the longest wait. */
export interface Pinger {
  ask(): void;
  /** The longest wait since `ask`, in milliseconds. Throws BenchFault when nobody was served. */
  rest(): Promise<number>;
  end(): void;
}

export async function startPinger(address: string): Promise<Pinger> {
  const child = fork(fileURLToPath(new URL("servers/pinger.ts", import.meta.url)), [address], {
    execArgv: ["--import", "tsx"],
  });
  process.once("exit", () => child.kill());
  const tell = (word: "ask" | "rest"): void => {
    if (!child.connected) throw new BenchFault("whoever asks for the page has ended: an answer was not 200");
    child.send(word);
  };
  const rest = async (): Promise<{ worst: number; asked: number }> => {
    tell("rest");
    const [said] = (await once(child, "message")) as [{ worst: number; asked: number }];
    return said;
  };
  for (let asked = 0; asked < FIRST; asked += (await rest()).asked) {
    tell("ask");
    await new Promise((later) => setTimeout(later, 200));
  }
  return {
    ask: () => tell("ask"),
    async rest() {
      const { worst, asked } = await rest();
      if (asked === 0) throw new BenchFault("nobody was served beside the load");
      return worst;
    },
    end() {
      if (child.connected) child.disconnect();
    },
  };
}
