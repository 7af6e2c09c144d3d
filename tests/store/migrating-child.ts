import { openSqliteStore } from "../../server/store/sqlite/open-sqlite-store.ts";

/** A process of its own that opens a database, and may be killed while it is brought up to date. */
const [file = "", migrations = ""] = process.argv.slice(2);
process.send?.("begins");
await openSqliteStore(file, migrations).close();
process.disconnect?.();
