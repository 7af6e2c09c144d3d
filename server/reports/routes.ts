import { Readable } from "node:stream";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { may } from "../domain/person.ts";
import type { Period } from "../domain/periods/period.ts";
import { parsePeriod } from "../domain/periods/period.ts";
import { localDate } from "../domain/periods/zone.ts";
import { Refusal } from "../domain/refusal.ts";
import type { Unit } from "../domain/response.ts";
import type { Parts } from "../parts.ts";
import { noStore, refuseForeignOrigin } from "../web/guard.ts";
import { requireUnit, whoAsks } from "../web/visitor.ts";
import { askedPeriod, queryText } from "./asked-period.ts";
import { closingRoutes } from "./closing/closing-routes.ts";
import { commentBatch } from "./comment-batch.ts";
import { commentsPage } from "./comments-page.ts";
import { dashboardPage } from "./dashboard-page.ts";
import { derivationPage } from "./derivation-page.ts";
import { deedFor, openExport } from "./exports/open-export.ts";
import { textsRoutes } from "./document/texts-routes.ts";
import { exclusionsRoutes } from "./exclusions/exclusions-routes.ts";
import { fileAddress } from "./file-address.ts";
import type { PublicIndexJson } from "./index-json.ts";
import { followUpRoutes } from "./follow-up/follow-up-routes.ts";
import { indexJson } from "./index-json.ts";
import { openApi } from "./openapi.ts";
import { progressPage } from "./progress-page.ts";
import { checkRoutes } from "./publishing/check-routes.ts";
import { publicIndex } from "./publishing/public-index.ts";
import { publishedBy } from "./publishing/publish.ts";
import { resultsRoutes } from "./publishing/results-routes.ts";
import { logRoutes } from "./log/log-routes.ts";
import { remarksRoutes } from "./remarks/remarks-routes.ts";
import { reportPage } from "./report-page.ts";
import { surveyIn, unitReport } from "./unit-report.ts";
import { zonePage } from "./zone-page.ts";

interface UnitParams {
  readonly unit: string;
}
interface PeriodParams extends UnitParams {
  readonly period: string;
}
interface YearParams extends UnitParams {
  readonly year: string;
}
interface FileParams extends PeriodParams {
  readonly format: string;
}

