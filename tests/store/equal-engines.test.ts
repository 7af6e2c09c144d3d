import { afterAll, beforeAll, test } from "vitest";
import { openPostgresStore } from "../../server/store/postgres/open-postgres-store.ts";
import { openSqliteStore } from "../../server/store/sqlite/open-sqlite-store.ts";
import { migrationsFolder, shippedDefinitions } from "../support/house.ts";
import type { TestPostgres } from "../support/postgres.ts";
import { openPostgres, postgresMigrations } from "../support/postgres.ts";
import { compareEngines } from "./equal-engines.ts";

/** As many as a run of all tests has time for; `npm run equal-engines` runs ten thousand. */
const SEQUENCES = 300;
/** Twenty seconds on a machine with nothing else to do. */
const TIMEOUT_MS = 600_000;

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await openPostgres();
});
afterAll(() => postgres.close());

test(
  "the same acts give the same rows, figures and refusals on SQLite and on PostgreSQL",
  async () => {
    await compareEngines(
      shippedDefinitions(),
      [
        async () => openSqliteStore(":memory:", migrationsFolder()),
        async () => openPostgresStore(await postgres.freshDatabase(), postgresMigrations()),
      ],
      SEQUENCES,
    );
  },
  TIMEOUT_MS,
);
