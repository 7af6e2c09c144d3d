import type { FastifyInstance, FastifyRequest } from "fastify";
import { plusDays } from "../domain/periods/days.ts";
import type { LocalDate, Period } from "../domain/periods/period.ts";
import { parsePeriod, periodOf } from "../domain/periods/period.ts";
import { localDate } from "../domain/periods/zone.ts";
import type { Deed } from "../domain/person.ts";
import { Refusal } from "../domain/refusal.ts";
import type { Parts } from "../parts.ts";
import { requireUnit } from "../web/visitor.ts";
import { fieldOf } from "../web/form.ts";
import { parseServed } from "./parse-served.ts";
import { backSaved, wasSaved } from "../web/saved.ts";
import type { ServedFacts } from "./served-page.ts";
import { fillableDays, servedPage, servedQuery } from "./served-page.ts";

const VIEW = "staff/served.eta";
type OfUnit = FastifyRequest<{ Params: { unit: string } }>;

/** How many people were served, typed day by day. */
export function servedRoutes(room: FastifyInstance, parts: Parts): void {
  room.get("/staf/unit/:unit/dilayani", async (request: OfUnit, reply) =>
    reply.view(VIEW, servedPage(await factsOf(parts, request, "enter-unit", request.query))),
  );

  room.post("/staf/unit/:unit/dilayani", async (request: OfUnit, reply) => {
    const facts = await factsOf(parts, request, "count-served", request.body);
    const parsed = parseServed(request.body, fillableDays(facts), facts.slot);
    if (!parsed.ok) return reply.code(422).view(VIEW, servedPage(facts, parsed.refused));
    await parts.store.records.setServed(facts.unit.id, parsed.value);
    return backSaved(reply, `/staf/unit/${facts.unit.code}/dilayani`, servedQuery(facts.month.name, facts.slot));
  });
}

/** `asked` says which month, service and counter: the query of a page, the body of its form. */
async function factsOf(parts: Parts, request: OfUnit, deed: Deed, asked: unknown): Promise<ServedFacts> {
  const { person, unit } = await requireUnit(parts, request, request.params.unit, deed);
  const today = localDate(parts.clock(), unit.zone);
  const month = monthFrom(fieldOf(asked, "bulan"), today);
  const [services, counters, served, calendar] = await Promise.all([
    parts.store.units.services(unit.id),
    parts.store.units.counters(unit.id),
    parts.store.records.served({ unitId: unit.id, from: month.from, until: month.until }),
    parts.store.records.calendar(unit.id),
  ]);
  const slot = {
    serviceId: chosen(fieldOf(asked, "layanan"), services),
    counterId: chosen(fieldOf(asked, "loket"), counters),
  };
  return { person, unit, month, today, slot, services, counters, served, calendar, saved: wasSaved(request) };
}

function monthFrom(name: string | undefined, today: LocalDate): Period {
  if (name === undefined || name === "") return periodOf("month", lastDayOver(today));
  const period = parsePeriod(name);
  if (period.kind !== "month") throw new Refusal("invalid", "Pilih satu bulan; contoh: 2026-11.");
  return period;
}

/** On the first of a month there is yesterday's number to write down, which belongs to the month before. */
function lastDayOver(today: LocalDate): LocalDate {
  return plusDays(today, -1);
}

/** Of services and counters of this unit alone. */
function chosen(id: string | undefined, list: readonly { readonly id: number }[]): number | null {
  if (id === undefined || id === "") return null;
  const found = list.find((one) => String(one.id) === id);
  if (!found) throw new Refusal("invalid", "Layanan atau loket ini tidak ada di unit ini. Pilih dari daftar.");
  return found.id;
}
