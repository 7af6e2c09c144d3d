import type { FastifyBaseLogger } from "fastify";

/** Enough for those who were waiting for the write to be told that it failed. */
const LAST_WORDS_MS = 200;

/**
 * Ends the process once the disk has not taken a write: nobody knows any more what lies there, and only a fresh start reads
 * what really does. The store is not closed, for closing it would write. One line in the log, exit code 1.
 */
export function endWhenBroken(
  log: Pick<FastifyBaseLogger, "fatal">,
  end: (code: number) => void = (code) => process.exit(code),
): (cause: Error) => void {
  let told = false;
  return (cause) => {
    if (told) return;
    told = true;
    log.fatal({ err: cause }, "the disk did not take a write; the server ends, and its next start recovers what was kept");
    setTimeout(() => end(1), LAST_WORDS_MS);
  };
}
