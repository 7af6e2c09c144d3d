import type { Reporter, TestModule } from "vitest/node";

/** Fails the run when a test was skipped or left as a note: a test that did not run has not passed. */
export class NothingSkipped implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const skipped = modules.flatMap((module) => [...module.children.allTests("skipped")].map((test) => test.fullName));
    const ran = modules.reduce((n, module) => n + [...module.children.allTests("passed")].length, 0);
    if (skipped.length > 0) {
      process.exitCode = 1;
      process.stderr.write(`Skipped tests are failures here:\n${skipped.map((name) => `  ${name}`).join("\n")}\n`);
    }
    if (ran === 0) process.exitCode = 1;
  }
}
