import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { BenchFault } from "./bench-case.ts";
import { benches } from "./benches.ts";
import { describeMachine, loadAverage } from "./machine.ts";
import type { BenchOutcome, Pace } from "./run-bench.ts";
import { runBench } from "./run-bench.ts";
import { benchLines, headLines } from "./table.ts";

const USAGE = `usage: npm run bench -- [NAME …] [--rounds N] [--seconds S] [--json FILE]

NAME is one of: ${benches.map(({ name }) => name).join(", ")};
or what several begin with ("submission"). Without a name all of them run.
Each variant runs S seconds (2) in each of N rounds (5). --json writes everything measured; FILE "-" prints it instead of the table.
`;

interface Call {
  readonly names: readonly string[];
  readonly rounds: number;
  readonly seconds: number;
  readonly json: string | undefined;
}

/** Gives undefined for a call that cannot be understood. */
function readCall(argv: readonly string[]): Call | undefined {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      options: { rounds: { type: "string", default: "5" }, seconds: { type: "string", default: "2" }, json: { type: "string" } },
      allowPositionals: true,
    });
    const [rounds, seconds] = [Number(values.rounds), Number(values.seconds)];
    const known = positionals.every((name) => benches.some((bench) => answersTo(bench.name, name)));
    if (!known || !Number.isInteger(rounds) || rounds < 1 || !(seconds >= 0.5 && seconds <= 600)) return undefined;
    return { names: positionals, rounds, seconds, json: values.json };
  } catch {
    return undefined;
  }
}

/** "submission" asks for "submission-50" too. */
function answersTo(name: string, asked: string): boolean {
  return name === asked || name.startsWith(`${asked}-`);
}

/** The door of `npm run bench`. Gives the exit code: 0 measured, 1 when an answer or a check was wrong, 2 wrong usage. */
async function main(argv: readonly string[]): Promise<number> {
  const call = readCall(argv);
  if (!call) {
    process.stderr.write(USAGE);
    return 2;
  }
  const pace: Pace = { rounds: call.rounds, seconds: call.seconds, loadBefore: loadAverage() };
  const machine = describeMachine();
  const say = (text: string): void => void (call.json === "-" ? process.stderr : process.stdout).write(text);
  const folder = mkdtempSync(join(tmpdir(), "suara-bench-"));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(130));

  say(headLines(machine, pace));
  const [outcomes, faults]: [BenchOutcome[], { name: string; fault: string }[]] = [[], []];
  for (const bench of benches.filter(
    ({ name }) => call.names.length === 0 || call.names.some((asked) => answersTo(name, asked)),
  )) {
    const place = join(folder, bench.name);
    mkdirSync(place);
    try {
      const outcome = await runBench(bench, place, pace);
      outcomes.push(outcome);
      say(benchLines(outcome));
    } catch (error) {
      if (!(error instanceof BenchFault)) throw error;
      faults.push({ name: bench.name, fault: error.message });
      say(`\n${bench.name}: does not count: ${error.message}\n`);
    }
  }
  const loadAfter = loadAverage();
  say(`\nload average at the end ${loadAfter.toFixed(2)}, the benches' own load included\n`);

  if (call.json !== undefined) {
    const all = { at: new Date().toISOString(), machine, pace: { ...pace, loadAfter }, benches: outcomes, faults };
    const text = `${JSON.stringify(all, null, 2)}\n`;
    if (call.json === "-") process.stdout.write(text);
    else writeFileSync(call.json, text);
  }
  return faults.length === 0 ? 0 : 1;
}

process.exitCode = await main(process.argv.slice(2));