/** Dashboard, comments, report, exports periods and the index API. None of it is kept by a browser, and what changes anything must come from our own pages. */
export function reportRoutes(app: FastifyInstance, parts: Parts): void {
  app.get("/api/v1/openapi.json", async () => openApi);
  resultsRoutes(app, parts);
  checkRoutes(app, parts);

  void app.register(async (room) => {
    room.addHook("onRequest", async (request, reply) => {
      noStore(reply);
      refuseForeignOrigin(request, parts.publicUrl());
    });
    closingRoutes(room, parts);
    textsRoutes(room, parts);
    exclusionsRoutes(room, parts);
    followUpRoutes(room, parts);
    remarksRoutes(room, parts);
    logRoutes(room, parts);

    room.get<{ Params: UnitParams }>("/staf/unit/:unit", async (request, reply) => {
      const { person, unit } = await requireUnit(parts, request, request.params.unit, "enter-unit");
      const report = await unitReport(parts, unit, wantedPeriod(request, parts, unit), "staff page");
      if (!may(person, "read-results", unit.id)) return reply.view("reports/progress.eta", progressPage(report, person));
      return reply.view("reports/dashboard.eta", dashboardPage(report, person));
    });

    room.get<{ Params: UnitParams }>("/staf/unit/:unit/saran", async (request, reply) => {
      const { person, unit } = await requireUnit(parts, request, request.params.unit, "read-comments");
      const report = await unitReport(parts, unit, wantedPeriod(request, parts, unit), "staff page", { trend: false });
      return reply.view("reports/comments.eta", commentsPage(report, await commentBatch(parts, report), person));
    });

    room.get<{ Params: YearParams }>("/staf/unit/:unit/zi/:year", async (request, reply) => {
      const { person, unit } = await requireUnit(parts, request, request.params.unit, "read-results");
      return reply.view("reports/zone.eta", await zonePage(parts, unit, askedYear(request.params.year), person));
    });

    room.get<{ Params: PeriodParams }>("/laporan/:unit/:period", async (request, reply) => {
      const { person, unit } = await requireUnit(parts, request, request.params.unit, "read-results");
      const report = await unitReport(parts, unit, parsePeriod(request.params.period), "staff page", {
        trend: false,
        certainty: true,
        signs: true,
      });
      const survey = surveyIn(report, queryText(request.query, "survei") ?? firstSurvey(unit));
      return reply.view("reports/report.eta", reportPage(report, survey, person));
    });

    room.get<{ Params: PeriodParams }>("/laporan/:unit/:period/asal", async (request, reply) => {
      const { unit } = await requireUnit(parts, request, request.params.unit, "read-results");
      const report = await unitReport(parts, unit, parsePeriod(request.params.period), "staff page", { trend: false });
      const survey = surveyIn(report, queryText(request.query, "survei") ?? firstSurvey(unit));
      return reply.view("reports/derivation.eta", derivationPage(report, survey));
    });

    room.get<{ Params: FileParams }>("/laporan/:unit/:period.:format", async (request, reply) => {
      const { period, format } = fileAddress(request.params);
      const { unit } = await requireUnit(parts, request, request.params.unit, deedFor(format));
      const opened = await openExport(parts, {
        unit,
        period: parsePeriod(period),
        surveys: (queryText(request.query, "survei") ?? "").split(",").filter((name) => name !== ""),
        format,
        audience: "staff page",
      });
      return (
        reply
          .header("content-type", opened.mediaType)
          .header("content-disposition", `attachment; filename="${opened.fileName}"`)
          // Whoever asks for the header alone costs no reading.
          .send(Readable.from(request.method === "HEAD" ? [] : opened.chunks, { objectMode: false }))
      );
    });

    room.get<{ Params: UnitParams }>("/api/v1/units/:unit/indices", async (request) => {
      const open = await publishedIndex(parts, request);
      if (open) return open;
      const { unit } = await requireUnit(parts, request, request.params.unit, "read-results");
      const period = askedPeriod(queryText(request.query, "period"), today(parts, unit));
      const report = await unitReport(parts, unit, period, "staff page", { trend: false, profile: false });
      return indexJson(report, surveyIn(report, queryText(request.query, "survey") ?? firstSurvey(unit)));
    });
  });
}

/** What was published of the asked period, for whoever may not read the unit's own figures; null for who may, and without any. */
async function publishedIndex(parts: Parts, request: FastifyRequest<{ Params: UnitParams }>): Promise<PublicIndexJson | null> {
  const unit = await parts.store.units.byCode(request.params.unit.toLowerCase());
  const person = await whoAsks(parts, request);
  if (!unit || (person && may(person, "read-results", unit.id))) return null;
  const period = askedPeriod(queryText(request.query, "period"), today(parts, unit));
  const survey = queryText(request.query, "survey") ?? unit.surveys[0] ?? "";
  const frozen = (await publishedBy(parts, unit)).find((one) => one.period.name === period.name)?.frozen;
  const index = frozen?.indices.find(({ survey: ref }) => ref === survey || ref.startsWith(`${survey}@`));
  return frozen && index ? publicIndex(frozen, index, unit.publicFloor) : null;
}

/** Zona Integritas is judged by the year; refuses ("invalid") other periods. */
function askedYear(name: string): Period {
  const period = parsePeriod(name);
  if (period.kind !== "year")
    throw new Refusal("invalid", `"${name}" bukan tahun. Tulis tahun dengan empat angka, misalnya 2026.`);
  return period;
}

function wantedPeriod(request: FastifyRequest, parts: Parts, unit: Unit): ReturnType<typeof askedPeriod> {
  return askedPeriod(queryText(request.query, "periode"), today(parts, unit));
}

function today(parts: Parts, unit: Unit): string {
  return localDate(parts.clock(), unit.zone);
}

function firstSurvey(unit: Unit): string {
  const [first] = unit.surveys;
  if (first === undefined) throw new Refusal("not-found", "Unit ini belum memilih survei.");
  return first;
}
