import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Period } from "../../domain/periods/period.ts";
import { parsePeriod } from "../../domain/periods/period.ts";
import type { Person } from "../../domain/person.ts";
import { Refusal } from "../../domain/refusal.ts";
import type { Unit } from "../../domain/response.ts";
import type { Parts } from "../../parts.ts";
import type { RefusedForm } from "../../web/form.ts";
import { pressed, refuseForm } from "../../web/form.ts";
import { backSaved, wasSaved } from "../../web/saved.ts";
import { requireUnit } from "../../web/visitor.ts";
import { KINDS, queryText } from "../asked-period.ts";
import { publicationOf, publishPeriod } from "../publishing/publish.ts";
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
    return show(parts, reply, { person, unit, period: parsePeriod(request.params.period), saved: wasSaved(request) });
  });

  room.post("/staf/unit/:unit/periode/:period", async (request: OfPeriod, reply) => {
    const period = parsePeriod(request.params.period);
    const deed = pressed(request.body, ["tutup", "umumkan"]);
    const { person, unit } = await requireUnit(
      parts,
      request,
      request.params.unit,
      deed === "tutup" ? "close-period" : "publish",
    );
    const again = (refused: RefusedForm) => show(parts, reply.code(422), { person, unit, period, saved: false }, refused);
    try {
      if (deed === "umumkan") await publishPeriod(parts, unit, period, person);
      else {
        const parsed = parseClosing(request.body, unit, reservationsOf(await reportOf(parts, unit, period)));
        if (!parsed.ok) return await again(parsed.refused);
        await closePeriod(parts, unit, period, person, "staff page");
      }
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== "conflict") throw error;
      return await again(refuseForm(deed, request.body, "nama", error.message));
    }
    return backSaved(reply, `/staf/unit/${unit.code}/periode/${period.name}`);
  });
}

interface Shown {
  readonly person: Person;
  readonly unit: Unit;
  readonly period: Period;
  readonly saved: boolean;
}

async function show(
  parts: Parts,
  reply: FastifyReply,
  { person, unit, period, saved }: Shown,
  refused?: RefusedForm,
): Promise<FastifyReply> {
  const [report, publication] = await Promise.all([reportOf(parts, unit, period), publicationOf(parts, unit, period)]);
  const facts = { person, report, publication, publicUrl: parts.publicUrl(), saved };
  return reply.view("reports/closing.eta", closingPage(facts, refused));
}

function reportOf(parts: Parts, unit: Unit, period: Period): ReturnType<typeof unitReport> {
  return unitReport(parts, unit, period, "staff page", { trend: true, certainty: true, profile: false });
}
