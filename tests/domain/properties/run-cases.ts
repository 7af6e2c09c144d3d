import { parseArgs } from "node:util";
import { startVitest } from "vitest/node";

/** `npm run cases`: the properties of the domain, each tried a hundred thousand times, and what kinds of cases those were. */
const { values } = parseArgs({ options: { cases: { type: "string", default: "100000" }, seed: { type: "string" } } });
const seed = values.seed ?? String(Date.now() % 2 ** 31);
for (const number of [values.cases, seed])
  if (!/^\d{1,9}$|^[12]\d{9}$/.test(number)) throw new Error(`"${number}" is not a whole number`);

const start = performance.now();
process.stdout.write(`${values.cases} cases of every property, seed ${seed}\n`);
const vitest = await startVitest("test", ["tests/domain/properties"], {
  config: "tests/vitest.config.ts",
  watch: false,
  env: { CASES: values.cases, SEED: seed },
  reporters: ["verbose"],
  disableConsoleIntercept: true,
  testTimeout: 3_600_000,
});
const tests = vitest.state.getTestModules().flatMap((module) => [...module.children.allTests()]);
const failed = tests.filter((test) => test.result().state !== "passed");
process.stdout.write(
  `${tests.length - failed.length} of ${tests.length} tests passed, ${values.cases} cases of every property, seed ${seed}, in ${Math.round((performance.now() - start) / 1000)} s\n`,
);
await vitest.close();
