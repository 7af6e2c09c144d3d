import type { FastifyInstance, FastifyRequest } from "fastify";
import { parsePeriod } from "../../domain/periods/period.ts";
import type { Parts } from "../../parts.ts";
import type { LogEntry } from "../../store/store.ts";
import { requireUnit } from "../../web/visitor.ts";
import { logPage } from "./log-page.ts";

type OfPeriod = FastifyRequest<{ Params: { unit: string; period: string } }>;

/** The steps of a unit's log, for whoever reads its results. */
export function logRoutes(room: FastifyInstance, parts: Parts): void {
  room.get("/staf/unit/:unit/periode/:period/catatan", async (request: OfPeriod, reply) => {
    const { person, unit } = await requireUnit(parts, request, request.params.unit, "read-results");
    const period = parsePeriod(request.params.period);
    const entries: LogEntry[] = [];
    for await (const entry of parts.store.log.entries(unit.id)) entries.push(entry);
    return reply.view("reports/log.eta", logPage(person, unit, period, entries));
  });
}
