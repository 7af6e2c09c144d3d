import Database from "better-sqlite3";
import { describe, expect, test } from "vitest";
import { projectPath } from "../../server/project-path.ts";
import type { Field, RoundOutcome } from "../durability/crash-round.ts";
import { crashRounds } from "../durability/crash-rounds.ts";
import { databaseOf } from "../durability/kept-rows.ts";

async function crash(rounds: number, worse?: Pick<Field, "start" | "whileDown">): Promise<RoundOutcome[]> {
  const outcomes: RoundOutcome[] = [];
  await crashRounds({ rounds, connections: 16, seed: 20_261_122, ...(worse ? { worse } : {}) }, (one) => outcomes.push(one));
  return outcomes;
}

const faultsOf = (outcomes: readonly RoundOutcome[]): string[] => outcomes.flatMap(({ faults }) => [...faults]);

/** Takes away the last row or adds one like it, past the triggers. */
const tamper =
  (statement: string) =>
  (data: string): void => {
    const database = new Database(databaseOf(data));
    for (const name of database.prepare<[], string>("SELECT name FROM sqlite_master WHERE type = 'trigger'").pluck().all())
      database.exec(`DROP TRIGGER ${name}`);
    database.exec(statement);
    database.close();
  };

describe("kill -9 under load", () => {
  test("loses nothing that was acknowledged and keeps nothing twice", async () => {
    const outcomes = await crash(6);
    expect(outcomes).toHaveLength(6);
    expect(faultsOf(outcomes)).toEqual([]);
    expect(outcomes.reduce((n, { acknowledged }) => n + acknowledged, 0)).toBeGreaterThan(100);
  });
});

describe("the harness", () => {
  test("sees a server that thanks before it keeps", async () => {
    const start = { node: ["--import", projectPath("tests/durability/worse/answers-early.js")] };
    const outcomes = await crash(2, { start });
    for (const { faults } of outcomes) expect(faults[0]).toMatch(/^\d+ acknowledged sittings are lost$/);
  });

  test("sees a row that went away", async () => {
    const whileDown = tamper(
      "DELETE FROM responses WHERE (unit_id, date, id) IN (SELECT unit_id, date, id FROM responses LIMIT 1)",
    );
    const [outcome] = await crash(1, { whileDown });
    expect(outcome!.faults.join("\n")).toMatch(/rows for \d+ sittings after those without an answer sent again/);
    expect(outcome!.faults.join("\n")).toMatch(/check: counters of pkm-jatuh/);
  });

  test("sees a row that came in twice", async () => {
    const columns = "unit_id, date, counter_id, service_id, channel, session, sheet_id, answers, profile, batch_id";
    const whileDown = tamper(`INSERT INTO responses (${columns}, id) SELECT ${columns}, randomblob(12) FROM responses LIMIT 1`);
    const [outcome] = await crash(1, { whileDown });
    expect(outcome!.faults.join("\n")).toMatch(/rows for \d+ sittings after those already thanked sent again/);
    expect(outcome!.faults.join("\n")).toMatch(/check: counters of pkm-jatuh/);
  });
});
