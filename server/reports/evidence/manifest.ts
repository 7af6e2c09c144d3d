/**
 * The list of what an evidence pack holds: a signed note whose text says which pack it is and gives the SHA-256 of every file.
 *
 *     suara-loket-pack-1
 *     pkm-melati 2026-TW3 KV7T-TGM5-2N9V-KM72
 *     9f86d081…  segel/angka.json
 */
export interface Manifest {
  readonly unit: string;
  readonly period: string;
  readonly seal: string;
  /** Lower-case hexadecimal, by path. */
  readonly digests: ReadonlyMap<string, string>;
}

export const MANIFEST_PATH = "segel/daftar-berkas.note";
export const FROZEN_PATH = "segel/angka.json";
/** The stretch of the log that holds the period, and the records of its answers. */
export const LOG_PATH = "segel/catatan.jsonl";
export const RECORDS_PATH = "segel/jawaban.jsonl";
/** By which notes an earlier signing key named the next; only where there was one. */
export const SUCCESSION_PATH = "segel/pergantian-kunci.txt";
/** How the packs of quarters are named in the collection of a year. */
export const PACKS_PREFIX = "bukti_";
export const ROWS_FOLDER = "jawaban/";
export const DEFINITIONS_FOLDER = "kuesioner/";
/** Comments may be erased from a pack, so they are not in its list. */
export const ERASABLE_FOLDER = "saran/";

const FIRST_LINE = "suara-loket-pack-1";

export function manifestText({ unit, period, seal, digests }: Manifest): string {
  const files = [...digests].sort(([a], [b]) => (a < b ? -1 : 1)).map(([path, digest]) => `${digest}  ${path}`);
  return [FIRST_LINE, `${unit} ${period} ${seal}`, ...files, ""].join("\n");
}

/** undefined for a text that is no such list, names a file twice, or with more letters than a path of ours ever has. */
export function readManifest(text: string): Manifest | undefined {
  const [first, of = "", ...files] = text.replace(/\n$/, "").split("\n");
  const [unit, period, seal, ...more] = of.split(" ");
  if (first !== FIRST_LINE || unit === undefined || period === undefined || seal === undefined || more.length > 0)
    return undefined;
  const entries = files.map((line) => /^([0-9a-f]{64}) {2}(\S.{0,999})$/.exec(line));
  if (entries.some((entry) => entry === null)) return undefined;
  const digests = new Map(entries.map((entry) => [entry![2]!, entry![1]!] as const));
  return digests.size === files.length ? { unit, period, seal, digests } : undefined;
}
