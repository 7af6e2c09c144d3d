import type { FastifyInstance, FastifyRequest } from "fastify";
import type { PastRules } from "../domain/indices/check-past-index.ts";
import type { Month } from "../domain/periods/period.ts";
import { localDate } from "../domain/periods/zone.ts";
import type { Unit } from "../domain/response.ts";
import type { Parts } from "../parts.ts";
import { requireUnit } from "../web/visitor.ts";
import type { Parsed } from "../web/form.ts";
import { fieldOf, pressed, refuseForm } from "../web/form.ts";
import { parsePast, parsePastTable } from "./parse-past.ts";
import type { PastFacts } from "./past-page.ts";
import { pastPage } from "./past-page.ts";
import { backSaved, wasSaved } from "../web/saved.ts";
import { surveysInOrder } from "./survey-choice.ts";

const VIEW = "staff/past.eta";
type OfUnit = FastifyRequest<{ Params: { unit: string } }>;

/** Indices that were published before this program counted, written down as what they are. */
export function pastRoutes(room: FastifyInstance, parts: Parts): void {
  room.get("/staf/unit/:unit/laporan-terdahulu", async (request: OfUnit, reply) =>
    reply.view(VIEW, pastPage(await factsOf(parts, request))),
  );

  room.post("/staf/unit/:unit/laporan-terdahulu", async (request: OfUnit, reply) => {
    const facts = await factsOf(parts, request);
    const done = await act(parts, facts, request.body);
    if (!done.ok) return reply.code(422).view(VIEW, pastPage(facts, done.refused));
    return backSaved(reply, `/staf/unit/${facts.unit.code}/laporan-terdahulu`);
  });
}

async function act(parts: Parts, { unit, past, surveys }: PastFacts, body: unknown): Promise<Parsed<void>> {
  const deed = pressed(body, ["tambah", "tabel", "hapus"]);
  if (deed === "hapus") {
    const chosen = past.find(({ id }) => String(id) === fieldOf(body, "id"));
    if (chosen) await parts.store.records.removePastIndex(unit.id, chosen.id);
    return { ok: true, value: undefined };
  }
  const rules: PastRules = {
    surveys: surveys.map(({ id }) => id),
    today: localDate(parts.clock(), unit.zone),
    kept: past,
    ownMonths: await ownMonths(parts, unit),
  };
  const parsed = deed === "tabel" ? parsePastTable(body, rules) : single(parsePast(body, rules));
  if (!parsed.ok) return parsed;
  const added = await parts.store.records.addPastIndices(parsed.value.map((one) => ({ ...one, unitId: unit.id })));
  if (added === "added") return { ok: true, value: undefined };
  const [form, field] = deed === "tabel" ? (["tabel", "tabel"] as const) : (["terdahulu", "periode"] as const);
  const sentence = "Periode ini baru saja diisi orang lain. Muat ulang halamannya, lalu periksa.";
  return { ok: false, refused: refuseForm(form, body, field, sentence) };
}

function single<T>(parsed: Parsed<T>): Parsed<readonly T[]> {
  return parsed.ok ? { ok: true, value: [parsed.value] } : parsed;
}

/** Months in which the unit has answers that count, by survey. */
async function ownMonths({ store }: Parts, unit: Unit): Promise<ReadonlyMap<string, ReadonlySet<Month>>> {
  const months = new Map<string, Set<Month>>();
  for (const { survey, month, tally } of await store.responses.cells({ unitId: unit.id, from: "0000-01", until: "9999-12" })) {
    if (tally.respondents === 0) continue;
    const id = survey.split("@")[0]!;
    months.set(id, (months.get(id) ?? new Set()).add(month));
  }
  return months;
}

async function factsOf(parts: Parts, request: OfUnit): Promise<PastFacts> {
  const { person, unit } = await requireUnit(parts, request, request.params.unit, "manage-unit");
  return {
    person,
    unit,
    surveys: surveysInOrder(parts.definitions.latestOfEach),
    past: await parts.store.records.pastIndices(unit.id),
    saved: wasSaved(request),
  };
}
