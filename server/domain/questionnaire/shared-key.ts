import type { SurveyDefinition } from "./definition.ts";
import { questionKeys, refOf } from "./definition.ts";

/** A question key that two surveys bear: one form, one row of a file and one export have room for only one of them. */
export interface SharedKey {
  readonly key: string;
  readonly first: SurveyDefinition;
  readonly second: SurveyDefinition;
}

/** The first key that two of the surveys share; undefined when they can be asked in one sitting. */
export function sharedKey(surveys: readonly SurveyDefinition[]): SharedKey | undefined {
  const owners = new Map<string, SurveyDefinition>();
  for (const survey of new Map(surveys.map((one) => [refOf(one), one])).values()) {
    for (const key of questionKeys(survey)) {
      const owner = owners.get(key);
      if (owner) return { key, first: owner, second: survey };
      owners.set(key, survey);
    }
  }
  return undefined;
}
