import { Readable } from "node:stream";
import type { FastifyInstance, FastifyReply } from "fastify";
import { parsePeriod, periodOf } from "../../domain/periods/period.ts";
import { localDate } from "../../domain/periods/zone.ts";
import { Refusal } from "../../domain/refusal.ts";
import type { Unit } from "../../domain/response.ts";
import type { Parts } from "../../parts.ts";
import { periodTitle } from "../../web/format.ts";
import { receivedIn } from "../closing/periods-page.ts";
import { fileAddress } from "../file-address.ts";
import { unitReport } from "../unit-report.ts";
import { openDataCsv, openDataJson } from "./open-data.ts";
import type { Published } from "./publish.ts";
import { publishedBy } from "./publish.ts";
import { lobbyPage } from "./lobby-page.ts";
import { resultsPage } from "./results-page.ts";
import { unitByAddress } from "./unit-by-address.ts";

/** What a unit shows to everybody: published periods and nothing else. No sign-in, no cookie; a proxy may keep it a minute. */
export function resultsRoutes(app: FastifyInstance, parts: Parts): void {
  app.get<{ Params: { unit: string } }>("/hasil/:unit", async (request, reply) => {
    const unit = await unitByAddress(parts, request.params.unit);
    const published = await publishedBy(parts, unit);
    return show(parts, openToAll(reply), unit, published, published[0] ?? null);
  });

  app.get<{ Params: { unit: string } }>("/hasil/:unit/layar", async (request, reply) => {
    const unit = await unitByAddress(parts, request.params.unit);
    const [published, plan] = await Promise.all([publishedBy(parts, unit), parts.store.followUps.list(unit.id)]);
    return openToAll(reply).view(
      "reports/lobby.eta",
      lobbyPage(unit, published[0] ?? null, plan, parts.definitions, parts.publicUrl()),
    );
  });

  app.get<{ Params: { unit: string; period: string } }>("/hasil/:unit/:period", async (request, reply) => {
    const unit = await unitByAddress(parts, request.params.unit);
    const published = await publishedBy(parts, unit);
    return show(parts, openToAll(reply), unit, published, chosenOf(published, request.params.period));
  });

  app.get<{ Params: { unit: string; period: string; format: string } }>(
    "/hasil/:unit/:period.:format",
    async (request, reply) => {
      const { period, format } = fileAddress(request.params);
      const unit = await unitByAddress(parts, request.params.unit);
      const chosen = chosenOf(await publishedBy(parts, unit), period);
      const name = `suara-loket_${unit.code}_${chosen.period.name}_hasil.${format}`;
      if (format !== "csv" && format !== "json")
        throw new Refusal("not-found", `Bentuk berkas "${format}" tidak ada. Yang ada: csv, json.`);
      void openToAll(reply).header("content-disposition", `attachment; filename="${name}"`);
      if (format === "json") return openDataJson(unit, chosen);
      return reply
        .header("content-type", "text/csv; charset=utf-8")
        .send(Readable.from(request.method === "HEAD" ? [] : openDataCsv(unit, chosen), { objectMode: false }));
    },
  );
}

function chosenOf(published: readonly Published[], name: string): Published {
  const period = parsePeriod(name);
  const chosen = published.find((one) => one.period.name === period.name);
  if (!chosen) throw new Refusal("not-found", `Hasil ${periodTitle(period)} belum diumumkan.`);
  return chosen;
}

async function show(
  parts: Parts,
  reply: FastifyReply,
  unit: Unit,
  published: readonly Published[],
  chosen: Published | null,
): Promise<FastifyReply> {
  const period = periodOf("quarter", localDate(parts.clock(), unit.zone));
  const report = await unitReport(parts, unit, period, "staff page", { trend: false, profile: false });
  const running = { period, received: report.provisional ? receivedIn(report) : 0 };
  return reply.view(
    "reports/results.eta",
    resultsPage({
      unit,
      published,
      chosen,
      running,
      definitions: parts.definitions,
      plan: await parts.store.followUps.list(unit.id),
      key: parts.signer.key(),
    }),
  );
}

function openToAll(reply: FastifyReply): FastifyReply {
  return reply.header("cache-control", "public, max-age=60");
}
