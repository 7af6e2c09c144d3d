import { afterAll, beforeAll } from "vitest";
import { openPostgresStore } from "../../server/store/postgres/open-postgres-store.ts";
import type { TestPostgres } from "../support/postgres.ts";
import { openPostgres, postgresMigrations } from "../support/postgres.ts";
import { storeContract } from "./contract.ts";

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await openPostgres();
});
afterAll(() => postgres.close());

storeContract("postgres, written aside as a server does", async () =>
  openPostgresStore(await postgres.freshDatabase(), postgresMigrations(), { writeAside: true }),
);
