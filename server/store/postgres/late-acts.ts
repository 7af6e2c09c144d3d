import { and, count, eq, gte, lt } from "drizzle-orm";
import { monthOf } from "../../domain/periods/period.ts";
import { randomId } from "../random-id.ts";
import type { LateStore } from "../store.ts";
import type { Act, Database } from "./database.ts";
import { insertComments } from "./keep-submissions.ts";
import { closedMonths, lateAnswers, lateKeys, spentKeys } from "./schema.ts";
import { isText } from "./searchable.ts";
import type { Sheets } from "./sheets.ts";

export function lateActs(database: Database, sheets: Sheets): LateStore {
  return {
    async add({ unitId, response, comment, arrivedOn, ...digests }) {
      const { sheetId, answers, profile } = await sheets.pack(response);
      const keyDigest = Buffer.from(digests.keyDigest);
      const answersDigest = Buffer.from(digests.answersDigest);
      return database.whole(async (tx) => {
        // Spent first: of two that come at once the second waits here for the first.
        const own = await tx
          .insert(lateKeys)
          .values({ keyDigest, day: arrivedOn, answersDigest })
          .onConflictDoNothing()
          .returning({ day: lateKeys.day });
        if (own.length === 0) {
          const [known] = await tx.select().from(lateKeys).where(eq(lateKeys.keyDigest, keyDigest));
          // After the day is closed nobody can tell any more whether the answers were the same; the first stands either way.
          return known?.answersDigest?.equals(answersDigest) === false ? "conflict" : "repeated";
        }
        if (!(await isClosed(tx, unitId, response.date)) || (await isSpent(tx, keyDigest))) {
          await tx.delete(lateKeys).where(eq(lateKeys.keyDigest, keyDigest));
          return "open";
        }
        const { counterId, serviceId, channel, date: givenOn } = response;
        await tx
          .insert(lateAnswers)
          .values({ unitId, arrivedOn, id: randomId(), givenOn, counterId, serviceId, channel, sheetId, answers, profile });
        if (comment !== null) await insertComments(tx, [{ unitId, date: arrivedOn, batchId: null, words: comment }]);
        return "kept";
      });
    },

    async count({ unitId, from, until }) {
      if (!isText(from) || !isText(until)) return 0;
      const here = and(eq(lateAnswers.unitId, unitId), gte(lateAnswers.givenOn, from), lt(lateAnswers.givenOn, until));
      const [row] = await database.read.select({ answers: count() }).from(lateAnswers).where(here);
      return row!.answers;
    },
  };
}

async function isClosed(tx: Act, unitId: number, date: string): Promise<boolean> {
  const here = and(eq(closedMonths.unitId, unitId), eq(closedMonths.month, monthOf(date)));
  return (await tx.select({ month: closedMonths.month }).from(closedMonths).where(here)).length > 0;
}

async function isSpent(tx: Act, keyDigest: Buffer): Promise<boolean> {
  return (await tx.select({ day: spentKeys.day }).from(spentKeys).where(eq(spentKeys.keyDigest, keyDigest))).length > 0;
}
