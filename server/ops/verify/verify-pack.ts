import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { parse } from "csv-parse/sync";
import JSZip from "jszip";
import { z } from "zod";
import { sealOf } from "../../definitions/seal.ts";
import { computeIndex } from "../../domain/indices/compute-index.ts";
import { parsePeriod } from "../../domain/periods/period.ts";
import type { SurveyDefinition } from "../../domain/questionnaire/definition.ts";
import { definitionSchema, questionKeys, refOf } from "../../domain/questionnaire/definition.ts";
import { Refusal } from "../../domain/refusal.ts";
import type { Answer, Answers } from "../../domain/response.ts";
import { tallyOf } from "../../domain/tally.ts";
import { canonicalJson, sealCode } from "../../reports/closing/frozen-document.ts";
import type { Frozen } from "../../reports/closing/read-frozen.ts";
import { readFrozen } from "../../reports/closing/read-frozen.ts";
import type { Manifest } from "../../reports/evidence/manifest.ts";
import {
  DEFINITIONS_FOLDER,
  ERASABLE_FOLDER,
  FROZEN_PATH,
  MANIFEST_PATH,
  PACKS_PREFIX,
  readManifest,
  ROWS_FOLDER,
  SUCCESSION_PATH,
} from "../../reports/evidence/manifest.ts";
import { openNote, verifyNote } from "../../log/note.ts";
import { RowDigester } from "../../reports/evidence/row-digest.ts";
import { indexJson } from "../../reports/index-json.ts";
import type { Known } from "./verify-log.ts";
import { logFindings } from "./verify-log.ts";

export interface Verification {
  /** What is wrong, one English line each; empty when everything fits. */
  readonly findings: readonly string[];
  /** Whose signature is under the list of files: that of the key that was handed in, of another one, or of nobody known. */
  readonly signer: "known" | "other" | "unknown";
  /** Name and number of the key that signed, as far as the pack says. */
  readonly signedBy: string | null;
  /** null where the pack does not say. */
  readonly of: { readonly unit: string; readonly period: string; readonly seal: string } | null;
}

/**
 * Checks an evidence pack from itself alone: every file against the signed list, the seal against the frozen figures, each
 * questionnaire against its seal, every figure against a recount of the rows, and the rows against the log. `key` is the signer's
 * public key from elsewhere, or several, each on a line; `checkpoint` one of the log that somebody kept; `most` how many bytes the
 * pack may unpack to. The collection of a year is checked pack by pack.
 */
export async function verifyPack(bytes: Uint8Array, key?: string, checkpoint?: string, most = Infinity): Promise<Verification> {
  const room = { left: most };
  const files = await filesOf(bytes, room);
  if (typeof files === "string") return { ...NOTHING, findings: [files] };
  const packs = [...files].filter(([name]) => name.startsWith(PACKS_PREFIX) && name.endsWith(".zip"));
  if (packs.length === 0) return verifyFiles(files, key, checkpoint);
  const found = [];
  for (const [name, pack] of packs) {
    const one = await filesOf(pack, room);
    found.push({ name, ...(typeof one === "string" ? { ...NOTHING, findings: [one] } : verifyFiles(one, key)) });
  }
  return together(found);
}

/** Several packs as one: all of one unit, signed by one key. */
function together(packs: readonly (Verification & { readonly name: string })[]): Verification {
  const [first] = packs;
  const units = new Set(packs.map(({ of }) => of?.unit));
  const list = (of: (pack: Verification) => string | undefined): string => packs.map((pack) => of(pack) ?? "?").join(", ");
  return {
    findings: [
      ...packs.flatMap(({ name, findings }) => findings.map((finding) => `${name}: ${finding}`)),
      ...(units.size > 1 ? [`the packs are of several units: ${[...units].join(", ")}`] : []),
      ...packs.flatMap(({ name, of }) =>
        of && name !== `${PACKS_PREFIX}${of.period}.zip` ? [`${name} holds ${of.period}`] : [],
      ),
    ],
    signer: packs.every(({ signer }) => signer === first!.signer) ? first!.signer : "other",
    signedBy: first!.signedBy,
    of: first!.of && { unit: first!.of.unit, period: list(({ of }) => of?.period), seal: list(({ of }) => of?.seal) },
  };
}

const NOTHING = { signer: "unknown", signedBy: null, of: null } as const;

