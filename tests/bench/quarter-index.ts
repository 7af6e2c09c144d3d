import { join } from "node:path";
import type { Period } from "../../server/domain/periods/period.ts";
import { parsePeriod } from "../../server/domain/periods/period.ts";
import { databaseFile } from "../../server/store/open-store.ts";
import type { Bench } from "./bench-case.ts";
import { BenchFault } from "./bench-case.ts";
import { computeIndex, exactTally, indexJson, readCounted, surveyIn, unitReport } from "./compiled.ts";
import { importQuarter } from "./import-quarter.ts";
import type { Installation } from "./installation.ts";
import { makeInstallation } from "./installation.ts";
import { openScan } from "./scan-answers.ts";
import { timed } from "./timed.ts";

const ANSWERS = 20_000;

/** What both ways have to agree on. */
export interface QuarterFigures {
  readonly respondents: number;
  /** By question in key order, how often each score was given, from 1 up. */
  readonly counts: readonly (readonly number[])[];
  /** On 0–100, two decimals. */
  readonly index100: string;
}

/** The index of a unit's quarter: from the counters as page, API and command line read it, beside a scan of the answers. */
export const quarterIndexBench: Bench = {
  name: "quarter-index",
  title: `index of a unit's quarter, ${ANSWERS.toLocaleString("en")} answers`,
  async open(folder) {
    const data = join(folder, "data");
    const installation = await makeInstallation(data);
    const period = parsePeriod("2025-TW4");
    await importQuarter(installation, period, ANSWERS);
    const findings = await installation.parts.store.upkeep.check();
    if (findings.length > 0) throw new BenchFault(`the store finds: ${findings.slice(0, 3).join("; ")}`);
    const scan = openScan(databaseFile(data));
    const truth = scan.run(installation.unit.id, period);
    return {
      variants: [
        timed("whole report from counters", () => wholeReport(installation, period), truth),
        timed("index from counters", () => indexAlone(installation, period), truth),
        timed("bare scan of the answers", async () => scan.run(installation.unit.id, period), truth),
      ],
      comparisons: [
        { subject: "whole report from counters", limit: "bare scan of the answers" },
        { subject: "index from counters", limit: "bare scan of the answers" },
      ],
      notes: [
        `the report is what page and API compute: index, splits by service and counter, profile; the others compute the index alone; all give ${truth.index100}`,
        "the time of a scan grows with the answers, that of the counters does not",
      ],
      doubts: [],
      beside: async () => [{ name: "answers in the quarter", value: ANSWERS, unit: "rows" }],
      async close() {
        scan.close();
        await installation.parts.store.close();
      },
    };
  },
};

async function wholeReport({ parts, unit }: Installation, period: Period): Promise<QuarterFigures> {
  const report = await unitReport(parts, unit, period, "staff page", { trend: false });
  const { respondents, index, items } = indexJson(report, surveyIn(report, "skm"));
  return {
    respondents,
    counts: items.flatMap((item) => ("counts" in item ? [item.counts] : item.parts.map((part) => part.counts))),
    index100: index.kind === "value" ? index.index100 : "",
  };
}

/** The index of the SKM of a unit's period, from counters. */
export async function indexAlone({ parts, unit }: Installation, { months, until }: Period): Promise<QuarterFigures> {
  const skm = parts.definitions.latest("skm")!;
  const range = { unitId: unit.id, from: months[0]!, until: until.slice(0, 7) };
  const counted = await readCounted(parts.store, range, until, "operator", false);
  const { respondents, index, items } = computeIndex(skm, exactTally(counted, skm, { months }));
  return {
    respondents,
    counts: items.map(({ counts }) => counts!),
    index100: index.kind === "value" ? index.index100 : "",
  };
}
