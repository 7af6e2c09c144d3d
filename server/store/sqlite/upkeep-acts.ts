import { and, eq, lt } from "drizzle-orm";
import type { LocalDate } from "../../domain/periods/period.ts";
import { EVER } from "../rows.ts";
import { Gathering } from "../gathering.ts";
import type { UpkeepStore } from "../store.ts";
import { pragmaFindings } from "./connection.ts";
import type { Connection } from "./connection.ts";
import { dropStaged } from "./import-batch.ts";
import type { ResponseReader } from "./read-responses.ts";
import { responseReader } from "./read-responses.ts";
import { batches, cells, comments, held, marks, profileCells, spentKeys, surveys, units } from "./schema.ts";
import type { Sheets } from "./sheets.ts";

const DAY_CLOSED = "day-closed";

export function upkeepActs(connection: Connection, sheets: Sheets): UpkeepStore {
  const read = responseReader(connection, sheets);
  const setMark = (name: string, value: number): void => {
    connection.insert(marks).values({ name, value }).onConflictDoUpdate({ target: marks.name, set: { value } }).run();
  };

  return {
    async registerSurveys(versions) {
      return connection.transaction(
        (tx) =>
          versions.flatMap(({ ref, seal, questionKeys, max }) => {
            const known = tx.select().from(surveys).where(eq(surveys.ref, ref)).get();
            if (!known)
              tx.insert(surveys)
                .values({ ref, seal, questionKeys: questionKeys.join(","), max })
                .run();
            return known && known.seal !== seal ? [ref] : [];
          }),
        { behavior: "immediate" },
      );
    },

    async writeMark(at) {
      setMark("health", at);
    },

    async closeDay(today) {
      const closed = connection.select().from(marks).where(eq(marks.name, DAY_CLOSED)).get()?.value ?? 0;
      if (closed >= dayNumber(today)) return false;
      connection.transaction(
        (tx) => {
          tx.update(spentKeys).set({ day: null, answersDigest: null }).where(lt(spentKeys.day, today)).run();
          tx.delete(held).where(lt(held.date, today)).run();
          tx.update(comments).set({ writtenOn: null }).where(lt(comments.writtenOn, today)).run();
        },
        { behavior: "immediate" },
      );
      const left = connection
        .select()
        .from(batches)
        .where(and(eq(batches.whole, false), lt(batches.importedOn, today)))
        .all();
      for (const { unitId, id } of left) await dropStaged(connection, unitId, id);
      // Pages keep their cells in order of arrival until they are rewritten; the log still holds what was forgotten.
      connection.$client.exec("VACUUM");
      connection.$client.pragma("wal_checkpoint(TRUNCATE)");
      setMark(DAY_CLOSED, dayNumber(today));
      return true;
    },

    async check() {
      const client = connection.$client;
      const findings = [...pragmaFindings(client)].filter((finding) => !(client.memory && finding.startsWith("journal_mode")));
      for (const row of client.pragma("integrity_check") as { integrity_check: string }[]) {
        if (row.integrity_check !== "ok") findings.push(`file: ${row.integrity_check}`);
      }
      for (const row of client.pragma("foreign_key_check") as { table: string }[])
        findings.push(`reference: a row of ${row.table} names what is not there`);
      // One reading transaction: what a server keeps meanwhile is in neither the rows nor the counters that are compared.
      connection.transaction(() => {
        for (const unit of connection.select().from(units).all()) findings.push(...recount(connection, read, unit));
      });
      return findings;
    },
  };
}

/** The counters of one unit against its rows. */
function recount(connection: Connection, read: ResponseReader, unit: { readonly id: number; readonly code: string }): string[] {
  const gathering = new Gathering();
  for (const page of read(unit.id, ...EVER)) for (const row of page) gathering.count({ ...row, unitId: unit.id });
  const kept = connection.select().from(cells).where(eq(cells.unitId, unit.id)).all();
  const keptProfile = connection.select().from(profileCells).where(eq(profileCells.unitId, unit.id)).all();
  const counted = gathering.cells().map((cell) => ({ ...cell, counts: cell.counts.join(",") }));
  return [
    ...differences(
      `counters of ${unit.code}`,
      kept.filter(({ received }) => received !== 0),
      counted,
      ["received", "excluded", "respondents", "counts"],
    ),
    ...differences(
      `profile counters of ${unit.code}`,
      keptProfile.filter(({ people }) => people !== 0),
      gathering.profile(),
      ["people"],
    ),
  ];
}

function differences<Row extends object>(
  what: string,
  kept: readonly Row[],
  counted: readonly Row[],
  values: readonly (keyof Row)[],
): string[] {
  const name = (row: Row): string =>
    (Object.keys(row) as (keyof Row)[])
      .filter((key) => !values.includes(key))
      .sort()
      .map((key) => `${String(key)}=${String(row[key])}`)
      .join(" ");
  const value = (row: Row | undefined): string =>
    row ? values.map((key) => `${String(key)} ${String(row[key])}`).join("; ") : "nothing";
  const byName = new Map(counted.map((row) => [name(row), row]));
  const findings = kept.flatMap((row) => {
    const recounted = byName.get(name(row));
    byName.delete(name(row));
    return value(row) === value(recounted) ? [] : [`${what}: ${name(row)}: kept ${value(row)}, rows give ${value(recounted)}`];
  });
  return [...findings, ...[...byName.values()].map((row) => `${what}: ${name(row)}: kept nothing, rows give ${value(row)}`)];
}

function dayNumber(date: LocalDate): number {
  return Date.parse(`${date}T00:00:00Z`) / 86_400_000;
}
