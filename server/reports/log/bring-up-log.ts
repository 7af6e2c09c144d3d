import { checkpointText, originOf, readCheckpoint } from "../../log/checkpoint.ts";
import type { Hash } from "../../log/merkle.ts";
import { GrowingTree, HASH_SIZE, leafHash } from "../../log/merkle.ts";
import type { EntryHead } from "../../log/records.ts";
import { answerRecord, commentRecord, epochHead, headRecord, lateRecord, receiptsDigest } from "../../log/records.ts";
import { localDate } from "../../domain/periods/zone.ts";
import { Refusal } from "../../domain/refusal.ts";
import type { Response, Unit } from "../../domain/response.ts";
import type { Parts } from "../../parts.ts";
import type { LogBounds, LogEntry, LogPart } from "../../store/store.ts";
import { openNote } from "../../log/note.ts";

export type LogParts = Pick<Parts, "store" | "clock" | "signer" | "checkpoints">;

/** One entry holds so many answers or comments at most; more become several. */
const AT_MOST = 4096;

/**
 * Appends to the log of a unit what it lacks, and signs a checkpoint over each step. May be called by several processes at once.
 * Refuses ("conflict") when a checkpoint was signed here that the data do not hold: then they are an older copy, and going on
 * from it would sign a second story (contract of the log: beginEpoch says so first).
 */
export async function bringUpLog(parts: LogParts, unit: Unit, until: LogBounds): Promise<void> {
  for (const part of await parts.store.log.pending(unit.id, until)) {
    while ((await appendPart(parts, unit, part)) === "taken");
  }
}

async function appendPart(parts: LogParts, unit: Unit, part: LogPart): Promise<"appended" | "taken"> {
  const held = { leaves: new Set<string>(), receipts: new Set<string>() };
  for await (const entry of parts.store.log.entries(unit.id, part)) {
    for (const leaf of hashesIn(entry.leaves)) held.leaves.add(leaf.toString("latin1"));
    for (const receipt of hashesIn(entry.receipts, RECEIPT_SIZE)) held.receipts.add(receipt.toString("latin1"));
  }
  const receipts = part.kind === "day" ? await parts.store.log.receipts(unit.id, part.of) : [];
  let listed = receipts.map((one) => Buffer.from(one)).filter((one) => !held.receipts.has(one.toString("latin1")));
  const about = await aboutImport(parts, unit, part);
  let waiting: Hash[] = [];
  const append = async (): Promise<"appended" | "taken"> => {
    const head = { ...part, records: waiting.length, about: part.kind === "day" ? receiptsDigest(listed) : about };
    const outcome = await appendEntry(parts, unit, head, waiting, listed);
    [waiting, listed] = [[], []];
    return outcome;
  };
  for await (const page of leavesOf(parts, unit, part)) {
    for (const leaf of page) if (!held.leaves.has(leaf.toString("latin1"))) waiting.push(leaf);
    if (waiting.length >= AT_MOST && (await append()) === "taken") return "taken";
  }
  return waiting.length > 0 ? append() : "appended";
}

async function* leavesOf({ store }: LogParts, unit: Unit, part: LogPart): AsyncGenerator<readonly Hash[]> {
  if (part.kind === "comments") {
    const comments = await store.log.comments(unit.id, part.of);
    yield comments.map(({ id, words }) => leafHash(commentRecord(id, part.of, words)));
    return;
  }
  for await (const page of store.log.answers(unit.id, part))
    yield page.map(({ id, response }) => leafHash(recordIn(part, id, response)));
}

/** The record of an answer that is one of a part. */
export function recordIn({ kind, of }: LogPart, id: Uint8Array, response: Response): string {
  return kind === "late" ? lateRecord(id, of, response) : answerRecord(id, response);
}

/** The digest of the file of an import; nothing for other parts. */
async function aboutImport({ store }: LogParts, unit: Unit, { kind, of }: LogPart): Promise<string> {
  if (kind !== "import") return "";
  return (await store.responses.batches(unit.id)).find(({ id }) => String(id) === of)!.fileDigest;
}

