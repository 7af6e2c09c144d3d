import type { Month } from "../domain/periods/period.ts";
import type { ProfileAddition } from "./gathering.ts";

/** What is counted of the people who gave one answer about themselves, in one month and survey. */
export type ProfileGroup = Pick<ProfileAddition, "group" | "people" | "respondents" | "counts">;

/** Groups in the order of their names that belong to one row of `profile_cells`. */
export interface RowOfGroups {
  readonly unitId: number;
  readonly month: Month;
  readonly surveyId: number;
  readonly groups: readonly ProfileGroup[];
}

/*
 * The groups of one unit, month and survey lie in one row, because nearly every answer touches all questions about the citizen
 * and a row for each would be a dozen writes for one answer. Each group in the order of names: its name `usia=26-35` as a byte
 * for its length and as many ASCII bytes; how many numbers follow; then people, respondents and, for each question in key
 * order, its counts from score 1 up and the answers without a score. Numbers are unsigned LEB128: seven bits a byte, the
 * lowest first, the high bit says that more follow. A group without people is left out.
 */

export function unpackGroups(packed: Uint8Array): ProfileGroup[] {
  const reader = new Reader(packed);
  const groups: ProfileGroup[] = [];
  while (!reader.atEnd()) {
    const group = reader.name();
    const [people = 0, respondents = 0, ...counts] = reader.numbers();
    groups.push({ group, people, respondents, counts });
  }
  return groups;
}

/** Groups as they lie in a row; the same groups always give the same bytes. */
export function packGroups(groups: readonly ProfileGroup[]): Buffer {
  return addGroups(NO_GROUPS, groups, 1);
}

export const NO_GROUPS = Buffer.alloc(0);

/**
 * Adds to the groups of a row; with `sign` −1 takes away. `additions` in the order of their names. Throws RangeError when
 * more is taken away than there is.
 */
export function addGroups(packed: Uint8Array, additions: readonly ProfileGroup[], sign: 1 | -1): Buffer {
  const [reader, writer] = [new Reader(packed), new Writer(packed.length, additions)];
  let next = 0;
  while (!reader.atEnd()) {
    const start = reader.at;
    const name = reader.name();
    for (; next < additions.length && additions[next]!.group < name; next++) writer.add(additions[next]!, NOTHING, sign);
    if (next < additions.length && additions[next]!.group === name) writer.add(additions[next++]!, reader.numbers(), sign);
    else {
      reader.skipNumbers();
      writer.copy(packed, start, reader.at);
    }
  }
  for (; next < additions.length; next++) writer.add(additions[next]!, NOTHING, sign);
  return writer.written();
}

/** Additions in the order of their keys, gathered by the row that they belong to. */
export function groupsByRow(additions: readonly ProfileAddition[]): RowOfGroups[] {
  const rows: (RowOfGroups & { groups: ProfileGroup[] })[] = [];
  for (const addition of additions) {
    const { unitId, month, surveyId } = addition;
    const last = rows.at(-1);
    if (last?.unitId === unitId && last.month === month && last.surveyId === surveyId) last.groups.push(addition);
    else rows.push({ unitId, month, surveyId, groups: [addition] });
  }
  return rows;
}

const NOTHING: readonly number[] = [];
/** The most bytes that a number below 2^32 takes. */
const LONGEST = 5;

class Reader {
  at = 0;
  private readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  atEnd(): boolean {
    return this.at >= this.bytes.length;
  }

  name(): string {
    const length = this.bytes[this.at]!;
    let name = "";
    for (let place = this.at + 1; place <= this.at + length; place++) name += String.fromCharCode(this.bytes[place]!);
    this.at += 1 + length;
    return name;
  }

  numbers(): number[] {
    const numbers = new Array<number>(this.number());
    for (let place = 0; place < numbers.length; place++) numbers[place] = this.number();
    return numbers;
  }

  skipNumbers(): void {
    for (let left = this.number(); left > 0; left--) {
      while (this.bytes[this.at]! >= 0x80) this.at += 1;
      this.at += 1;
    }
  }

  private number(): number {
    let [number, factor] = [0, 1];
    for (;;) {
      const byte = this.bytes[this.at++];
      if (byte === undefined) throw new RangeError("a row of groups ends in the middle of a number");
      number += (byte & 0x7f) * factor;
      if (byte < 0x80) return number;
      factor *= 0x80;
    }
  }
}

class Writer {
  private at = 0;
  private readonly bytes: Buffer;

  constructor(kept: number, additions: readonly ProfileGroup[]) {
    const room = additions.reduce((sum, group) => sum + 256 + (3 + group.counts.length) * LONGEST, kept);
    this.bytes = Buffer.allocUnsafe(room);
  }

  /** A group to which an addition is added, unless nobody is left in it. */
  add(addition: ProfileGroup, before: readonly number[], sign: 1 | -1): void {
    const { group, people, respondents, counts } = addition;
    const all = (before[0] ?? 0) + sign * people;
    if (all === 0) return;
    this.bytes[this.at++] = group.length;
    this.at += this.bytes.write(group, this.at, "latin1");
    this.number(2 + counts.length);
    this.number(all);
    this.number((before[1] ?? 0) + sign * respondents);
    for (let place = 0; place < counts.length; place++) this.number((before[place + 2] ?? 0) + sign * counts[place]!);
  }

  copy(from: Uint8Array, start: number, end: number): void {
    this.bytes.set(from.subarray(start, end), this.at);
    this.at += end - start;
  }

  written(): Buffer {
    return this.bytes.subarray(0, this.at);
  }

  private number(number: number): void {
    if (number < 0) throw new RangeError("more is taken away from a group of people than is in it");
    let rest = number;
    while (rest >= 0x80) {
      this.bytes[this.at++] = (rest % 0x80) + 0x80;
      rest = Math.floor(rest / 0x80);
    }
    this.bytes[this.at++] = rest;
  }
}
