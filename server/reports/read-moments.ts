import type { Moments } from "../domain/certainty/moments.ts";
import { addAnswers, noMoments } from "../domain/certainty/moments.ts";
import type { SurveyRef } from "../domain/questionnaire/definition.ts";
import type { Parts } from "../parts.ts";
import type { MonthRange, PackedRows, Reading, Sheet } from "../store/store.ts";
import type { Places } from "./packed-places.ts";
import { placesOf, scoreDigit } from "./packed-places.ts";

/** So many answers tell how much the scores of one person go together to within a hundredth; more are not read for it. */
export const MOST_ANSWERS = 20_000;
const ZERO = "0".charCodeAt(0);

/** The moments of the answers of some months by version of the survey; of the first of them only when there are very many. */
export async function readMoments(
  { store, definitions }: Pick<Parts, "store" | "definitions">,
  range: MonthRange,
  reading: Reading,
): Promise<ReadonlyMap<SurveyRef, Moments>> {
  const moments = new Map<SurveyRef, Moments>();
  const readers = new Map<Sheet, readonly SurveyReader[]>();
  const readerOf = (ref: SurveyRef, sheet: Sheet): SurveyReader => {
    const definition = definitions.byRef(ref);
    if (!definition) throw new Error(`answers refer to the survey ${ref}, which is not among the definitions`);
    const into = moments.get(ref) ?? noMoments(definition);
    moments.set(ref, into);
    return { into, places: placesOf({ ref, definition }, sheet)!, scores: Array<number>(into.size).fill(0) };
  };
  let read = 0;
  for await (const page of store.responses.pages(range, reading)) {
    while (page.next()) {
      let known = readers.get(page.sheet);
      if (!known) readers.set(page.sheet, (known = page.sheet.surveys.map(({ ref }) => readerOf(ref, page.sheet))));
      for (const reader of known) addRow(page, reader);
    }
    read += page.count;
    if (read >= MOST_ANSWERS) break;
  }
  return moments;
}

interface SurveyReader {
  readonly into: Moments;
  readonly places: Places;
  /** Used again for each row. */
  readonly scores: number[];
}

function addRow(page: PackedRows, { into, places, scores }: SurveyReader): void {
  for (let at = 0; at < places.length; at += 1) {
    const digit = scoreDigit(page, places[at]!);
    scores[at] = digit === 0 ? 0 : digit - ZERO;
  }
  addAnswers(into, scores);
}
