import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { chanceFrom } from "../../server/demo/chance.ts";
import type { Citizens, Sitting } from "../durability/citizens.ts";
import { openCitizens, sittings } from "../durability/citizens.ts";
import type { FakeClock } from "../durability/fake-clock.ts";
import { openFakeClock } from "../durability/fake-clock.ts";
import { countRows, databaseOf, findingsIn } from "../durability/kept-rows.ts";
import type { Program, Server } from "../support/program.ts";
import { openProgram } from "../support/program.ts";

/** Each with the name under which the time zone database has it, which the program does not use. */
const ZONES = [
  { zone: "WIB", hours: 7, name: "Asia/Jakarta", code: "pkm-barat" },
  { zone: "WITA", hours: 8, name: "Asia/Makassar", code: "pkm-tengah" },
  { zone: "WIT", hours: 9, name: "Asia/Jayapura", code: "pkm-timur" },
] as const;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** The last second of the day before and the first of the day, on the clocks of all three zones. */
function edgesOf(day: string): number[] {
  return ZONES.flatMap(({ hours }) => [-1000, 0].map((step) => Date.parse(`${day}T00:00:00Z`) - hours * HOUR + step)).sort(
    (a, b) => a - b,
  );
}

const QUARTER = edgesOf("2026-04-01");
/** Forward over the edge of a quarter; a day back; a year ahead; leap days; and back to where it began. */
const WALK = [
  ...QUARTER,
  ...QUARTER.map((at) => at - DAY),
  ...edgesOf("2027-04-01"),
  ...edgesOf("2028-02-29"),
  ...edgesOf("2028-03-01"),
  ...QUARTER,
];

let program: Program;
let clock: FakeClock;
let next: () => Sitting;
beforeEach(async () => {
  program = await openProgram();
  clock = openFakeClock(program.data, QUARTER[0]!);
  next = sittings(chanceFrom(3), "jam");
  for (const { zone, code } of ZONES) await program.suara("unit", "add", "--code", code, "--name", "Puskesmas", "--zone", zone);
});
afterEach(() => program.close());

async function serve(
  at: number,
): Promise<{ server: Server; citizens: ReadonlyMap<string, Citizens>; readonly end: () => Promise<void> }> {
  clock.set(at);
  const server = await program.startServer({ environment: { ...clock.environment, SUARA_LOG: "info" } });
  const citizens = new Map(ZONES.map(({ code }) => [code as string, openCitizens(server.address, code, 1)]));
  return {
    server,
    citizens,
    async end() {
      for (const one of citizens.values()) one.close();
      expect(await program.end(server.child, "SIGTERM")).toBe(0);
    },
  };
}

function ask<Row>(statement: string): Row[] {
  const database = new Database(databaseOf(program.data), { readonly: true });
  try {
    return database.prepare<[], Row>(statement).all();
  } finally {
    database.close();
  }
}

const dayIn = (name: string, at: number): string => new Intl.DateTimeFormat("sv-SE", { timeZone: name }).format(at);

async function closedDays(server: Server): Promise<void> {
  for (let look = 0; look < 60; look += 1) {
    if (server.logged().includes("days closed")) return;
    await new Promise((later) => setTimeout(later, 250));
  }
  throw new Error("no day was closed");
}

