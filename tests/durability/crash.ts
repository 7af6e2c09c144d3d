import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import type { RoundOutcome } from "./crash-round.ts";
import { crashRounds } from "./crash-rounds.ts";

const USAGE = `usage: npm run crash -- [--rounds N] [--connections N] [--seed N] [--json FILE]

Kills the served program with kill -9 under load at random moments, in N rounds (20), and looks after each at what the next
start has. The same seed chooses the same moments. --json writes what was found; FILE "-" prints it instead of the lines.
`;

/** A line is printed after so many rounds, and for every round with a fault. */
const LINE_EVERY = 20;

interface Call {
  readonly rounds: number;
  readonly connections: number;
  readonly seed: number;
  readonly json: string | undefined;
}

/** Gives undefined for a call that cannot be understood. */
function readCall(argv: readonly string[]): Call | undefined {
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: {
        rounds: { type: "string", default: "20" },
        connections: { type: "string", default: "16" },
        seed: { type: "string", default: String(Math.floor(Math.random() * 1e9)) },
        json: { type: "string" },
      },
    });
    const [rounds, connections, seed] = [Number(values.rounds), Number(values.connections), Number(values.seed)];
    const known = [rounds, connections].every((n) => Number.isInteger(n) && n >= 1) && connections <= 1000;
    return known && Number.isInteger(seed) && seed >= 0 ? { rounds, connections, seed, json: values.json } : undefined;
  } catch {
    return undefined;
  }
}

/** The door of `npm run crash`. Gives the exit code: 0 nothing lost, 1 a fault in some round, 2 wrong usage. */
async function main(argv: readonly string[]): Promise<number> {
  const call = readCall(argv);
  if (!call) {
    process.stderr.write(USAGE);
    return 2;
  }
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(130));
  const { json, ...plan } = call;
  const say = (text: string): void => void (json === "-" ? process.stderr : process.stdout).write(text);
  say(`${plan.rounds} rounds, ${plan.connections} connections, seed ${plan.seed}\n`);
  const began = Date.now();
  const outcomes: RoundOutcome[] = [];
  await crashRounds(plan, (outcome) => {
    outcomes.push(outcome);
    if (outcomes.length % LINE_EVERY === 0 || outcome.faults.length > 0) say(roundLine(outcomes.length, outcome));
  });
  const summary = { ...plan, ...sumOf(outcomes), seconds: Math.round((Date.now() - began) / 1000) };
  say(
    `${summary.rounds} rounds in ${summary.seconds} s, ${summary.startsKilled} recoveries killed as well\n` +
      `${countLine(summary)}: ${summary.faulty === 0 ? "0 lost, 0 twice, counters equal a recount in each round" : `FAULTS in ${summary.faulty} rounds`}\n`,
  );
  const text = `${JSON.stringify({ ...summary, outcomes }, null, 2)}\n`;
  if (json === "-") process.stdout.write(text);
  else if (json !== undefined) writeFileSync(json, text);
  return summary.faulty === 0 ? 0 : 1;
}

type Counts = Pick<RoundOutcome, "sent" | "acknowledged" | "keptUnthanked">;

function sumOf(outcomes: readonly RoundOutcome[]): Counts & { startsKilled: number; faulty: number } {
  const sum = (of: (outcome: RoundOutcome) => number): number => outcomes.reduce((n, outcome) => n + of(outcome), 0);
  return {
    sent: sum(({ sent }) => sent),
    acknowledged: sum(({ acknowledged }) => acknowledged),
    keptUnthanked: sum(({ keptUnthanked }) => keptUnthanked),
    startsKilled: sum(({ startsKilled }) => startsKilled),
    faulty: sum(({ faults }) => (faults.length > 0 ? 1 : 0)),
  };
}

function countLine({ sent, acknowledged, keptUnthanked }: Counts): string {
  return `${sent} sent, ${acknowledged} acknowledged, ${keptUnthanked} kept before their answer left`;
}

function roundLine(nth: number, outcome: RoundOutcome): string {
  const found = outcome.faults.length === 0 ? "nothing lost" : outcome.faults.join("; ");
  return `round ${nth}: killed after ${outcome.killedAfter} ms, ${countLine(outcome)}: ${found}\n`;
}

process.exitCode = await main(process.argv.slice(2));
