import { hash } from "node:crypto";

/**
 * The hash tree of RFC 6962 (section 2.1), SHA-256. A tree that only ever grows is carried on by its frontier: the roots of the
 * whole subtrees that its leaves fill from the left, the largest first. A tree of 6 leaves has the frontier [of 4, of 2].
 */
export type Hash = Buffer;
export type Frontier = readonly Hash[];

export const HASH_SIZE = 32;

/** The byte 0 before the record marks a leaf, the byte 1 a node. One call each: an object for each hash cost a server megabytes. */
export function leafHash(record: string): Hash {
  return hash("sha256", `\0${record}`, "buffer");
}

function nodeHash(left: Hash, right: Hash): Hash {
  return hash("sha256", Buffer.concat([NODE, left, right]), "buffer");
}

const NODE = Buffer.of(1);

/** A tree that grows leaf by leaf. Throws RangeError for a frontier that does not belong to a tree of that size. */
export class GrowingTree {
  #size: number;
  readonly #frontier: Hash[];

  constructor(size = 0, frontier: Frontier = []) {
    if (frontier.length !== onesIn(size)) throw new RangeError(`a tree of ${size} leaves has no frontier of ${frontier.length}`);
    this.#size = size;
    this.#frontier = [...frontier];
  }

  get size(): number {
    return this.#size;
  }

  get frontier(): Frontier {
    return [...this.#frontier];
  }

  add(leaf: Hash): void {
    let root = leaf;
    // A subtree is whole as often as the number of leaves before ends with a one.
    for (let before = this.#size; before % 2 === 1; before = (before - 1) / 2) root = nodeHash(this.#frontier.pop()!, root);
    this.#frontier.push(root);
    this.#size += 1;
  }

  root(): Hash {
    const [last, ...before] = [...this.#frontier].reverse();
    if (!last) return hash("sha256", "", "buffer");
    return before.reduce((right, left) => nodeHash(left, right), last);
  }
}

function onesIn(size: number): number {
  return [...size.toString(2)].filter((digit) => digit === "1").length;
}

/**
 * The hashes by which anybody can see that the tree of `leaves` begins with the tree of its first `size` leaves (RFC 6962, section
 * 2.1.2). Empty where there is nothing to prove. Throws RangeError for a size below 1 or above the number of leaves. `pause` is
 * awaited every few thousand hashes, so that whoever serves others can do so meanwhile.
 */
export async function consistencyProof(
  leaves: readonly Hash[],
  size: number,
  pause: () => Promise<void> = () => Promise.resolve(),
): Promise<readonly Hash[]> {
  if (!(Number.isInteger(size) && size >= 1 && size <= leaves.length))
    throw new RangeError(`a tree of ${leaves.length} leaves never had ${size}`);
  const proof: Hash[] = [];
  // Whether the other side has the root of just these leaves; not so once the way has turned right.
  let [from, until, wanted, known] = [0, leaves.length, size, true];
  while (wanted < until - from) {
    const left = largestPowerBelow(until - from);
    if (wanted <= left) {
      proof.unshift(await rootOf(leaves, from + left, until, pause));
      until = from + left;
    } else {
      proof.unshift(await rootOf(leaves, from, from + left, pause));
      [from, wanted, known] = [from + left, wanted - left, false];
    }
  }
  return known ? proof : [await rootOf(leaves, from, until, pause), ...proof];
}

const AT_ONCE = 4096;

async function rootOf(leaves: readonly Hash[], from: number, until: number, pause: () => Promise<void>): Promise<Hash> {
  const tree = new GrowingTree();
  for (let at = from; at < until; at++) {
    tree.add(leaves[at]!);
    if (tree.size % AT_ONCE === 0) await pause();
  }
  return tree.root();
}

/** The largest power of two below a number from 2. */
function largestPowerBelow(size: number): number {
  return 2 ** (Math.ceil(Math.log2(size)) - 1);
}
