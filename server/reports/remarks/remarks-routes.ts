import type { FastifyInstance, FastifyRequest } from "fastify";
import { may } from "../../domain/person.ts";
import { parsePeriod } from "../../domain/periods/period.ts";
import { localDate } from "../../domain/periods/zone.ts";
import { Refusal } from "../../domain/refusal.ts";
import type { Parts } from "../../parts.ts";
import type { Parsed } from "../../web/form.ts";
import { fieldOf, pressed } from "../../web/form.ts";
import { backSaved, wasSaved } from "../../web/saved.ts";
import { requireUnit } from "../../web/visitor.ts";
import { parseAnswer, parseRemark } from "./parse-remark.ts";
import type { RemarksFacts } from "./remarks-page.ts";
import { remarksPage } from "./remarks-page.ts";

const VIEW = "reports/remarks.eta";
const PATH = "/staf/unit/:unit/periode/:period/penilaian";
type OfPeriod = FastifyRequest<{ Params: { unit: string; period: string } }>;

/** What is said of a period from outside, and what the unit answers. */
export function remarksRoutes(room: FastifyInstance, parts: Parts): void {
  room.get(PATH, async (request: OfPeriod, reply) => reply.view(VIEW, remarksPage(await gather(parts, request))));

  room.post(PATH, async (request: OfPeriod, reply) => {
    const facts = await gather(parts, request);
    const done =
      pressed(request.body, ["catat", "jawab"]) === "catat"
        ? await write(parts, facts, request)
        : await answer(parts, facts, request);
    if (!done.ok) return reply.code(422).view(VIEW, remarksPage({ ...facts, saved: false }, done.refused));
    return backSaved(reply, `/staf/unit/${facts.unit.code}/periode/${facts.period.name}/penilaian`);
  });
}

async function gather(parts: Parts, request: OfPeriod): Promise<RemarksFacts> {
  const { person, unit } = await requireUnit(parts, request, request.params.unit, "read-results");
  const period = parsePeriod(request.params.period);
  return { person, unit, period, remarks: await parts.store.remarks.list(unit.id, period.name), saved: wasSaved(request) };
}

async function write(parts: Parts, { person, unit, period }: RemarksFacts, { body }: OfPeriod): Promise<Parsed<unknown>> {
  if (!may(person, "write-remark", unit.id)) throw new Refusal("not-allowed", "Catatan ditulis oleh penilai atau inspektorat.");
  const parsed = parseRemark(body);
  if (parsed.ok) {
    const writtenOn = localDate(parts.clock(), unit.zone);
    await parts.store.remarks.add(unit.id, { period: period.name, text: parsed.value, writtenOn, writtenBy: person.login });
  }
  return parsed;
}

async function answer(parts: Parts, { person, unit, remarks }: RemarksFacts, { body }: OfPeriod): Promise<Parsed<unknown>> {
  if (!may(person, "answer-remark", unit.id))
    throw new Refusal("not-allowed", "Catatan dijawab oleh pengelola atau pimpinan unit.");
  const remark = remarks.find(({ id }) => String(id) === fieldOf(body, "id"));
  if (!remark) throw new Refusal("not-found", "Catatan ini tidak ada dalam daftar. Muat ulang halamannya.");
  const parsed = parseAnswer(body, remark.id);
  if (!parsed.ok) return parsed;
  const on = localDate(parts.clock(), unit.zone);
  const outcome = await parts.store.remarks.answer(unit.id, remark.id, { text: parsed.value, on, by: person.login });
  if (outcome !== "done") throw new Refusal("conflict", "Catatan ini sudah dijawab. Muat ulang halamannya.");
  return parsed;
}
