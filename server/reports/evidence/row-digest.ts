import { createHash } from "node:crypto";
import type { LocalDate } from "../../domain/periods/period.ts";

/** How many rows of one survey there are, and a digest over them that does not depend on their order within a day. */
export interface RowDigest {
  readonly rows: number;
  /** SHA-256, lower-case hexadecimal. */
  readonly digest: string;
}

/**
 * Digests rows that come by day: of each its day, its channel and its scores as the exported file has them ("4", or nothing), the
 * rows of a day in the order of their own text. Services are left out, since a service may be given another name later.
 */
export class RowDigester {
  readonly #hash = createHash("sha256");
  #day: LocalDate = "";
  #lines: string[] = [];
  #rows = 0;

  /** Throws RangeError for a day that comes after a later one. */
  add(date: LocalDate, channel: string, scores: readonly string[]): void {
    if (date < this.#day) throw new RangeError(`rows come by day, and ${date} came after ${this.#day}`);
    if (date !== this.#day) this.#endDay();
    this.#day = date;
    this.#rows += 1;
    this.#lines.push(`${date},${channel},${scores.join(",")}\n`);
  }

  digest(): RowDigest {
    this.#endDay();
    return { rows: this.#rows, digest: this.#hash.digest("hex") };
  }

  #endDay(): void {
    for (const line of this.#lines.sort()) this.#hash.update(line);
    this.#lines = [];
  }
}
