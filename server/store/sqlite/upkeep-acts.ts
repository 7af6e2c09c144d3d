import { eq } from "drizzle-orm";
import { Gathering } from "../gathering.ts";
import { counterFindings } from "../recount.ts";
import { EVER } from "../rows.ts";
import type { UpkeepStore } from "../store.ts";
import { isDayClosed } from "./close-day.ts";
import { pragmaFindings } from "./connection.ts";
import type { Connection } from "./connection.ts";
import type { ResponseReader } from "./read-responses.ts";
import { responseReader } from "./read-responses.ts";
import { cells, profileCells, surveys, units } from "./schema.ts";
import type { Sheets } from "./sheets.ts";
import { isTrouble } from "./trouble.ts";
import type { Writer } from "./writer.ts";

export function upkeepActs(connection: Connection, sheets: Sheets, writer: Writer): UpkeepStore {
  const read = responseReader(connection, sheets);
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

    writeMark: (at) => writer.writeMark(at),
    closeDay: (today) => writer.closeDay(today),
    isDayClosed: async (today) => isDayClosed(connection, today),

    async check() {
      const client = connection.$client;
      const findings = [...pragmaFindings(client)].filter((finding) => !(client.memory && finding.startsWith("journal_mode")));
      // A damaged page ends one kind of check, not the others: what was found until then is told.
      const looking = (look: () => void): void => {
        try {
          look();
        } catch (error) {
          if (!isTrouble(error)) throw error;
          findings.push(`file: cannot be read to its end (${error.code})`);
        }
      };
      looking(() => {
        for (const row of client.pragma("integrity_check") as { integrity_check: string }[])
          if (row.integrity_check !== "ok") findings.push(`file: ${row.integrity_check.replaceAll("\n", "; ")}`);
      });
      looking(() => {
        for (const row of client.pragma("foreign_key_check") as { table: string }[])
          findings.push(`reference: a row of ${row.table} names what is not there`);
      });
      // One reading transaction: what a server keeps meanwhile is in neither the rows nor the counters that are compared.
      looking(() =>
        connection.transaction(() => {
          for (const unit of connection.select().from(units).all()) findings.push(...recount(connection, read, unit));
        }),
      );
      return findings;
    },
  };
}

/** The counters of one unit against its rows. */
function recount(connection: Connection, read: ResponseReader, unit: { readonly id: number; readonly code: string }): string[] {
  const gathering = new Gathering();
  for (const page of read(unit.id, ...EVER)) for (const row of page) gathering.count({ ...row, unitId: unit.id });
  const kept = connection.select().from(cells).where(eq(cells.unitId, unit.id)).all();
  return counterFindings(
    unit.code,
    gathering,
    kept.map((cell) => ({ ...cell, counts: cell.counts.split(",").map(Number) })),
    connection.select().from(profileCells).where(eq(profileCells.unitId, unit.id)).all(),
  );
}