describe("answers under a clock that jumps", () => {
  test("stand on the unit's own day and quarter, and no key counts twice", async () => {
    const { citizens, end } = await serve(WALK[0]!);
    const expected = new Map<string, number>();
    let rows = 0;
    const post = async (code: string, sitting: Sitting): Promise<void> => {
      expect((await citizens.get(code)!.post(sitting))?.status).toBe(303);
    };
    const keep = async (code: string, day: string, sitting: Sitting): Promise<void> => {
      await post(code, sitting);
      rows += 1;
      expected.set(`${code} ${day}`, (expected.get(`${code} ${day}`) ?? 0) + 1);
    };
    const first = ZONES.map(({ code, name }) => ({ code, day: dayIn(name, WALK[0]!), sitting: next() }));
    for (const { code, day, sitting } of first) await keep(code, day, sitting);
    for (const at of WALK) {
      clock.set(at);
      for (const { code, name } of ZONES) {
        await keep(code, dayIn(name, at), next());
        await keep(code, dayIn(name, at), next());
      }
      for (const { code, sitting } of first) await post(code, sitting);
    }
    expect(countRows(program.data)).toBe(rows);
    const found = ask<{ day: string; n: number }>(
      "SELECT u.code || ' ' || r.date AS day, count(*) AS n FROM responses r JOIN units u ON u.id = r.unit_id GROUP BY 1",
    );
    expect(new Map(found.map(({ day, n }) => [day, n]))).toEqual(expected);
    await end();

    for (const { code } of ZONES) {
      for (const [period, from, until] of [
        ["2026-TW1", "2026-01-01", "2026-04-01"],
        ["2026-TW2", "2026-04-01", "2026-07-01"],
      ] as const) {
        const inside = [...expected].filter(([day]) => day >= `${code} ${from}` && day < `${code} ${until}`);
        const index = await program.suara("index", "--unit", code, "--survey", "skm", "--period", period, "--json");
        expect((JSON.parse(index) as { respondents: number }).respondents).toBe(inside.reduce((sum, [, n]) => sum + n, 0));
      }
    }
    expect(await findingsIn(program.data)).toEqual([]);
  });

  test("lose what links them within a day when the day is closed, also after the clock was once a year ahead", async () => {
    const linked = (before: string): number =>
      ask<{ n: number }>(
        `SELECT (SELECT count(*) FROM spent_keys WHERE day < '${before}' OR (day IS NULL AND answers_digest IS NOT NULL))
              + (SELECT count(*) FROM held WHERE date < '${before}')
              + (SELECT count(*) FROM comments WHERE written_on < '${before}') AS n`,
      )[0]!.n;
    const noon = Date.parse("2026-04-01T05:00:00Z");
    const kept: { code: string; sitting: Sitting }[] = [];
    const answerOn = async (at: number): Promise<void> => {
      const { citizens, end } = await serve(at);
      for (const { code } of ZONES) {
        kept.push({ code, sitting: next() });
        expect((await citizens.get(code)!.post(kept.at(-1)!.sitting))?.status).toBe(303);
      }
      await end();
    };
    const closeOn = async (at: number, day: string): Promise<void> => {
      const { server, citizens, end } = await serve(at);
      await closedDays(server);
      expect(linked(day)).toBe(0);
      // Whoever sends again after the close is thanked, and nothing is added.
      const rows = countRows(program.data);
      for (const { code, sitting } of kept) expect((await citizens.get(code)!.post(sitting))?.status).toBe(303);
      expect(countRows(program.data)).toBe(rows);
      await end();
    };

    await answerOn(noon);
    expect(linked("2026-04-02")).toBeGreaterThan(0);
    await closeOn(noon + DAY, "2026-04-02");
    await closeOn(noon + 365 * DAY, "2027-04-01");
    await answerOn(noon + 2 * DAY);
    await closeOn(noon + 3 * DAY, "2026-04-04");
    expect(await findingsIn(program.data)).toEqual([]);
  });

  test("do not keep a server from seeing what a command changed on another day of its clock", async () => {
    const { server, end } = await serve(QUARTER[0]!);
    expect((await fetch(`${server.address}/s/pkm-baru`)).status).toBe(404);
    clock.set(QUARTER[0]! - DAY);
    expect((await fetch(`${server.address}/s/pkm-baru`)).status).toBe(404);
    await program.suara("unit", "add", "--code", "pkm-baru", "--name", "Puskesmas Baru");
    clock.set(QUARTER[0]! - DAY + 2000);
    expect((await fetch(`${server.address}/s/pkm-baru`)).status).toBe(200);
    await end();
  });
});
