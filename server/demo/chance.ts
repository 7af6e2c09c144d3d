/** Numbers that look like chance and are the same every time: the demonstration is deterministic. Seeds are whole numbers. */
export interface Chance {
  /** From 0 up to, but not including, 1. */
  next(): number;
  pick<T>(list: readonly T[]): T;
  /** The position drawn from relative weights. */
  weighted(weights: readonly number[]): number;
}

/** The mulberry32 generator: 32 bits of state are plenty for made-up answers. */
export function chanceFrom(seed: number): Chance {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    next,
    pick: (list) => list[Math.floor(next() * list.length)]!,
    weighted(weights) {
      let left = next() * weights.reduce((a, b) => a + b, 0);
      return Math.max(
        0,
        weights.findIndex((weight) => (left -= weight) < 0),
      );
    },
  };
}
