import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { groupCommit } from "../../server/store/group-commit.ts";

/** Commits that end when the test says so. */
function slowDisk() {
  const commits: { readonly group: readonly number[]; end(): void; fail(error: Error): void }[] = [];
  const commit = (group: readonly number[]): Promise<string[]> =>
    new Promise((resolve, reject) => {
      commits.push({ group, end: () => resolve(group.map((act) => `kept ${act}`)), fail: reject });
    });
  return { commits, commit };
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
const rules = { ahead: 0, isTrouble: (error: unknown) => error instanceof RangeError, observe: () => undefined };

describe("groups of acts", () => {
  test("nobody is answered before the commit, and what comes meanwhile goes together in the next one", async () => {
    const { commits, commit } = slowDisk();
    const together = groupCommit(commit, rules);
    const answered: string[] = [];
    const ask = (act: number): void => void together.run(act).then((outcome) => answered.push(outcome));

    ask(1);
    ask(2);
    await turn();
    for (const act of [3, 4, 5]) {
      ask(act);
      await turn();
    }
    expect(answered).toEqual([]);
    expect(commits.map(({ group }) => group)).toEqual([[1, 2]]);

    commits[0]!.end();
    await turn();
    expect(answered).toEqual(["kept 1", "kept 2"]);
    expect(commits[1]!.group).toEqual([3, 4, 5]);
    commits[1]!.end();
    await turn();
    expect(answered).toHaveLength(5);
  });

  test("in a crowd a full group goes within the turn, and one more lies ahead of the writer", async () => {
    const { commits, commit } = slowDisk();
    const together = groupCommit(commit, { ...rules, ahead: 1 });
    const answered: string[] = [];
    for (let act = 1; act <= 40; act += 1) void together.run(act).then((outcome) => answered.push(outcome));
    expect(commits.map(({ group }) => group.length)).toEqual([16, 16]);
    await turn();
    expect(commits).toHaveLength(2);
    expect(answered).toEqual([]);

    commits[0]!.end();
    await turn();
    // Eight wait for more of them, or for the writer.
    expect(commits).toHaveLength(2);
    expect(answered).toHaveLength(16);
    commits[1]!.end();
    await turn();
    expect(commits[2]!.group).toEqual([33, 34, 35, 36, 37, 38, 39, 40]);
    commits[2]!.end();
    await turn();
    expect(answered).toHaveLength(40);
  });

  test("a bad act sinks none of its neighbours", async () => {
    const kept: number[] = [];
    const together = groupCommit<number, string>(async (group) => {
      if (group.includes(3)) throw new Error("3 is bad");
      kept.push(...group);
      return group.map(() => "kept");
    }, rules);
    const outcomes = await Promise.allSettled([1, 2, 3, 4].map((act) => together.run(act)));
    expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled", "rejected", "fulfilled"]);
    expect(kept).toEqual([1, 2, 4]);
  });

  test("when the disk fails, all are told and nobody tries again", async () => {
    let commits = 0;
    const together = groupCommit<number, string>(async () => {
      commits += 1;
      throw new RangeError("no room");
    }, rules);
    const outcomes = await Promise.allSettled([1, 2, 3].map((act) => together.run(act)));
    expect(outcomes.every(({ status }) => status === "rejected")).toBe(true);
    expect(commits).toBe(1);
  });

  test("it is drained when the last act was answered", async () => {
    const { commits, commit } = slowDisk();
    const together = groupCommit(commit, rules);
    let [answered, drained] = [false, false];
    void together.run(1).then(() => (answered = true));
    void together.drained().then(() => (drained = true));
    await turn();
    expect(drained).toBe(false);
    commits[0]!.end();
    await turn();
    expect([answered, drained]).toEqual([true, true]);
    await groupCommit(commit, rules).drained();
  });

  test("every act is committed once, in the order in which it came, whatever comes when", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, fc.integer({ min: 0, max: 3 })), { maxLength: 400 }),
        fc.integer({ min: 0, max: 2 }),
        async (waits, ahead) => {
          const committed: number[] = [];
          const together = groupCommit<number, number>(
            async (group) => {
              await turn();
              committed.push(...group);
              return group;
            },
            { ...rules, ahead },
          );
          const outcomes: Promise<number>[] = [];
          for (const [act, turns] of waits.entries()) {
            outcomes.push(together.run(act));
            for (let n = 0; n < turns; n += 1) await turn();
          }
          expect(await Promise.all(outcomes)).toEqual(waits.map((_, act) => act));
          expect(committed).toEqual(waits.map((_, act) => act));
        },
      ),
      { numRuns: 60 },
    );
  });
});
