import type { FastifyInstance } from "fastify";
import { periodOf } from "../domain/periods/period.ts";
import { LAST_ZONE, localDate } from "../domain/periods/zone.ts";
import type { Deed } from "../domain/person.ts";
import type { Parts } from "../parts.ts";
import { issueSlips, noSlipsBecause } from "./issue-slips.ts";
import { parseSlips, SLIPS_ON_A_SHEET } from "./parse-slips.ts";
import type { OfCounter } from "./require-counter.ts";
import { requireCounter } from "./require-counter.ts";
import type { SlipsFacts } from "./slips-page.ts";
import { slipSheets, slipsPage } from "./slips-page.ts";

const VIEW = "staff/slips.eta";
const SHEETS = "staff/slip-sheets.eta";

/** Slips of visits: whoever writes down how many were served also hands them out. */
export function slipRoutes(room: FastifyInstance, parts: Parts): void {
  room.get("/staf/unit/:unit/loket/:code/karcis", async (request: OfCounter, reply) =>
    reply.view(VIEW, slipsPage(await factsOf(parts, request, "enter-unit"))),
  );

  /** Answers with the sheets themselves: they are kept nowhere, so there is no address to lead to. */
  room.post("/staf/unit/:unit/loket/:code/karcis", async (request: OfCounter, reply) => {
    const facts = await factsOf(parts, request, "count-served");
    const { unit, counter, publicUrl } = facts;
    const parsed = parseSlips(request.body);
    if (!parsed.ok) return reply.code(422).view(VIEW, slipsPage(facts, parsed.refused));
    if (noSlipsBecause(counter) !== null) return reply.code(422).view(VIEW, slipsPage(facts));
    const { sheets, days } = parsed.value;
    const made = await issueSlips(parts, unit, counter, { slips: sheets * SLIPS_ON_A_SHEET, days });
    return reply.view(SHEETS, slipSheets(unit, counter, publicUrl, made));
  });
}

async function factsOf(parts: Parts, request: OfCounter, deed: Deed): Promise<SlipsFacts> {
  const { person, unit, counter } = await requireCounter(parts, request, deed);
  const quarter = periodOf("quarter", localDate(parts.clock(), unit.zone));
  const days = await parts.store.slips.days({ unitId: unit.id, from: quarter.from, until: quarter.until });
  const openSince = localDate(parts.clock(), LAST_ZONE);
  return { person, unit, counter, quarter, days, openSince, publicUrl: parts.publicUrl() };
}
