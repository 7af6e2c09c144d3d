import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { outsideRoles } from "../domain/person.ts";
import type { Parts } from "../parts.ts";
import { requireUnit } from "../web/visitor.ts";
import { doPeopleDeed } from "./do-people-deed.ts";
import { refuseForm } from "../web/form.ts";
import { parsePeopleDeed } from "./parse-people-deed.ts";
import type { PeopleFacts } from "./people-page.ts";
import { peoplePage } from "./people-page.ts";
import { requireKeeper } from "./require-keeper.ts";
import { backSaved, wasSaved } from "../web/saved.ts";

const VIEW = "staff/people.eta";
type OfUnit = FastifyRequest<{ Params: { unit: string } }>;

/** People: those of a unit for its manager, everybody for an admin. */
export function peopleRoutes(room: FastifyInstance, parts: Parts): void {
  room.get("/staf/unit/:unit/orang", async (request: OfUnit, reply) =>
    reply.view(VIEW, peoplePage(await peopleOfUnit(parts, request))),
  );
  room.post("/staf/unit/:unit/orang", async (request: OfUnit, reply) =>
    answer(parts, request, reply, await peopleOfUnit(parts, request)),
  );
  room.get("/staf/orang", async (request, reply) => reply.view(VIEW, peoplePage(await everybody(parts, request))));
  room.post("/staf/orang", async (request, reply) => answer(parts, request, reply, await everybody(parts, request)));
}

async function answer(parts: Parts, request: FastifyRequest, reply: FastifyReply, facts: PeopleFacts): Promise<FastifyReply> {
  const parsed = parsePeopleDeed(request.body, facts.scope);
  if (!parsed.ok) return reply.code(422).view(VIEW, peoplePage(facts, { refused: parsed.refused }));
  const outcome = await doPeopleDeed(parts, parsed.value);
  switch (outcome.kind) {
    case "done":
      return backSaved(reply, facts.path);
    case "login-taken": {
      const refused = refuseForm(
        "orang-baru",
        request.body,
        "login",
        `Nama masuk ${outcome.login} sudah dipakai. Pilih nama masuk lain.`,
      );
      return reply.code(422).view(VIEW, peoplePage(facts, { refused }));
    }
    case "address": {
      // Shown in the answer itself: what is shown once must not travel through an address or be kept for the next page.
      const { person, address } = outcome;
      const people = [...facts.scope.people.filter((one) => one.id !== person.id), person];
      return reply.view(
        VIEW,
        peoplePage({ ...facts, scope: { ...facts.scope, people } }, { oneTime: { name: person.name, address } }),
      );
    }
  }
}

async function peopleOfUnit(parts: Parts, request: OfUnit): Promise<PeopleFacts> {
  const { person, unit } = await requireUnit(parts, request, request.params.unit, "manage-unit");
  const people = (await parts.store.people.list()).filter(
    ({ unitId, role }) => unitId === unit.id && role !== "admin" && !outsideRoles.includes(role),
  );
  return {
    scope: { by: person, unitId: unit.id, unitIds: [], people },
    unit,
    units: [unit],
    path: `/staf/unit/${unit.code}/orang`,
    saved: wasSaved(request),
  };
}

async function everybody(parts: Parts, request: FastifyRequest): Promise<PeopleFacts> {
  const by = await requireKeeper(parts, request);
  const [people, units] = await Promise.all([parts.store.people.list(), parts.store.units.list()]);
  return {
    scope: { by, unitId: null, unitIds: units.map((unit) => unit.id), people },
    unit: null,
    units,
    path: "/staf/orang",
    saved: wasSaved(request),
  };
}
