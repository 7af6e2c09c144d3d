import type { FastifyInstance } from "fastify";
import { localDate } from "../domain/periods/zone.ts";
import type { Parts } from "../parts.ts";
import { posterPage } from "./poster-page.ts";
import { counterAddress, qrPng, qrSvg } from "../web/qr.ts";
import type { OfCounter } from "./require-counter.ts";
import { requireCounter } from "./require-counter.ts";

/** QR codes and posters of counters, for everyone of the unit. */
export function posterRoutes(room: FastifyInstance, parts: Parts): void {
  room.get("/staf/unit/:unit/loket/:code/qr.svg", async (request: OfCounter, reply) => {
    const { counter } = await requireCounter(parts, request, "enter-unit");
    return reply
      .type("image/svg+xml")
      .header("content-disposition", `inline; filename="qr-${counter.code}.svg"`)
      .send(qrSvg(counterAddress(parts.publicUrl(), counter.code)));
  });

  room.get("/staf/unit/:unit/loket/:code/qr.png", async (request: OfCounter, reply) => {
    const { counter } = await requireCounter(parts, request, "enter-unit");
    const png = await qrPng(counterAddress(parts.publicUrl(), counter.code));
    return reply.type("image/png").header("content-disposition", `attachment; filename="qr-${counter.code}.png"`).send(png);
  });

  room.get("/staf/unit/:unit/loket/:code/poster", async (request: OfCounter, reply) => {
    const { unit, counter } = await requireCounter(parts, request, "enter-unit");
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
