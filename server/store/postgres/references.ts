import type { Act } from "./database.ts";
import { patiently } from "./patiently.ts";

/** Where the numbers in a response lead, by column. */
const REFERENCES = {
  unit_id: "units",
  counter_id: "counters",
  service_id: "services",
  sheet_id: "sheets",
  batch_id: "batches",
} as const;

const NAMED = `WITH named AS MATERIALIZED (SELECT DISTINCT ${Object.keys(REFERENCES).join(", ")} FROM responses)`;
const LOST = Object.entries(REFERENCES).map(
  ([column, table]) =>
    `SELECT '${table}' AS "table", count(DISTINCT ${column})::int AS n FROM named
     WHERE ${column} IS NOT NULL AND NOT EXISTS (SELECT 1 FROM ${table} WHERE ${table}.id = named.${column})`,
);

/** Responses that name what is not there; one line for each kind. All rows are read once. */
export async function referenceFindings({ $client }: Act): Promise<string[]> {
  await $client.query("SELECT set_config('statement_timeout', '0', true)");
  const rows = await patiently<{ table: string; n: number }>($client, `${NAMED} ${LOST.join(" UNION ALL ")}`);
  return rows.filter(({ n }) => n > 0).map(({ table, n }) => `reference: responses name ${n} of ${table} that are not there`);
}
