import { join } from "node:path";
import type { Figure } from "./bench-case.ts";
import { BenchFault } from "./bench-case.ts";
import { startApp } from "./child-server.ts";
import { BUSY_OFFICE, makeInstallation } from "./installation.ts";
import { postingVariant } from "./posting.ts";
import { submissionPosts } from "./submission-posts.ts";

const SECONDS = 2;

/**
 * How many submissions one commit of the server holds and how long it takes, as its metrics say, from a run of its own:
 * counting them costs something, so no judged round does it.
 */
export async function groupFigures(folder: string, connections: number): Promise<readonly Figure[]> {
  const data = join(folder, "groups");
  const office = await makeInstallation(data, BUSY_OFFICE);
  const server = await startApp(data, { SUARA_METRICS_PORT: "0" });
  const [metrics] = /http:\/\/127\.0\.0\.1:\d+\/metrics/.exec(server.printed()) ?? [];
  if (metrics === undefined) throw new BenchFault("the server does not say where its metrics are");
  const sheets = await submissionPosts(office);
  await office.parts.store.close();
  await postingVariant({ name: "groups", servers: [server], connections, sheets, countRows: null }).measure(SECONDS);
  const text = await (await fetch(metrics)).text();
  const value = (name: string): number => {
    const [, found] = new RegExp(`^${name} (\\S+)$`, "m").exec(text) ?? [];
    if (found === undefined) throw new BenchFault(`the server does not measure ${name}`);
    return Number(found);
  };
  const groups = value("suara_commit_submissions_count");
  return [
    { name: "submissions in one commit, on average", value: value("suara_commit_submissions_sum") / groups, unit: "" },
    { name: "one such commit", value: (value("suara_commit_duration_seconds_sum") / groups) * 1000, unit: "ms" },
  ];
}
