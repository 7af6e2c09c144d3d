import { rmSync, statSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { parsePeriod } from "../../server/domain/periods/period.ts";
import { bringUpLog } from "./compiled.ts";
import { databaseFile } from "../../server/store/open-store.ts";
import type { Bench, Measure, Variant } from "./bench-case.ts";
import { fillAnswers } from "./fill-answers.ts";
import { openBeside } from "./installation.ts";
import { demandSound } from "./posting.ts";

const ANSWERS = 100_000;
const YEAR = { from: parsePeriod("2025-TW1").from, until: parsePeriod("2025-TW4").until };
const [APP, BARE] = ["app, after the day is closed", "bare table, bits alone"];
/** Tables by what they are for; everything else in the file is the installation itself. */
const PARTS: Readonly<Record<string, readonly string[]>> = {
  rows: ["responses"],
  "spent keys": ["spent_keys"],
  counters: ["cells", "profile_cells"],
  log: ["log_entries", "log_entries_by_part", "log_entries_by_size"],
};

/** What one answer to all three surveys takes on the disk. */
export const diskBench: Bench = {
  name: "disk",
  title: `bytes on the disk for one answer to SKM, SPKP and SPAK with profile, no comment, ${ANSWERS.toLocaleString("en")} answers over a year`,
  async open(folder) {
    return {
      variants: [afterClose(folder), bareBits(folder)],
      comparisons: [{ subject: APP, limit: BARE, of: "size" }],
      ceilings: [
        { subject: APP, figure: "rows", unit: "bytes", atMost: 120, untimed: true },
        { subject: APP, figure: "spent keys", unit: "bytes", untimed: true },
        { subject: APP, figure: "counters", unit: "bytes", untimed: true },
        { subject: APP, figure: "log", unit: "bytes", untimed: true },
        { subject: APP, figure: "write-ahead log", unit: "bytes", untimed: true },
        { subject: APP, figure: "all", unit: "bytes", atMost: 250, untimed: true },
        { subject: BARE, figure: "all", unit: "bytes", untimed: true },
      ],
      notes: [
        "one unit, four services, three counters; every round holds other answers; all: the whole file and its log",
        "the bare table holds unit, day, a number within the day, and the 26 or so scores as bits: no profile, no service, no key",
        "“per second” and “mean ms” stand for answers per byte and bytes per answer",
      ],
      doubts: [],
      cold: true,
      beside: async () => [],
      close: async () => undefined,
    };
  },
};

function afterClose(folder: string): Variant {
  const data = join(folder, "data");
  let round = 0;
  let check: () => Promise<void> = async () => undefined;
  return {
    name: APP,
    async measure() {
      round += 1;
      rmSync(data, { recursive: true, force: true });
      const surveys = ["skm", "spkp", "spak"];
      const [unit] = await fillAnswers(data, { answers: [ANSWERS], surveys, period: YEAR, seed: round });
      spendKeys(databaseFile(data));
      const parts = await openBeside(data);
      await bringUpLog(parts, unit!, { answers: YEAR.until, imports: YEAR.until, comments: "2026-01" });
      await parts.store.upkeep.closeDay("2026-01-01");
      check = async () => {
        await demandSound(parts);
        await parts.store.close();
      };
      return sized(databaseFile(data));
    },
    check: () => check(),
  };
}

/** A key for each answer, on its day: they go into the log, and their digest alone stays. */
function spendKeys(file: string): void {
  const database = new Database(file);
  database.exec("INSERT INTO spent_keys (key_digest, day, unit_id) SELECT randomblob(16), date, unit_id FROM responses");
  database.close();
}

function bareBits(folder: string): Variant {
  return {
    name: BARE,
    async measure() {
      const file = join(folder, "bare.sqlite");
      rmSync(file, { force: true });
      const database = new Database(file);
      database.exec("CREATE TABLE bits (unit, day, n, low, high, PRIMARY KEY (unit, day, n)) WITHOUT ROWID");
      const add = database.prepare("INSERT INTO bits VALUES (1, ?, ?, ?, ?)");
      database.transaction(() => {
        for (let n = 0; n < ANSWERS; n += 1)
          add.run(
            Math.floor((n * 365) / ANSWERS),
            n % 1000,
            Math.floor(Math.random() * 2 ** 27),
            Math.floor(Math.random() * 2 ** 27),
          );
      })();
      database.exec("VACUUM");
      database.close();
      const all = statSync(file).size / ANSWERS;
      return { ...asRate(all), others: { all } };
    },
    check: async () => undefined,
  };
}

/** Pages by table, from the file itself. */
function sized(file: string): Measure {
  const database = new Database(file, { readonly: true });
  const pages = database.prepare<[string], number>("SELECT coalesce(sum(pgsize), 0) FROM dbstat WHERE name = ?").pluck();
  const others = Object.fromEntries(
    Object.entries(PARTS).map(([name, tables]) => [name, tables.reduce((sum, table) => sum + pages.get(table)!, 0) / ANSWERS]),
  );
  database.close();
  const log = statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0;
  const all = (statSync(file).size + log) / ANSWERS;
  return { ...asRate(all), others: { ...others, "write-ahead log": log / ANSWERS, all } };
}

function asRate(bytes: number): Measure {
  return { perSecond: 1 / bytes, meanMs: bytes, serverMicros: null, loaderBusy: null };
}
