import { and, eq, lt, ne } from "drizzle-orm";
import { dayNumber } from "../../domain/periods/days.ts";
import { Gathering } from "../gathering.ts";
import { counterFindings } from "../recount.ts";
import { EVER } from "../rows.ts";
import type { UpkeepStore } from "../store.ts";
import type { Act, Database } from "./database.ts";
import { SNAPSHOT } from "./database.ts";
import { endDays, isLinkedBefore, sweepTables } from "./end-days.ts";
import { dropStaged } from "./import-batch.ts";
import { settingFindings } from "./open-database.ts";
import { readResponses } from "./read-responses.ts";
import { referenceFindings } from "./references.ts";
import { batches, cells, marks, profileCells, surveys, units } from "./schema.ts";
import type { Sheets } from "./sheets.ts";

const DAY_CLOSED = "day-closed";

export function upkeepActs(database: Database, sheets: Sheets): UpkeepStore {
  const { read } = database;

  return {
    async registerSurveys(versions) {
      return database.whole(async (tx) => {
        const changed: string[] = [];
        for (const { ref, seal, questionKeys, max } of versions) {
          await tx
            .insert(surveys)
            .values({ ref, seal, questionKeys: questionKeys.join(","), max })
            .onConflictDoNothing();
          const [known] = await tx.select().from(surveys).where(eq(surveys.ref, ref));
          if (known!.seal !== seal) changed.push(ref);
        }
        return changed;
      });
    },

    async writeMark(at) {
      await read
        .insert(marks)
        .values({ name: "health", value: at })
        .onConflictDoUpdate({ target: marks.name, set: { value: at } });
    },

    async closeDay(today) {
      const day = dayNumber(today);
      const [closed] = await read.select().from(marks).where(eq(marks.name, DAY_CLOSED));
      if (closed?.value === day) return false;
      // A clock that was ahead once has ended days that were still to come; what was answered on them since ends in its time.
      if (closed && closed.value > day && !(await isLinkedBefore(database, today))) return false;
      const left = await read
        .select({ id: batches.id })
        .from(batches)
        .where(and(eq(batches.whole, false), lt(batches.importedOn, today)));
      for (const { id } of left) await dropStaged(database, id);
      const ended = await database.whole(async (tx) => {
        // Of several processes the first to write the mark ends the days; the others wait here, and find it done.
        const first = await tx
          .insert(marks)
          .values({ name: DAY_CLOSED, value: day })
          .onConflictDoUpdate({ target: marks.name, set: { value: day }, setWhere: ne(marks.value, day) })
          .returning();
        if (first.length > 0) await endDays(tx, today);
        return first.length > 0;
      });
      if (ended) await sweepTables(database);
      return ended;
    },

    async isDayClosed(today) {
      const [closed] = await read.select().from(marks).where(eq(marks.name, DAY_CLOSED));
      return closed?.value === dayNumber(today);
    },

    async check() {
      const findings = [...(await settingFindings(database)), ...(await database.whole(referenceFindings, SNAPSHOT))];
      // One moment for rows and counters of a unit: what is kept meanwhile is in neither.
      for (const unit of await read.select({ id: units.id, code: units.code }).from(units))
        findings.push(...(await database.whole((tx) => recount(tx, sheets, unit), SNAPSHOT)));
      return findings;
    },
  };
}

/** The counters of one unit against its rows. */
async function recount(tx: Act, sheets: Sheets, unit: { readonly id: number; readonly code: string }): Promise<string[]> {
  const gathering = new Gathering();
  for await (const page of readResponses(tx, sheets, unit.id, ...EVER))
    for (const row of page) gathering.count({ ...row, unitId: unit.id });
  const kept = await tx.select().from(cells).where(eq(cells.unitId, unit.id));
  const keptProfile = await tx.select().from(profileCells).where(eq(profileCells.unitId, unit.id));
  return counterFindings(unit.code, gathering, kept, keptProfile);
}
