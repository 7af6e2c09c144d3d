import type { Chance } from "../../../server/demo/chance.ts";
import type { Question, SurveyDefinition } from "../../../server/domain/questionnaire/definition.ts";
import { questionsOf, refOf } from "../../../server/domain/questionnaire/definition.ts";
import type { Answer, Answers, Service, Unit } from "../../../server/domain/response.ts";
import type { Parts } from "../../../server/parts.ts";
import type { ImportedRow } from "../../../server/store/store.ts";

/** How many people answer in a month; none and one are the months that make trouble. */
const CROWDS = [0, 1, 2, 5, 13, 34, 90] as const;
/** How often a question is left without a score; always in some months, so that an item is rated by nobody. */
const GAPS = [0, 0, 0.1, 0.5] as const;

/** Answers of some months to several surveys, each month with people, gaps and opinions of its own. */
export async function fillAtRandom(
  parts: Parts,
  unit: Unit,
  surveys: readonly SurveyDefinition[],
  months: readonly string[],
  chance: Chance,
): Promise<void> {
  const services: (Service | null)[] = [null, ...(await parts.store.units.services(unit.id))];
  const counterId = (await parts.store.units.counters(unit.id))[0]!.id;
  for (const [at, month] of months.entries()) {
    const moods = new Map(surveys.map((survey) => [survey, moodOf(survey, chance)]));
    const rows = Array.from({ length: CROWDS[at % CROWDS.length]! }, (): ImportedRow => {
      const answered = surveys.filter(() => chance.next() < 0.6);
      return {
        comment: null,
        response: {
          counterId,
          serviceId: chance.pick(services)?.id ?? null,
          channel: "impor",
          date: `${month}-${String(1 + Math.floor(chance.next() * 28)).padStart(2, "0")}`,
          session: null,
          profile: new Map(),
          surveys: new Map(
            (answered.length > 0 ? answered : surveys).map((survey) => [refOf(survey), answersOf(moods.get(survey)!, chance)]),
          ),
        },
      };
    });
    if (rows.length > 0) await importRows(parts, unit, rows, `${unit.code} ${month}`);
  }
}

let files = 0;

/** Keeps rows as one import; gives its number. */
export async function importRows(parts: Parts, unit: Unit, rows: readonly ImportedRow[], what: string): Promise<number> {
  files += 1;
  const outcome = await parts.store.responses.importBatch({
    unitId: unit.id,
    fileDigest: String(files).padStart(64, "0"),
    importedOn: "2026-11-22",
    newServices: [],
    rows: () => rows,
  });
  if (typeof outcome === "string") throw new Error(`${what}: the import was ${outcome}`);
  return outcome.batchId;
}

interface Mood {
  readonly question: Question;
  /** How likely each score is, from 1 up. */
  readonly weights: readonly number[];
  readonly gap: number;
}

function moodOf(survey: SurveyDefinition, chance: Chance): readonly Mood[] {
  const high = chance.next();
  return survey.items
    .flatMap((item) => questionsOf(survey, item))
    .map((question) => ({
      question,
      weights: Array.from({ length: survey.scale.max }, (_, at) => {
        const place = question.reversed ? survey.scale.max - 1 - at : at;
        return chance.next() * (1 - high) ** (survey.scale.max - 1 - place) + 1e-3;
      }),
      gap: chance.next() < 0.02 ? 1 : chance.pick(GAPS),
    }));
}

function answersOf(moods: readonly Mood[], chance: Chance): Answers {
  return new Map(
    moods.flatMap(({ question, weights, gap }): [string, Answer][] => {
      if (chance.next() >= gap) return [[question.key, chance.weighted(weights) + 1]];
      return question.optOut ? [[question.key, "opted-out"]] : [];
    }),
  );
}
