import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { NothingSkipped } from "./support/nothing-skipped.ts";

/** Everything `npm test` runs; tests that need tools outside npm live in tests/outside and have a configuration of their own. */
export default defineConfig({
  root: fileURLToPath(new URL("..", import.meta.url)),
  test: {
    include: ["tests/**/*.test.ts"],
    exclude: ["tests/outside/**"],
    reporters: ["default", new NothingSkipped()],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    // No test changes what modules share, and reading them all for each file took a third of the time.
    isolate: false,
  },
});
