/** Calls by which a server reads requests, writes answers and brings its log to the disk; what readOrder() needs to see. */
export const CALLS = [
  ...["read", "readv", "recvfrom", "recvmsg"],
  ...["write", "writev", "sendto", "sendmsg"],
  ...["pwrite64", "pwritev", "fsync", "fdatasync"],
] as const;
/** Bytes of each call to be shown: a page of the database and the request in full. */
export const SHOWN_BYTES = 4200;

export interface OrderOfAnswers {
  /** Answers "303" to postings that carried a mark. */
  readonly answers: number;
  /** Those whose row was not written to the log, or whose log was not brought to the disk, before they left. */
  readonly early: number;
}

interface Call {
  readonly name: string;
  /** Everything behind the opening parenthesis: arguments and outcome. */
  readonly words: string;
  /** Lines at which it was seen to begin and to end. */
  readonly began: number;
  readonly ended: number;
}

/**
 * Reads what strace saw (-f -y -s SHOWN_BYTES, the calls above) of a server under load. Each posting carries words of its own
 * (`mark` finds them) that its row repeats, so the very write of its row is known, whichever thread made it: its answer must
 * begin after an fsync of the log that itself began after that write and ended well.
 */
export function readOrder(trace: string, mark: RegExp): OrderOfAnswers {
  /** By connection: the marks of the requests read and not answered yet. */
  const asked = new Map<string, string>();
  const written = new Map<string, number>();
  const synced: { readonly began: number; readonly ended: number }[] = [];
  const answered: { readonly mark: string; readonly began: number }[] = [];
  for (const call of callsIn(trace)) {
    const target = /^\d+<([^>]*)>/.exec(call.words)?.[1] ?? "";
    const onSocket = target.startsWith("socket:") || target.startsWith("TCP");
    if (onSocket && /^(?:read|recv)/.test(call.name)) {
      const found = call.words.match(mark)?.[0];
      if (found !== undefined) asked.set(target, found);
    } else if (onSocket && call.words.includes("HTTP/1.1 303")) {
      const found = asked.get(target);
      if (found !== undefined) answered.push({ mark: found, began: call.began });
      asked.delete(target);
    } else if (target.endsWith("-wal") && call.name.startsWith("pwrite")) {
      for (const [found] of call.words.matchAll(new RegExp(mark, "g"))) if (!written.has(found)) written.set(found, call.ended);
    } else if (target.endsWith("-wal") && call.name.endsWith("sync") && / = 0(?: \(DELAYED\))?$/.test(call.words)) {
      synced.push(call);
    }
  }
  const isEarly = ({ mark: of, began }: { mark: string; began: number }): boolean => {
    const row = written.get(of);
    if (row === undefined) return true;
    return !synced.some((sync) => sync.began > row && sync.ended < began);
  };
  return { answers: answered.length, early: answered.filter(isEarly).length };
}

/** Calls in the order in which they ended; those that another thread interrupted are put together again. */
function* callsIn(trace: string): Iterable<Call> {
  const open = new Map<string, { name: string; words: string; began: number }>();
  let at = 0;
  for (const line of trace.split("\n")) {
    at += 1;
    const [, thread = "", rest = ""] = /^(\d+) +(.*)$/.exec(line) ?? [];
    const resumed = /^<\.\.\. (\w+) resumed>(.*)$/.exec(rest);
    const begun = /^(\w+)\((.*)$/.exec(rest);
    if (resumed) {
      const first = open.get(thread);
      open.delete(thread);
      if (first !== undefined && first.name === resumed[1]) yield { ...first, words: first.words + resumed[2]!, ended: at };
    } else if (begun) {
      const [, name = "", words = ""] = begun;
      const unfinished = words.endsWith(" <unfinished ...>");
      if (unfinished) open.set(thread, { name, words: words.slice(0, -" <unfinished ...>".length), began: at });
      else yield { name, words, began: at, ended: at };
    }
  }
}
