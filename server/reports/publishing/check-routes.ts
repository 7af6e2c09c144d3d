import { setImmediate } from "node:timers/promises";
import multipart from "@fastify/multipart";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { Refusal } from "../../domain/refusal.ts";
import type { Unit } from "../../domain/response.ts";
import { consistencyProof } from "../../log/merkle.ts";
import { openNote } from "../../log/note.ts";
import type { Parts } from "../../parts.ts";
import { noStore } from "../../web/guard.ts";
import { fieldOf } from "../../web/form.ts";
import { hashesIn } from "../log/bring-up-log.ts";
import type { Found } from "./look-up.ts";
import { foundInPack, lookUp } from "./look-up.ts";
import { checkPage } from "./check-page.ts";
import { unitByAddress } from "./unit-by-address.ts";

type OfUnit = FastifyRequest<{ Params: { unit: string } }>;

/** A receipt is looked for through the whole log, so that only some at once are. */
const AT_ONCE = 4;
/** A signed list of a pack is a few kilobytes. */
const BODY_LIMIT = 65_536;
/** In bytes; a quarter of ten thousand answers is a tenth of it. */
const PACK_LIMIT = 32 * 1_048_576;

/**
 * Where anybody checks a receipt, a report or a pack against the log of the unit. What is asked is kept nowhere and changes nothing,
 * so that it may come from any browser, also one that does not say from which page.
 */
export function checkRoutes(app: FastifyInstance, parts: Parts): void {
  app.get("/hasil/:unit/periksa", async (request: OfUnit, reply) =>
    show(parts, reply, await unitByAddress(parts, request.params.unit), null),
  );

  let lookedUp = 0;
  app.post("/hasil/:unit/periksa", { bodyLimit: BODY_LIMIT }, async (request: OfUnit, reply) => {
    const unit = await unitByAddress(parts, request.params.unit);
    if (lookedUp >= AT_ONCE) throw new Refusal("busy", "Banyak yang sedang memeriksa. Coba lagi sebentar lagi.", 2);
    lookedUp += 1;
    try {
      const found = await lookUp(parts, unit, fieldOf(request.body, "isi") ?? "");
      return await show(parts, reply, unit, { body: request.body, found });
    } finally {
      lookedUp -= 1;
    }
  });

  void app.register(async (scope) => {
    await scope.register(multipart, {
      throwFileSizeLimit: false,
      limits: { files: 1, fields: 2, fieldSize: 1_000, fileSize: PACK_LIMIT, headerPairs: 20 },
    });
    let underWay = false;
    scope.post(
      "/hasil/:unit/periksa/berkas",
      { bodyLimit: PACK_LIMIT + 65_536 },
      async (request: OfUnit, reply): Promise<FastifyReply> => {
        const unit = await unitByAddress(parts, request.params.unit);
        if (underWay) throw new Refusal("busy", "Berkas lain sedang diperiksa. Coba lagi sebentar lagi.", 10);
        underWay = true;
        try {
          return await show(parts, reply, unit, { body: {}, found: await checkBrought(parts, unit, request) });
        } finally {
          underWay = false;
        }
      },
    );
  });

  /** The last checkpoint with its signature, for whoever keeps them. */
  app.get("/hasil/:unit/catatan.note", async (request: OfUnit, reply) => {
    const unit = await unitByAddress(parts, request.params.unit);
    const last = await parts.store.log.last(unit.id);
    if (!last)
      throw new Refusal("not-found", "Catatan unit ini belum dimulai. Titik pertamanya dibuat setelah hari pertama berganti.");
    return reply.header("content-type", "text/plain; charset=utf-8").send(last.checkpoint);
  });

  let proving = false;
  /** Two checkpoints, and the hashes by which anybody can see that the later one goes on from the earlier (RFC 6962). */
  app.get("/hasil/:unit/catatan/:size", async (request: FastifyRequest<{ Params: { unit: string; size: string } }>) => {
    const unit = await unitByAddress(parts, request.params.unit);
    const size = /^\d{1,9}$/.test(request.params.size) ? Number(request.params.size) : 0;
    const [from, to] = await Promise.all([parts.store.log.ofSize(unit.id, size), parts.store.log.last(unit.id)]);
    if (!from || !to) throw new Refusal("not-found", "Catatan unit ini tidak mempunyai titik dengan ukuran itu.");
    if (proving) throw new Refusal("busy", "Bukti lain sedang dihitung. Coba lagi sebentar lagi.", 2);
    proving = true;
    try {
      const leaves: Buffer[] = [];
      for await (const entry of parts.store.log.entries(unit.id))
        if (entry.number <= to.number) leaves.push(...hashesIn(entry.leaves));
      const proof = (await consistencyProof(leaves, size, setImmediate)).map((hash) => hash.toString("base64"));
      return { from: from.checkpoint, to: to.checkpoint, proof };
    } finally {
      proving = false;
    }
  });
}

async function checkBrought(parts: Parts, unit: Unit, request: FastifyRequest): Promise<Found> {
  const part = request.isMultipart() ? await request.file() : undefined;
  if (!part) throw new Refusal("invalid", "Pilih berkas bukti (ZIP) di halaman pemeriksaan.");
  const check = await parts.checkPack(part.file, parts.signer.keys());
  if (part.file.truncated)
    throw new Refusal("too-large", "Berkas ini lebih besar dari 32 MB. Periksalah dengan perintah suara verify.");
  return foundInPack(parts, unit, check);
}

async function show(
  parts: Parts,
  reply: FastifyReply,
  unit: Unit,
  asked: { readonly body: unknown; readonly found: Found } | null,
): Promise<FastifyReply> {
  noStore(reply);
  const last = await parts.store.log.last(unit.id);
  const lines = last ? openNote(last.checkpoint)!.text : null;
  return reply.view("reports/check.eta", checkPage({ unit, asked, lines, keys: parts.signer.keys() }));
}
