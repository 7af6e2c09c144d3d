import { and, count, eq, gte, lt } from "drizzle-orm";
import { monthOf } from "../../domain/periods/period.ts";
import { randomId } from "../random-id.ts";
import type { LateStore } from "../store.ts";
import type { Act, Connection } from "./connection.ts";
import { insertComment } from "./keep-submissions.ts";
import { closedMonths, lateAnswers, lateKeys, spentKeys } from "./schema.ts";
import type { Sheets } from "./sheets.ts";
import type { Statements } from "./statements.ts";

export function lateActs(connection: Connection, statements: Statements, sheets: Sheets): LateStore {
  return {
    async add({ unitId, response, comment, arrivedOn, ...digests }) {
      const { sheetId, answers, profile } = sheets.pack(response);
      const keyDigest = Buffer.from(digests.keyDigest);
      const answersDigest = Buffer.from(digests.answersDigest);
      return connection.transaction(
        (tx) => {
          const known = tx.select().from(lateKeys).where(eq(lateKeys.keyDigest, keyDigest)).get();
          // After the day is closed nobody can tell any more whether the answers were the same; the first stands either way.
          if (known) return known.answersDigest?.equals(answersDigest) === false ? "conflict" : "repeated";
          if (!isClosed(tx, unitId, response.date) || isSpent(tx, keyDigest)) return "open";
          const { counterId, serviceId, channel, date: givenOn } = response;
          tx.insert(lateKeys).values({ keyDigest, day: arrivedOn, answersDigest }).run();
          tx.insert(lateAnswers)
            .values({ unitId, arrivedOn, id: randomId(), givenOn, counterId, serviceId, channel, sheetId, answers, profile })
            .run();
          if (comment !== null) insertComment(statements, unitId, arrivedOn, comment, null);
          return "kept";
        },
        { behavior: "immediate" },
      );
    },

    async count({ unitId, from, until }) {
      const here = and(eq(lateAnswers.unitId, unitId), gte(lateAnswers.givenOn, from), lt(lateAnswers.givenOn, until));
      return connection.select({ answers: count() }).from(lateAnswers).where(here).get()!.answers;
    },
  };
}

function isClosed(tx: Act, unitId: number, date: string): boolean {
  const here = and(eq(closedMonths.unitId, unitId), eq(closedMonths.month, monthOf(date)));
  return tx.select({ month: closedMonths.month }).from(closedMonths).where(here).get() !== undefined;
}

function isSpent(tx: Act, keyDigest: Buffer): boolean {
  return tx.select({ day: spentKeys.day }).from(spentKeys).where(eq(spentKeys.keyDigest, keyDigest)).get() !== undefined;
}
