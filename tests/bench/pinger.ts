import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { BenchFault } from "./bench-case.ts";

/** So many answers at the beginning say nothing: the programs are still getting ready. */
const FIRST = 100;

/** Somebody who asks for a page all the time, while wanted, and notes the longest wait. */
export interface Pinger {
  /** Kept once the first answer is there. */
  ask(): Promise<void>;
  /** The longest wait since `ask`, in milliseconds. */
  rest(): Promise<number>;
  end(): void;
}

export async function startPinger(address: string): Promise<Pinger> {
  const child = fork(fileURLToPath(new URL("servers/pinger.ts", import.meta.url)), [address], {
    execArgv: ["--import", "tsx"],
  });
  const kill = (): void => void child.kill();
  process.once("exit", kill);
  child.once("exit", () => process.off("exit", kill));
  const tell = async (word: "ask" | "rest"): Promise<{ worst: number; asked: number }> => {
    if (!child.connected) throw new BenchFault("whoever asks for the page has ended: an answer was not 200");
    const told = once(child, "message") as Promise<[{ worst: number; asked: number }]>;
    child.send(word);
    return (await told)[0];
  };
  for (let asked = 0; asked < FIRST; asked += (await tell("rest")).asked) {
    await tell("ask");
    await new Promise((later) => setTimeout(later, 200));
  }
  return {
    async ask() {
      await tell("ask");
    },
    async rest() {
      return (await tell("rest")).worst;
    },
    end() {
      if (child.connected) child.disconnect();
    },
  };
}
