import type { SurveyDefinition } from "../../domain/questionnaire/definition.ts";
import { questionsOf } from "../../domain/questionnaire/definition.ts";
import type { Tally } from "../../domain/tally.ts";
import type { PackedRows } from "../../store/store.ts";
import type { Places } from "../packed-places.ts";
import { scoreDigit } from "../packed-places.ts";

const ZERO = "0".charCodeAt(0);
const ROWS_PER_BLOCK = 16_384;

/**
 * The scores of one survey's respondents, shuffled as they come: rows without a date shall not tell by their order which day
 * they are from. What has no order cannot be written before it is complete, so a pile is kept in memory, as small as it goes:
 * one byte for each question and four for each respondent.
 */
export class AnswerPile {
  /** Respondents in the pile. */
  size = 0;
  private readonly width: number;
  /** For a reversed question what its digit and its score add up to; 0 for others. */
  private readonly flips: readonly number[];
  private readonly max: number;
  private readonly keys: readonly string[];
  private readonly counts: readonly number[][];
  private counted = 0;
  private blocks: Uint8Array[] = [];
  private order = new Uint32Array(ROWS_PER_BLOCK);

  constructor(definition: SurveyDefinition) {
    const questions = definition.items.flatMap((item) => questionsOf(definition, item));
    this.max = definition.scale.max;
    this.width = questions.length;
    this.keys = questions.map(({ key }) => key);
    this.flips = questions.map(({ reversed }) => (reversed ? 2 * ZERO + this.max + 1 : 0));
    this.counts = questions.map(() => Array<number>(this.max).fill(0));
  }

  /**
   * Adds the respondent at whom the cursor stands at a random place among the earlier ones (Fisher and Yates from the inside
   * out).
   * @param chance evenly from 0 (in) to 1 (out)
   */
  add(rows: PackedRows, places: Places, chance: number): void {
    const number = this.size;
    const block = (this.blocks[Math.floor(number / ROWS_PER_BLOCK)] ??= new Uint8Array(ROWS_PER_BLOCK * this.width));
    const start = (number % ROWS_PER_BLOCK) * this.width;
    for (let question = 0; question < this.width; question += 1) {
      const digit = scoreDigit(rows, places[question]!);
      if (digit === 0) continue;
      if (digit - ZERO > this.max) throw new RangeError(`${digit - ZERO} is not on the scale of ${this.keys[question]!}`);
      this.counts[question]![digit - ZERO - 1]! += 1;
      block[start + question] = this.flips[question] ? this.flips[question]! - digit : digit;
    }
    if (number === this.order.length) this.grow();
    const other = Math.floor(chance * (number + 1));
    this.order[number] = this.order[other]!;
    this.order[other] = number;
    this.size += 1;
    this.counted += 1;
  }

  /** The score of the respondent who stands at a place of the shuffled order, as its ASCII digit; 0 when there is none. */
  scoreAt(place: number, question: number): number {
    const number = this.order[place]!;
    return this.blocks[Math.floor(number / ROWS_PER_BLOCK)]![(number % ROWS_PER_BLOCK) * this.width + question]!;
  }

  /** Takes everybody out, once they are written; the tally goes on. */
  empty(): void {
    this.size = 0;
    this.blocks = [];
    this.order = new Uint32Array(ROWS_PER_BLOCK);
  }

  /** Of everybody who was ever added; scores as they were chosen. */
  tally(): Tally {
    return {
      received: this.counted,
      excluded: 0,
      respondents: this.counted,
      questions: new Map(this.keys.map((key, at) => [key, { counts: this.counts[at]!, optedOut: 0 }])),
    };
  }

  private grow(): void {
    const longer = new Uint32Array(2 * this.order.length);
    longer.set(this.order);
    this.order = longer;
  }
}
