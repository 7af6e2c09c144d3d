import multipart from "@fastify/multipart";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { UploadPurpose } from "../../domain/follow-up.ts";
import { may, mayRead } from "../../domain/person.ts";
import { parsePeriod } from "../../domain/periods/period.ts";
import { localDate } from "../../domain/periods/zone.ts";
import { plainLine } from "../../domain/plain-line.ts";
import { Refusal } from "../../domain/refusal.ts";
import type { Parts } from "../../parts.ts";
import type { Parsed } from "../../web/form.ts";
import { fieldOf, pressed, refuseForm } from "../../web/form.ts";
import { backSaved, wasSaved } from "../../web/saved.ts";
import { requireUnit } from "../../web/visitor.ts";
import { readUpload } from "../read-upload.ts";
import { unitReport } from "../unit-report.ts";
import type { FollowUpFacts } from "./follow-up-page.ts";
import { followUpPage } from "./follow-up-page.ts";
import { MEETING_KEY } from "./measure-words.ts";
import { parseMeasure, parseMeeting } from "./parse-follow-up.ts";
import { endingOf, UPLOAD_LIMIT, uploadKind } from "./upload-kind.ts";

const PATH = "/staf/unit/:unit/periode/:period/tindak-lanjut";
const VIEW = "reports/follow-up.eta";
type OfPeriod = FastifyRequest<{ Params: { unit: string; period: string } }>;
type OfFile = FastifyRequest<{ Params: { unit: string; id: string } }>;

/** What a unit does about its results, and the files that prove it. */
export function followUpRoutes(room: FastifyInstance, parts: Parts): void {
  void room.register(multipart, {
    throwFileSizeLimit: false,
    limits: { files: 1, fields: 8, fieldSize: 1_000, fileSize: UPLOAD_LIMIT, headerPairs: 20 },
  });

  room.get(PATH, async (request: OfPeriod, reply) => reply.view(VIEW, followUpPage(await gather(parts, request))));

  room.post(PATH, async (request: OfPeriod, reply) => {
    const facts = await gather(parts, request, "follow-up");
    return answer(reply, facts, await act(parts, facts, request.body));
  });

  room.post("/staf/unit/:unit/periode/:period/berkas", { bodyLimit: UPLOAD_LIMIT + 65_536 }, async (request: OfPeriod, reply) => {
    const facts = await gather(parts, request, "follow-up");
    return answer(reply, facts, await keepFile(parts, facts, request));
  });

  room.get("/staf/unit/:unit/berkas/:id", async (request: OfFile, reply) => {
    // Its period stands in the file, not in the address.
    const { person, unit } = await requireUnit(parts, request, request.params.unit, "read-results", (who, of) =>
      may(who, "read-results", of.id),
    );
    const { id } = request.params;
    const file = /^\d{1,9}$/.test(id) ? await parts.store.followUps.upload(unit.id, Number(id)) : undefined;
    if (!file || !mayRead(person, unit.id, parsePeriod(file.period))) throw new Refusal("not-found", "Berkas ini tidak ada.");
    return reply
      .header("content-type", file.mediaType)
      .header("content-disposition", `attachment; filename="bukti-${file.id}.${endingOf(file.mediaType)}"`)
      .header("content-security-policy", "sandbox; default-src 'none'")
      .send(Buffer.from(file.bytes));
  });
}

function answer(reply: FastifyReply, facts: FollowUpFacts, done: Parsed<void>): FastifyReply {
  if (!done.ok) return reply.code(422).view(VIEW, followUpPage({ ...facts, saved: false }, done.refused));
  const { unit, period } = facts.report;
  return backSaved(reply, `/staf/unit/${unit.code}/periode/${period.name}/tindak-lanjut`);
}

const DONE = { ok: true, value: undefined } as const;

