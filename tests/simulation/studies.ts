import { chanceFrom } from "../../server/demo/chance.ts";
import type { Comparison, NotCompared } from "../../server/domain/certainty/compare.ts";
import { compare, compareAll } from "../../server/domain/certainty/compare.ts";
import { indexEstimate, itemEstimate } from "../../server/domain/certainty/estimate.ts";
import { dependenceOf, groupIndexEstimate } from "../../server/domain/certainty/groups.ts";
import { interval } from "../../server/domain/certainty/interval.ts";
import type { Moments } from "../../server/domain/certainty/moments.ts";
import { addAnswers, noMoments } from "../../server/domain/certainty/moments.ts";
import { questionKeys } from "../../server/domain/questionnaire/definition.ts";
import type { Tally } from "../../server/domain/tally.ts";
import type { HonestUnit } from "./honest-unit.ts";
import { ITEMS, People, skm } from "./honest-unit.ts";

/** In how many of a hundred rounds something happened. */
export type PerCent = number;

export interface Coverage {
  /** Intervals that held the true figure, and those that lay wholly below or above it. */
  readonly index: PerCent;
  readonly below: PerCent;
  readonly above: PerCent;
  /** The same for the intervals of the nine unsur, all together. */
  readonly items: PerCent;
  /** Mean width of the index interval in points. */
  readonly width: number;
}

/**
 * How often the interval of the index holds the truth: what endlessly many people would have said, or, when `served` is given,
 * what all the people served would have said.
 */
export function coverage(unit: HonestUnit, n: number, served: number | null, rounds: number, seed: number): Coverage {
  const people = new People(unit, chanceFrom(seed));
  let [index, below, above, items, asked, width, used] = [0, 0, 0, 0, 0, 0, 0];
  for (let round = 0; round < rounds; round++) {
    const answered = askPeople(people, n);
    const everybody = served === null ? null : askPeople(people, served - n, copyOf(answered));
    const truth = everybody === null ? people.truth() : pointsOf(everybody);
    const found = interval(indexEstimate(skm, answered), served);
    if (found.kind === "no-interval" || truth === null) continue;
    used += 1;
    width += found.high - found.low;
    if (found.high < truth) below += 1;
    else if (found.low > truth) above += 1;
    else index += 1;
    skm.items.forEach(({ key }, at) => {
      const own = interval(itemEstimate(skm, answered, key), served);
      const whole = everybody === null ? people.itemTruth(at) : pointsOf(everybody, key);
      if (own.kind === "no-interval" || whole === null) return;
      asked += 1;
      if (own.low <= whole && whole <= own.high) items += 1;
    });
  }
  const share = (part: number): PerCent => (100 * part) / used;
  return { index: share(index), below: share(below), above: share(above), items: (100 * items) / asked, width: width / used };
}

export interface Alarms {
  /** Rounds in which the index of the later period was called up or down. */
  readonly index: PerCent;
  readonly down: PerCent;
  /** Rounds in which at least one of the nine unsur was, with Holm's correction and without. */
  readonly anyItem: PerCent;
  readonly anyItemUncorrected: PerCent;
}

/** Two periods in a row, of which the later is `fall` points worse (0: nothing has changed and every verdict is a false alarm). */
export function alarms(
  unit: HonestUnit,
  sizes: readonly [earlier: number, later: number],
  fall: number,
  rounds: number,
  seed: number,
): Alarms {
  const chance = chanceFrom(seed);
  const [before, after] = [new People(unit, chance), new People({ ...unit, level: unit.level - fall / 25 }, chance)];
  let [index, down, anyItem, uncorrected] = [0, 0, 0, 0];
  for (let round = 0; round < rounds; round++) {
    const [earlier, later] = [askPeople(before, sizes[0]), askPeople(after, sizes[1])];
    const verdict = toldApart(compare(indexEstimate(skm, later), indexEstimate(skm, earlier)));
    if (verdict) index += 1;
    if (verdict === "lower") down += 1;
    const pairs = skm.items.map(({ key }) => [itemEstimate(skm, later, key), itemEstimate(skm, earlier, key)] as const);
    if (compareAll(pairs).some(toldApart)) anyItem += 1;
    if (pairs.some(([first, second]) => toldApart(compare(first, second)))) uncorrected += 1;
  }
  const share = (part: number): PerCent => (100 * part) / rounds;
  return { index: share(index), down: share(down), anyItem: share(anyItem), anyItemUncorrected: share(uncorrected) };
}

/**
 * How often the approximate interval of a group, from its counters and the dependence of its unit, holds the group's true
 * index. `moods` says how far each group's people differ from the rest on the normal scale, `sizes` how many of them answer.
 */
export function groupCoverage(
  unit: HonestUnit,
  sizes: readonly number[],
  moods: readonly number[],
  rounds: number,
  seed: number,
): readonly PerCent[] {
  const people = new People(unit, chanceFrom(seed));
  const held = sizes.map(() => 0);
  const judged = sizes.map(() => 0);
  for (let round = 0; round < rounds; round++) {
    const whole = noMoments(skm);
    const tallies = sizes.map((size, group) => tallyPeople(people, size, moods[group]!, whole));
    const dependence = dependenceOf(skm, whole);
    tallies.forEach((tally, group) => {
      const found = interval(groupIndexEstimate(skm, tally, dependence));
      if (found.kind === "no-interval") return;
      judged[group]! += 1;
      const truth = people.truth(moods[group]);
      if (found.low <= truth && truth <= found.high) held[group]! += 1;
    });
  }
  return held.map((count, group) => (100 * count) / judged[group]!);
}

const scores = Array<number>(ITEMS).fill(0);

/** Adds the answers of `n` more people. */
export function askPeople(people: People, n: number, moments: Moments = noMoments(skm)): Moments {
  for (let person = 0; person < n; person++) {
    people.next(scores);
    addAnswers(moments, scores);
  }
  return moments;
}

function tallyPeople(people: People, n: number, mood: number, whole: Moments): Tally {
  const questions = questionKeys(skm).map((key): [string, { counts: number[]; optedOut: number }] => [
    key,
    { counts: [0, 0, 0, 0], optedOut: 0 },
  ]);
  for (let person = 0; person < n; person++) {
    people.next(scores, mood);
    addAnswers(whole, scores);
    questions.forEach(([, question], at) => {
      if (scores[at] === 0) question.optedOut += 1;
      else question.counts[scores[at]! - 1]! += 1;
    });
  }
  return { received: n, excluded: 0, respondents: n, questions: new Map(questions) };
}

function copyOf(moments: Moments): Moments {
  const { both, sums, products } = moments;
  return { ...moments, both: both.slice(), sums: sums.slice(), products: products.slice() };
}

function pointsOf(moments: Moments, key?: string): number | null {
  const found = key === undefined ? indexEstimate(skm, moments) : itemEstimate(skm, moments, key);
  return found.kind === "estimate" ? found.points : null;
}

function toldApart(found: Comparison | NotCompared): false | "higher" | "lower" {
  return found.kind === "compared" && found.verdict !== "open" && found.verdict;
}
