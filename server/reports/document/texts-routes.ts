import type { FastifyInstance, FastifyRequest } from "fastify";
import { parsePeriod } from "../../domain/periods/period.ts";
import type { Parts } from "../../parts.ts";
import { pressed } from "../../web/form.ts";
import { backSaved, wasSaved } from "../../web/saved.ts";
import { requireUnit } from "../../web/visitor.ts";
import { unitReport } from "../unit-report.ts";
import { standardWords } from "./introduction.ts";
import { OF_THE_UNIT } from "./narrative.ts";
import { parseNarrative, parseReportFacts } from "./parse-texts.ts";
import { readTexts } from "./read-texts.ts";
import { textsPage } from "./texts-page.ts";

type OfPeriod = FastifyRequest<{ Params: { unit: string; period: string } }>;

/** Nine texts of 4,000 letters, of which each may take nine bytes in the form. */
const BODY_LIMIT = 9 * 4_000 * 9;

/** The words of a report that a unit may write itself. Figures are not among them. */
export function textsRoutes(room: FastifyInstance, parts: Parts): void {
  const path = "/staf/unit/:unit/periode/:period/laporan";
  const gather = async (request: OfPeriod) => {
    const { person, unit } = await requireUnit(parts, request, request.params.unit, "close-period");
    const report = await unitReport(parts, unit, parsePeriod(request.params.period), "staff page", {
      trend: false,
      profile: false,
    });
    return { person, report, texts: await readTexts(parts, unit, report.period) };
  };

  room.get(path, async (request: OfPeriod, reply) =>
    reply.view("reports/texts.eta", textsPage({ ...(await gather(request)), saved: wasSaved(request) })),
  );

  room.post(path, { bodyLimit: BODY_LIMIT }, async (request: OfPeriod, reply) => {
    const facts = await gather(request);
    const { unit, period, surveys } = facts.report;
    const deed = pressed(request.body, ["isi", "tetap"]);
    const parsed =
      deed === "isi"
        ? parseNarrative(request.body, standardWords({ report: facts.report, surveys: surveys.filter(({ printed }) => printed) }))
        : parseReportFacts(request.body);
    if (!parsed.ok) return reply.code(422).view("reports/texts.eta", textsPage({ ...facts, saved: false }, parsed.refused));
    await parts.store.records.setReportTexts(unit.id, deed === "isi" ? period.name : OF_THE_UNIT, parsed.value);
    return backSaved(reply, `/staf/unit/${unit.code}/periode/${period.name}/laporan`);
  });
}
