import { randomBytes } from "node:crypto";
import { join } from "node:path";
import Database from "better-sqlite3";
import { displayItems, questionsOf } from "../../server/domain/questionnaire/definition.ts";
import { fields } from "../../server/domain/questionnaire/parse-answers.ts";
import type { Unit } from "../../server/domain/response.ts";
import { chanceFrom } from "../../server/demo/chance.ts";
import type { Parts } from "../../server/parts.ts";
import { databaseFile } from "../../server/store/open-store.ts";
import type { Bench, Variant } from "./bench-case.ts";
import { BenchFault } from "./bench-case.ts";
import type { ChildServer } from "./child-server.ts";
import { startApp, startBare } from "./child-server.ts";
import { isInMemory, timeCommits } from "./commit-time.ts";
import { makeInstallation } from "./installation.ts";
import { CONNECTIONS, loadServer } from "./load.ts";

/** Different sets of answers that are posted in turn, so that counters move everywhere. */
const SHEETS = 64;

/** A citizen's answers: parsed, deduplicated, kept durably and counted before the 303; beside one bare durable row. */
export const submissionBench: Bench = {
  name: "submission",
  title: "submission, POST /s/CODE, durable before it is answered",
  async open(folder) {
    const data = join(folder, "data");
    const { parts, unit } = await makeInstallation(data);
    const bareFile = join(folder, "bare.sqlite");
    const [app, bare] = [await startApp(data), await startBare("bare-submission", bareFile)];
    const nextBody = bodies(parts, unit);
    return {
      variants: [
        postingVariant("app, counted and checked", app, unit, nextBody, databaseFile(data), "responses", async () => {
          const findings = await parts.store.upkeep.check();
          if (findings.length > 0) throw new BenchFault(`the store finds: ${findings.slice(0, 3).join("; ")}`);
        }),
        postingVariant("bare Fastify, one row each", bare, unit, nextBody, bareFile, "answers"),
      ],
      comparisons: [{ subject: "app, counted and checked", limit: "bare Fastify, one row each" }],
      notes: [
        "both: SQLite file, WAL, synchronous=FULL; the bare route keeps the body as it came and does nothing else",
        "nine scores and the profile in each body, every body under a key of its own",
      ],
      doubts: isInMemory(folder) ? ["the folder lies in memory, where a commit waits for no disk; set TMPDIR to a disk"] : [],
      async beside() {
        const { commitMs, syncMs } = timeCommits(folder);
        return [
          { name: "one durable commit (WAL, FULL, one row)", value: commitMs, unit: "ms" },
          { name: "fsync of 4 KiB alone", value: syncMs, unit: "ms" },
        ];
      },
      close: () => parts.store.close(),
    };
  },
};

function postingVariant(
  name: string,
  server: ChildServer,
  unit: Unit,
  nextBody: () => string,
  file: string,
  table: "responses" | "answers",
  checkMore: () => Promise<void> = async () => undefined,
): Variant {
  const post = {
    method: "POST",
    path: `/s/${unit.code}`,
    headers: { "content-type": "application/x-www-form-urlencoded" },
  } as const;
  let [acknowledged, loads] = [0, 0];
  return {
    name,
    async measure(seconds) {
      const load = await loadServer(
        server,
        { ...post, setupRequest: (request) => ({ ...request, body: nextBody() }) },
        303,
        seconds,
      );
      acknowledged += load.answered;
      loads += 1;
      return load;
    },
    async check() {
      const rows = await settledCount(file, table);
      if (rows < acknowledged) throw new BenchFault(`${name}: ${acknowledged} answers were acknowledged and ${rows} are there`);
      // What was under way when the load maker hung up may be kept without having been acknowledged.
      if (rows > acknowledged + loads * CONNECTIONS) throw new BenchFault(`${name}: ${rows} rows for ${acknowledged} answers`);
      await checkMore();
    },
  };
}

/** Rows of a table once nothing more arrives. */
async function settledCount(file: string, table: string): Promise<number> {
  const database = new Database(file, { readonly: true });
  try {
    const count = database.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck();
    for (let before = -1; ;) {
      const now = count.get()!;
      if (now === before) return now;
      before = now;
      await new Promise((later) => setTimeout(later, 150));
    }
  } finally {
    database.close();
  }
}

/** Bodies as the form sends them: answers from a fixed set, a key that was never used before. */
function bodies(parts: Parts, unit: Unit): () => string {
  const chance = chanceFrom(2026);
  const surveys = unit.surveys.map((id) => parts.definitions.latest(id)!);
  const sheets = Array.from({ length: SHEETS }, () => {
    const body = new URLSearchParams();
    for (const survey of surveys) {
      for (const question of displayItems(survey).flatMap((item) => questionsOf(survey, item))) {
        body.set(question.key, String(1 + chance.weighted([1, 2, 6, 5])));
      }
    }
    for (const question of parts.definitions.profile.questions.filter(({ optional }) => !optional)) {
      body.set(question.key, chance.pick(question.options).code);
    }
    return body.toString();
  });
  const run = randomBytes(8).toString("base64url");
  let serial = 0;
  return () => {
    serial += 1;
    return `${sheets[serial % SHEETS]!}&${fields.key}=${run}${String(serial).padStart(11, "0")}`;
  };
}
