import { minimumSample } from "../sampling/minimum-sample.ts";

/** Answers below which no mutu is shown to the public, unless the installation sets another floor. */
export const FLOOR = 30;

/** The response rate below which answers that also miss the minimum sample are called a sliver. */
export const SLIVER = 0.05;

export interface Enough {
  /** Respondents who are used. */
  readonly answers: number;
  /** People served in the period, as given; null when not known. */
  readonly served: number | null;
  /** Minimum sample after Krejcie and Morgan; null when the number served is not known or cannot be right. */
  readonly target: number | null;
  readonly floor: number;
  /** False below the floor: the public then sees no mutu. Staff and the command line always do. */
  readonly publicMutu: boolean;
  /** Null when there is no target. */
  readonly reachesTarget: boolean | null;
  /** The target is missed and fewer than one in twenty of those served answered. */
  readonly sliver: boolean;
  /** More answers than people served: the number served cannot be right, and nothing was reckoned from it. */
  readonly servedTooFew: boolean;
}

/**
 * Whether a unit's answers of one period are enough, in one place for all pages: the floor for a public mutu, the minimum sample
 * after Krejcie and Morgan (1970), and whether those who answered are but a sliver of those served.
 *
 * Why a sliver: intervals and sample tables suppose that those who answer are like those who do not. With fewer than 5 % of the
 * people served this can no longer be supposed, since a small difference in who is asked outweighs everything else. Where a
 * unit serves so many that 5 % is far above the minimum sample, reaching the minimum is enough not to be warned.
 * Throws RangeError when a number is not a whole number of at least zero.
 * @example enough(29, null) // => { answers: 29, served: null, target: null, floor: 30, publicMutu: false, reachesTarget: null, sliver: false, servedTooFew: false }
 * @example enough(200, 5000).sliver // => true
 * @example enough(370, 10000).sliver // => false
 */
export function enough(answers: number, served: number | null, floor = FLOOR): Enough {
  for (const number of [answers, served ?? 0, floor])
    if (!Number.isSafeInteger(number) || number < 0) throw new RangeError(`${number} is not a number of people`);
  const servedTooFew = served !== null && served < answers;
  const people = servedTooFew ? null : served;
  const target = people === null ? null : minimumSample(people);
  const reachesTarget = target === null ? null : answers >= target;
  return {
    answers,
    served,
    target,
    floor,
    publicMutu: answers > 0 && answers >= floor,
    reachesTarget,
    sliver: reachesTarget === false && people !== null && answers < SLIVER * people,
    servedTooFew,
  };
}
