import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { openSqliteStore } from "../../server/store/sqlite/open-sqlite-store.ts";
import { migrationsFolder } from "../support/house.ts";
import { storeContract } from "./contract.ts";

const folder = mkdtempSync(join(tmpdir(), "suara-aside-"));
afterAll(() => rmSync(folder, { recursive: true }));
let files = 0;

storeContract("sqlite, written aside as a server does", async () =>
  openSqliteStore(join(folder, `${(files += 1)}.sqlite`), migrationsFolder(), { writeAside: true }),
);
