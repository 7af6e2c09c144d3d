import { eq } from "drizzle-orm";
import { Gathering } from "../gathering.ts";
import { groupsByRow, packGroups } from "../profile-groups.ts";
import { EVER } from "../rows.ts";
import type { Database } from "./database.ts";
import { readResponses } from "./read-responses.ts";
import { marks, profileCells, units } from "./schema.ts";
import { Sheets } from "./sheets.ts";

const DUE = "recount-groups";

/** Counts the groups of people anew from the rows, once, for a database whose schema had no room for their scores. */
export async function recountGroups(database: Database): Promise<void> {
  const sheets = new Sheets(database.read);
  await database.whole(async (tx) => {
    const due = await tx.delete(marks).where(eq(marks.name, DUE)).returning();
    if (due.length === 0) return;
    for (const { id } of await tx.select({ id: units.id }).from(units)) {
      const gathering = new Gathering();
      for await (const page of readResponses(tx, sheets, id, ...EVER))
        for (const row of page) gathering.count({ ...row, unitId: id });
      const rows = groupsByRow(gathering.profile()).map(({ groups, ...row }) => ({ ...row, groups: packGroups(groups) }));
      if (rows.length > 0) await tx.insert(profileCells).values(rows);
    }
  });
}
