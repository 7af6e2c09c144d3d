import type { FastifyInstance, FastifyRequest } from "fastify";
import { localDate } from "../domain/periods/zone.ts";
import { may } from "../domain/person.ts";
import type { Parts } from "../parts.ts";
import { requireUnit } from "../web/visitor.ts";
import type { Parsed } from "../web/form.ts";
import { fieldOf, pressed } from "../web/form.ts";
import { parseForgottenPeriod, parsePopulation } from "./parse-population.ts";
import { parseUnitSettings } from "./parse-unit.ts";
import { possibleParents } from "./possible-parents.ts";
import { replaceQueueKey } from "./queue-key.ts";
import { backSaved, wasSaved } from "../web/saved.ts";
import type { SettingsFacts } from "./settings-page.ts";
import { settingsPage } from "./settings-page.ts";
import { surveysInOrder } from "./survey-choice.ts";

const VIEW = "staff/settings.eta";
type OfUnit = FastifyRequest<{ Params: { unit: string } }>;

/** Settings of a unit and the numbers of people it served. */
export function settingsRoutes(room: FastifyInstance, parts: Parts): void {
  room.get("/staf/unit/:unit/pengaturan", async (request: OfUnit, reply) =>
    reply.view(VIEW, settingsPage(await factsOf(parts, request))),
  );

  room.post("/staf/unit/:unit/pengaturan", async (request: OfUnit, reply) => {
    const facts = await factsOf(parts, request);
    // Shown in the answer itself: what is shown once must not travel through an address or be kept for the next page.
    if (fieldOf(request.body, "tindakan") === "kunci") {
      const newKey = await replaceQueueKey(parts, facts.unit);
      return reply.view(VIEW, settingsPage({ ...facts, hasQueueKey: true, newKey }));
    }
    const act = actOf(parts, facts, request.body);
    if (!act.ok) return reply.code(422).view(VIEW, settingsPage(facts, act.refused));
    await act.value();
    return backSaved(reply, `/staf/unit/${facts.unit.code}/pengaturan`);
  });
}

/** What the pressed button asks of the store, ready to be done. */
function actOf(parts: Parts, facts: SettingsFacts, body: unknown): Parsed<() => Promise<void>> {
  const { units } = parts.store;
  const { unit } = facts;
  const done = <T>(parsed: Parsed<T>, act: (value: T) => Promise<void>): Parsed<() => Promise<void>> =>
    parsed.ok ? { ok: true, value: () => act(parsed.value) } : parsed;
  switch (pressed(body, ["simpan", "jumlah", "hapus-jumlah", "hapus-kunci"])) {
    case "simpan":
      return done(parseUnitSettings(body, unit, choicesOf(facts), may(facts.person, "keep-installation")), (changed) =>
        units.update(changed),
      );
    case "jumlah":
      return done(parsePopulation(body), ({ period, people }) => units.setPopulation(unit.id, period, people));
    case "hapus-jumlah":
      return done(parseForgottenPeriod(body), (period) => units.setPopulation(unit.id, period, null));
    case "hapus-kunci":
      return { ok: true, value: () => parts.store.records.setQueueKey(unit.id, null) };
  }
}

function choicesOf({ surveys, profile, units, unit }: SettingsFacts) {
  return {
    surveys,
    optionalQuestions: profile.questions.filter((question) => question.optional).map((question) => question.key),
    parents: possibleParents(units, unit).map((one) => one.id),
  };
}

async function factsOf(parts: Parts, request: OfUnit): Promise<SettingsFacts> {
  const { person, unit } = await requireUnit(parts, request, request.params.unit, "manage-unit");
  const [units, populations, hasQueueKey] = await Promise.all([
    parts.store.units.list(),
    parts.store.units.populations(unit.id),
    parts.store.records.hasQueueKey(unit.id),
  ]);
  return {
    person,
    unit,
    units,
    surveys: surveysInOrder(parts.definitions.latestOfEach),
    profile: parts.definitions.profile,
    populations,
    hasQueueKey,
    newKey: null,
    publicUrl: parts.publicUrl(),
    today: localDate(parts.clock(), unit.zone),
    saved: wasSaved(request),
  };
}
