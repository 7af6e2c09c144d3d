import type { SurveyDefinition } from "../questionnaire/definition.ts";
import type { Tally } from "../tally.ts";
import type { Estimate, NoInterval } from "./estimate.ts";
import { checked, estimateOf, itemOf, sameSurvey } from "./estimate.ts";
import type { Figure, Unrated } from "./figure.ts";
import { indexFigure, itemFigure, sumsOfMoments, sumsOfTally } from "./figure.ts";
import type { Moments } from "./moments.ts";
import { largestVariance, measuredVariance } from "./variance.ts";

/**
 * How much the answers of one person go together: the variance of a figure as a part of what it would be if each person's
 * scores rose and fell as one. 1 is perfect; nine answers that have nothing to do with each other give about 1/9. Measured on
 * a unit's moments and lent to its groups (services, counters, groups of people, months), of which only counters are kept.
 */
export interface Dependence {
  readonly index: number;
  /** By item key; an item without parts has 1. */
  readonly items: ReadonlyMap<string, number>;
}

/** With fewer respondents the dependence is not measured but taken to be perfect, which errs towards wider intervals. */
export const LEAST_FOR_DEPENDENCE = 30;

/** How much answers go together in a whole unit, from its moments over the period from which its groups are taken. */
export function dependenceOf(definition: SurveyDefinition, moments: Moments): Dependence {
  sameSurvey(definition, moments);
  const sums = sumsOfMoments(moments);
  const ratio = (figure: Figure | Unrated): number => {
    const sound = checked(figure, moments.respondents);
    if ("kind" in sound || moments.respondents < LEAST_FOR_DEPENDENCE) return 1;
    const largest = largestVariance(sound).variance;
    return largest === 0 ? 1 : Math.min(1, measuredVariance(sound, moments).variance / largest);
  };
  return {
    index: ratio(indexFigure(definition, sums, moments.respondents)),
    items: new Map(definition.items.map((item) => [item.key, ratio(itemFigure(definition, item, sums))])),
  };
}

/**
 * The index of a group of which only the counters are known, with a standard error that is approximate: the largest variance
 * that the group's own item variances allow, times the dependence measured in its unit. It is right when the answers of the
 * group go together as those of the unit do, and errs towards wider intervals when the groups lie far apart.
 */
export function groupIndexEstimate(definition: SurveyDefinition, tally: Tally, dependence: Dependence): Estimate | NoInterval {
  const figure = indexFigure(definition, sumsOfTally(definition, tally), tally.respondents);
  return approximated(figure, tally.respondents, dependence.index);
}

/**
 * One item of such a group. Without parts nothing about it is approximate: the spread of one question's scores needs no more
 * than the counters. Throws RangeError for an unknown key.
 */
export function groupItemEstimate(
  definition: SurveyDefinition,
  tally: Tally,
  key: string,
  dependence: Dependence,
): Estimate | NoInterval {
  const figure = itemFigure(definition, itemOf(definition, key), sumsOfTally(definition, tally));
  return approximated(figure, tally.respondents, dependence.items.get(key)!);
}

function approximated(figure: Figure | Unrated, respondents: number, ratio: number): Estimate | NoInterval {
  const sound = checked(figure, respondents);
  if ("kind" in sound) return sound;
  const largest = largestVariance(sound);
  return estimateOf(sound, respondents, { ...largest, variance: largest.variance * ratio });
}
