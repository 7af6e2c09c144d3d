import type { FastifyInstance, FastifyRequest } from "fastify";
import { LAST_ZONE, localDate } from "../domain/periods/zone.ts";
import { Refusal } from "../domain/refusal.ts";
import type { Parts } from "../parts.ts";
import { fieldOf, pressed } from "../web/form.ts";
import { backSaved, wasSaved } from "../web/saved.ts";
import type { GrantsFacts } from "./grants-page.ts";
import { grantsPage } from "./grants-page.ts";
import { parseGrant } from "./parse-grant.ts";
import { requireKeeper } from "./require-keeper.ts";

const VIEW = "staff/grants.eta";
type OfPerson = FastifyRequest<{ Params: { id: string } }>;

/** What each evaluator may read, and until when; an admin's affair. */
export function grantsRoutes(room: FastifyInstance, parts: Parts): void {
  room.get("/staf/orang/:id/izin", async (request: OfPerson, reply) =>
    reply.view(VIEW, grantsPage(await factsOf(parts, request))),
  );

  room.post("/staf/orang/:id/izin", async (request: OfPerson, reply) => {
    const facts = await factsOf(parts, request);
    const { evaluator } = facts;
    if (pressed(request.body, ["beri", "cabut"]) === "cabut") {
      const unitId = Number(fieldOf(request.body, "unit"));
      if (!evaluator.grants.some((grant) => grant.unitId === unitId))
        throw new Refusal("not-found", "Izin ini tidak ada dalam daftar. Muat ulang halamannya.");
      await parts.store.people.removeGrant(evaluator.id, unitId);
    } else {
      const unitIds = facts.units.map(({ id }) => id);
      const parsed = parseGrant(request.body, unitIds, facts.today);
      if (!parsed.ok) return reply.code(422).view(VIEW, grantsPage(facts, parsed.refused));
      await parts.store.people.setGrant(evaluator.id, parsed.value);
    }
    return backSaved(reply, `/staf/orang/${evaluator.id}/izin`);
  });
}

async function factsOf(parts: Parts, request: OfPerson): Promise<GrantsFacts> {
  const by = await requireKeeper(parts, request);
  const evaluator = /^\d{1,9}$/.test(request.params.id) ? await parts.store.people.byId(Number(request.params.id)) : undefined;
  if (evaluator?.role !== "evaluator") throw new Refusal("not-found", "Penilai ini tidak ada.");
  const today = localDate(parts.clock(), LAST_ZONE);
  return { by, evaluator, units: await parts.store.units.list(), today, saved: wasSaved(request) };
}
