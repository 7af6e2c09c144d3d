import { askThread } from "../aside/ask-thread.ts";
import { rebuiltError } from "./trouble.ts";
import type { Writer } from "./writer.ts";

/** What lives shortly: a group as it came, its rows, and the statements made of them. */
const YOUNG_MIB = 16;

/**
 * A writer in a thread of its own, with a connection of its own to the database at `address`. `onDeath` is told when the thread
 * ends without having been asked to; what was under way may or may not be kept.
 */
export function writerAside(address: string, onDeath: (cause: Error) => void): Writer {
  const plan = { module: "writer-thread", from: import.meta.url, place: address, youngMiB: YOUNG_MIB };
  const thread = askThread<Writer>({ ...plan, rebuild: rebuiltError, onDeath });
  return { keep: (group) => thread.ask("keep", group), close: () => thread.close() };
}
