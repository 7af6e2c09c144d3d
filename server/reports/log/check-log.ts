import { checkpointText, originOf } from "../../log/checkpoint.ts";
import { leafHash } from "../../log/merkle.ts";
import { commentRecord, headRecord, receiptsDigest } from "../../log/records.ts";
import type { Unit } from "../../domain/response.ts";
import type { Parts } from "../../parts.ts";
import type { LogEntry, LogPart } from "../../store/store.ts";
import { openNote, verifyNote } from "../../log/note.ts";
import { hashesIn, recordIn, treeAfter } from "./bring-up-log.ts";

type CheckParts = Pick<Parts, "store" | "signer" | "checkpoints">;

/** A row or an entry goes by the first letters of its random number. */
const SHOWN = 8;

/**
 * Builds the log of every unit anew from its leaves, and its leaves from the answers and comments; one English line for each thing
 * that was changed, taken away or slipped in. What has no leaf yet, because its day has not ended, is not looked at.
 */
export async function checkLogs(parts: CheckParts): Promise<string[]> {
  const findings: string[] = [];
  for (const unit of await parts.store.units.list())
    for (const finding of await checkLog(parts, unit)) findings.push(`unit ${unit.code}, log: ${finding}`);
  return findings;
}

async function checkLog(parts: CheckParts, unit: Unit): Promise<string[]> {
  const findings: string[] = [];
  const partsSeen = new Map<string, LogPart>();
  const signed = parts.checkpoints.last(unit.code);
  let before: LogEntry | undefined;
  let stands = signed === null;
  for await (const entry of parts.store.log.entries(unit.id)) {
    findings.push(...entryFindings(parts, unit, entry, before).map((finding) => `entry ${entry.number}: ${finding}`));
    stands ||= entry.checkpoint === signed;
    if (entry.kind !== "epoch") partsSeen.set(`${entry.kind} ${entry.of}`, { kind: entry.kind, of: entry.of });
    before = entry;
  }
  if (!stands) findings.push("a checkpoint was signed here that it does not hold: these data are an older copy");
  const days = [...partsSeen.values()].filter(({ kind }) => kind === "day").map(({ of }) => of);
  const last = days.sort().at(-1);
  const bounds = { answers: last ?? "", imports: "", comments: "", everyDay: true };
  for (const { of } of await parts.store.log.pending(unit.id, bounds))
    findings.push(`answers of ${of} came in after that day was over and have no leaf`);
  for (const part of partsSeen.values()) findings.push(...(await partFindings(parts, unit, part)));
  return findings;
}

/** Whether an entry follows from the one before and from its own leaves, and bears our signature. */
function entryFindings(parts: CheckParts, unit: Unit, entry: LogEntry, before: LogEntry | undefined): string[] {
  const findings: string[] = [];
  if (entry.number !== (before?.number ?? 0) + 1) findings.push(`entry ${entry.number - 1} is missing`);
  const leaves = hashesIn(entry.leaves);
  if (leaves.length !== entry.records + 1) findings.push(`it holds ${leaves.length - 1} records and says ${entry.records}`);
  if (!leaves.some((leaf) => leaf.equals(leafHash(headRecord(entry)))))
    findings.push("what it says of itself is not in its leaves");
  const receipts = hashesIn(entry.receipts, 16);
  if (entry.kind === "day" && receiptsDigest(receipts) !== entry.about) findings.push("its list of receipts was changed");
  const tree = treeAfter(before);
  for (const leaf of leaves) tree.add(leaf);
  const frontier = Buffer.concat(tree.frontier);
  const text = checkpointText({ origin: originOf(unit.code, entry.epoch), size: tree.size, root: tree.root() });
  if (tree.size !== entry.size || !frontier.equals(entry.frontier) || openNote(entry.checkpoint)?.text !== text)
    findings.push("its checkpoint does not follow from the leaves");
  if (!parts.signer.keys().some((key) => verifyNote(entry.checkpoint, key) === "signed"))
    findings.push("its checkpoint is not signed by a key of this installation");
  return findings;
}

/** Whether the rows of a part are those whose leaves the log holds. */
async function partFindings({ store }: CheckParts, unit: Unit, part: LogPart): Promise<string[]> {
  const left = new Set<string>();
  for await (const entry of store.log.entries(unit.id, part)) {
    for (const leaf of hashesIn(entry.leaves)) left.add(leaf.toString("latin1"));
    left.delete(leafHash(headRecord(entry)).toString("latin1"));
  }
  const findings: string[] = [];
  const see = (id: Uint8Array, record: string, what: string): void => {
    if (left.delete(leafHash(record).toString("latin1"))) return;
    findings.push(
      `${what} ${Buffer.from(id).toString("hex").slice(0, SHOWN)} is not as the log holds it: it was changed or added`,
    );
  };
  if (part.kind === "comments") {
    // A comment may have been erased; that its leaf has no words any more is as it should be.
    for (const { id, words } of await store.log.comments(unit.id, part.of))
      see(id, commentRecord(id, part.of, words), `the comment of ${part.of}`);
    return findings;
  }
  for await (const page of store.log.answers(unit.id, part))
    for (const { id, response } of page) see(id, recordIn(part, id, response), `the answer of ${response.date}`);
  if (left.size > 0) findings.push(`${left.size} answers of ${part.kind} ${part.of} that it holds are gone or were changed`);
  return findings;
}
