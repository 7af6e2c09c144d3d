import type { FastifyInstance, FastifyRequest } from "fastify";
import { isSecondPerson, may } from "../../domain/person.ts";
import { parsePeriod, periodOf } from "../../domain/periods/period.ts";
import { LAST_ZONE, localDate } from "../../domain/periods/zone.ts";
import { Refusal } from "../../domain/refusal.ts";
import type { Parts } from "../../parts.ts";
import type { Parsed, RefusedForm } from "../../web/form.ts";
import { fieldOf, pressed, refuseForm } from "../../web/form.ts";
import { backSaved, wasSaved } from "../../web/saved.ts";
import { requireUnit } from "../../web/visitor.ts";
import { queryText } from "../asked-period.ts";
import { readSigns } from "../signs.ts";
import type { ExclusionsFacts } from "./exclusions-page.ts";
import { exclusionsPage } from "./exclusions-page.ts";
import { dayProblem, parseExclusion } from "./parse-exclusion.ts";
import { shownNumber } from "./shown-number.ts";

const PATH = "/staf/unit/:unit/pengecualian";
const VIEW = "reports/exclusions.eta";
type OfUnit = FastifyRequest<{ Params: { unit: string } }>;

/** Some hundreds of boxes with 24 letters each. */
const BODY_LIMIT = 64 * 1024;

/** Setting single responses aside: one person of the unit proposes, a second one from outside it decides. */
export function exclusionsRoutes(room: FastifyInstance, parts: Parts): void {
  room.get(PATH, async (request: OfUnit, reply) => {
    const { facts, problem } = await gather(parts, request);
    if (problem) return reply.code(422).view(VIEW, exclusionsPage(facts, problem));
    return reply.view(VIEW, exclusionsPage(facts));
  });

  room.post(PATH, { bodyLimit: BODY_LIMIT }, async (request: OfUnit, reply) => {
    const { facts, problem } = await gather(parts, request);
    const done = problem ? { ok: false as const, refused: problem } : await act(parts, facts, request.body);
    if (!done.ok) return reply.code(422).view(VIEW, exclusionsPage({ ...facts, saved: false }, done.refused));
    return backSaved(reply, `/staf/unit/${facts.unit.code}/pengecualian`, `periode=${facts.period.name}`);
  });
}

async function act(parts: Parts, facts: ExclusionsFacts, body: unknown): Promise<Parsed<void>> {
  const { person, unit, chosen } = facts;
  const on = localDate(parts.clock(), unit.zone);
  const deed = pressed(body, ["usul", "setuju", "tolak"]);
  if (deed === "usul") {
    if (!may(person, "propose-exclusion", unit.id))
      throw new Refusal("not-allowed", "Pengecualian diusulkan oleh pengelola atau pimpinan unit.");
    if (!chosen) return { ok: false, refused: refuseForm("hari", body, "tanggal", "Pilih tanggalnya dahulu.") };
    const byNumber = new Map(chosen.candidates.map(({ id }) => [shownNumber(id), id]));
    const parsed = parseExclusion(body, [...byNumber.keys()]);
    if (!parsed.ok) return parsed;
    const { numbers, ...why } = parsed.value;
    const responseIds = numbers.map((number) => byNumber.get(number)!);
    const proposed = { unitId: unit.id, date: chosen.date, responseIds, ...why, on, by: person.login };
    const kept = await parts.store.exclusions.propose(proposed);
    return kept === "proposed" ? DONE : { ok: false, refused: refuseForm("usul", body, "jawaban", WORDS[kept]) };
  }
  if (!isSecondPerson(person, unit))
    throw new Refusal("not-allowed", "Yang memutuskan adalah inspektorat atau pengelola unit di atasnya.");
  const proposal = facts.exclusions.find(({ id }) => String(id) === fieldOf(body, "id"));
  if (!proposal) throw new Refusal("not-found", "Usul ini tidak ada dalam daftar. Muat ulang halamannya.");
  if (proposal.proposedBy === person.login)
    throw new Refusal("not-allowed", "Usul sendiri diputuskan oleh orang lain, supaya selalu ada dua orang.");
  const outcome = await parts.store.exclusions.decide({
    unitId: unit.id,
    id: proposal.id,
    agreed: deed === "setuju",
    on,
    by: person.login,
  });
  if (outcome !== "done") throw new Refusal("conflict", WORDS[outcome]);
  return DONE;
}

const DONE = { ok: true, value: undefined } as const;

const WORDS = {
  closed: "Bulan ini sudah ditutup, jadi jawabannya tidak dapat dikecualikan lagi.",
  decided: "Usul ini baru saja diputuskan orang lain. Muat ulang halamannya.",
  "not-found": "Jawaban ini sudah dikecualikan dengan cara lain, atau baru saja diusulkan. Muat ulang halamannya.",
} as const;

async function gather(
  parts: Parts,
  request: OfUnit,
): Promise<{ readonly facts: ExclusionsFacts; readonly problem: RefusedForm | null }> {
  const { person, unit } = await requireUnit(parts, request, request.params.unit, "read-results", isSecondPerson);
  const asked = fieldOf(request.body, "tanggal") ?? queryText(request.query, "tanggal");
  const named = fieldOf(request.body, "periode") ?? queryText(request.query, "periode");
  const period = named === undefined ? periodOf("quarter", localDate(parts.clock(), unit.zone)) : parsePeriod(named);
  const openSince = localDate(parts.clock(), LAST_ZONE);
  const wrong = asked === undefined ? null : dayProblem(asked, period, openSince);
  const range = { unitId: unit.id, from: period.months[0]!, until: period.until.slice(0, 7) };
  const date = asked !== undefined && wrong === null ? asked : null;
  const [exclusions, candidates, signs, counters, services, closed] = await Promise.all([
    parts.store.exclusions.list(range),
    date === null ? [] : parts.store.exclusions.candidates(unit.id, date),
    date === null ? null : readSigns(parts.store, unit, period, openSince),
    parts.store.units.counters(unit.id),
    parts.store.units.services(unit.id),
    parts.store.closings.months(unit.id),
  ]);
  const facts: ExclusionsFacts = {
    person,
    unit,
    period,
    exclusions,
    chosen: date === null ? null : { date, candidates, signs: signs!.list.filter((sign) => sign.date === date) },
    counters: new Map(counters.map(({ id, name }) => [id, name])),
    services: new Map(services.map(({ id, name }) => [id, name])),
    open: !period.months.every((month) => closed.includes(month)),
    saved: wasSaved(request),
  };
  const body = request.body ?? { tanggal: asked ?? "" };
  return { facts, problem: wrong === null ? null : refuseForm("hari", body, "tanggal", wrong) };
}
