export interface GroupCommit<Act, Outcome> {
  /** Joins the next group; settled when the group is on the disk. */
  run(act: Act): Promise<Outcome>;
  /** Commits what is waiting now, before the store is closed. */
  flush(): void;
}

/** Told of each durable commit: how many acts it held, and how long it took. */
export type CommitObserver = (acts: number, milliseconds: number) => void;

interface Waiting<Act, Outcome> {
  readonly act: Act;
  resolve(outcome: Outcome): void;
  reject(error: unknown): void;
}

/**
 * Acts that arrive within one turn of the event loop share one transaction, because a commit waits for the disk as long for
 * a hundred rows as for one. There is no waiting window: a lone act is committed in the very next turn. Nobody is answered
 * before the commit.
 *
 * `commit` keeps a whole group in one durable transaction or throws with nothing kept. When a group fails by an act of its
 * own, its acts are committed one by one, so that a bad one takes nothing of its neighbours with it; when the disk fails
 * (`isTrouble`), trying again would only fail again, and all are told.
 */
export function groupCommit<Act, Outcome>(
  commit: (group: readonly Act[]) => readonly Outcome[],
  isTrouble: (error: unknown) => boolean,
  observe: CommitObserver,
): GroupCommit<Act, Outcome> {
  let waiting: Waiting<Act, Outcome>[] = [];

  const commitTogether = (group: readonly Waiting<Act, Outcome>[]): void => {
    try {
      const start = performance.now();
      const outcomes = commit(group.map(({ act }) => act));
      observe(group.length, performance.now() - start);
      group.forEach((one, at) => one.resolve(outcomes[at]!));
    } catch (error) {
      if (group.length === 1 || isTrouble(error)) for (const one of group) one.reject(error);
      else for (const one of group) commitTogether([one]);
    }
  };

  const flush = (): void => {
    const group = waiting;
    waiting = [];
    if (group.length > 0) commitTogether(group);
  };

  return {
    flush,
    run: (act) =>
      new Promise((resolve, reject) => {
        if (waiting.length === 0) setImmediate(flush);
        waiting.push({ act, resolve, reject });
      }),
  };
}
