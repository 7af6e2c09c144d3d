import type { Connection } from "./connection.ts";

export interface GroupCommit {
  /** Runs an act in the transaction of all acts that came in together; its promise is kept or broken after the commit. */
  run<T>(act: () => T): Promise<T>;
  /** Commits what is waiting now, before the store is closed. */
  flush(): void;
}

interface Waiting {
  /** Runs the act; gives what to tell its caller once the group is on the disk. */
  run(): () => void;
  fail(error: unknown): void;
}

/**
 * Acts that arrive within one turn of the event loop share one transaction, because a commit waits for the disk as long for
 * sixteen rows as for one. There is no waiting window: a lone act is committed in the very next turn. Each act stands in a
 * savepoint of its own, so a bad one takes nothing of its neighbours with it; nobody is answered before the commit.
 */
export function groupCommit({ $client: client }: Connection): GroupCommit {
  let waiting: Waiting[] = [];
  const inSavepoint = client.transaction((act: () => unknown) => act());

  const commit = client.transaction((group: readonly Waiting[]): (() => void)[] =>
    group.map((one) => {
      try {
        return one.run();
      } catch (error) {
        // A full disk undoes the whole transaction, not the savepoint alone: then nobody's answer was kept.
        if (!client.inTransaction) throw error;
        return () => one.fail(error);
      }
    }),
  );

  const flush = (): void => {
    const group = waiting;
    waiting = [];
    if (group.length === 0) return;
    try {
      for (const tell of commit.immediate(group)) tell();
    } catch (error) {
      for (const one of group) one.fail(error);
    }
  };

  return {
    flush,
    run: <T>(act: () => T) =>
      new Promise<T>((resolve, reject) => {
        if (waiting.length === 0) setImmediate(flush);
        waiting.push({
          run() {
            const outcome = inSavepoint(act) as T;
            return () => resolve(outcome);
          },
          fail: reject,
        });
      }),
  };
}
