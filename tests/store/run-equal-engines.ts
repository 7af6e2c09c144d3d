import { openPostgresStore } from "../../server/store/postgres/open-postgres-store.ts";
import { openSqliteStore } from "../../server/store/sqlite/open-sqlite-store.ts";
import { migrationsFolder, shippedDefinitions } from "../support/house.ts";
import { openPostgres, postgresMigrations } from "../support/postgres.ts";
import { compareEngines } from "./equal-engines.ts";

/** `npm run equal-engines`: the long form of equal-engines.test.ts, with new sequences each time. */
const SEQUENCES = 10_000;
const EVERY = 500;

const start = performance.now();
const postgres = await openPostgres();
try {
  await compareEngines(
    shippedDefinitions(),
    [
      async () => openSqliteStore(":memory:", migrationsFolder()),
      async () => openPostgresStore(await postgres.freshDatabase(), postgresMigrations()),
    ],
    SEQUENCES,
    (done) => {
      if (done % EVERY === 0) process.stdout.write(`${done} sequences, ${seconds()} s\n`);
    },
  );
  process.stdout.write(`${SEQUENCES} sequences gave equal rows, figures and refusals on both engines, in ${seconds()} s\n`);
} finally {
  await postgres.close();
}

function seconds(): number {
  return Math.round((performance.now() - start) / 1000);
}
