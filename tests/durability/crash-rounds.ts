import type { Chance } from "../../server/demo/chance.ts";
import { chanceFrom } from "../../server/demo/chance.ts";
import { openProgram } from "../support/program.ts";
import { sittings } from "./citizens.ts";
import type { Field, RoundOutcome, Standing } from "./crash-round.ts";
import { crashRound, firstStanding } from "./crash-round.ts";

export interface Plan {
  readonly rounds: number;
  readonly connections: number;
  readonly seed: number;
  /** Worse servers and worse disks, with which the harness shows that it sees them. */
  readonly worse?: Pick<Field, "start" | "whileDown">;
}

/** A new installation after so many rounds, so that a recount stays short. */
const ROUNDS_EACH = 25;
/** Installations that are crashed side by side; a start takes one core. */
const SIDE_BY_SIDE = 2;

/** Crashes installations until there are so many rounds; `told` hears of each as it ends. Rounds end in no certain order. */
export async function crashRounds(plan: Plan, told: (outcome: RoundOutcome) => void): Promise<void> {
  let left = plan.rounds;
  let installations = 0;
  const take = (): boolean => left > 0 && (left -= 1) >= 0;
  const worker = async (): Promise<void> => {
    while (left > 0) {
      installations += 1;
      await crashOne(plan, installations, take, told);
    }
  };
  await Promise.all(Array.from({ length: Math.min(SIDE_BY_SIDE, plan.rounds) }, worker));
}

async function crashOne(plan: Plan, nth: number, take: () => boolean, told: (outcome: RoundOutcome) => void): Promise<void> {
  const { connections, seed, worse } = plan;
  const chance: Chance = chanceFrom(seed + nth);
  const program = await openProgram();
  process.once("exit", program.abandon);
  try {
    const field: Field = { program, code: "pkm-jatuh", next: sittings(chance, `p${nth}x`), connections, chance, ...worse };
    let standing: Standing = await firstStanding(field);
    for (let n = 0; n < ROUNDS_EACH && take(); n += 1) {
      const { outcome, after } = await crashRound(field, standing);
      standing = after;
      told(outcome);
      // What is wrong once stays wrong in the same data; a new installation tells whether it happens again.
      if (outcome.faults.length > 0) return;
    }
  } finally {
    process.off("exit", program.abandon);
    await program.close();
  }
}
