import { and, asc, count, eq, gte, isNull, lt } from "drizzle-orm";
import type { LocalDate } from "../../domain/periods/period.ts";
import { monthOf } from "../../domain/periods/period.ts";
import type { Channel, Response } from "../../domain/response.ts";
import { Gathering } from "../gathering.ts";
import { responseOf } from "../rows.ts";
import type { ExclusionStore } from "../store.ts";
import { applyGathered } from "./apply-gathered.ts";
import { closedAmong } from "./closed-months.ts";
import type { Act, Database, Reader } from "./database.ts";
import { usedBatches } from "./read-responses.ts";
import { exclusions, responses } from "./schema.ts";
import { isId } from "./searchable.ts";
import type { Sheets } from "./sheets.ts";
import { awaitUnitsVersion } from "./units-version.ts";

export function exclusionActs(database: Database, sheets: Sheets): ExclusionStore {
  const { read } = database;

  /** Used rows of a day that nobody proposed yet, by id. */
  const candidates = async (from: Reader | Act, unitId: number, date: LocalDate) => {
    const reader = from as Reader;
    const named = await reader
      .select({ id: exclusions.responseId, agreed: exclusions.agreed })
      .from(exclusions)
      .where(and(eq(exclusions.unitId, unitId), eq(exclusions.date, date)));
    const taken = new Set(named.filter(({ agreed }) => agreed !== false).map(({ id }) => id.toString("hex")));
    const used = await usedBatches(from, unitId);
    const rows = await reader
      .select()
      .from(responses)
      .where(and(eq(responses.unitId, unitId), eq(responses.date, date)))
      .orderBy(asc(responses.id));
    return rows.filter(({ id, batchId }) => !taken.has(id.toString("hex")) && (batchId === null || used.has(batchId)));
  };
  const isClosed = async (tx: Act, unitId: number, date: LocalDate): Promise<boolean> => {
    const place = { unitId, month: monthOf(date) };
    return (await closedAmong(tx, [place]))(place);
  };

  return {
    async candidates(unitId, date) {
      return (await candidates(read, unitId, date)).map(({ id, counterId, serviceId, channel, session }) => ({
        id: id.toString("hex"),
        counterId,
        serviceId,
        channel: channel as Channel,
        session: session as Response["session"],
      }));
    },

    async propose({ unitId, date, responseIds, reason, note, on, by }) {
      return database.whole(async (tx) => {
        // Closings and other proposals stand in the same line.
        await awaitUnitsVersion(tx);
        if (await isClosed(tx, unitId, date)) return "closed";
        const known = new Map((await candidates(tx, unitId, date)).map(({ id }) => [id.toString("hex"), id]));
        if (new Set(responseIds).size < responseIds.length || responseIds.some((id) => !known.has(id))) return "not-found";
        const rows = responseIds.map((id) => ({
          unitId,
          date,
          responseId: known.get(id)!,
          reason,
          note,
          proposedOn: on,
          proposedBy: by,
        }));
        if (rows.length > 0) await tx.insert(exclusions).values(rows);
        return "proposed";
      });
    },

    async list({ unitId, from, until }) {
      const rows = await read
        .select()
        .from(exclusions)
        .where(and(eq(exclusions.unitId, unitId), gte(exclusions.date, from), lt(exclusions.date, until)))
        .orderBy(asc(exclusions.id));
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
      const rows = await read
        .select({ unitId: exclusions.unitId, waiting: count() })
        .from(exclusions)
        .where(isNull(exclusions.decidedOn))
        .groupBy(exclusions.unitId);
      return new Map(rows.filter(({ unitId }) => unitIds.includes(unitId)).map(({ unitId, waiting }) => [unitId, waiting]));
    },

    async decide({ unitId, id, agreed, on, by }) {
      if (!isId(id)) return "not-found";
      return database.whole(async (tx) => {
        await awaitUnitsVersion(tx);
        const here = and(eq(exclusions.id, id), eq(exclusions.unitId, unitId));
        const [proposal] = await tx.select().from(exclusions).where(here);
        if (!proposal) return "not-found";
        if (proposal.decidedOn !== null) return "decided";
        if (await isClosed(tx, unitId, proposal.date)) return "closed";
        const [row] = await tx
          .select()
          .from(responses)
          .where(and(eq(responses.unitId, unitId), eq(responses.date, proposal.date), eq(responses.id, proposal.responseId)));
        const used = await usedBatches(tx, unitId);
        if (agreed && (!row || (row.batchId !== null && !used.has(row.batchId)))) return "not-found";
        await tx.update(exclusions).set({ decidedOn: on, decidedBy: by, agreed }).where(here);
        if (!agreed) return "done";
        const sheet = (await sheets.byIds([row!.sheetId])).get(row!.sheetId)!;
        const packed = { ...row!, channel: row!.channel as Channel, session: row!.session as Response["session"], sheet };
        const [before, after] = [new Gathering(), new Gathering()];
        before.count({ ...packed, excluded: false });
        after.count({ ...packed, excluded: true });
        await applyGathered(tx, before, -1);
        await applyGathered(tx, after);
        return "done";
      });
    },

    async setAside({ unitId, from, until }) {
      const used = await usedBatches(read, unitId);
      const rows = await read
        .select({ row: responses })
        .from(exclusions)
        .innerJoin(responses, sameResponse)
        .where(
          and(eq(exclusions.unitId, unitId), eq(exclusions.agreed, true), gte(exclusions.date, from), lt(exclusions.date, until)),
        );
      const known = await sheets.byIds(rows.map(({ row }) => row.sheetId));
      return rows
        .filter(({ row }) => row.batchId === null || used.has(row.batchId))
        .map(({ row }) => {
          const { counterId, serviceId, date, session, answers, profile } = row;
          const plain = { counterId, serviceId, channel: row.channel as Channel, date, session: session as Response["session"] };
          return responseOf({ ...plain, sheet: known.get(row.sheetId)!, answers, profile });
        });
    },
  };
}

const sameResponse = and(
  eq(exclusions.unitId, responses.unitId),
  eq(exclusions.date, responses.date),
  eq(exclusions.responseId, responses.id),
);
