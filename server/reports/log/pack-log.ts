import { leafHash } from "../../log/merkle.ts";
import { answerRecord } from "../../log/records.ts";
import { openNote } from "../../log/note.ts";
import type { Period } from "../../domain/periods/period.ts";
import { holds } from "../../domain/periods/period.ts";
import type { Unit } from "../../domain/response.ts";
import type { Parts } from "../../parts.ts";
import type { LogEntry, LogPart } from "../../store/store.ts";
import type { Chunks } from "../exports/export-format.ts";
import { hashesIn } from "./bring-up-log.ts";

/** Receipts of a day with fewer answers would tell what each of them said. */
const LEAST_LISTED = 5;

/**
 * The stretch of a unit's log that holds the answers of a closed period, for its evidence pack: from the entry that holds the first
 * of them to the closing. `log` is JSON by lines, the tree as it was before and then each entry with its leaves and checkpoint;
 * `answers` are the records of the used answers themselves, in the order of the log. undefined where the log holds none.
 */
export async function packLog(
  parts: Pick<Parts, "store">,
  unit: Unit,
  period: Period,
  closedAt: string | null,
): Promise<{ readonly log: Chunks; readonly answers: Chunks } | undefined> {
  const entries = new Map<string, LogPart>();
  let first: number | undefined;
  let before: LogEntry | undefined;
  let last: LogEntry | undefined;
  for await (const entry of parts.store.log.entries(unit.id)) {
    const part = partOf(entry);
    const known = part && entries.has(nameOf(part));
    if (part && (known || (await isOfPeriod(parts, unit, period, part)))) {
      entries.set(nameOf(part), part);
      first ??= entry.number;
    }
    if (first === undefined) before = entry;
    if (openNote(entry.checkpoint)?.text === closedAt) {
      last = entry;
      break;
    }
  }
  if (first === undefined || !last) return undefined;
  return {
    log: logLines(parts, unit, before, last.number),
    answers: answerLines(parts, unit, period, [...entries.values()]),
  };
}

function partOf({ kind, of }: LogEntry): LogPart | undefined {
  return kind === "day" || kind === "import" ? { kind, of } : undefined;
}

function nameOf({ kind, of }: LogPart): string {
  return `${kind} ${of}`;
}

async function isOfPeriod({ store }: Pick<Parts, "store">, unit: Unit, period: Period, part: LogPart): Promise<boolean> {
  if (part.kind === "day") return holds(period, part.of);
  for await (const page of store.log.answers(unit.id, part))
    if (page.some(({ response }) => holds(period, response.date))) return true;
  return false;
}

async function* logLines(
  { store }: Pick<Parts, "store">,
  unit: Unit,
  before: LogEntry | undefined,
  last: number,
): AsyncGenerator<string> {
  yield line({
    size: before?.size ?? 0,
    frontier: base64(before?.frontier ?? new Uint8Array()),
    epoch: before?.epoch ?? 1,
    checkpoint: before?.checkpoint ?? null,
  });
  for await (const entry of store.log.entries(unit.id)) {
    if (entry.number > last) return;
    if (entry.number <= (before?.number ?? 0)) continue;
    const { kind, of, records, about, epoch, leaves, receipts, checkpoint } = entry;
    const listed = kind === "day" && records >= LEAST_LISTED;
    yield line({
      kind,
      of,
      records,
      about,
      epoch,
      leaves: base64(leaves),
      receipts: listed ? hashesIn(receipts, 16).map((receipt) => receipt.toString("hex")) : null,
      checkpoint,
    });
  }
}

/** Used answers of the period alone: what was set aside is a leaf without a record here. */
async function* answerLines(
  { store }: Pick<Parts, "store">,
  unit: Unit,
  period: Period,
  parts: readonly LogPart[],
): AsyncGenerator<string> {
  const range = { unitId: unit.id, from: period.months[0]!, until: period.until.slice(0, 7) };
  const [exclusions, batches] = await Promise.all([store.exclusions.list(range), store.responses.batches(unit.id)]);
  const aside = new Set(exclusions.filter(({ decided }) => decided?.agreed).map(({ responseId }) => responseId));
  const undone = new Set(batches.filter((batch) => batch.undone).map(({ id }) => String(id)));
  for (const part of parts) {
    if (part.kind === "import" && undone.has(part.of)) continue;
    for await (const page of store.log.answers(unit.id, part)) {
      const records = page
        .filter(({ id, response }) => holds(period, response.date) && !aside.has(Buffer.from(id).toString("hex")))
        .map(({ id, response }) => answerRecord(id, response))
        .map((record) => ({ record, leaf: leafHash(record) }));
      records.sort((a, b) => a.leaf.compare(b.leaf));
      if (records.length > 0) yield records.map(({ record }) => `${record}\n`).join("");
    }
  }
}

function line(value: unknown): string {
  return `${JSON.stringify(value)}\n`;
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("base64");
}
