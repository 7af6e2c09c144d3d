import type { Definitions } from "../../server/definitions/definitions.ts";
import type { SurveyDefinition } from "../../server/domain/questionnaire/definition.ts";
import { questionKeys } from "../../server/domain/questionnaire/definition.ts";
import type { Parts } from "../../server/parts.ts";
import type { House } from "../support/house.ts";

/** The house with one more definition than are shipped. */
export async function knowing(house: House, extra: SurveyDefinition): Promise<Parts> {
  const ref = `${extra.id}@${extra.version}`;
  const shipped = house.parts.definitions;
  const changed = await house.store.upkeep.registerSurveys([
    { ref, seal: "0".repeat(64), questionKeys: questionKeys(extra), max: extra.scale.max },
  ]);
  if (changed.length > 0) throw new Error(`the store knows another ${ref}`);
  const definitions: Definitions = {
    ...shipped,
    all: [...shipped.all, extra],
    byRef: (wanted) => (wanted === ref ? extra : shipped.byRef(wanted)),
    latest: (id) => (id === extra.id ? extra : shipped.latest(id)),
  };
  return { ...house.parts, definitions };
}
