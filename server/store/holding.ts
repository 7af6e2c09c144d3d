/**
 * Staff figures move in steps of this many answers of the same day, service, counter and channel, so that nobody who knows
 * when a visitor came can find the answer by subtraction.
 */
const STEP = 5;

/**
 * What happens to staff figures when `arriving` answers join the `before` that are held back in the same place (0 to 4).
 * With five together all held ones are let go; of those arriving, the last `hold` are held back.
 */
export function holdingStep(before: number, arriving: number): { readonly letGo: boolean; readonly hold: number } {
  const together = before + arriving;
  return together < STEP ? { letGo: false, hold: arriving } : { letGo: true, hold: together % STEP };
}
