/**
 * What is signed of a log: which one it is, how many leaves it has, and the root of its tree, three lines as C2SP
 * tlog-checkpoint has them (https://c2sp.org/tlog-checkpoint).
 */
export interface Checkpoint {
  /** Names the log of one unit, and its epoch: "suara-loket/pkm-melati", "suara-loket/pkm-melati/2". */
  readonly origin: string;
  readonly size: number;
  /** 32 bytes. */
  readonly root: Uint8Array;
}

export function checkpointText({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${Buffer.from(root).toString("base64")}\n`;
}

/** undefined for a text that is no checkpoint, or has lines beside the three. */
export function readCheckpoint(text: string): Checkpoint | undefined {
  const [, origin, size, encoded] = /^(\S+)\n(0|[1-9]\d{0,14})\n([A-Za-z0-9+/]{43}=)\n$/.exec(text) ?? [];
  if (origin === undefined || size === undefined || encoded === undefined) return undefined;
  const root = Buffer.from(encoded, "base64");
  return root.toString("base64") === encoded ? { origin, size: Number(size), root } : undefined;
}

/** The log of a unit in its first epoch, or a later one. @example originOf("pkm-melati", 2) // => "suara-loket/pkm-melati/2" */
export function originOf(unitCode: string, epoch: number): string {
  return `suara-loket/${unitCode}${epoch === 1 ? "" : `/${epoch}`}`;
}
