import { rmSync } from "node:fs";
import { join } from "node:path";
import { parsePeriod } from "../../server/domain/periods/period.ts";
import type { Unit } from "../../server/domain/response.ts";
import type { Parts } from "../../server/parts.ts";
import { databaseFile } from "../../server/store/open-store.ts";
import type { Bench } from "./bench-case.ts";
import { fillAnswers, unequalSizes } from "./fill-answers.ts";
import { openBeside } from "./installation.ts";
import { demandSound } from "./posting.ts";
import { indexAlone } from "./quarter-index.ts";
import { openScan } from "./scan-answers.ts";
import { timed } from "./timed.ts";

const UNITS = 1000;
const AGENCY = 60;
const [LESS, MORE] = [1_000_000, 5_000_000];
/** By size, from 1: the largest, and one with as many answers as a unit has on average. */
const [LARGEST, AVERAGE] = [1, 134];
const [YEAR, PERIOD] = [{ from: "2025-01-01", until: "2026-01-01" }, parsePeriod("2025-TW4")];

interface Filled {
  readonly parts: Parts;
  readonly data: string;
  readonly units: readonly Unit[];
}

/** Whether an index costs the same however many answers there are, and what a scan of them would cost. */
export const quarterAtScaleBench: Bench = {
  name: "quarter-at-scale",
  title: `index of a unit's quarter, ${LESS / 1e6} and ${MORE / 1e6} million answers over ${UNITS} units`,
  async open(folder) {
    const fill = async (total: number): Promise<Filled> => {
      const data = join(folder, String(total));
      const units = await fillAnswers(data, { answers: unequalSizes(UNITS, total), surveys: ["skm"], period: YEAR });
      return { parts: await openBeside(data), data, units };
    };
    const [less, more] = [await fill(LESS), await fill(MORE)];
    await demandSound(less.parts);

    const scans = [openScan(databaseFile(less.data)), openScan(databaseFile(more.data))] as const;
    const index = ({ parts, units }: Filled, size: number) => indexAlone({ parts, unit: units[size - 1]! }, PERIOD);
    const truth = (scan: (typeof scans)[0], { units }: Filled, size: number) => scan.run(units[size - 1]!.id, PERIOD);
    const agency = Array.from({ length: AGENCY }, (_, at) => at + 1);
    const allTruths = agency.map((size) => truth(scans[1], more, size));
    const [largest, average] = [allTruths[LARGEST - 1]!, truth(scans[1], more, AVERAGE)];
    const [whole, fifth] = ["largest unit, of 5 million", "largest unit, of 1 million"];
    const all = `all ${AGENCY} units of an agency, of 5 million`;
    return {
      variants: [
        timed(whole, () => index(more, LARGEST), largest),
        timed(fifth, () => index(less, LARGEST), truth(scans[0], less, LARGEST)),
        timed("scan of the largest unit's quarter", async () => truth(scans[1], more, LARGEST), largest),
        timed("average unit, of 5 million", () => index(more, AVERAGE), average),
        timed("scan of the average unit's quarter", async () => truth(scans[1], more, AVERAGE), average),
        timed(
          all,
          async () => {
            const found = [];
            for (const size of agency) found.push(await index(more, size));
            return found;
          },
          allTruths,
        ),
      ],
      comparisons: [
        { subject: whole, limit: fifth, of: "time", bar: 1.5 },
        { subject: whole, limit: "scan of the largest unit's quarter", bar: 100 },
        { subject: "average unit, of 5 million", limit: "scan of the average unit's quarter" },
      ],
      ceilings: [{ subject: all, figure: "time", unit: "ms", atMost: 50 }],
      notes: [
        "units differ as they do in life: the second has half the answers of the first, the third a third; over one year",
        `in the quarter, of 5 million: the largest ${largest.respondents.toLocaleString("en")} answers, the average one ${average.respondents.toLocaleString("en")}`,
        "scan: a bare loop over the unit's rows of the quarter by the key of the table, which is faster than sums in SQL",
        "the agency is made of the largest units; the file of 1 million was recounted whole, of 5 million these units",
      ],
      doubts: [],
      beside: async () => [],
      async close() {
        for (const scan of scans) scan.close();
        for (const { parts, data } of [less, more]) {
          await parts.store.close();
          rmSync(data, { recursive: true });
        }
      },
    };
  },
};
