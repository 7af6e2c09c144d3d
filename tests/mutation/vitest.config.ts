import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

/**
 * The tests that are held against changed rules: those of the domain, and of the definitions that are written by its schema. The
 * simulations are left out: each takes minutes, and would take them again for every change.
 */
export default defineConfig({
  root: fileURLToPath(new URL("../..", import.meta.url)),
  test: {
    include: ["tests/domain/**/*.test.ts", "tests/definitions/{shipped,refused}.test.ts"],
    exclude: ["tests/domain/**/simulation.test.ts"],
    testTimeout: 120_000,
    maxWorkers: 1,
  },
});
