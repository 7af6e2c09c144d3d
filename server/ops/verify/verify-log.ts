import { z } from "zod";
import { parsePeriod, holds } from "../../domain/periods/period.ts";
import type { SurveyDefinition } from "../../domain/questionnaire/definition.ts";
import { questionKeys, refOf } from "../../domain/questionnaire/definition.ts";
import { Refusal } from "../../domain/refusal.ts";
import { checkpointText, originOf, readCheckpoint } from "../../log/checkpoint.ts";
import { GrowingTree, leafHash } from "../../log/merkle.ts";
import { openNote, verifyNote } from "../../log/note.ts";
import { entryKinds, headRecord, receiptsDigest } from "../../log/records.ts";
import type { Frozen } from "../../reports/closing/read-frozen.ts";
import { LOG_PATH, RECORDS_PATH } from "../../reports/evidence/manifest.ts";
import { RowDigester } from "../../reports/evidence/row-digest.ts";
import { hashesIn } from "../../reports/log/bring-up-log.ts";

const start = z.object({ size: z.int(), frontier: z.base64(), epoch: z.int(), checkpoint: z.string().nullable() });
const entry = z.object({
  kind: z.enum(entryKinds),
  of: z.string(),
  records: z.int(),
  about: z.string(),
  epoch: z.int(),
  leaves: z.base64(),
  receipts: z.array(z.hex().length(32)).nullable(),
  checkpoint: z.string(),
});
const record = z.object({
  answers: z.record(z.string(), z.record(z.string(), z.union([z.int(), z.literal("opted-out")]))),
  channel: z.string(),
  date: z.string(),
});

type Entry = z.infer<typeof entry>;
type Answer = z.infer<typeof record>;

/** What somebody holds from elsewhere, to hold the pack's log against. */
export interface Known {
  /** Public keys that may have signed: the one that was given, and those that it is known to have taken the place of. */
  readonly keys: readonly string[] | undefined;
  /** A checkpoint of this log, with its signature or the three lines alone. */
  readonly checkpoint: string | undefined;
}

/**
 * Whether the log in a pack is one: each entry follows from the one before, the last is the one in the frozen figures, the rows of
 * every survey are the records whose leaves it holds, and no answer it holds is left out but what was set aside.
 */
export function logFindings(
  files: ReadonlyMap<string, Buffer>,
  frozen: Frozen,
  definitions: readonly SurveyDefinition[],
  known: Known,
): readonly string[] {
  if (frozen.indices.length === 0) return [];
  if (frozen.log === null) return [`the frozen figures name no checkpoint, so nothing holds the rows to their days`];
  const [log, answers] = [files.get(LOG_PATH), files.get(RECORDS_PATH)];
  if (!log || !answers) return [`${log ? RECORDS_PATH : LOG_PATH} is missing`];
  try {
    const [first, ...rest] = linesOf(log);
    const begun = start.parse(JSON.parse(first ?? ""));
    const entries = rest.map((text) => entry.parse(JSON.parse(text)));
    const records = recordFindings(frozen, definitions, entries, linesOf(answers));
    // A day on which many records were changed is named once.
    return [...new Set([...treeFindings(frozen, begun, entries, known), ...records])];
  } catch (error) {
    const expected = [SyntaxError, RangeError, z.ZodError, Refusal];
    if (!expected.some((kind) => error instanceof kind)) throw error;
    return [`${LOG_PATH} or ${RECORDS_PATH} cannot be read`];
  }
}

function linesOf(file: Buffer): readonly string[] {
  return file.toString("utf8").split("\n").slice(0, -1);
}

