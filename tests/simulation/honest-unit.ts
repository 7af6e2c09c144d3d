import type { Chance } from "../../server/demo/chance.ts";
import { studentTail } from "../../server/domain/certainty/student.ts";
import type { SurveyDefinition } from "../../server/domain/questionnaire/definition.ts";
import { makeDefinition, unsur } from "../support/make-definition.ts";

/** What an honest unit looks like: nobody steers, everybody answers for himself. */
export interface HonestUnit {
  /** Mean of the nine unsur on 1–4; they lie evenly around it, `spread` apart from the first to the last. */
  readonly level: number;
  readonly spread: number;
  /** Correlation of any two unsur of one person, before they are cut into scores. */
  readonly correlation: number;
  /** Share of people to whom U4 does not apply. */
  readonly optOut: number;
}

export const ITEMS = 9;
export const skm: SurveyDefinition = makeDefinition({ items: unsur(ITEMS) });
const U4 = 3;

/** Distances on the normal scale from "very good" down to "good" and "poor": few people choose the lowest scores. */
const STEPS = [0, 1.6, 2.6];

/** People of such a unit, one after another. `mood` moves all their answers on the normal scale. */
export class People {
  readonly #cuts: readonly number[];
  readonly #unit: HonestUnit;
  readonly #chance: Chance;
  #spare: number | undefined;

  constructor(unit: HonestUnit, chance: Chance) {
    this.#unit = unit;
    this.#chance = chance;
    this.#cuts = unsurMeans(unit).map(cutFor);
  }

  /** Writes the scores of one person, 0 for opted out. */
  next(scores: number[], mood = 0): void {
    const { correlation, optOut } = this.#unit;
    const own = Math.sqrt(1 - correlation);
    const shared = Math.sqrt(correlation) * this.#normal() + mood;
    for (let at = 0; at < ITEMS; at++) {
      const feeling = shared + own * this.#normal() - this.#cuts[at]!;
      scores[at] = 4 - STEPS.reduce((steps, step) => steps + (feeling > -step ? 0 : 1), 0);
    }
    if (this.#chance.next() < optOut) scores[U4] = 0;
  }

  /** Index on 25–100 if endlessly many such people answered. */
  truth(mood = 0): number {
    return (25 * this.#cuts.reduce((total, cut) => total + meanAt(cut - mood), 0)) / ITEMS;
  }

  /** The same for one unsur. */
  itemTruth(at: number): number {
    return 25 * meanAt(this.#cuts[at]!);
  }

  /** Box and Muller's pairs. */
  #normal(): number {
    if (this.#spare !== undefined) {
      const value = this.#spare;
      this.#spare = undefined;
      return value;
    }
    const far = Math.sqrt(-2 * Math.log(1 - this.#chance.next()));
    const angle = 2 * Math.PI * this.#chance.next();
    this.#spare = far * Math.sin(angle);
    return far * Math.cos(angle);
  }
}

function unsurMeans({ level, spread }: HonestUnit): number[] {
  return Array.from({ length: ITEMS }, (_, at) => level + spread * (at / (ITEMS - 1) - 0.5));
}

/** The mean score of an unsur whose highest score is chosen above `cut` on the normal scale. */
function meanAt(cut: number): number {
  return 4 - STEPS.reduce((total, step) => total + normalBelow(cut - step), 0);
}

function normalBelow(z: number): number {
  const tails = studentTail(z, Infinity) / 2;
  return z > 0 ? 1 - tails : tails;
}

function cutFor(mean: number): number {
  let [low, high] = [-6, 6];
  for (let halving = 0; halving < 60; halving++) {
    const middle = (low + high) / 2;
    if (meanAt(middle) > mean) low = middle;
    else high = middle;
  }
  return low;
}
