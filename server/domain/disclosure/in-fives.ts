const STEP = 5;

/**
 * How often people said something, rounded down to a multiple of five; null below five. So neither two looks on different days
 * nor a year less its quarters tell what one person said.
 * @example inFives(4) // => null
 * @example inFives(17) // => 15
 */
export function inFives(times: number): number | null {
  return times < STEP ? null : times - (times % STEP);
}
