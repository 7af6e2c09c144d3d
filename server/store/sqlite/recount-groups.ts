import type Database from "better-sqlite3";
import { eq } from "drizzle-orm";
import { drizzle } from "drizzle-orm/better-sqlite3";
import { Gathering } from "../gathering.ts";
import { groupsByRow, packGroups } from "../profile-groups.ts";
import { EVER } from "../rows.ts";
import { mark } from "./marks.ts";
import { responseReader } from "./read-responses.ts";
import * as schema from "./schema.ts";
import { Sheets } from "./sheets.ts";

const DUE = "recount-groups";

/** Counts the groups of people anew from the rows, once, for a file whose schema had no room for their scores. */
export function recountGroups(client: Database.Database): void {
  const connection = drizzle(client, { schema });
  if (mark(connection, DUE) === undefined) return;
  const read = responseReader(connection, new Sheets(connection));
  for (const { id } of connection.select({ id: schema.units.id }).from(schema.units).all()) {
    const gathering = new Gathering();
    for (const page of read(id, ...EVER)) for (const row of page) gathering.count({ ...row, unitId: id });
    for (const { groups, ...row } of groupsByRow(gathering.profile()))
      connection
        .insert(schema.profileCells)
        .values({ ...row, groups: packGroups(groups) })
        .run();
  }
  connection.delete(schema.marks).where(eq(schema.marks.name, DUE)).run();
}