/** The same for the files of a pack, by path. */
export function verifyFiles(files: ReadonlyMap<string, Buffer>, key?: string, checkpoint?: string): Verification {
  const note = files.get(MANIFEST_PATH)?.toString("utf8");
  if (note === undefined)
    return { ...NOTHING, findings: [`${MANIFEST_PATH} is missing: this is no evidence pack, or its list was taken out`] };
  const opened = openNote(note);
  const manifest = opened && readManifest(opened.text);
  if (!opened || !manifest) return { ...NOTHING, findings: [`${MANIFEST_PATH} cannot be read as a signed list of files`] };
  const given = key?.split(/\s+/).filter((one) => one !== "");
  const own = given?.find((one) => verifyNote(note, one) === "signed") ?? given?.[0];
  const signature = signatureOf(note, opened.signers, own);
  const changed = fileFindings(files, manifest);
  const figures = figureFindings(files, manifest, {
    // Where the list itself is signed by another key, that is said once.
    keys: own !== undefined && signature.signer === "known" ? keysFrom(files, own) : undefined,
    checkpoint,
  });
  return {
    findings: [...signature.findings, ...changed, ...figures],
    signer: signature.signer,
    signedBy: opened.signers[0] ?? null,
    of: { unit: manifest.unit, period: manifest.period, seal: manifest.seal },
  };
}

/** What is in an archive; or what is wrong with it. What it says of its own sizes is not believed. */
async function filesOf(bytes: Uint8Array, room: { left: number }): Promise<ReadonlyMap<string, Buffer> | string> {
  try {
    const archive = await JSZip.loadAsync(bytes, { checkCRC32: true });
    const entries = Object.values(archive.files).filter((file) => !file.dir);
    const listed = Buffer.from(bytes).readUInt16LE(Buffer.from(bytes).lastIndexOf("PK\u0005\u0006") + 10);
    if (listed !== Object.keys(archive.files).length) return "the archive holds two files of one name";
    const files = new Map<string, Buffer>();
    for (const file of entries) {
      const pieces: Buffer[] = [];
      for await (const piece of new Readable().wrap(file.nodeStream()) as AsyncIterable<Buffer>) {
        room.left -= piece.length;
        if (room.left < 0) return "the archive unpacks to more than is read here";
        pieces.push(piece);
      }
      files.set(file.name, Buffer.concat(pieces));
    }
    return files;
  } catch {
    return "the file is no ZIP archive, or it is damaged";
  }
}

function signatureOf(
  note: string,
  signers: readonly string[],
  key: string | undefined,
): Pick<Verification, "signer"> & { readonly findings: readonly string[] } {
  if (key === undefined) return { signer: "unknown", findings: [] };
  switch (verifyNote(note, key)) {
    case "signed":
      return { signer: "known", findings: [] };
    case "not-signed":
      return {
        signer: "other",
        findings: [`the list of files is signed by another key (${signers.join(", ")}), not by the one given`],
      };
    case "broken":
      return { signer: "other", findings: ["the signature under the list of files does not fit it: the list was changed"] };
    case "no-key":
      return { signer: "unknown", findings: ["what was given with --key is no public key of this program"] };
  }
}

function fileFindings(files: ReadonlyMap<string, Buffer>, { digests }: Manifest): readonly string[] {
  const kept = [...files.keys()].filter((path) => path !== MANIFEST_PATH && !path.startsWith(ERASABLE_FOLDER));
  return [
    ...[...digests].flatMap(([path, digest]) => {
      const file = files.get(path);
      if (!file) return [`${path} is missing`];
      return createHash("sha256").update(file).digest("hex") === digest ? [] : [`${path} was changed after the list was signed`];
    }),
    ...kept.filter((path) => !digests.has(path)).map((path) => `${path} is not in the list: it was added`),
  ];
}

/** Whether the frozen figures bear the seal, belong to the unit and period, and follow from rows and questionnaires. */
function figureFindings(files: ReadonlyMap<string, Buffer>, manifest: Manifest, known: Known): readonly string[] {
  const document = files.get(FROZEN_PATH)?.toString("utf8");
  if (document === undefined) return [];
  let frozen: Frozen;
  try {
    frozen = readFrozen(document);
  } catch {
    return [`${FROZEN_PATH} cannot be read`];
  }
  const seal = sealCode(document);
  return [
    ...(canonicalJson(JSON.parse(document)) === document ? [] : [`${FROZEN_PATH} is not in its canonical form`]),
    ...(seal === manifest.seal ? [] : [`the frozen figures have the seal ${seal}, the list says ${manifest.seal}`]),
    ...(frozen.unit.code === manifest.unit && frozen.period === manifest.period
      ? []
      : [
          `the frozen figures are those of ${frozen.unit.code} ${frozen.period}, the list is of ${manifest.unit} ${manifest.period}`,
        ]),
    ...frozen.indices.flatMap((index) => recounted(files, frozen, index)),
    ...logFindings(files, frozen, definitionsIn(files, frozen), known),
  ];
}

/** Those that can be read; what is wrong with the others is told with their figures. */
function definitionsIn(files: ReadonlyMap<string, Buffer>, frozen: Frozen): readonly SurveyDefinition[] {
  return frozen.indices.flatMap(({ survey }) => {
    const definition = readDefinition(files, frozen, survey);
    return typeof definition === "string" ? [] : [definition];
  });
}

