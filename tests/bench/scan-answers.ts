import Database from "better-sqlite3";
import type { Period } from "../../server/domain/periods/period.ts";
import type { QuarterFigures } from "./quarter-index.ts";

const QUESTIONS = 9;
const SCORES = 4;
const ZERO = "0".charCodeAt(0);

/**
 * The limit variant: a bare better-sqlite3 loop over the rows, and the arithmetic of PermenPANRB 14/2017 in plain numbers,
 * sharing nothing with the program. It knows that every row holds nine questions of the SKM and that none is set aside.
 */
export function openScan(file: string): { run(unitId: number, period: Period): QuarterFigures; close(): void } {
  const database = new Database(file, { readonly: true });
  const rows = database
    .prepare<[number, string, string], string>("SELECT answers FROM responses WHERE unit_id = ? AND date >= ? AND date < ?")
    .pluck();
  return {
    run(unitId, period) {
      const counts = Array.from({ length: QUESTIONS }, () => Array<number>(SCORES).fill(0));
      let respondents = 0;
      for (const answers of rows.all(unitId, period.from, period.until)) {
        let rated = false;
        for (let at = 0; at < QUESTIONS; at += 1) {
          const score = answers.charCodeAt(at) - ZERO;
          if (score < 1 || score > SCORES) continue;
          counts[at]![score - 1]! += 1;
          rated = true;
        }
        if (rated) respondents += 1;
      }
      const means = counts.map(
        (given) => given.reduce((sum, n, at) => sum + n * (at + 1), 0) / given.reduce((sum, n) => sum + n, 0),
      );
      const index = (means.reduce((sum, mean) => sum + mean, 0) / QUESTIONS) * 25;
      return { respondents, counts, index100: (Math.round(index * 100) / 100).toFixed(2) };
    },
    close() {
      database.close();
    },
  };
}
