import type { Reporter, TestModule } from "vitest/node";

/** Fails the run when a test was skipped, left as a note or cut short: a test that did not run has not passed. */
export class NothingSkipped implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const skipped = modules.flatMap((module) => [...module.children.allTests("skipped")].map((test) => test.fullName));
    const unended = modules.filter((module) => ["pending", "queued"].includes(module.state()));
    if (unended.length > 0) {
      process.exitCode = 1;
      process.stderr.write(`Files that did not come to an end:\n${unended.map(named).join("")}`);
    }
    const ran = modules.reduce((n, module) => n + [...module.children.allTests("passed")].length, 0);
    if (skipped.length > 0) {
      process.exitCode = 1;
      process.stderr.write(`Skipped tests are failures here:\n${skipped.map((name) => `  ${name}`).join("\n")}\n`);
    }
    if (ran === 0) process.exitCode = 1;
  }
}

/** A file with those of its tests that have no result: a process that died takes the report of the file with it. */
function named(module: TestModule): string {
  const without = [...module.children.allTests("pending")].map((test) => `    ${test.fullName}\n`);
  return `  ${module.relativeModuleId}\n${without.join("")}`;
}
