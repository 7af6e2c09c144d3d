import { lt } from "drizzle-orm";
import type { LocalDate } from "../../domain/periods/period.ts";
import type { Act, Database } from "./database.ts";
import { patiently } from "./patiently.ts";
import { comments, held, lateKeys, reasons, spentKeys } from "./schema.ts";

/**
 * Forgets what links within the days before `today`, and writes their keys, responses and comments again in the order of
 * their random keys, because rows lie in the order in which they were written. All in one transaction: what is taken out of
 * a table is put back by the same statement.
 */
export async function endDays(tx: Act, today: LocalDate): Promise<void> {
  const run = (text: string, ...values: unknown[]) => patiently(tx.$client, text, values);
  await run("SELECT set_config('suara.rewrites_day', 'on', true), set_config('statement_timeout', '0', true)");
  // Keys name the days that have ended since the last time; one that came in late is found the next night.
  await run(
    `WITH gone AS (
       DELETE FROM responses USING units, (SELECT DISTINCT day FROM spent_keys WHERE day < $1) AS ended
       WHERE responses.unit_id = units.id AND responses.date = ended.day AND responses.batch_id IS NULL
       RETURNING responses.*)
     INSERT INTO responses SELECT * FROM gone ORDER BY unit_id, date, id`,
    today,
  );
  await run("DELETE FROM held WHERE date < $1", today);
  await run("DELETE FROM slips WHERE last_day < $1", today);
  await run(
    `WITH gone AS (DELETE FROM comments WHERE written_on < $1 RETURNING *)
     INSERT INTO comments (id, unit_id, month, written_on, batch_id, words)
     SELECT id, unit_id, month, NULL, batch_id, words FROM gone ORDER BY id`,
    today,
  );
  await run(
    `WITH gone AS (DELETE FROM reasons WHERE written_on < $1 RETURNING *)
     INSERT INTO reasons (id, unit_id, month, written_on, survey_id, question, code)
     SELECT id, unit_id, month, NULL, survey_id, question, code FROM gone ORDER BY id`,
    today,
  );
  await run(
    `WITH gone AS (DELETE FROM spent_keys WHERE day < $1 RETURNING key_digest)
     INSERT INTO spent_keys (key_digest, day, answers_digest, unit_id)
     SELECT key_digest, NULL, NULL, NULL FROM gone ORDER BY key_digest`,
    today,
  );
  await run(
    `WITH gone AS (
       DELETE FROM late_answers USING (SELECT DISTINCT day FROM late_keys WHERE day < $1) AS ended
       WHERE late_answers.arrived_on = ended.day RETURNING late_answers.*)
     INSERT INTO late_answers SELECT * FROM gone ORDER BY unit_id, arrived_on, id`,
    today,
  );
  await run(
    `WITH gone AS (DELETE FROM late_keys WHERE day < $1 RETURNING key_digest)
     INSERT INTO late_keys (key_digest, day, answers_digest) SELECT key_digest, NULL, NULL FROM gone ORDER BY key_digest`,
    today,
  );
}

/** Whether something still links within a day that is over. */
export async function isLinkedBefore({ read }: Pick<Database, "read">, today: LocalDate): Promise<boolean> {
  const keys = await read.select({ day: spentKeys.day }).from(spentKeys).where(lt(spentKeys.day, today)).limit(1);
  const late = await read.select({ day: lateKeys.day }).from(lateKeys).where(lt(lateKeys.day, today)).limit(1);
  const answers = await read.select({ date: held.date }).from(held).where(lt(held.date, today)).limit(1);
  const words = await read.select({ id: comments.id }).from(comments).where(lt(comments.writtenOn, today)).limit(1);
  const why = await read.select({ id: reasons.id }).from(reasons).where(lt(reasons.writtenOn, today)).limit(1);
  return keys.length + late.length + answers.length + words.length + why.length > 0;
}

/** Gives the places of the rows as they were before back to the tables; until then the old order still lies there. */
export async function sweepTables({ pool }: Database): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query("SET statement_timeout = 0");
    await patiently(client, "VACUUM (ANALYZE) responses, spent_keys, late_answers, late_keys, comments, reasons, held, slips");
  } finally {
    client.release(true);
  }
}
