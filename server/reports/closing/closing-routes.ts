import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Period } from "../../domain/periods/period.ts";
import { parsePeriod } from "../../domain/periods/period.ts";
import type { Person } from "../../domain/person.ts";
import { isSecondPerson, may } from "../../domain/person.ts";
import { Refusal } from "../../domain/refusal.ts";
import type { Unit } from "../../domain/response.ts";
import type { Parts } from "../../parts.ts";
import type { Parsed, RefusedForm } from "../../web/form.ts";
import { fieldOf, pressed, refuseForm } from "../../web/form.ts";
import { backSaved, wasSaved } from "../../web/saved.ts";
import { requireUnit } from "../../web/visitor.ts";
import { KINDS, queryText } from "../asked-period.ts";
import { publicationOf, publishPeriod } from "../publishing/publish.ts";
import { unitReport } from "../unit-report.ts";
import { closePeriod } from "./close-period.ts";
import { closingPage, reservationsOf } from "./closing-page.ts";
import { parseClosing, parseReopening } from "./parse-closing.ts";
import { decideReopening, proposeReopening } from "./reopen-period.ts";
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
    const { person, unit } = await requireUnit(parts, request, request.params.unit, "read-results", isSecondPerson);
    return show(parts, reply, { person, unit, period: parsePeriod(request.params.period), saved: wasSaved(request) });
  });

  room.post("/staf/unit/:unit/periode/:period", async (request: OfPeriod, reply) => {
    const period = parsePeriod(request.params.period);
    const { person, unit } = await requireUnit(parts, request, request.params.unit, "read-results", isSecondPerson);
    const deed = pressed(request.body, DEEDS);
    try {
      const done = await act(parts, { person, unit, period }, deed, request.body);
      if (!done.ok) return await show(parts, reply.code(422), { person, unit, period, saved: false }, done.refused);
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== "conflict") throw error;
      const refused = refuseForm(deed, request.body, deed === "buka" ? "alasan" : "nama", error.message);
      return await show(parts, reply.code(422), { person, unit, period, saved: false }, refused);
    }
    return backSaved(reply, `/staf/unit/${unit.code}/periode/${period.name}`);
  });
}

const DEEDS = ["tutup", "umumkan", "buka", "setuju-buka", "tolak-buka"] as const;
const DONE = { ok: true, value: undefined } as const;

async function act(
  parts: Parts,
  { person, unit, period }: Pick<Shown, "person" | "unit" | "period">,
  deed: (typeof DEEDS)[number],
  body: unknown,
): Promise<Parsed<unknown>> {
  switch (deed) {
    case "tutup": {
      if (!may(person, "close-period", unit.id)) throw new Refusal("not-allowed", "Peran Anda tidak mencakup halaman ini.");
      const parsed = parseClosing(body, unit, reservationsOf(await reportOf(parts, unit, period)));
      if (parsed.ok) await closePeriod(parts, unit, period, person, "staff page");
      return parsed;
    }
    case "umumkan":
      await publishPeriod(parts, unit, period, person);
      return DONE;
    case "buka": {
      const parsed = parseReopening(body);
      if (parsed.ok || !may(person, "close-period", unit.id))
        await proposeReopening(parts, unit, period, person, parsed.ok ? parsed.value : "");
      return parsed;
    }
    case "setuju-buka":
    case "tolak-buka":
      await decideReopening(parts, unit, period, person, {
        id: Number(fieldOf(body, "id")) || 0,
        agreed: deed === "setuju-buka",
      });
      return DONE;
  }
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
  const [report, publication, remarks] = await Promise.all([
    reportOf(parts, unit, period),
    publicationOf(parts, unit, period),
    parts.store.remarks.list(unit.id, period.name),
  ]);
  const facts = { person, report, publication, publicUrl: parts.publicUrl(), remarks, saved };
  return reply.view("reports/closing.eta", closingPage(facts, refused));
}

function reportOf(parts: Parts, unit: Unit, period: Period): ReturnType<typeof unitReport> {
  return unitReport(parts, unit, period, "staff page", { trend: true, certainty: true, profile: false });
}
