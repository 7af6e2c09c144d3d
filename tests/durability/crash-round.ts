import { setTimeout as sleep } from "node:timers/promises";
import type { Chance } from "../../server/demo/chance.ts";
import type { Program, Server, Start } from "../support/program.ts";
import type { Run, Sitting } from "./citizens.ts";
import { each, openCitizens, postAll } from "./citizens.ts";
import { countRows, findingsIn } from "./kept-rows.ts";

/** One installation that is crashed again and again. */
export interface Field {
  readonly program: Program;
  /** Its only unit, asking the SKM. */
  readonly code: string;
  readonly next: () => Sitting;
  readonly connections: number;
  readonly chance: Chance;
  /** How the server is started; the harness tries itself on servers that are made worse by this. */
  readonly start?: Start;
  /** Done to the data while the server is down; likewise. */
  readonly whileDown?: (data: string) => void;
}

/** What one round found; faults are English lines, and none is good. */
export interface RoundOutcome {
  readonly sent: number;
  readonly acknowledged: number;
  /** Kept without having been acknowledged, because the crash came between the two. */
  readonly keptUnthanked: number;
  /** After how many milliseconds under load the server was killed. */
  readonly killedAfter: number;
  /** Starts that were killed as well, before the one that was let through. */
  readonly startsKilled: number;
  readonly faults: readonly string[];
}

const LEAST_LOAD_MS = 20;
const MOST_LOAD_MS = 900;
/** One recovery in so many is killed too, at a moment of its start. */
const START_KILLED_IN = 8;
const MOST_START_MS = 600;

/** The server that recovered from the round is the one that the next round kills. */
export interface Standing {
  readonly server: Server;
  /** Answers that must be there: each distinct sitting of all rounds so far. */
  readonly rows: number;
}

export async function crashRound(field: Field, before: Standing): Promise<{ outcome: RoundOutcome; after: Standing }> {
  const { program, chance } = field;
  const killedAfter = LEAST_LOAD_MS + Math.floor(chance.next() * (MOST_LOAD_MS - LEAST_LOAD_MS));
  const run = await loadUntilKilled(field, before.server, killedAfter);
  field.whileDown?.(program.data);
  const startsKilled = await killSomeStart(field);
  const server = await program.startServer(startOf(field));
  const { faults, kept } = await inspect(field, server, before.rows, run);
  return {
    outcome: {
      sent: run.sent.length,
      acknowledged: run.acknowledged.length,
      keptUnthanked: Math.max(0, kept - run.acknowledged.length),
      killedAfter,
      startsKilled,
      faults,
    },
    after: { server, rows: before.rows + run.sent.length },
  };
}

async function loadUntilKilled(field: Field, server: Server, killedAfter: number): Promise<Run> {
  const citizens = openCitizens(server.address, field.code, field.connections);
  let over = false;
  const running = postAll(citizens, field.connections, () => (over ? undefined : field.next()));
  await sleep(killedAfter);
  over = true;
  await field.program.end(server.child, "SIGKILL");
  const run = await running;
  citizens.close();
  return run;
}

async function killSomeStart(field: Field): Promise<number> {
  const { program, chance } = field;
  if (chance.next() >= 1 / START_KILLED_IN) return 0;
  const moment = chance.next() * MOST_START_MS;
  const starting = program.launch(startOf(field));
  await sleep(moment);
  await program.end(starting, "SIGKILL");
  return 1;
}

/** What the recovered server has, and what it says when every citizen sends again. */
async function inspect(
  field: Field,
  server: Server,
  rowsBefore: number,
  { sent, acknowledged, unanswered, otherwise }: Run,
): Promise<{ faults: string[]; kept: number }> {
  const { program } = field;
  const faults = [...otherwise].map(([status, times]) => `${times} sittings were answered ${status}`);
  const kept = countRows(program.data) - rowsBefore;
  if (kept < acknowledged.length) faults.push(`${acknowledged.length - kept} acknowledged sittings are lost`);
  if (kept > sent.length) faults.push(`${kept} rows for ${sent.length} sittings`);

  const citizens = openCitizens(server.address, field.code, field.connections);
  const again = async (who: string, list: readonly Sitting[], rows: number): Promise<void> => {
    const run = await postAll(citizens, field.connections, each(list));
    if (run.acknowledged.length < list.length)
      faults.push(`${list.length - run.acknowledged.length} of ${who} were not thanked when they sent again`);
    const found = countRows(program.data) - rowsBefore;
    if (found !== rows) faults.push(`${found} rows for ${rows} sittings after ${who} sent again`);
  };
  // Those who were never answered first: then there is one row for each sitting, and whoever was thanked must not add one.
  await again("those without an answer", unanswered, sent.length);
  await again("those already thanked", acknowledged, sent.length);
  citizens.close();

  const findings = await findingsIn(program.data);
  return { faults: [...faults, ...findings.slice(0, 5).map((finding) => `check: ${finding}`)], kept };
}

/** Quiet, because a line for each request would be most of the work under load. */
const startOf = ({ start = {} }: Field): Start => ({ ...start, environment: { SUARA_LOG: "warn", ...start.environment } });

/** Makes the unit and starts the first server. */
export async function firstStanding(field: Field): Promise<Standing> {
  const { program, code } = field;
  await program.suara("unit", "add", "--code", code, "--name", "Puskesmas Citeureup");
  return { server: await program.startServer(startOf(field)), rows: 0 };
}