function treeFindings(frozen: Frozen, begun: z.infer<typeof start>, entries: readonly Entry[], known: Known): readonly string[] {
  const findings: string[] = [];
  const tree = new GrowingTree(begun.size, hashesIn(Buffer.from(begun.frontier, "base64")));
  const seen = new Map<number, string>();
  const see = (note: string | null, epoch: number, where: string): void => {
    const text = checkpointText({ origin: originOf(frozen.unit.code, epoch), size: tree.size, root: tree.root() });
    seen.set(tree.size, text);
    if (note === null) return;
    if (openNote(note)?.text !== text) findings.push(`${where}: the checkpoint does not follow from the leaves`);
    else if (known.keys?.every((key) => verifyNote(note, key) !== "signed"))
      findings.push(`${where}: the checkpoint is not signed by the key that was given, nor by one it took the place of`);
  };
  if (begun.checkpoint === null && begun.size > 0) findings.push("the log before the period has no checkpoint");
  see(begun.checkpoint, begun.epoch, "the log before the period");
  let { epoch } = begun;
  for (const one of entries) {
    const where = `the log, ${one.kind} ${one.of}`;
    const leaves = hashesIn(Buffer.from(one.leaves, "base64"));
    if (leaves.length !== one.records + 1)
      findings.push(`${where}: it says ${one.records} records and holds ${leaves.length - 1}`);
    if (!leaves.some((leaf) => leaf.equals(leafHash(headRecord(one)))))
      findings.push(`${where}: what it says of itself was changed`);
    if (one.receipts && receiptsDigest(one.receipts.map((receipt) => Buffer.from(receipt, "hex"))) !== one.about)
      findings.push(`${where}: its receipts were changed`);
    const next: number = one.kind === "epoch" ? Number(one.of) : epoch;
    if (one.epoch !== next || next < epoch) findings.push(`${where}: the epoch changes without an entry that says so`);
    epoch = one.epoch;
    for (const leaf of leaves) tree.add(leaf);
    see(one.checkpoint, epoch, where);
  }
  if (seen.get(tree.size) !== frozen.log) findings.push("the log does not end with the checkpoint in the frozen figures");
  return [...findings, ...heldAgainst(seen, known.checkpoint)];
}

/** The checkpoint that somebody kept, against the one of that size here. */
function heldAgainst(seen: ReadonlyMap<number, string>, kept: string | undefined): readonly string[] {
  if (kept === undefined) return [];
  const text = openNote(kept)?.text ?? `${kept.trim()}\n`;
  const checkpoint = readCheckpoint(text);
  if (!checkpoint) return ["what was given with --checkpoint is no checkpoint"];
  const here = seen.get(checkpoint.size);
  if (here === undefined)
    return [
      `the checkpoint that was given (size ${checkpoint.size}) lies outside this pack, which holds the sizes ${[...seen.keys()].join(", ")}`,
    ];
  return here === text ? [] : [`the checkpoint that was given (size ${checkpoint.size}) is of another log than this pack's`];
}

/** Whether the records are leaves, each once, whether they are the rows that were frozen, and how many answers have none. */
function recordFindings(
  frozen: Frozen,
  definitions: readonly SurveyDefinition[],
  entries: readonly Entry[],
  lines: readonly string[],
): readonly string[] {
  const findings: string[] = [];
  const period = parsePeriod(frozen.period);
  const entryOf = new Map<string, Entry>();
  for (const one of entries)
    for (const leaf of hashesIn(Buffer.from(one.leaves, "base64"))) entryOf.set(leaf.toString("latin1"), one);
  const found = new Map<Entry, number>();
  const answers = lines.flatMap((text): Answer[] => {
    const leaf = leafHash(text).toString("latin1");
    const home = entryOf.get(leaf);
    // Taken out so that no record counts twice.
    entryOf.delete(leaf);
    const answer = record.parse(JSON.parse(text));
    if (!home) findings.push(`a record of ${answer.date} is not in the log: it was changed, added or stands twice`);
    else found.set(home, (found.get(home) ?? 0) + 1);
    const belongs = home === undefined || home.kind === "import" || (home.kind === "day" && home.of === answer.date);
    if (!holds(period, answer.date) || !belongs) findings.push(`a record of ${answer.date} stands where it does not belong`);
    return [answer];
  });
  const days = entries.filter(({ kind, of }) => kind === "day" && holds(period, of));
  const without = days.reduce((sum, one) => sum + one.records - (found.get(one) ?? 0), 0);
  const aside = frozen.exclusions.reduce((sum, { times }) => sum + times, 0);
  if (without > aside)
    findings.push(
      `${without} answers of the period have a leaf and no record, though only ${aside} were set aside by two people`,
    );
  answers.sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
  for (const definition of definitions) findings.push(...rowFindings(frozen, definition, answers));
  return findings;
}

function rowFindings(frozen: Frozen, definition: SurveyDefinition, answers: readonly Answer[]): readonly string[] {
  const ref = refOf(definition);
  const digester = new RowDigester();
  for (const { date, channel, answers: given } of answers) {
    const scores = questionKeys(definition).map((key) => {
      const score = given[ref]?.[key];
      return typeof score === "number" ? String(score) : "";
    });
    if (scores.some((score) => score !== "")) digester.add(date, channel, scores);
  }
  const { rows, digest } = digester.digest();
  const sealed = frozen.rows[ref];
  return sealed?.rows === rows && sealed.digest === digest ? [] : [`${ref}: the rows are not those whose leaves the log holds`];
}
