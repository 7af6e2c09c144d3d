import { join } from "node:path";
import type { ResponseStore } from "../../../server/store/store.ts";
import { projectPath } from "../../../server/project-path.ts";
import { readSettings } from "../../../server/settings.ts";
import { databaseFile } from "../../../server/store/open-store.ts";
import { openConnection, packSubmission, serve, Sheets, writerOn } from "../compiled.ts";

/**
 * The application as it is served, but for the act that keeps a submission. Words: KIND, one of the keys below. Settings as
 * for the application.
 */
type Keep = ResponseStore["add"];

const kinds: Readonly<Record<string, (data: string) => Keep>> = {
  /** The limit: says that everything was kept, and keeps nothing. */
  "no-storage": () => async () => "kept",
  /** The same statements, each submission in a durable transaction of its own, at once and in the same turn. */
  "commit-each": (data) => {
    const connection = openConnection(databaseFile(data), join(projectPath(), "server/store/sqlite/migrations"));
    const [sheets, writer] = [new Sheets(connection), writerOn(connection)];
    return async (submission) => {
      const [outcome] = await writer.keep([packSubmission(submission, sheets.pack(submission.response))]);
      return outcome!;
    };
  },
};

const settings = readSettings(Object.fromEntries(Object.entries(process.env).filter(([name]) => name.startsWith("SUARA_"))));
const add = kinds[process.argv[2]!]!(settings.data);
const running = await serve(settings, {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
});
Object.assign(running.parts.store.responses, { add });
