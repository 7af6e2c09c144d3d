import type { FastifyInstance, FastifyRequest } from "fastify";
import { localDate } from "../domain/periods/zone.ts";
import { Refusal } from "../domain/refusal.ts";
import type { Counter, Unit } from "../domain/response.ts";
import type { Parts } from "../parts.ts";
import { requireUnit } from "../web/visitor.ts";
import { posterPage } from "./poster-page.ts";
import { counterAddress, qrPng, qrSvg } from "../web/qr.ts";

type OfCounter = FastifyRequest<{ Params: { unit: string; code: string } }>;

/** QR codes and posters of counters, for everyone of the unit. */
export function posterRoutes(room: FastifyInstance, parts: Parts): void {
  room.get("/staf/unit/:unit/loket/:code/qr.svg", async (request: OfCounter, reply) => {
    const { counter } = await counterOf(parts, request);
    return reply
      .type("image/svg+xml")
      .header("content-disposition", `inline; filename="qr-${counter.code}.svg"`)
      .send(qrSvg(counterAddress(parts.publicUrl(), counter.code)));
  });

  room.get("/staf/unit/:unit/loket/:code/qr.png", async (request: OfCounter, reply) => {
    const { counter } = await counterOf(parts, request);
    const png = await qrPng(counterAddress(parts.publicUrl(), counter.code));
    return reply.type("image/png").header("content-disposition", `attachment; filename="qr-${counter.code}.png"`).send(png);
  });

  room.get("/staf/unit/:unit/loket/:code/poster", async (request: OfCounter, reply) => {
    const { unit, counter } = await counterOf(parts, request);
    const services = await parts.store.units.services(unit.id);
    const page = posterPage({
      unit,
      counter,
      serviceName: services.find((service) => service.id === counter.serviceId)?.name,
      surveys: unit.surveys.flatMap((id) => parts.definitions.latest(id) ?? []),
      publicUrl: parts.publicUrl(),
      today: localDate(parts.clock(), unit.zone),
    });
    return reply.view("staff/poster.eta", page);
  });
}

async function counterOf(parts: Parts, request: OfCounter): Promise<{ unit: Unit; counter: Counter }> {
  const { unit } = await requireUnit(parts, request, request.params.unit, "enter-unit");
  const counter = (await parts.store.units.counters(unit.id)).find((one) => one.code === request.params.code.toLowerCase());
  if (!counter) throw new Refusal("not-found", "Loket ini tidak ada di unit Anda.");
  return { unit, counter };
}
