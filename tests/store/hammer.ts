import { createHash } from "node:crypto";
import { openPostgresStore } from "../../server/store/postgres/open-postgres-store.ts";
import type { Submission } from "../../server/store/store.ts";
import { postgresMigrations } from "../support/postgres.ts";

/** What one process is to do: many submissions whose keys and counters its siblings use too. */
export interface HammerOrder {
  readonly address: string;
  readonly unitId: number;
  readonly counterIds: readonly number[];
  /** Keys 0 … keys−1, each sent once, in an order of this process's own. */
  readonly keys: number;
  /** Sets this process apart; also its score, so that the same key comes with other answers from another process. */
  readonly number: number;
}

export interface HammerReport {
  readonly kept: readonly number[];
  readonly conflicts: number;
  readonly repeated: number;
}

const CITIZENS = 24;

/** The submission that process `number` sends for a key. Every third key comes with the same answers from all of them. */
function submissionOf({ unitId, counterIds, number }: HammerOrder, key: number): Submission {
  const score = key % 3 === 0 ? 4 : 1 + number;
  const digest = (text: string): Uint8Array => createHash("sha256").update(text).digest().subarray(0, 16);
  return {
    unitId,
    response: {
      counterId: counterIds[key % counterIds.length]!,
      serviceId: null,
      channel: "qr",
      date: "2026-11-20",
      session: "pagi",
      surveys: new Map([["skm@1", new Map([["U1", score]])]]),
      profile: new Map([["usia", key % 2 === 0 ? "26-35" : "<17"]]),
    },
    comment: key % 10 === 0 ? `dari ${number}` : null,
    reasons: key % 5 === 0 && score < 3 ? [{ survey: "skm@1", question: "U1", code: "lama" }] : [],
    keyDigest: digest(`key ${key}`),
    answersDigest: digest(`answers ${score}`),
  };
}

async function hammer(order: HammerOrder): Promise<HammerReport> {
  const store = await openPostgresStore(order.address, postgresMigrations());
  const kept: number[] = [];
  let [conflicts, repeated] = [0, 0];
  const keys = Array.from({ length: order.keys }, (_, n) => (n * (2 * order.number + 7) + order.number) % order.keys);
  const citizens = Array.from({ length: CITIZENS }, async () => {
    for (let key = keys.pop(); key !== undefined; key = keys.pop()) {
      const outcome = await store.responses.add(submissionOf(order, key));
      if (outcome === "kept") kept.push(key);
      else if (outcome === "conflict") conflicts += 1;
      else repeated += 1;
    }
  });
  await Promise.all(citizens);
  await store.close();
  return { kept, conflicts, repeated };
}

const [order] = process.argv.slice(2);
if (order !== undefined) process.stdout.write(JSON.stringify(await hammer(JSON.parse(order) as HammerOrder)));
