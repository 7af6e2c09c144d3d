import type { SurveyDefinition, SurveyRef } from "../domain/questionnaire/definition.ts";
import { questionKeys } from "../domain/questionnaire/definition.ts";
import type { PackedRows, Sheet } from "../store/store.ts";

/** A version of a survey whose answers are looked for. */
interface Wanted {
  readonly ref: SurveyRef;
  readonly definition: SurveyDefinition;
}

/** Where the answers of one survey lie in a packed response: for each of its questions in key order the place, or -1. */
export type Places = Int16Array;

const [FIRST_SCORE, LAST_SCORE] = ["1".charCodeAt(0), "9".charCodeAt(0)];

/**
 * For each of the surveys where its answers lie in responses of a sheet, null for a survey that the sheet does not hold.
 * Worked out once for each sheet, because a million responses share a few of them.
 */
export function packedPlaces(surveys: readonly Wanted[]): (sheet: Sheet) => readonly (Places | null)[] {
  const known = new Map<Sheet, readonly (Places | null)[]>();
  return (sheet) => {
    let places = known.get(sheet);
    if (!places) known.set(sheet, (places = surveys.map((survey) => placesOf(survey, sheet))));
    return places;
  };
}

export function placesOf({ ref, definition }: Wanted, sheet: Sheet): Places | null {
  let start = 0;
  for (const version of sheet.surveys) {
    if (version.ref === ref) {
      return Int16Array.from(questionKeys(definition), (key) => {
        const at = version.questionKeys.indexOf(key);
        return at === -1 ? -1 : start + at;
      });
    }
    start += version.questionKeys.length;
  }
  return null;
}

/** The score that the row at which the cursor stands has at a place, as its ASCII digit; 0 when there is none. */
export function scoreDigit({ bytes, answersAt }: PackedRows, place: number): number {
  const mark = place === -1 ? 0 : bytes[answersAt + place]!;
  return mark >= FIRST_SCORE && mark <= LAST_SCORE ? mark : 0;
}

/** True when at least one question carries a score: the response counts as a respondent of that survey. */
export function isRatedAt(rows: PackedRows, places: Places | null | undefined): boolean {
  if (!places) return false;
  for (const place of places) if (scoreDigit(rows, place) !== 0) return true;
  return false;
}
