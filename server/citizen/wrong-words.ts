import { displayQuestions } from "../domain/questionnaire/definition.ts";
import type { ProblemKind, Problems, Questionnaire } from "../domain/questionnaire/parse-answers.ts";
import { COMMENT_LIMIT, fields } from "../domain/questionnaire/parse-answers.ts";
import type { Language } from "./language.ts";
import type { Say } from "./texts.ts";

/** Where a question stands in its survey, for "3 dari 9" and for the words of a mistake. */
export interface QuestionPlace {
  readonly number: number;
  readonly total: number;
  readonly name: string;
}

/** The place of every question by its key; questions are counted within their own survey, in the order in which they are asked. */
export function questionPlaces(questionnaire: Questionnaire, language: Language): ReadonlyMap<string, QuestionPlace> {
  const places = new Map<string, QuestionPlace>();
  for (const survey of questionnaire.surveys) {
    const asked = displayQuestions(survey);
    asked.forEach(({ key, name }, at) => places.set(key, { number: at + 1, total: asked.length, name: name[language] }));
  }
  return places;
}

/** What is wrong with each field, in words that say what to do; the same words stand in the summary and beside the field. */
export function wrongWords(
  questionnaire: Questionnaire,
  problems: Problems,
  language: Language,
  say: Say,
): ReadonlyMap<string, string> {
  const places = questionPlaces(questionnaire, language);
  const wordsOf = (field: string, kind: ProblemKind): string => {
    const place = places.get(field);
    if (place)
      return say(kind === "missing" ? "wrong.missing" : "wrong.not-an-answer", { number: place.number, name: place.name });
    const asked = questionnaire.profile.find((one) => one.key === field);
    if (asked) return say("wrong.profile", { name: asked.question[language] });
    if (field === fields.service) return say(kind === "missing" ? "wrong.service-missing" : "wrong.service");
    if (field === fields.comment && kind === "too-long") return say("wrong.comment-long", { limit: COMMENT_LIMIT });
    if (field === fields.key) return say("wrong.key");
    if (field === fields.trap) return say("wrong.trap");
    return say("wrong.field");
  };
  return new Map([...problems].map(([field, kind]) => [field, wordsOf(field, kind)]));
}
