import type { SurveyDefinition } from "../../../server/domain/questionnaire/definition.ts";
import type { Answers } from "../../../server/domain/response.ts";

/** The same statistics from the single answers, as a textbook has them: slow, plain, and written without the moments. */

/** Scores of one person by item of a survey without parts, flipped where reversed. */
function scoresOf(definition: SurveyDefinition, answers: Answers): number[] {
  return definition.items.map((item) => {
    const answer = answers.get(item.key);
    if (typeof answer !== "number") throw new Error("plain statistics are about answers that are whole");
    return item.reversed ? definition.scale.max + 1 - answer : answer;
  });
}

export function mean(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0) / values.length;
}

/** Of a sample: divided by n − 1. */
export function variance(values: readonly number[]): number {
  const centre = mean(values);
  return values.reduce((all, value) => all + (value - centre) ** 2, 0) / (values.length - 1);
}

/** Index of each person on 100, by weight 1/n and proportional conversion; the index of all is their mean. */
export function personIndices(definition: SurveyDefinition, people: readonly Answers[]): number[] {
  return people.map((answers) => (100 / definition.scale.max) * mean(scoresOf(definition, answers)));
}

/** Pearson's correlation of one item with the mean of the others. */
export function itemRest(definition: SurveyDefinition, people: readonly Answers[], at: number): number {
  const scores = people.map((answers) => scoresOf(definition, answers));
  const own = scores.map((list) => list[at]!);
  const rest = scores.map((list) => mean(list.filter((_, other) => other !== at)));
  const [a, b] = [mean(own), mean(rest)];
  const together = own.reduce((all, value, person) => all + (value - a) * (rest[person]! - b), 0) / (own.length - 1);
  return together / Math.sqrt(variance(own) * variance(rest));
}
