import { once } from "node:events";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { projectPath } from "../../../server/project-path.ts";
import type { Settings } from "../../../server/settings.ts";
import { readSettings } from "../../../server/settings.ts";
import { databaseFile } from "../../../server/store/open-store.ts";
import type { ResponseStore } from "../../../server/store/store.ts";
import { openConnection, openDatabase, packSubmission, postgres, serve, Sheets, writerOn } from "../compiled.ts";

/**
 * The application as it is served, but for the act that keeps a submission. Words: KIND, one of the keys below. Settings as
 * for the application.
 */
type Keep = ResponseStore["add"];

const ECHO = `const { parentPort } = require("node:worker_threads"); parentPort.on("message", (word) => parentPort.postMessage(word))`;

const migrations = (engine: "sqlite" | "postgres"): string => join(projectPath(), "server/store", engine, "migrations");

const kinds: Readonly<Record<string, (settings: Settings) => Keep | Promise<Keep>>> = {
  /** The limit: says that everything was kept, and keeps nothing. */
  "no-storage": () => async () => "kept",
  /** The same statements, each submission in a durable transaction of its own, at once and in the same turn. */
  "commit-each": ({ data }) => committingEach(data),
  /** The same, and for each a word to a thread that sleeps, and its word back: what no writer in a thread of its own can spare. */
  "commit-each-and-thread": ({ data }) => {
    const keep = committingEach(data);
    const thread = new Worker(ECHO, { eval: true });
    return async (submission) => {
      const outcome = await keep(submission);
      const back = once(thread, "message");
      thread.postMessage(outcome);
      await back;
      return outcome;
    };
  },
  /** The same on PostgreSQL, as many at once as there are connections. */
  "commit-each-postgres": async ({ databaseUrl }) => {
    const database = await openDatabase(databaseUrl, migrations("postgres"));
    const sheets = new postgres.Sheets(database.read);
    const writer = postgres.writerOn(database, sheets);
    return async (submission) => {
      const [outcome] = await writer.keep([packSubmission(submission, await sheets.pack(submission.response))]);
      return outcome!;
    };
  },
};

function committingEach(data: string): Keep {
  const connection = openConnection(databaseFile(data), migrations("sqlite"));
  const [sheets, writer] = [new Sheets(connection), writerOn(connection)];
  return async (submission) => {
    const [outcome] = await writer.keep([packSubmission(submission, sheets.pack(submission.response))]);
    return outcome!;
  };
}

const settings = readSettings(Object.fromEntries(Object.entries(process.env).filter(([name]) => name.startsWith("SUARA_"))));
const add = await kinds[process.argv[2]!]!(settings);
const running = await serve(settings, {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
});
Object.assign(running.parts.store.responses, { add });
