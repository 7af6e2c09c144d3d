import { minimumSample } from "../../domain/sampling/minimum-sample.ts";
import type { Frozen } from "../closing/read-frozen.ts";
import type { PublicIndexJson } from "../index-json.ts";

/**
 * A frozen index as everybody may see it: with fewer respondents than `floor` it bears no mutu, neither whole nor for an unsur,
 * since a letter says more than so few answers can. How its sample stands follows from what was frozen beside it.
 */
export function publicIndex(frozen: Frozen, index: Frozen["indices"][number], floor: number): PublicIndexJson {
  const sample = sampleOf(frozen, index.respondents);
  const whole = { ...index, ...(sample ? { sample } : {}) };
  if (index.respondents >= floor) return whole;
  return {
    ...whole,
    index: index.index.kind === "value" ? { ...index.index, mutu: null, label: null } : index.index,
    items: index.items.map((item) =>
      "parts" in item
        ? { ...item, mutu: null, parts: item.parts.map((part) => ({ ...part, mutu: null })) }
        : { ...item, mutu: null },
    ),
  };
}

function sampleOf({ served }: Frozen, respondents: number): PublicIndexJson["sample"] {
  if (served === null) return undefined;
  const minimum = minimumSample(served);
  return { served, minimum, reached: respondents >= minimum };
}
