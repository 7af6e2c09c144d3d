import type { FastifyInstance } from "fastify";
import type { Parts } from "../parts.ts";
import { requireUnit } from "../web/visitor.ts";
import { openCounterDesk } from "./counter-desk.ts";
import { countersPage } from "./counters-page.ts";
import { doCounterDeed } from "./do-counter-deed.ts";
import { refuseForm } from "../web/form.ts";
import { parseCounterDeed } from "./parse-counter-deed.ts";
import { backSaved, wasSaved } from "../web/saved.ts";

const VIEW = "staff/counters.eta";

/** Counters and services of a unit: seen by everyone of the unit, changed by its manager. */
export function counterRoutes(room: FastifyInstance, parts: Parts): void {
  room.get<{ Params: { unit: string } }>("/staf/unit/:unit/loket", async (request, reply) => {
    const { person, unit } = await requireUnit(parts, request, request.params.unit, "enter-unit");
    const desk = await openCounterDesk(parts, unit);
    return reply.view(VIEW, countersPage({ person, desk, publicUrl: parts.publicUrl(), saved: wasSaved(request) }));
  });

  room.post<{ Params: { unit: string } }>("/staf/unit/:unit/loket", async (request, reply) => {
    const { person, unit } = await requireUnit(parts, request, request.params.unit, "manage-unit");
    const facts = { person, desk: await openCounterDesk(parts, unit), publicUrl: parts.publicUrl(), saved: false };
    const parsed = parseCounterDeed(request.body, facts.desk);
    if (!parsed.ok) return reply.code(422).view(VIEW, countersPage(facts, parsed.refused));
    const trouble = await doCounterDeed(parts.store, unit, parsed.value, facts.desk.today);
    if (trouble) {
      const refused = refuseForm(trouble.form, request.body, trouble.field, trouble.sentence);
      return reply.code(422).view(VIEW, countersPage(facts, refused));
    }
    return backSaved(reply, `/staf/unit/${unit.code}/loket`);
  });
}
