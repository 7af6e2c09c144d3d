import type { SurveyDefinition } from "../domain/questionnaire/definition.ts";
import { refOf } from "../domain/questionnaire/definition.ts";
import type { Thresholds } from "../domain/indices/thresholds.ts";
import type { ProfileDefinition } from "../domain/questionnaire/profile.ts";
import type { ReasonsDefinition } from "../domain/questionnaire/reasons.ts";
import type { Definitions } from "./definitions.ts";
import { sealOf } from "./seal.ts";

/**
 * Definitions from checked values, by id and version. Throws RangeError when two have the same id and version;
 * `seal` throws RangeError for a ref that is not among them.
 */
export function collectDefinitions(
  surveys: readonly SurveyDefinition[],
  profile: ProfileDefinition,
  reasons: ReasonsDefinition,
  thresholds: Thresholds,
): Definitions {
  const all = [...surveys].sort((a, b) => (a.id === b.id ? a.version - b.version : a.id < b.id ? -1 : 1));
  const known = new Map(all.map((definition) => [refOf(definition), definition]));
  if (known.size !== all.length) throw new RangeError("two definitions have the same id and version");
  const newest = new Map(all.map((definition) => [definition.id, definition]));
  const seals = new Map([...all, profile, reasons, thresholds].map((definition) => [refOf(definition), sealOf(definition)]));
  return {
    all,
    latestOfEach: [...newest.values()],
    profile,
    reasons,
    thresholds,
    byRef: (ref) => known.get(ref),
    latest: (id) => newest.get(id),
    seal: (ref) => {
      const seal = seals.get(ref);
      if (seal === undefined) throw new RangeError(`no definition is called ${ref}`);
      return seal;
    },
  };
}