/** The key that was given, and those before it: each named its successor in a note that the successor signed, too. */
function keysFrom(files: ReadonlyMap<string, Buffer>, key: string): readonly string[] {
  const notes = (files.get(SUCCESSION_PATH)?.toString("utf8") ?? "").split(/(?<=\n)\n(?=suara-loket-key-1\n)/).reverse();
  const keys = [key];
  for (const one of notes) {
    const note = one.replace(/\n\n$/, "\n");
    const [, before, after] = openNote(note)?.text.split("\n") ?? [];
    if (before !== undefined && after !== undefined && after === keys.at(-1) && verifyNote(note, after) === "signed")
      keys.push(before);
  }
  return keys;
}

/** Changed figures and questionnaires may be such that nothing can be reckoned from them; that is a finding, too. */
function recounted(files: ReadonlyMap<string, Buffer>, frozen: Frozen, index: Frozen["indices"][number]): readonly string[] {
  try {
    return surveyFindings(files, frozen, index);
  } catch (error) {
    if (!(error instanceof RangeError || error instanceof Refusal)) throw error;
    return [`${index.survey}: its figures cannot be reckoned again from what stands in the pack`];
  }
}

function surveyFindings(files: ReadonlyMap<string, Buffer>, frozen: Frozen, index: Frozen["indices"][number]): readonly string[] {
  const ref = index.survey;
  const definition = readDefinition(files, frozen, ref);
  if (typeof definition === "string") return [definition];
  const rows = readRows(files, frozen, definition);
  if (typeof rows === "string") return [rows];
  const result = computeIndex(definition, tallyOf(definition, rows.answers));
  const again = indexJson(
    { unit: { code: index.unit }, period: parsePeriod(frozen.period), served: null, target: null },
    { ref, definition, result, otherVersions: index.otherVersions ?? [] },
  );
  // What was set aside has no rows here; how many came in is believed as it was frozen.
  const comparable = { ...again, received: index.received, excluded: index.excluded };
  const sealed = frozen.rows[ref];
  return [
    ...differences(ref, index, comparable),
    ...(index.received - index.excluded < rows.answers.length ? [`${ref}: more rows than answers that were used`] : []),
    ...(sealed && (sealed.rows !== rows.answers.length || sealed.digest !== rows.digest)
      ? [`${ROWS_FOLDER}${ref}.csv does not hold the rows that were there at the closing`]
      : []),
  ];
}

/** Every figure of an index that its rows do not give. */
function differences(ref: string, frozen: Frozen["indices"][number], recounted: ReturnType<typeof indexJson>): readonly string[] {
  if (canonicalJson(frozen) === canonicalJson(recounted)) return [];
  const named = frozen.items.flatMap((item, at) =>
    canonicalJson(item) === canonicalJson(recounted.items[at]) ? [] : [`${ref} ${item.key}: the rows give another count`],
  );
  return [...named, `${ref}: the frozen figures are not those that its rows give`];
}

function readDefinition(files: ReadonlyMap<string, Buffer>, frozen: Frozen, ref: string): SurveyDefinition | string {
  const path = `${DEFINITIONS_FOLDER}${ref}.json`;
  const file = files.get(path);
  if (!file) return `${path} is missing, so ${ref} cannot be reckoned again`;
  const parsed = jsonOf(file);
  const definition = definitionSchema.safeParse(parsed);
  if (!definition.success || refOf(definition.data) !== ref) return `${path} is not the questionnaire ${ref}`;
  return sealOf(parsed) === frozen.definitions[ref] ? definition.data : `${path} is not the questionnaire that was sealed`;
}

function jsonOf(file: Buffer): unknown {
  try {
    return JSON.parse(file.toString("utf8"));
  } catch {
    return undefined;
  }
}

const rowsSchema = z.array(z.record(z.string(), z.string()));

function readRows(
  files: ReadonlyMap<string, Buffer>,
  { from, until }: Frozen,
  definition: SurveyDefinition,
): { readonly answers: readonly Answers[]; readonly digest: string } | string {
  const path = `${ROWS_FOLDER}${refOf(definition)}.csv`;
  const file = files.get(path);
  if (!file) return `${path} is missing, so its figures cannot be reckoned again`;
  try {
    const rows = rowsSchema.parse(parse(file, { columns: true, bom: true }));
    const keys = questionKeys(definition);
    const digester = new RowDigester();
    const answers = rows.map((row, at) => {
      const date = row["tanggal"]!;
      if (!(from <= date && date < until)) throw new RangeError(`line ${at + 2} is of ${date}, outside the period`);
      digester.add(
        date,
        row["kanal"]!,
        keys.map((key) => row[key]!),
      );
      const given = keys.flatMap((key): [string, Answer][] => (row[key] === "" ? [] : [[key, scoreOf(row[key]!, at)]]));
      return new Map(given);
    });
    return { answers, digest: digester.digest().digest };
  } catch (error) {
    return `${path} cannot be read as rows of answers${error instanceof RangeError ? `: ${error.message}` : ""}`;
  }
}

function scoreOf(text: string, at: number): number {
  if (!/^[1-9]$/.test(text)) throw new RangeError(`line ${at + 2} holds "${text.slice(0, 20)}", which is no score`);
  return Number(text);
}
