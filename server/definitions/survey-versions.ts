import { questionKeys, refOf } from "../domain/questionnaire/definition.ts";
import type { Definitions } from "./definitions.ts";

/** What a store has to know of each definition so that answers can refer to it. */
export function surveyVersions(
  definitions: Definitions,
): { ref: string; seal: string; questionKeys: readonly string[]; max: number }[] {
  return definitions.all.map((definition) => ({
    ref: refOf(definition),
    seal: definitions.seal(refOf(definition)),
    questionKeys: questionKeys(definition),
    max: definition.scale.max,
  }));
}
