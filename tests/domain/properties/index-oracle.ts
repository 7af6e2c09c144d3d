import type { SurveyDefinition } from "../../../server/domain/questionnaire/definition.ts";
import { questionsOf } from "../../../server/domain/questionnaire/definition.ts";
import type { Answers } from "../../../server/domain/response.ts";

/**
 * The index reckoned a second way, to hold the real one against: straight from the answers, without tallies and without
 * fractions. Everything is a whole number over one common denominator that is made up beforehand.
 */
export interface OracleIndex {
  readonly index4: string;
  readonly index100: string;
}

export function oracleIndex(definition: SurveyDefinition, responses: readonly Answers[]): OracleIndex | undefined {
  const { max } = definition.scale;
  const items = definition.items.map((item) =>
    questionsOf(definition, item).map((question) => {
      const scores = responses.flatMap((answers) => {
        const answer = answers.get(question.key);
        return typeof answer !== "number" ? [] : [question.reversed ? max + 1 - answer : answer];
      });
      return { sum: BigInt(scores.reduce((a, b) => a + b, 0)), n: BigInt(scores.length) };
    }),
  );
  const n = BigInt(items.length);
  let top: bigint;
  let bottom: bigint;
  if (definition.index.aggregation === "pooled") {
    const all = items.flat();
    [top, bottom] = [total(all.map((one) => one.sum)) * n, total(all.map((one) => one.n))];
    if (bottom === 0n) return undefined;
  } else {
    const rated = items.map((questions) => questions.filter((one) => one.n > 0n));
    if (rated.some((questions) => questions.length === 0)) return undefined;
    bottom = product(rated.flatMap((questions) => [BigInt(questions.length), ...questions.map((one) => one.n)]));
    top = total(rated.flatMap((questions) => questions.map((one) => (one.sum * bottom) / one.n / BigInt(questions.length))));
  }
  const [weightTop, weightBottom] = weight(definition, n);
  [top, bottom] = [top * weightTop, bottom * weightBottom];
  const steps = BigInt(max - 1);
  const converted = {
    proportional: { top: top * 4n, bottom: bottom * BigInt(max) },
    affine: { top: bottom * steps + (top - bottom) * 3n, bottom: bottom * steps },
  };
  const four = converted[definition.index.conversion];
  const hundred = converted[definition.index.conversionTo100 ?? definition.index.conversion];
  return { index4: decimals(four.top, four.bottom, 3), index100: decimals(hundred.top * 25n, hundred.bottom, 2) };
}

function weight(definition: SurveyDefinition, n: bigint): [bigint, bigint] {
  const text = definition.index.weight;
  if (text === "1/n") return [1n, n];
  if (text.startsWith("1/")) return [1n, BigInt(text.slice(2))];
  const digits = text.slice("0.".length);
  return [BigInt(digits), BigInt(`1${"0".repeat(digits.length)}`)];
}

/** Half up by looking at the remainder: at least half of the bottom goes up, away from zero. */
function decimals(top: bigint, bottom: bigint, digits: number): string {
  const scaled = (top < 0n ? -top : top) * 10n ** BigInt(digits);
  const whole = scaled / bottom + (2n * (scaled % bottom) >= bottom ? 1n : 0n);
  const text = String(whole).padStart(digits + 1, "0");
  return `${top < 0n && whole > 0n ? "-" : ""}${text.slice(0, text.length - digits)}.${text.slice(text.length - digits)}`;
}

const total = (numbers: readonly bigint[]): bigint => numbers.reduce((a, b) => a + b, 0n);
const product = (numbers: readonly bigint[]): bigint => numbers.reduce((a, b) => a * b, 1n);
