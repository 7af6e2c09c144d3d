import { chanceFrom } from "../../server/demo/chance.ts";
import { displayItems, questionsOf } from "../../server/domain/questionnaire/definition.ts";
import { fields } from "../../server/domain/questionnaire/parse-answers.ts";
import type { Installation } from "./installation.ts";
import type { Sheet } from "./load-makers/load-plan.ts";

/** Different sets of answers that are posted in turn, so that counters move everywhere. */
const SHEETS = 256;
/** How the visitors of an office spread: most come to the first counter and to the first service. */
const [BY_COUNTER, BY_SERVICE] = [
  [6, 3, 1],
  [5, 3, 2, 1],
];
const [ASSISTED, WITH_COMMENT] = [0.08, 0.05];

/** Postings as the form sends them, every survey and the profile answered, but for the key. */
export async function submissionPosts({ parts, unit }: Installation): Promise<readonly Sheet[]> {
  const chance = chanceFrom(2026);
  const surveys = unit.surveys.map((id) => parts.definitions.latest(id)!);
  const counters = await parts.store.units.counters(unit.id);
  const services = await parts.store.units.services(unit.id);
  return Array.from({ length: SHEETS }, (): Sheet => {
    const body = new URLSearchParams();
    for (const survey of surveys) {
      for (const question of displayItems(survey).flatMap((item) => questionsOf(survey, item))) {
        body.set(question.key, String(1 + chance.weighted([1, 2, 6, 5])));
      }
    }
    for (const question of parts.definitions.profile.questions.filter(({ optional }) => !optional)) {
      body.set(question.key, chance.pick(question.options).code);
    }
    if (services.length > 0)
      body.set(fields.service, String(services[chance.weighted(BY_SERVICE.slice(0, services.length))]!.id));
    if (chance.next() < ASSISTED) body.set(fields.assisted, "1");
    if (chance.next() < WITH_COMMENT) body.set(fields.comment, "Antrean cepat, petugasnya ramah. Mohon kursi tunggu ditambah.");
    return {
      path: `/s/${counters[chance.weighted(BY_COUNTER.slice(0, counters.length))]!.code}`,
      body: body.toString(),
    };
  });
}
