import { and, asc, count, eq, gte, isNull, lt } from "drizzle-orm";
import type { LocalDate } from "../../domain/periods/period.ts";
import { monthOf } from "../../domain/periods/period.ts";
import type { Channel, Response } from "../../domain/response.ts";
import { Gathering } from "../gathering.ts";
import { responseOf } from "../rows.ts";
import type { ExclusionStore } from "../store.ts";
import type { Act, Connection } from "./connection.ts";
import { applyGathered } from "./keep-submissions.ts";
import { batchExclusions, batches, exclusions, responses } from "./schema.ts";
import type { Sheets } from "./sheets.ts";
import type { Statements } from "./statements.ts";

type Row = typeof responses.$inferSelect;

export function exclusionActs(connection: Connection, statements: Statements, sheets: Sheets): ExclusionStore {
  const whole = <T>(act: (tx: Act) => T): T => connection.transaction(act, { behavior: "immediate" });
  const isClosed = (unitId: number, date: LocalDate): boolean => statements.isClosed.get(unitId, monthOf(date))! > 0;

  /** Used rows of a day that nobody proposed yet, by id. */
  const candidates = (tx: Act | Connection, unitId: number, date: LocalDate): readonly Row[] => {
    const named = tx
      .select({ id: exclusions.responseId, agreed: exclusions.agreed })
      .from(exclusions)
      .where(and(eq(exclusions.unitId, unitId), eq(exclusions.date, date)))
      .all();
    const taken = new Set(named.filter(({ agreed }) => agreed !== false).map(({ id }) => id.toString("hex")));
    return tx
      .select()
      .from(responses)
      .where(and(eq(responses.unitId, unitId), eq(responses.date, date)))
      .orderBy(asc(responses.id))
      .all()
      .filter(({ id, batchId }) => !taken.has(id.toString("hex")) && isUsed(tx, batchId));
  };

  return {
    async candidates(unitId, date) {
      return candidates(connection, unitId, date).map(({ id, counterId, serviceId, channel, session }) => ({
        id: id.toString("hex"),
        counterId,
        serviceId,
        channel: channel as Channel,
        session: session as Response["session"],
      }));
    },

    async propose({ unitId, date, responseIds, reason, note, on, by }) {
      return whole((tx) => {
        if (isClosed(unitId, date)) return "closed";
        const known = new Map(candidates(tx, unitId, date).map(({ id }) => [id.toString("hex"), id]));
        if (new Set(responseIds).size < responseIds.length || responseIds.some((id) => !known.has(id))) return "not-found";
        for (const id of responseIds)
          tx.insert(exclusions)
            .values({ unitId, date, responseId: known.get(id)!, reason, note, proposedOn: on, proposedBy: by })
            .run();
        return "proposed";
      });
    },

    async list({ unitId, from, until }) {
      const rows = connection
        .select()
        .from(exclusions)
        .where(and(eq(exclusions.unitId, unitId), gte(exclusions.date, from), lt(exclusions.date, until)))
        .orderBy(asc(exclusions.id))
        .all();
      return rows.map(({ id, date, responseId, reason, note, proposedOn, proposedBy, decidedOn, decidedBy, agreed }) => ({
        id,
        date,
        responseId: responseId.toString("hex"),
        reason,
        note,
        proposedOn,
        proposedBy,
        decided: decidedOn === null ? null : { on: decidedOn, by: decidedBy!, agreed: agreed! },
      }));
    },

    async waiting(unitIds) {
      const rows = connection
        .select({ unitId: exclusions.unitId, waiting: count() })
        .from(exclusions)
        .where(isNull(exclusions.decidedOn))
        .groupBy(exclusions.unitId)
        .all();
      return new Map(rows.filter(({ unitId }) => unitIds.includes(unitId)).map(({ unitId, waiting }) => [unitId, waiting]));
    },

    async decide({ unitId, id, agreed, on, by }) {
      return whole((tx) => {
        const here = and(eq(exclusions.id, id), eq(exclusions.unitId, unitId));
        const proposal = tx.select().from(exclusions).where(here).get();
        if (!proposal) return "not-found";
        if (proposal.decidedOn !== null) return "decided";
        if (isClosed(unitId, proposal.date)) return "closed";
        const row = tx
          .select()
          .from(responses)
          .where(and(eq(responses.unitId, unitId), eq(responses.date, proposal.date), eq(responses.id, proposal.responseId)))
          .get();
        if (agreed && (!row || !isUsed(tx, row.batchId))) return "not-found";
        tx.update(exclusions).set({ decidedOn: on, decidedBy: by, agreed }).where(here).run();
        if (!agreed) return "done";
        const packed = { ...row!, channel: row!.channel as Channel, session: row!.session as Response["session"] };
        const [used, excluded] = [new Gathering(), new Gathering()];
        used.count({ ...packed, sheet: sheets.byId(row!.sheetId), excluded: false });
        excluded.count({ ...packed, sheet: sheets.byId(row!.sheetId), excluded: true });
        applyGathered(statements, used, -1);
        applyGathered(statements, excluded);
        return "done";
      });
    },

    async setAside({ unitId, from, until }) {
      const rows = connection
        .select({ row: responses })
        .from(exclusions)
        .innerJoin(responses, sameResponse)
        .where(
          and(eq(exclusions.unitId, unitId), eq(exclusions.agreed, true), gte(exclusions.date, from), lt(exclusions.date, until)),
        )
        .all();
      return rows
        .filter(({ row }) => isUsed(connection, row.batchId))
        .map(({ row }) => {
          const { counterId, serviceId, date, session, answers, profile } = row;
          const plain = { counterId, serviceId, channel: row.channel as Channel, date, session: session as Response["session"] };
          return responseOf({ ...plain, sheet: sheets.byId(row.sheetId), answers, profile });
        });
    },
  };
}

const sameResponse = and(
  eq(exclusions.unitId, responses.unitId),
  eq(exclusions.date, responses.date),
  eq(exclusions.responseId, responses.id),
);

/** False for a row of an import that is not whole, or was set aside. */
function isUsed(tx: Act | Connection, batchId: number | null): boolean {
  if (batchId === null) return true;
  const batch = tx
    .select({ whole: batches.whole, excludedId: batchExclusions.batchId })
    .from(batches)
    .leftJoin(batchExclusions, eq(batchExclusions.batchId, batches.id))
    .where(eq(batches.id, batchId))
    .get();
  return batch !== undefined && batch.whole && batch.excludedId === null;
}
