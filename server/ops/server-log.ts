import type { Logger } from "pino";
import { pino } from "pino";
import type { Settings } from "../settings.ts";

/** What a log line says of an error. */
interface LoggedError {
  readonly type: string;
  readonly code?: string;
  readonly message?: string;
  /** Places in the program, the innermost first; the words of the error are not among them. */
  readonly at: readonly string[];
  readonly cause?: LoggedError;
}

/**
 * Kinds of errors whose words the engine makes from names in the program or in the schema. The words of all others may hold
 * what somebody typed (a database repeats the values of a failed statement), so they are left out.
 */
const PLAIN_SPEAKERS = ["TypeError", "ReferenceError", "RangeError", "SqliteError", "StoreProblem", "DefinitionProblem"];
const MOST_CAUSES = 3;

/** Kind, code and places of an error; its words only where they cannot hold what a person typed. */
export function loggedError(error: unknown, depth = 0): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error, at: [] };
  const { code } = error as { code?: unknown };
  const type = error.constructor.name;
  // A stack begins with the words; places are the lines behind them.
  const at = (error.stack ?? "").split("\n").flatMap((line) => /^ {4}at (.+)$/.exec(line)?.[1] ?? []);
  return {
    type,
    ...(typeof code === "string" && /^[\w.-]{1,60}$/.test(code) ? { code } : {}),
    ...(PLAIN_SPEAKERS.includes(type) ? { message: error.message } : {}),
    at,
    ...(error.cause !== undefined && depth < MOST_CAUSES ? { cause: loggedError(error.cause, depth + 1) } : {}),
  };
}

/**
 * The server's log: one JSON line on standard error for each event, in English. No line names a person, an address or
 * anything that somebody typed; a request is its number and the pattern of its route.
 */
export function serverLog(level: Settings["log"]): Logger {
  return pino(
    {
      level,
      base: null,
      formatters: { level: (name) => ({ level: name }) },
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: {
        err: loggedError,
        // The framework would write address and query here.
        req: (request: { id?: unknown }) => ({ id: request.id }),
        res: (reply: { statusCode?: unknown }) => ({ statusCode: reply.statusCode }),
      },
    },
    // Written at once: the last line of a process that ends must not be lost.
    pino.destination({ dest: 2, sync: true }),
  );
}
