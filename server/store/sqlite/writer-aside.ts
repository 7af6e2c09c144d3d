import { askThread } from "../aside/ask-thread.ts";
import { rebuiltError } from "./trouble.ts";
import type { Writer } from "./writer.ts";

/** Where the thread finds the database. */
export interface ThreadPlace {
  readonly file: string;
  readonly migrations: string;
}

/** What lives shortly, a group at most, needs little room. */
const YOUNG_MIB = 4;

/**
 * A writer in a thread of its own: while it waits for the disk, pages are served and the next group fills. `onDeath` is told
 * when the thread ends without having been asked to; what was under way may or may not lie on the disk.
 */
export function writerAside(place: ThreadPlace, onDeath: (cause: Error) => void): Writer {
  const plan = { module: "writer-thread", from: import.meta.url, place, youngMiB: YOUNG_MIB };
  const thread = askThread<Writer>({ ...plan, rebuild: rebuiltError, onDeath });
  return {
    keep: (group) => thread.ask("keep", group),
    writeMark: (at) => thread.ask("writeMark", at),
    closeDay: (today) => thread.ask("closeDay", today),
    close: () => thread.close(),
  };
}
