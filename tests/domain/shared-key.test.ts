import { expect, it } from "vitest";
import { sharedKey } from "../../server/domain/questionnaire/shared-key.ts";
import { loadDefinitions } from "../../server/definitions/load-definitions.ts";
import { projectPath } from "../../server/project-path.ts";

const shipped = loadDefinitions({ shipped: projectPath("survey-definitions"), own: projectPath("survey-definitions", "none") });
const shared = (...ids: string[]) => {
  const found = sharedKey(ids.map((id) => shipped.latest(id)!));
  return found && [found.key, found.first.id, found.second.id];
};

it("finds the first question key that two surveys bear", () => {
  expect(shared("skm", "spkp", "spkp-6")).toEqual(["K1", "spkp", "spkp-6"]);
  expect(shared("spak-6", "spak")).toEqual(["A1", "spak-6", "spak"]);
});

it("lets surveys stand together that share none, and a survey beside itself", () => {
  expect(shared("skm", "spkp", "spak", "ipk-peradilan")).toBeUndefined();
  expect(shared("skm", "skm")).toBeUndefined();
  expect(shared()).toBeUndefined();
});
