import type { FastifyInstance, FastifyRequest } from "fastify";
import { localDate } from "../domain/periods/zone.ts";
import { Refusal } from "../domain/refusal.ts";
import type { Unit } from "../domain/response.ts";
import { readServedMessage } from "../domain/sampling/served-message.ts";
import { slipsMessage } from "../domain/integrity/slips-message.ts";
import type { Parts } from "../parts.ts";
import { noStore } from "../web/guard.ts";
import { issueSlips, noSlipsBecause } from "./issue-slips.ts";
import { unitOfQueueKey } from "./queue-key.ts";

/** Holds the most entries that are taken at once, with room for long names. */
const BODY_LIMIT = 512 * 1024;

type OfUnit = FastifyRequest<{ Params: { unit: string } }>;

/**
 * Where the queue system of a unit sends how many people were served, and has slips made for them. It proves itself by the key of the unit alone, which is
 * looked up by its digest: no cookie is read or set, so a page of somebody else can do nothing with it.
 */
export function queueRoutes(app: FastifyInstance, parts: Parts): void {
  const units = new WeakMap<FastifyRequest, Unit>();
  void app.register(async (room) => {
    room.addContentTypeParser("application/json", { parseAs: "string", bodyLimit: BODY_LIMIT }, (_request, body, done) => {
      try {
        done(null, JSON.parse(String(body)));
      } catch {
        done(new Refusal("invalid", "Kiriman ini bukan JSON yang utuh."));
      }
    });
    room.addContentTypeParser("*", (_request, _body, done) =>
      done(new Refusal("invalid", "Kirim JSON, dengan content-type application/json.")),
    );
    // Before the body is read: whoever has no key is not listened to.
    room.addHook("onRequest", async (request: OfUnit, reply) => {
      noStore(reply);
      const unit = await unitOfKey(parts, request);
      if (!unit) {
        reply.header("www-authenticate", "Bearer");
        throw new Refusal("not-signed-in", "Sertakan kunci unit: Authorization: Bearer KUNCI. Kunci dibuat di Pengaturan unit.");
      }
      if (unit.code !== request.params.unit.toLowerCase()) throw new Refusal("not-allowed", "Kunci ini bukan kunci unit ini.");
      units.set(request, unit);
    });

    room.post("/api/v1/units/:unit/served", { bodyLimit: BODY_LIMIT }, async (request: OfUnit, reply) => {
      const unit = units.get(request)!;
      const [services, counters] = await Promise.all([parts.store.units.services(unit.id), parts.store.units.counters(unit.id)]);
      const read = readServedMessage(request.body, { services, counters, today: localDate(parts.clock(), unit.zone) });
      if ("problems" in read)
        return reply
          .code(422)
          .send({ error: "Tidak ada yang disimpan. Perbaiki yang disebut, lalu kirim lagi.", refused: read.problems });
      await parts.store.records.setServed(unit.id, read.days);
      return { kept: read.days.length };
    });

    room.post("/api/v1/units/:unit/slips", async (request: OfUnit, reply) => {
      const unit = units.get(request)!;
      const refuse = (refused: readonly { at: string; reason: string }[]) =>
        reply.code(422).send({ error: "Tidak ada karcis yang dibuat. Perbaiki yang disebut, lalu kirim lagi.", refused });
      const read = slipsMessage.safeParse(request.body);
      if (!read.success) return refuse(read.error.issues.map(({ path, message }) => ({ at: path.join("."), reason: message })));
      const code = read.data.counter.trim().toLowerCase();
      const counter = (await parts.store.units.counters(unit.id)).find((one) => one.code === code);
      const trouble = counter ? noSlipsBecause(counter) : "Loket ini tidak ada di unit ini; tulis kodenya.";
      if (!counter || trouble !== null) return refuse([{ at: "counter", reason: trouble! }]);
      return issueSlips(parts, unit, counter, read.data);
    });
  });
}

async function unitOfKey(parts: Parts, request: FastifyRequest): Promise<Unit | undefined> {
  const key = /^Bearer ([\w-]{1,100})$/i.exec(request.headers.authorization ?? "")?.[1];
  return key === undefined ? undefined : unitOfQueueKey(parts, key);
}
