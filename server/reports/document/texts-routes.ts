import type { FastifyInstance, FastifyRequest } from "fastify";
import { parsePeriod } from "../../domain/periods/period.ts";
import type { Parts } from "../../parts.ts";
import { pressed, refuseForm } from "../../web/form.ts";
import { backSaved, wasSaved } from "../../web/saved.ts";
import { requireUnit } from "../../web/visitor.ts";
import { readUpload } from "../read-upload.ts";
import { unitReport } from "../unit-report.ts";
import { standardWords } from "./introduction.ts";
import { LOGO_LIMIT, logoOf, putLogo, readLogo } from "./logo.ts";
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
    const [texts, logo] = await Promise.all([readTexts(parts, unit, report.period), logoOf(parts, unit)]);
    return { person, report, texts, hasLogo: logo !== null };
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

  room.post("/staf/unit/:unit/periode/:period/logo", { bodyLimit: LOGO_LIMIT + 65_536 }, async (request: OfPeriod, reply) => {
    const facts = await gather(request);
    const { unit, period, today } = facts.report;
    const { fields, bytes } = await readUpload(request);
    const by = { on: today, login: facts.person.login };
    const body = Object.fromEntries(fields);
    if (pressed(body, ["pasang", "lepas"]) === "lepas") await putLogo(parts, unit, null, by);
    else {
      const logo = readLogo(bytes);
      const sentence = bytes.length === 0 ? "Pilih berkasnya." : "Berkas ini bukan gambar PNG paling besar 300 KB.";
      if (!logo)
        return reply
          .code(422)
          .view("reports/texts.eta", textsPage({ ...facts, saved: false }, refuseForm("logo", body, "berkas", sentence)));
      await putLogo(parts, unit, logo, by);
    }
    return backSaved(reply, `/staf/unit/${unit.code}/periode/${period.name}/laporan`);
  });
}
