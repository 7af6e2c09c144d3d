import { cpSync } from "node:fs";
import { join } from "node:path";
import { parsePeriod } from "../../server/domain/periods/period.ts";
import { databaseFile } from "../../server/store/open-store.ts";
import type { Bench } from "./bench-case.ts";
import { BenchFault } from "./bench-case.ts";
import { startApp, startBare } from "./child-server.ts";
import { ceilings, closeAll, downloading, fillOffice } from "./download-beside.ts";
import { startPinger } from "./pinger.ts";
import { countRows } from "./zip-rows.ts";

const ROWS = 1_000_000;
const PERIOD = parsePeriod("2025-TW4");
const [CSV, XLSX, LOADING_ALL] = ["app, CSV", "app, XLSX", "bare Fastify, loading all"];
/** What the machine itself lets a visitor wait while a server is busy. */
const TURNS = "bare Fastify, busy in turns of 1 ms";

export const exportBenches: readonly Bench[] = [
  {
    name: "export-csv",
    title: `CSV of ${ROWS.toLocaleString("en")} answers while others are served`,
    async open(folder) {
      const office = await fillOffice(join(folder, "data"), PERIOD, ROWS);
      const app = await startApp(office.data);
      const bare = await startBare("load-all", databaseFile(office.data), String(office.unitId));
      const busy = await startBare("busy-turns", String(ROWS));
      const [visitor, other] = [await startPinger(app.address + office.form), await startPinger(`${bare.address}/`)];
      const third = await startPinger(`${busy.address}/`);
      return {
        variants: [
          await downloading(CSV, app, visitor, app.address + office.download("csv"), office.headers, ROWS, holds(CSV, lines)),
          await downloading(LOADING_ALL, bare, other, `${bare.address}/answers.csv`, {}, ROWS, holds(LOADING_ALL, lines)),
          await downloading(TURNS, busy, third, `${busy.address}/answers.csv`, {}, ROWS, holds(TURNS, lines)),
        ],
        comparisons: [{ subject: CSV, limit: LOADING_ALL, bar: 3 }],
        ceilings: [...ceilings(CSV, 40, 15), ...ceilings(LOADING_ALL), ...ceilings(TURNS)],
        notes: NOTES,
        doubts: [],
        cold: true,
        beside: async () => [],
        close: async () => closeAll(folder, [visitor, other, third]),
      };
    },
  },
  {
    name: "export-xlsx",
    title: `XLSX of ${ROWS.toLocaleString("en")} answers while others are served`,
    async open(folder) {
      const office = await fillOffice(join(folder, "data"), PERIOD, ROWS);
      // Each in a server of its own, because what one export leaves in memory must not count for the other.
      const copy = join(folder, "copy");
      cpSync(office.data, copy, { recursive: true });
      const [app, csv] = [await startApp(office.data), await startApp(copy)];
      const [visitor, other] = [await startPinger(app.address + office.form), await startPinger(csv.address + office.form)];
      return {
        variants: [
          await downloading(
            XLSX,
            app,
            visitor,
            app.address + office.download("xlsx"),
            office.headers,
            ROWS,
            holds(XLSX, countRows),
          ),
          await downloading(CSV, csv, other, csv.address + office.download("csv"), office.headers, ROWS, holds(CSV, lines)),
        ],
        comparisons: [{ subject: XLSX, limit: CSV }],
        ceilings: [...ceilings(XLSX, 120, 50), ...ceilings(CSV)],
        notes: NOTES,
        doubts: [],
        cold: true,
        beside: async () => [],
        close: async () => closeAll(folder, [visitor, other]),
      };
    },
  },
];

const NOTES = [
  "per second: rows; a round is one download, counted row by row",
  "memory: the server's highest resident size while it sends, less that of the idle server before the first round",
  "stall: the longest wait of one visitor who asks for the form all the time",
];

/** A file that holds every row. A workbook holds a few more on its other sheets. */
function holds(name: string, count: (file: Buffer) => number | Promise<number>): (file: Buffer) => Promise<void> {
  return async (file) => {
    const rows = (await count(file)) - 1;
    if (rows < ROWS || rows > ROWS + 1000) throw new BenchFault(`${name}: ${rows} rows instead of ${ROWS}`);
  };
}

function lines(file: Buffer): number {
  let found = 0;
  for (let at = file.indexOf(10); at >= 0; at = file.indexOf(10, at + 1)) found += 1;
  return found;
}
