export interface GroupCommit<Act, Outcome> {
  /** Joins the next group; settled when the group is on the disk. */
  run(act: Act): Promise<Outcome>;
  /** Settled when nothing waits and nothing is under way, before the store is closed. */
  drained(): Promise<void>;
}

interface Waiting<Act, Outcome> {
  readonly act: Act;
  resolve(outcome: Outcome): void;
  reject(error: unknown): void;
}

/** While one group waits for the disk the next is written; a third would only wait for their locks. */
const UNDER_WAY = 2;
/** So that one group never holds its locks for long. */
const GROUP = 500;

/**
 * Acts that arrive while two groups are under way wait, and go together in the next one. There is no waiting window: when
 * fewer are under way, what came in during one turn of the event loop goes at once. Nobody is answered before the commit.
 *
 * `commit` keeps a whole group in one durable transaction or rejects with nothing kept. When a group fails by an act of its
 * own, its acts are committed one by one, so that a bad one takes nothing of its neighbours with it; when the database
 * fails (`isTrouble`), all are told.
 */
export function groupCommit<Act, Outcome>(
  commit: (group: readonly Act[]) => Promise<readonly Outcome[]>,
  isTrouble: (error: unknown) => boolean,
  observe: (acts: number, milliseconds: number) => void,
): GroupCommit<Act, Outcome> {
  let waiting: Waiting<Act, Outcome>[] = [];
  let underWay = 0;
  let arranged = false;
  let drain: (() => void)[] = [];

  const commitTogether = async (group: readonly Waiting<Act, Outcome>[]): Promise<void> => {
    try {
      const start = performance.now();
      const outcomes = await commit(group.map(({ act }) => act));
      observe(group.length, performance.now() - start);
      group.forEach((one, at) => one.resolve(outcomes[at]!));
    } catch (error) {
      if (group.length === 1 || isTrouble(error)) for (const one of group) one.reject(error);
      else for (const one of group) await commitTogether([one]);
    }
  };

  const start = (): void => {
    arranged = false;
    while (waiting.length > 0 && underWay < UNDER_WAY) {
      const group = waiting.slice(0, GROUP);
      waiting = waiting.slice(GROUP);
      underWay += 1;
      void commitTogether(group).then(() => {
        underWay -= 1;
        start();
      });
    }
    if (waiting.length > 0 || underWay > 0) return;
    for (const tell of drain) tell();
    drain = [];
  };

  return {
    run: (act) =>
      new Promise((resolve, reject) => {
        waiting.push({ act, resolve, reject });
        if (arranged || underWay === UNDER_WAY) return;
        arranged = true;
        setImmediate(start);
      }),
    drained: () =>
      new Promise((resolve) => {
        drain.push(resolve);
        setImmediate(start);
      }),
  };
}
