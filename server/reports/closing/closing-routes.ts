import type { FastifyInstance, FastifyRequest } from "fastify";
import { parsePeriod } from "../../domain/periods/period.ts";
import { Refusal } from "../../domain/refusal.ts";
import type { Parts } from "../../parts.ts";
import { refuseForm, pressed } from "../../web/form.ts";
import { backSaved, wasSaved } from "../../web/saved.ts";
import { requireUnit } from "../../web/visitor.ts";
import { KINDS, queryText } from "../asked-period.ts";
import { unitReport } from "../unit-report.ts";
import { closePeriod } from "./close-period.ts";
import { closingPage, reservationsOf } from "./closing-page.ts";
import { parseClosing } from "./parse-closing.ts";
import { periodsPage } from "./periods-page.ts";

type OfUnit = FastifyRequest<{ Params: { unit: string } }>;
type OfPeriod = FastifyRequest<{ Params: { unit: string; period: string } }>;

/** The periods of a unit, and the life of each. */
export function closingRoutes(room: FastifyInstance, parts: Parts): void {
  room.get("/staf/unit/:unit/periode", async (request: OfUnit, reply) => {
    const { person, unit } = await requireUnit(parts, request, request.params.unit, "read-results");
    const asked = queryText(request.query, "jenis") ?? "triwulan";
    const kind = KINDS.find(({ key }) => key === asked)?.kind;
    if (!kind) throw new Refusal("invalid", `Jenis periode "${asked}" tidak dikenal.`);
    return reply.view("reports/periods.eta", await periodsPage(parts, unit, kind, person));
  });

  room.get("/staf/unit/:unit/periode/:period", async (request: OfPeriod, reply) => {
    const { person, unit } = await requireUnit(parts, request, request.params.unit, "read-results");
    const report = await reportOf(parts, unit, request);
    return reply.view("reports/closing.eta", closingPage({ person, report, saved: wasSaved(request) }));
  });

  room.post("/staf/unit/:unit/periode/:period", async (request: OfPeriod, reply) => {
    const { person, unit } = await requireUnit(parts, request, request.params.unit, "close-period");
    const report = await reportOf(parts, unit, request);
    pressed(request.body, ["tutup"]);
    const again = (refused: ReturnType<typeof refuseForm>) =>
      reply.code(422).view("reports/closing.eta", closingPage({ person, report, saved: false }, refused));
    const parsed = parseClosing(request.body, unit, reservationsOf(report));
    if (!parsed.ok) return again(parsed.refused);
    try {
      await closePeriod(parts, unit, report.period, person, "staff page");
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== "conflict") throw error;
      return again(refuseForm("tutup", request.body, "nama", error.message));
    }
    return backSaved(reply, `/staf/unit/${unit.code}/periode/${report.period.name}`);
  });
}

function reportOf(parts: Parts, unit: Parameters<typeof unitReport>[1], request: OfPeriod): ReturnType<typeof unitReport> {
  return unitReport(parts, unit, parsePeriod(request.params.period), "staff page", {
    trend: true,
    certainty: true,
    profile: false,
  });
}