async function appendEntry(
  parts: LogParts,
  unit: Unit,
  head: EntryHead,
  records: readonly Hash[],
  receipts: readonly Buffer[],
): Promise<"appended" | "taken"> {
  const last = await parts.store.log.last(unit.id);
  if (head.kind !== "epoch") await refuseOldCopy(parts, unit);
  const leaves = [leafHash(headRecord(head)), ...records].sort((a, b) => a.compare(b));
  const tree = treeAfter(last);
  for (const leaf of leaves) tree.add(leaf);
  const epoch = head.kind === "epoch" ? Number(head.of) : (last?.epoch ?? 1);
  const checkpoint = parts.signer.note(
    checkpointText({ origin: originOf(unit.code, epoch), size: tree.size, root: tree.root() }),
  );
  const outcome = await parts.store.log.append(unit.id, {
    ...head,
    number: (last?.number ?? 0) + 1,
    epoch,
    size: tree.size,
    leaves: Buffer.concat(leaves),
    frontier: Buffer.concat(tree.frontier),
    receipts: Buffer.concat(receipts),
    checkpoint,
  });
  // Kept aside once it stands: what is signed and not kept in the data is shown to nobody.
  if (outcome === "appended") parts.checkpoints.keep(unit.code, checkpoint);
  return outcome;
}

/** The tree as it was with an entry. */
export function treeAfter(entry: Pick<LogEntry, "size" | "frontier"> | undefined): GrowingTree {
  return entry ? new GrowingTree(entry.size, hashesIn(entry.frontier)) : new GrowingTree();
}

/** Refuses ("conflict") to go on from data that do not hold what was signed here. */
export async function refuseOldCopy({ store, checkpoints }: LogParts, unit: Unit): Promise<void> {
  if (await store.log.isEpochDue())
    throw new Refusal(
      "conflict",
      'Data ini dipulihkan dari cadangan, dan catatannya belum menyatakannya. Jalankan perintah "suara log epoch".',
    );
  const signed = checkpoints.last(unit.code);
  if (signed === null) return;
  const { size } = readCheckpoint(openNote(signed)?.text ?? "") ?? { size: 0 };
  if ((await store.log.ofSize(unit.id, size))?.checkpoint === signed) return;
  const last = await store.log.last(unit.id);
  throw new Refusal(
    "conflict",
    `Catatan ${unit.code} pernah ditandatangani sampai ukuran ${size}, sedangkan data ini memuatnya sampai ukuran ${last?.size ?? 0}. Data ini rupanya salinan lama. Pasang kembali data yang terbaru, atau nyatakan alasannya dengan perintah "suara log epoch".`,
  );
}

/**
 * Goes on from a copy of the data, and says so in the log of every unit: a new epoch that names the last checkpoint the copy holds,
 * and the reason. Checkpoints that were signed after that one belong to the epoch before and stay what they are. May be done
 * again after it was broken off: a unit whose log has begun an epoch meanwhile begins one more.
 */
export async function beginEpochs(parts: LogParts, reason: string): Promise<number> {
  const units = await parts.store.units.list();
  for (const unit of units) await beginEpoch(parts, unit, reason);
  await parts.store.log.epochsBegun();
  return units.length;
}

async function beginEpoch(parts: LogParts, unit: Unit, reason: string): Promise<void> {
  for (;;) {
    const last = await parts.store.log.last(unit.id);
    const after = last ? { size: last.size, root: treeAfter(last).root().toString("base64") } : null;
    const day = localDate(parts.clock(), unit.zone);
    const number = Math.max(last?.epoch ?? 1, signedEpoch(parts, unit)) + 1;
    if ((await appendEntry(parts, unit, epochHead({ number, day, reason, after }), [], [])) === "appended") return;
  }
}

/** The epoch of the last checkpoint that was signed here; the data may be of an earlier one. */
function signedEpoch({ checkpoints }: LogParts, unit: Unit): number {
  const signed = checkpoints.last(unit.code);
  return Number(readCheckpoint(openNote(signed ?? "")?.text ?? "")?.origin.split("/")[2] ?? 1);
}

const RECEIPT_SIZE = 16;

/** Hashes that stand behind one another. */
export function hashesIn(bytes: Uint8Array, size = HASH_SIZE): Buffer[] {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: all.length / size }, (_, at) => all.subarray(at * size, (at + 1) * size));
}
