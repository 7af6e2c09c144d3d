import type { ProfileQuestion } from "../../server/domain/questionnaire/profile.ts";
import type { ReasonsDefinition } from "../../server/domain/questionnaire/reasons.ts";
import type { Service } from "../../server/domain/response.ts";

/** A question about the citizen with the given codes. */
export function makeProfileQuestion(key: string, codes: readonly string[], optional = false): ProfileQuestion {
  return {
    key,
    question: { id: `Tentang ${key}`, en: `About ${key}` },
    optional,
    ages: false,
    options: codes.map((code) => ({ code, label: { id: `pilihan ${code}`, en: `option ${code}` } })),
  };
}

/** Common reasons with the given codes, for the given surveys. */
export function makeReasons(surveys: readonly string[], codes: readonly string[]): ReasonsDefinition {
  return {
    kind: "reasons",
    id: "alasan",
    version: 1,
    surveys: [...surveys],
    reasons: codes.map((code) => ({ code, label: { id: `alasan ${code}`, en: `reason ${code}` } })),
  };
}

/** A service of unit 1 that takes answers. */
export function makeService(wishes: Partial<Service> & Pick<Service, "id">): Service {
  return { unitId: 1, name: `Layanan ${wishes.id}`, closedSince: null, ...wishes };
}
