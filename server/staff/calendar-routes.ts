import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Parts } from "../parts.ts";
import { requireUnit } from "../web/visitor.ts";
import type { CalendarFacts } from "./calendar-page.ts";
import { calendarPage } from "./calendar-page.ts";
import type { Parsed } from "../web/form.ts";
import { fieldOf, pressed } from "../web/form.ts";
import { parseHolidays, parseHours } from "./parse-calendar.ts";
import { backSaved, wasSaved } from "../web/saved.ts";

const VIEW = "staff/calendar.eta";
type OfUnit = FastifyRequest<{ Params: { unit: string } }>;

/** When the unit serves: hours of the week and holidays. */
export function calendarRoutes(room: FastifyInstance, parts: Parts): void {
  room.get("/staf/unit/:unit/jam-layanan", async (request: OfUnit, reply) =>
    reply.view(VIEW, calendarPage(await factsOf(parts, request))),
  );

  room.post("/staf/unit/:unit/jam-layanan", async (request: OfUnit, reply) => {
    const facts = await factsOf(parts, request);
    const done = await act(parts, facts, request.body);
    if (!done.ok) return reply.code(422).view(VIEW, calendarPage(facts, done.refused));
    return backSaved(reply, `/staf/unit/${facts.unit.code}/jam-layanan`);
  });
}

async function act({ store }: Parts, { unit, calendar }: CalendarFacts, body: unknown): Promise<Parsed<unknown>> {
  switch (pressed(body, ["jam", "libur", "hapus-libur"])) {
    case "jam": {
      const parsed = parseHours(body);
      if (parsed.ok) await store.records.setHours(unit.id, parsed.value);
      return parsed;
    }
    case "libur": {
      const parsed = parseHolidays(body);
      // One act for each day; sent again, what stood already stays as it is.
      if (parsed.ok) for (const { date, name } of parsed.value) await store.records.setHoliday(unit.id, date, name);
      return parsed;
    }
    case "hapus-libur": {
      const chosen = calendar.holidays.find(({ date }) => date === fieldOf(body, "tanggal"));
      if (chosen) await store.records.setHoliday(unit.id, chosen.date, null);
      return { ok: true, value: undefined };
    }
  }
}

async function factsOf(parts: Parts, request: OfUnit): Promise<CalendarFacts> {
  const { person, unit } = await requireUnit(parts, request, request.params.unit, "manage-unit");
  return { person, unit, calendar: await parts.store.records.calendar(unit.id), saved: wasSaved(request) };
}
