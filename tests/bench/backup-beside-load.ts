import { spawn } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { projectPath } from "../../server/project-path.ts";
import { databaseFile } from "../../server/store/open-store.ts";
import { parsePeriod } from "../../server/domain/periods/period.ts";
import type { Bench, Variant } from "./bench-case.ts";
import { BenchFault } from "./bench-case.ts";
import { startApp } from "./child-server.ts";
import { fillAnswers } from "./fill-answers.ts";
import type { Installation } from "./installation.ts";
import { openBeside } from "./installation.ts";
import { demandSound, postingVariant, rowsIn } from "./posting.ts";
import { submissionPosts } from "./submission-posts.ts";

const ANSWERS = 200_000;
const CONNECTIONS = 16;
/** A backup that nobody disturbed shows nothing. */
const LEAST_PER_SECOND = 500;
const [ALONE, BESIDE] = ["app, left alone", "app, while a backup is made"];

/** Submissions while the whole file is copied into a backup, which is restored and recounted after each round. */
export const backupBench: Bench = {
  name: "backup",
  title: `a backup of ${ANSWERS.toLocaleString("en")} answers while submissions come in over ${CONNECTIONS} connections`,
  async open(folder) {
    const opened: Installation[] = [];
    const posting = async (name: string, data: string): Promise<Variant> => {
      const [unit] = await fillAnswers(data, { answers: [ANSWERS], surveys: ["skm"], period: parsePeriod("2025-TW4") });
      const office = { parts: await openBeside(data), unit: unit! };
      opened.push(office);
      const countRows = rowsIn(databaseFile(data), "responses");
      return postingVariant({
        name,
        servers: [await startApp(data)],
        connections: CONNECTIONS,
        sheets: await submissionPosts(office),
        countRows: async () => (await countRows()) - ANSWERS,
        checkMore: () => demandSound(office.parts),
      });
    };
    const data = join(folder, "beside");
    const [alone, beside] = [await posting(ALONE, join(folder, "alone")), await posting(BESIDE, data)];
    const backup = join(folder, "salinan.suara");
    return {
      variants: [alone, backingUp(beside, data, backup, join(folder, "pulih"))],
      comparisons: [{ subject: BESIDE, limit: ALONE }],
      notes: [
        "each round makes backups one after another for as long as submissions are sent; the last one is restored and recounted",
        `a round counts only at ${LEAST_PER_SECOND} submissions a second or more`,
      ],
      doubts: [],
      beside: async () => [],
      async close() {
        for (const { parts } of opened) await parts.store.close();
      },
    };
  },
};

function backingUp(posting: Variant, data: string, backup: string, restored: string): Variant {
  let made = 0;
  // The first measure warms the server up and does not count.
  let isWarm = false;
  return {
    name: posting.name,
    async measure(seconds) {
      let over = false;
      made = 0;
      const backups = (async () => {
        while (!over) {
          rmSync(backup, { force: true });
          await suara(data, "backup", backup);
          made += 1;
        }
      })();
      const measure = await posting.measure(seconds).finally(() => (over = true));
      await backups;
      if (isWarm && measure.perSecond < LEAST_PER_SECOND)
        throw new BenchFault(`only ${Math.round(measure.perSecond)} submissions a second came in beside the backup`);
      isWarm = true;
      return { ...measure, others: { "backups made": made } };
    },
    async check() {
      await posting.check();
      rmSync(restored, { recursive: true, force: true });
      // A restore recounts every row against the counters before it stands.
      await suara(restored, "restore", backup);
      const rows = await rowsIn(databaseFile(restored), "responses")();
      if (rows < ANSWERS) throw new BenchFault(`the restored backup has ${rows} answers`);
    },
  };
}

/** A command of the program as it is served, in a process of its own. */
async function suara(data: string, ...argv: readonly string[]): Promise<void> {
  const env = { ...process.env, SUARA_DATA: data };
  const child = spawn(process.execPath, [projectPath("dist/server/suara.js"), ...argv], {
    env,
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  child.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()));
  const [code] = (await once(child, "close")) as [number | null];
  if (code !== 0) throw new BenchFault(`suara ${argv[0]} ended with ${code}: ${said.trim()}`);
}
