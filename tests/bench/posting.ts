import Database from "better-sqlite3";
import { fields } from "../../server/domain/questionnaire/parse-answers.ts";
import type { Parts } from "../../server/parts.ts";
import type { Variant } from "./bench-case.ts";
import { BenchFault } from "./bench-case.ts";
import type { ChildServer } from "./child-server.ts";
import { loadServers } from "./load.ts";
import type { Sheet } from "./load-makers/load-plan.ts";

export interface Posting {
  readonly name: string;
  /** More than one share the connections. */
  readonly servers: readonly ChildServer[];
  readonly connections: number;
  readonly sheets: readonly Sheet[];
  /** How many answers lie there now; null for a variant that keeps none. */
  readonly countRows: (() => Promise<number>) | null;
  /** Whatever else must be right after a round. */
  readonly checkMore?: () => Promise<void>;
}

/** Posts answers over all connections; a round counts when each was answered 303 and every acknowledged one is there. */
export function postingVariant({ name, servers, connections, sheets, countRows, checkMore }: Posting): Variant {
  const plan = {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    sheets,
    keyField: fields.key,
    connections,
    status: 303,
  } as const;
  let [acknowledged, loads] = [0, 0];
  return {
    name,
    async measure(seconds) {
      const load = await loadServers(servers, plan, seconds);
      acknowledged += load.answered;
      loads += 1;
      return load;
    },
    async check() {
      if (countRows !== null) {
        const rows = await settled(countRows);
        if (rows < acknowledged) throw new BenchFault(`${name}: ${acknowledged} answers were acknowledged and ${rows} are there`);
        // What was under way when the load maker hung up may be kept without having been acknowledged.
        if (rows > acknowledged + loads * connections) throw new BenchFault(`${name}: ${rows} rows for ${acknowledged} answers`);
      }
      await checkMore?.();
    },
  };
}

/** Throws BenchFault unless counters, references and file are as the rows say. */
export async function demandSound({ store }: Parts): Promise<void> {
  const findings = await store.upkeep.check();
  if (findings.length > 0) throw new BenchFault(`the store finds: ${findings.slice(0, 3).join("; ")}`);
}

/** Counts the rows of a table of a SQLite file that another process writes. */
export function rowsIn(file: string, table: "responses" | "answers"): () => Promise<number> {
  return async () => {
    const database = new Database(file, { readonly: true });
    try {
      return database.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck().get()!;
    } finally {
      database.close();
    }
  };
}

/** The count once nothing more arrives. */
async function settled(countRows: () => Promise<number>): Promise<number> {
  for (let before = -1; ; await new Promise((later) => setTimeout(later, 150))) {
    const now = await countRows();
    if (now === before) return now;
    before = now;
  }
}
