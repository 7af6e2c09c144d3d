import { afterAll, beforeAll } from "vitest";
import type * as Engine from "../../server/store/postgres/open-postgres-store.ts";
import { compiled } from "../support/compiled.ts";
import type { TestPostgres } from "../support/postgres.ts";
import { openPostgres, postgresMigrations } from "../support/postgres.ts";
import { storeContract } from "./contract.ts";

const { openPostgresStore } = await compiled<typeof Engine>("store/postgres/open-postgres-store");
let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await openPostgres();
});
afterAll(() => postgres.close());

storeContract("postgres, written aside as a server does", async () =>
  openPostgresStore(await postgres.freshDatabase(), postgresMigrations(), { writeAside: true }),
);
