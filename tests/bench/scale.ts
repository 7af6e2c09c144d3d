import { mkdtempSync, rmSync, statSync } from "node:fs";
import { randomBytes } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import pg from "pg";
import { chanceFrom } from "../../server/demo/chance.ts";
import { parsePeriod } from "../../server/domain/periods/period.ts";
import { questionKeys, refOf } from "../../server/domain/questionnaire/definition.ts";
import type { Response, Unit } from "../../server/domain/response.ts";
import type { Parts } from "../../server/parts.ts";
import { databaseFile } from "../../server/store/open-store.ts";
import { openPostgres } from "../support/postgres.ts";
import { fillAnswers } from "./fill-answers.ts";
import { fillPostgres } from "./fill-postgres.ts";
import { openBeside } from "./installation.ts";
import { describeMachine } from "./machine.ts";
import { demandSound } from "./posting.ts";
import { indexAlone } from "./quarter-index.ts";

/**
 * What an installation far past one office holds, on each engine: `npm run scale -- --answers 10000000 --units 30000`. Fills a
 * year, then lets citizens answer all over it, and prints sizes and times. Needs some gigabytes of disk and some minutes;
 * it is a look at the shape of things, no bar. Sixty of the units are recounted.
 */
const { values: flags } = parseArgs({
  options: {
    answers: { type: "string", default: "10000000" },
    units: { type: "string", default: "30000" },
    seconds: { type: "string", default: "20" },
    engine: { type: "string", default: "sqlite,postgres" },
  },
});
const [answers, units, seconds] = [Number(flags.answers), Number(flags.units), Number(flags.seconds)];
const [YEAR, QUARTER, AGENCY, AT_ONCE] = [{ from: "2025-01-01", until: "2026-01-01" }, parsePeriod("2025-TW4"), 60, 200];
const SURVEYS = ["skm", "spkp", "spak"];
const filling = { answers: Array.from({ length: units }, () => Math.round(answers / units)), surveys: SURVEYS, period: YEAR };

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const rounded = (value: number): string => value.toLocaleString("en", { maximumFractionDigits: value < 10 ? 2 : 0 });

async function timing<Outcome>(what: string, act: () => Promise<Outcome>): Promise<Outcome> {
  const start = performance.now();
  const outcome = await act();
  say(`  ${what}: ${rounded((performance.now() - start) / 1000)} s`);
  return outcome;
}

/** Median and worst of so many times, in milliseconds. */
async function times(count: number, act: (turn: number) => Promise<unknown>): Promise<string> {
  const all: number[] = [];
  for (let turn = 0; turn < count; turn += 1) {
    const start = performance.now();
    await act(turn);
    all.push(performance.now() - start);
  }
  all.sort((a, b) => a - b);
  return `median ${rounded(all[count >> 1]!)} ms, worst ${rounded(all.at(-1)!)} ms`;
}

/** Citizens of all units at once, each answer durable and counted before the next of its two hundred. */
async function answering(parts: Parts, offices: readonly Unit[]): Promise<void> {
  const chance = chanceFrom(7);
  const asked = SURVEYS.map((id) => parts.definitions.latest(id)!);
  const counters = new Map<number, number>();
  const counterOf = async (unit: Unit): Promise<number> => {
    const known = counters.get(unit.id) ?? (await parts.store.units.counters(unit.id))[0]!.id;
    counters.set(unit.id, known);
    return known;
  };
  let kept = 0;
  const until = performance.now() + seconds * 1000;
  const one = async (): Promise<void> => {
    while (performance.now() < until) {
      const unit = chance.pick(offices);
      const response: Response = {
        counterId: await counterOf(unit),
        serviceId: null,
        channel: "qr",
        date: "2026-01-05",
        session: "pagi",
        surveys: new Map(
          asked.map((survey) => [
            refOf(survey),
            new Map(questionKeys(survey).map((key) => [key, 1 + chance.weighted([1, 2, 6, 5])])),
          ]),
        ),
        profile: new Map([
          ["jenis_kelamin", "P"],
          ["usia", "26-35"],
        ]),
      };
      await parts.store.responses.add({
        unitId: unit.id,
        response,
        comment: null,
        reasons: [],
        keyDigest: randomBytes(16),
        answersDigest: randomBytes(16),
      });
      kept += 1;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
  say(`  submissions, ${AT_ONCE} at once, each to another unit: ${rounded(kept / seconds)} a second`);
}

async function look(parts: Parts, offices: readonly Unit[]): Promise<void> {
  const chance = chanceFrom(3);
  const index = (unit: Unit) => indexAlone({ parts, unit }, QUARTER);
  say(`  index of a unit's quarter: ${await times(200, () => index(chance.pick(offices)))}`);
  const agency = async (turn: number): Promise<void> => {
    for (const unit of offices.slice(turn * AGENCY, (turn + 1) * AGENCY)) await index(unit);
  };
  say(`  the quarter of ${AGENCY} units: ${await times(9, agency)}`);
  await answering(parts, offices);
}

const folder = mkdtempSync(join(tmpdir(), "suara-scale-"));
try {
  const { cores, processor } = describeMachine();
  say(`${rounded(answers)} answers over ${rounded(units)} units, three surveys with profile; ${cores} × ${processor}`);
  if (flags.engine.includes("sqlite")) {
    say("SQLite");
    const data = join(folder, "data");
    const offices = await timing("filling", () => fillAnswers(data, filling));
    const gigabytes = statSync(databaseFile(data)).size / 1e9;
    say(`  size: ${rounded(gigabytes)} GB, ${rounded((gigabytes * 1e9) / answers)} bytes an answer`);
    const parts = await timing("opening", () => openBeside(data));
    await look(parts, offices);
    await timing("closing the day", () => parts.store.upkeep.closeDay("2026-01-06"));
    await timing("recounting every answer", () => demandSound(parts));
    await parts.store.close();
    rmSync(data, { recursive: true });
  }
  if (flags.engine.includes("postgres")) {
    say("PostgreSQL");
    const postgres = await openPostgres({ onDisk: true });
    try {
      const databaseUrl = await postgres.freshDatabase();
      const parts = await openBeside(join(folder, "beside"), databaseUrl);
      const offices = await timing("filling", () => fillPostgres(databaseUrl, parts, filling));
      const client = new pg.Client({ connectionString: databaseUrl });
      await client.connect();
      const size = await client.query<{ name: string; bytes: string }>(
        `SELECT relname AS name, pg_total_relation_size(oid) AS bytes FROM pg_class
         WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY 2 DESC LIMIT 4`,
      );
      await client.end();
      for (const { name, bytes } of size.rows)
        say(`  size of ${name}: ${rounded(Number(bytes) / 1e9)} GB, ${rounded(Number(bytes) / answers)} bytes an answer`);
      await look(parts, offices);
      await timing("closing the day", () => parts.store.upkeep.closeDay("2026-01-06"));
      await timing("recounting every answer", () => demandSound(parts));
      await parts.store.close();
    } finally {
      await postgres.close();
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