async function act(parts: Parts, { person, report, plan }: FollowUpFacts, body: unknown): Promise<Parsed<void>> {
  const { followUps, records } = parts.store;
  const { unit, period, today, surveys } = report;
  const items = surveys
    .filter(({ printed }) => printed)
    .flatMap(({ definition }) => definition.items.map(({ key }) => `${definition.id} ${key}`));
  const changed = { changedOn: today, changedBy: person.login };
  switch (pressed(body, ["tambah", "ubah", "hapus", "fkp", "hapus-berkas"])) {
    case "tambah": {
      const parsed = parseMeasure("tambah", body, items);
      if (!parsed.ok) return parsed;
      await followUps.add(unit.id, { ...parsed.value, ...changed, period: period.name });
      return DONE;
    }
    case "ubah": {
      const { id } = chosen(plan, body);
      const parsed = parseMeasure(`ubah-${id}`, body, items);
      if (!parsed.ok) return parsed;
      await followUps.update(unit.id, { ...parsed.value, ...changed, id });
      return DONE;
    }
    case "hapus":
      await followUps.remove(unit.id, chosen(plan, body).id);
      return DONE;
    case "fkp": {
      const parsed = parseMeeting(body, today);
      if (!parsed.ok) return parsed;
      await records.setReportTexts(unit.id, period.name, new Map([[MEETING_KEY, parsed.value === "" ? null : parsed.value]]));
      return DONE;
    }
    case "hapus-berkas":
      await followUps.removeUpload(unit.id, Number(fieldOf(body, "id")) || 0);
      return DONE;
  }
}

function chosen(plan: FollowUpFacts["plan"], body: unknown): FollowUpFacts["plan"][number] {
  const measure = plan.find(({ id }) => String(id) === fieldOf(body, "id"));
  if (!measure) throw new Refusal("not-found", "Tindak lanjut ini tidak ada dalam daftar. Muat ulang halamannya.");
  return measure;
}

/** What is being proven: a measure ("bukti-12"), the minutes of the forum, or that results were on display. */
async function keepFile(parts: Parts, { person, report, plan }: FollowUpFacts, request: FastifyRequest): Promise<Parsed<void>> {
  const { fields, bytes, tooLarge } = await readUpload(request);
  const form = fields.get("untuk") ?? "";
  const body = Object.fromEntries(fields);
  const refuse = (field: string, sentence: string): Parsed<void> => ({
    ok: false,
    refused: refuseForm(form, body, field, sentence),
  });
  const measure = plan.find(({ id }) => form === `bukti-${id}`);
  if (!measure && form !== "notula" && form !== "pengumuman")
    throw new Refusal("not-found", "Tindak lanjut ini tidak ada dalam daftar. Muat ulang halamannya.");
  const caption = plainLine(fields.get("keterangan") ?? "");
  if (caption.length < 3 || caption.length > 200 || /\p{Cc}/u.test(caption))
    return refuse("keterangan", "Tulis keterangannya, dalam satu baris.");
  if (tooLarge) return refuse("berkas", "Berkas lebih besar dari 5 MB. Perkecil dahulu.");
  if (bytes.length === 0) return refuse("berkas", "Pilih berkasnya.");
  const mediaType = uploadKind(bytes);
  if (mediaType === null) return refuse("berkas", "Isi berkas ini bukan PDF, JPEG, atau PNG.");
  const purpose: UploadPurpose = measure ? (fields.get("tujuan") === "sebelum" ? "sebelum" : "sesudah") : (form as UploadPurpose);
  const kept = await parts.store.followUps.addUpload(report.unit.id, {
    period: report.period.name,
    followUpId: measure?.id ?? null,
    purpose,
    caption,
    mediaType,
    bytes,
    addedOn: localDate(parts.clock(), report.unit.zone),
    addedBy: person.login,
  });
  return kept ? DONE : refuse("berkas", "Tindak lanjut ini baru saja dihapus. Muat ulang halamannya.");
}

async function gather(
  parts: Parts,
  request: OfPeriod,
  deed: "read-results" | "follow-up" = "read-results",
): Promise<FollowUpFacts> {
  const { person, unit } = await requireUnit(parts, request, request.params.unit, deed);
  const report = await unitReport(parts, unit, parsePeriod(request.params.period), "staff page", {
    trend: false,
    profile: false,
  });
  const [plan, uploads, texts] = await Promise.all([
    parts.store.followUps.list(unit.id, [report.period.name]),
    parts.store.followUps.uploads(unit.id, report.period.name),
    parts.store.records.reportTexts(unit.id, report.period.name),
  ]);
  return { person, report, plan, uploads, meeting: texts.get(MEETING_KEY) ?? "", saved: wasSaved(request) };
}
