import { eq } from "drizzle-orm";
import type { Connection } from "./connection.ts";
import { marks } from "./schema.ts";

/** Single numbers of the installation, by name. */
export function mark(connection: Connection, name: string): number | undefined {
  return connection.select().from(marks).where(eq(marks.name, name)).get()?.value;
}

export function setMark(connection: Connection, name: string, value: number): void {
  connection.insert(marks).values({ name, value }).onConflictDoUpdate({ target: marks.name, set: { value } }).run();
}
