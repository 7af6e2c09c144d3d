import type { Comparison, NotCompared } from "../domain/certainty/compare.ts";
import { compare, compareAll } from "../domain/certainty/compare.ts";
import type { Association, NoAssociation, Weakest } from "../domain/certainty/drivers.ts";
import { associations, weakest } from "../domain/certainty/drivers.ts";
import type { Estimate, NoInterval } from "../domain/certainty/estimate.ts";
import { indexEstimate, itemEstimate } from "../domain/certainty/estimate.ts";
import type { Dependence } from "../domain/certainty/groups.ts";
import { dependenceOf, groupIndexEstimate, groupItemEstimate } from "../domain/certainty/groups.ts";
import type { Interval } from "../domain/certainty/interval.ts";
import { interval } from "../domain/certainty/interval.ts";
import type { Moments } from "../domain/certainty/moments.ts";
import { noMoments } from "../domain/certainty/moments.ts";
import type { Period } from "../domain/periods/period.ts";
import type { SurveyDefinition } from "../domain/questionnaire/definition.ts";
import type { Tally } from "../domain/tally.ts";

/** How sure the figures of one version of a survey are, over one period. */
export interface Certainty {
  readonly index: Interval | NoInterval;
  /** By key of the item. */
  readonly items: ReadonlyMap<string, Interval | NoInterval>;
  /** Against the last period before that has an index of the same version; null where there is none. */
  readonly change: Change | null;
  /** The three weakest items, and whether the weakest can be told from the next. */
  readonly weakest: Weakest;
  /** How strongly each item moves with the others, in key order. */
  readonly associations: readonly (Association | NoAssociation)[];
}

export interface Change {
  readonly before: Period;
  readonly index: Comparison | NotCompared;
  /** By key of the item, judged together. */
  readonly items: ReadonlyMap<string, Comparison | NotCompared>;
}

/** Estimates from the counters of a whole unit or of a part of it. */
export interface Estimator {
  readonly index: (tally: Tally) => Estimate | NoInterval;
  readonly item: (tally: Tally, key: string) => Estimate | NoInterval;
}

/**
 * What the moments of a period allow to be said of any counters of the same unit: of the very answers they were taken from
 * exactly; of groups and of other periods with the dependence measured on them, which is why those are approximate.
 */
export function estimatorFrom(definition: SurveyDefinition, moments: Moments = noMoments(definition)): Estimator {
  let measured: Dependence | undefined;
  const dependence = (): Dependence => (measured ??= dependenceOf(definition, moments));
  const whole = (tally: Tally): boolean => holds(moments, tally);
  return {
    index: (tally) => (whole(tally) ? indexEstimate(definition, moments) : groupIndexEstimate(definition, tally, dependence())),
    item: (tally, key) =>
      whole(tally) ? itemEstimate(definition, moments, key) : groupItemEstimate(definition, tally, key, dependence()),
  };
}

/** True when the moments are those of the answers that were counted: as many people, and for each question as many scores and the same sum. */
function holds({ respondents, size, both, sums }: Moments, tally: Tally): boolean {
  if (respondents !== tally.respondents) return false;
  return [...tally.questions.values()].every(({ counts }, at) => {
    const place = at * (size + 1);
    const [people, sum] = [
      counts.reduce((all, one) => all + one, 0),
      counts.reduce((all, one, score) => all + one * (score + 1), 0),
    ];
    return both[place] === people && sums[place] === sum;
  });
}

/** `before` holds the counters of the period before; `served` is the number of people served, null when it is not known. */
export function certaintyOf(
  definition: SurveyDefinition,
  moments: Moments | undefined,
  tally: Tally,
  before: { readonly period: Period; readonly tally: Tally } | null,
  served: number | null,
): Certainty {
  const estimator = estimatorFrom(definition, moments);
  const own = definition.items.map(({ key }) => [key, estimator.item(tally, key)] as const);
  const known = moments ?? noMoments(definition);
  return {
    index: interval(estimator.index(tally), served),
    items: new Map(own.map(([key, estimate]) => [key, interval(estimate, served)])),
    change: before && {
      before: before.period,
      index: compare(estimator.index(tally), estimator.index(before.tally)),
      items: judgedTogether(own.map(([key, estimate]) => [key, estimate, estimator.item(before.tally, key)])),
    },
    weakest: weakest(definition, known),
    associations: associations(definition, known),
  };
}

/** Each group against all the others of the unit taken together, judged together; by key of the group. */
export function groupsApart(
  estimator: Estimator,
  whole: Tally,
  groups: readonly { readonly key: string; readonly tally: Tally }[],
  others: (group: Tally) => Tally,
): ReadonlyMap<string, Comparison | NotCompared> {
  const compared = groups.filter(({ tally }) => tally.respondents < whole.respondents);
  return judgedTogether(compared.map(({ key, tally }) => [key, estimator.index(tally), estimator.index(others(tally))]));
}

function judgedTogether(
  pairs: readonly (readonly [key: string, first: Estimate | NoInterval, second: Estimate | NoInterval])[],
): ReadonlyMap<string, Comparison | NotCompared> {
  const found = compareAll(pairs.map(([, first, second]) => [first, second]));
  return new Map(pairs.map(([key], at) => [key, found[at]!]));
}
