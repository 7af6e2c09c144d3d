import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import type * as Engine from "../../server/store/sqlite/open-sqlite-store.ts";
import { compiled } from "../support/compiled.ts";
import { migrationsFolder } from "../support/house.ts";
import { storeContract } from "./contract.ts";

const { openSqliteStore } = await compiled<typeof Engine>("store/sqlite/open-sqlite-store");
const folder = mkdtempSync(join(tmpdir(), "suara-aside-"));
afterAll(() => rmSync(folder, { recursive: true }));
let files = 0;

storeContract("sqlite, written aside as a server does", async () =>
  openSqliteStore(join(folder, `${(files += 1)}.sqlite`), migrationsFolder(), { writeAside: true }),
);
