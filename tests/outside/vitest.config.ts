import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { NothingSkipped } from "../support/nothing-skipped.ts";

/** Checks that need tools outside npm; each says in one line how to install what it misses, and fails. */
export default defineConfig({
  root: fileURLToPath(new URL("../..", import.meta.url)),
  test: {
    include: ["tests/outside/**/*.test.ts"],
    reporters: ["default", new NothingSkipped()],
    testTimeout: 180_000,
    hookTimeout: 180_000,
    maxWorkers: 2,
  },
});
