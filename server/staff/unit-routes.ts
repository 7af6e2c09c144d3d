import type { FastifyInstance, FastifyRequest } from "fastify";
import { may } from "../domain/person.ts";
import { Refusal } from "../domain/refusal.ts";
import type { Parts } from "../parts.ts";
import { requirePerson } from "../web/visitor.ts";
import { refuseForm } from "../web/form.ts";
import { grantedPage } from "./granted-page.ts";
import { parseNewUnit } from "./parse-unit.ts";
import { requireKeeper } from "./require-keeper.ts";
import { backSaved, wasSaved } from "../web/saved.ts";
import { surveysInOrder } from "./survey-choice.ts";
import type { UnitsFacts } from "./units-page.ts";
import { unitsPage } from "./units-page.ts";

const VIEW = "staff/units.eta";

/** The first page after signing in: an admin sees all units, everyone else goes to their own. */
export function unitRoutes(room: FastifyInstance, parts: Parts): void {
  room.get("/staf", async (request, reply) => {
    const person = await requirePerson(parts, request);
    if (may(person, "keep-installation")) return reply.view(VIEW, unitsPage(await factsOf(parts, request)));
    if (person.role === "evaluator") {
      const [only] = person.grants;
      const unit =
        only && person.grants.length === 1 && only.periods.length === 0 ? await parts.store.units.byId(only.unitId) : null;
      if (unit) return reply.redirect(`/staf/unit/${unit.code}`, 303);
      return reply.view("staff/granted.eta", grantedPage(person, await parts.store.units.list()));
    }
    const own = person.unitId === null ? undefined : await parts.store.units.byId(person.unitId);
    if (!own) throw new Refusal("not-allowed", "Akun Anda belum terhubung dengan unit mana pun. Hubungi admin.");
    return reply.redirect(`/staf/unit/${own.code}`, 303);
  });

  room.get("/staf/unit", async (_request, reply) => reply.redirect("/staf", 303));

  room.post("/staf/unit", async (request, reply) => {
    const facts = await factsOf(parts, request);
    const parsed = parseNewUnit(request.body, {
      surveys: facts.surveys,
      optionalQuestions: [],
      parents: facts.units.map((unit) => unit.id),
    });
    if (!parsed.ok) return reply.code(422).view(VIEW, unitsPage(facts, parsed.refused));
    if ((await parts.store.units.add(parsed.value)) === "taken") {
      const refused = refuseForm(
        "unit-baru",
        request.body,
        "kode",
        `Kode ${parsed.value.code} sudah dipakai unit atau loket lain. Pilih kode lain.`,
      );
      return reply.code(422).view(VIEW, unitsPage(facts, refused));
    }
    return backSaved(reply, "/staf");
  });
}

async function factsOf(parts: Parts, request: FastifyRequest): Promise<UnitsFacts> {
  const person = await requireKeeper(parts, request);
  return {
    person,
    units: await parts.store.units.list(),
    surveys: surveysInOrder(parts.definitions.latestOfEach),
    saved: wasSaved(request),
  };
}
