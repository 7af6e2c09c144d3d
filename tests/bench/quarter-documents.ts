import { cpSync } from "node:fs";
import { join } from "node:path";
import { parsePeriod } from "../../server/domain/periods/period.ts";
import { closePeriod } from "../../server/reports/closing/close-period.ts";
import type { Bench } from "./bench-case.ts";
import { BenchFault } from "./bench-case.ts";
import { startApp } from "./child-server.ts";
import { ceilings, closeAll, downloading, fillOffice } from "./download-beside.ts";
import { openBeside } from "./installation.ts";
import type { Pinger } from "./pinger.ts";
import { startPinger } from "./pinger.ts";

const ANSWERS = 10_000;
const PERIOD = parsePeriod("2025-TW4");

/** What is asked for of a closed quarter, how long it may take (ms), and how its file begins. */
const DOCUMENTS = [
  { name: "PDF", format: "pdf", atMost: 1_000, begins: "%PDF-" },
  { name: "DOCX", format: "docx", atMost: 2_000, begins: "PK" },
  { name: "pack", format: "zip", atMost: 10_000, begins: "PK" },
] as const;

/** Report and evidence pack of a closed quarter, each from a server of its own, while a visitor is served. */
export const documentsBench: Bench = {
  name: "documents",
  title: `report and evidence pack of a quarter of ${ANSWERS.toLocaleString("en")} answers while others are served`,
  async open(folder) {
    const data = join(folder, "data");
    const office = await fillOffice(data, PERIOD, ANSWERS);
    const parts = await openBeside(data);
    const [unit, person] = [await parts.store.units.byId(office.unitId), await parts.store.people.byLogin("sari")];
    await closePeriod(parts, unit!, PERIOD, person!);
    await parts.store.close();
    const visitors: Pinger[] = [];
    const variants = [];
    for (const { name, format, begins } of DOCUMENTS) {
      // What one document leaves in memory must not count for another.
      const copy = join(folder, format);
      cpSync(data, copy, { recursive: true });
      const app = await startApp(copy);
      const visitor = await startPinger(app.address + office.form);
      visitors.push(visitor);
      const address = app.address + office.download(format);
      variants.push(
        await downloading(name, app, visitor, address, office.headers, 1, (file) => {
          if (!file.subarray(0, begins.length).equals(Buffer.from(begins)))
            throw new BenchFault(`${name}: the file does not begin with ${begins}`);
        }),
      );
    }
    return {
      variants,
      comparisons: [],
      ceilings: DOCUMENTS.flatMap(({ name, atMost }) => [
        { subject: name, figure: "time", unit: "ms", atMost },
        ...ceilings(name, 150),
      ]),
      notes: [
        "a round is one download; the first of each server also loads what sets and draws",
        "memory: the server's highest resident size while it sends, less that of the idle server before the first round",
        "stall: the longest wait of one visitor who asks for the form all the time",
      ],
      doubts: [],
      cold: true,
      beside: async () => [],
      close: async () => closeAll(folder, visitors),
    };
  },
};
