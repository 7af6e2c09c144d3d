import { join } from "node:path";
import { databaseFile } from "../../server/store/open-store.ts";
import type { Bench, Variant } from "./bench-case.ts";
import type { ChildServer } from "./child-server.ts";
import { startApp, startBare, startVariant } from "./child-server.ts";
import { isInMemory, timeCommits } from "./commit-time.ts";
import { groupFigures } from "./group-size.ts";
import type { Installation } from "./installation.ts";
import { BUSY_OFFICE, makeInstallation } from "./installation.ts";
import { demandSound, postingVariant, rowsIn } from "./posting.ts";
import { submissionPosts } from "./submission-posts.ts";

/** What the medians have to reach; absent where nothing is asked. */
interface Bars {
  readonly ofNoStorage?: number;
  readonly ofEachAlone?: number;
}

const [APP, NO_STORAGE, EACH_ALONE, BARE] = ["app", "storage removed", "a commit for each", "bare Fastify, one row each"];
/** What the machine leaves of a commit for each, when a thread has to be woken for it. */
const THREAD = "a commit for each, and a word to a thread";

/** A citizen's answers, kept durably and counted before the 303, by how many send at once. */
export const submissionBenches: readonly Bench[] = [
  submissionBench(1, { ofEachAlone: 0.9 }),
  submissionBench(50, { ofNoStorage: 0.7, ofEachAlone: 4 }),
  submissionBench(200, { ofNoStorage: 0.8, ofEachAlone: 4 }),
  submissionBench(500, { ofEachAlone: 4 }),
];

function submissionBench(connections: number, { ofNoStorage, ofEachAlone }: Bars): Bench {
  const atOnce = connections === 1 ? "one alone" : `${connections} connections`;
  return {
    name: `submission-${connections}`,
    title: `submission, POST /s/CODE, durable and counted before it is answered, ${atOnce}`,
    async open(folder) {
      const opened: Installation[] = [];
      const posting = async (name: string, start: (data: string) => Promise<ChildServer>, keeps: boolean): Promise<Variant> => {
        const data = join(folder, `data-${opened.length}`);
        const office = await makeInstallation(data, BUSY_OFFICE);
        opened.push(office);
        return postingVariant({
          name,
          servers: [await start(data)],
          connections,
          sheets: await submissionPosts(office),
          countRows: keeps ? rowsIn(databaseFile(data), "responses") : null,
          checkMore: () => demandSound(office.parts),
        });
      };
      const variants = [
        await posting(APP, (data) => startApp(data), true),
        await posting(NO_STORAGE, (data) => startVariant("no-storage", data), false),
        await posting(EACH_ALONE, (data) => startVariant("commit-each", data), true),
      ];
      if (connections === 1) variants.push(await posting(THREAD, (data) => startVariant("commit-each-and-thread", data), true));
      const bareFile = join(folder, "bare.sqlite");
      variants.push(
        postingVariant({
          name: BARE,
          servers: [await startBare("bare-submission", bareFile)],
          connections,
          sheets: await submissionPosts(opened[0]!),
          countRows: rowsIn(bareFile, "answers"),
        }),
      );
      return {
        variants,
        comparisons: [
          { subject: APP, limit: NO_STORAGE, ...(ofNoStorage === undefined ? {} : { bar: ofNoStorage }) },
          { subject: APP, limit: EACH_ALONE, ...(ofEachAlone === undefined ? {} : { bar: ofEachAlone }) },
          ...(connections === 1
            ? [
                { subject: APP, limit: THREAD },
                { subject: THREAD, limit: EACH_ALONE },
              ]
            : []),
          { subject: APP, limit: BARE },
        ],
        notes: [
          "SKM, SPKP, SPAK, profile and service in each body, over three counters; every body under a key of its own",
          "storage removed: the same server, whose store says “kept” at once; a commit for each: the same server and statements",
          "bare: the body as it came into one row, committed alone, nothing parsed or counted; all with WAL and synchronous=FULL",
        ],
        doubts: isInMemory(folder) ? ["the folder lies in memory, where a commit waits for no disk; set TMPDIR to a disk"] : [],
        async beside() {
          const { commitMs, syncMs } = timeCommits(folder);
          return [
            { name: "one durable commit (WAL, FULL, one row)", value: commitMs, unit: "ms" },
            { name: "fsync of 4 KiB alone", value: syncMs, unit: "ms" },
            ...(await groupFigures(folder, connections)),
          ];
        },
        async close() {
          for (const { parts } of opened) await parts.store.close();
        },
      };
    },
  };
}
