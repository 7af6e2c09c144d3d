export interface GroupCommit<Act, Outcome> {
  /** Joins the next group; settled when the group is on the disk. */
  run(act: Act): Promise<Outcome>;
  /** Settled when nothing waits and nothing is under way, before the store is closed. */
  drained(): Promise<void>;
}

export interface GroupRules {
  /** How many full groups may be handed over before the one that is under way has ended. */
  readonly ahead: number;
  /** True when the disk or the database is the cause of an error, not the act: trying again would only fail again. */
  readonly isTrouble: (error: unknown) => boolean;
  /** Told of each durable commit: how many acts it held, and how long it took. */
  readonly observe: (acts: number, milliseconds: number) => void;
}

interface Waiting<Act, Outcome> {
  readonly act: Act;
  resolve(outcome: Outcome): void;
  reject(error: unknown): void;
}

/** So many acts pay for a transaction of their own; to wait for more would let the writer rest. */
const FULL = 16;
/** So that one group never takes long, and never holds its locks for long. */
const LARGEST = 128;

/**
 * Acts that arrive together share one transaction, because a commit waits for the disk as long for a hundred rows as for
 * one. There is no waiting window: what came in during one turn of the event loop goes at once, and what comes in while a
 * group is under way goes in the next. Nobody is answered before the commit. In a crowd a turn is long, so a full group goes
 * within it: otherwise the writer would rest while all are read, and the reader while all are written.
 *
 * `commit` keeps a whole group in one durable transaction or rejects with nothing kept. When a group fails by an act of its
 * own, its acts are committed one by one, so that a bad one takes nothing of its neighbours with it; when the disk fails,
 * all are told.
 */
export function groupCommit<Act, Outcome>(
  commit: (group: readonly Act[]) => Promise<readonly Outcome[]>,
  { ahead, isTrouble, observe }: GroupRules,
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

  const isFull = (): boolean => waiting.length >= FULL && underWay <= ahead;
  const start = (): void => {
    arranged = false;
    while (isFull() || (waiting.length > 0 && underWay === 0)) {
      const group = waiting.slice(0, LARGEST);
      waiting = waiting.slice(LARGEST);
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
        if (isFull()) return start();
        if (arranged || underWay > 0) return;
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
