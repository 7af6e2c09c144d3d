import type { QuestionTally, Tally } from "../domain/tally.ts";
import type { Answer, Answers, Profile, Response } from "../domain/response.ts";
import type { SurveyRef } from "../domain/questionnaire/definition.ts";
import type { Month } from "../domain/periods/period.ts";
import type { ProfileGroup } from "./profile-groups.ts";
import type { KeptResponse, ProfileCell, Sheet, SurveyVersion } from "./store.ts";

/** A kept response as it lies in its row: `answers` as packed below, `profile` the codes, separated by commas. */
export interface PackedResponse extends Omit<Response, "surveys" | "profile"> {
  readonly sheet: Sheet;
  readonly answers: string;
  readonly profile: string;
  readonly excluded: boolean;
}

/**
 * Domain ↔ row, the same for every engine. Answers are packed as one character for each question in key order: 1–9 the
 * score, 0 the answer without a score, - not answered. Several surveys of one visit stand behind one another.
 */
export function packAnswers(versions: readonly SurveyVersion[], given: ReadonlyMap<SurveyRef, Answers>): string {
  return versions
    .map((version) => {
      const answers = given.get(version.ref)!;
      return version.questionKeys.map((key) => packAnswer(answers.get(key))).join("");
    })
    .join("");
}

function unpackAnswers(versions: readonly SurveyVersion[], packed: string): Map<SurveyRef, Answers> {
  const surveys = new Map<SurveyRef, Answers>();
  let at = 0;
  for (const version of versions) {
    const answers = new Map<string, Answer>();
    for (const key of version.questionKeys) {
      const mark = packed.charAt(at++);
      if (mark === "0") answers.set(key, "opted-out");
      else if (mark !== "-") answers.set(key, Number(mark));
    }
    surveys.set(version.ref, answers);
  }
  if (at !== packed.length) throw new Error("a packed answer does not fit its sheet");
  return surveys;
}

function packAnswer(answer: Answer | undefined): string {
  return answer === undefined ? "-" : answer === "opted-out" ? "0" : String(answer);
}

/** The keys of a profile in a fixed order, and its codes in that order. */
export function packProfile(profile: Profile): { readonly keys: readonly string[]; readonly codes: string } {
  const entries = [...profile].sort(([a], [b]) => (a < b ? -1 : 1));
  return { keys: entries.map(([key]) => key), codes: entries.map(([, code]) => code).join(",") };
}

function unpackProfile(keys: readonly string[], codes: string): Profile {
  const list = codes.split(",");
  return new Map(keys.map((key, at) => [key, list[at]!]));
}

/** Days before and after all others: a reading of everything. */
export const EVER = ["0000-00-00", "9999-99-99"] as const;

/** A packed row as rooms know it. */
export function unfold(row: PackedResponse): KeptResponse {
  return { ...responseOf(row), excluded: row.excluded };
}

export function responseOf(row: Omit<PackedResponse, "excluded">): Response {
  const { counterId, serviceId, channel, date, session, sheet } = row;
  const surveys = unpackAnswers(sheet.surveys, row.answers);
  return { counterId, serviceId, channel, date, session, surveys, profile: unpackProfile(sheet.profileKeys, row.profile) };
}

const [COMMA, DIGIT] = [44, 48];

/** "12,0,3" as numbers; they are never negative in a row. */
export function numbersIn(counts: string): number[] {
  const numbers: number[] = [];
  let number = 0;
  for (let at = 0; at < counts.length; at++) {
    const mark = counts.charCodeAt(at);
    if (mark === COMMA) {
      numbers.push(number);
      number = 0;
    } else number = number * 10 + mark - DIGIT;
  }
  numbers.push(number);
  return numbers;
}

/** Counters as they lie in `counts` of a cell: for each question its counts from score 1 up, then the answers without a score. */
export function tallyFromFlat(
  version: SurveyVersion,
  flat: ArrayLike<number>,
  { received, excluded, respondents }: { readonly received: number; readonly excluded: number; readonly respondents: number },
): Tally {
  // Loops, because whoever looks at sixty units makes some ten thousand of these lists.
  const questions = new Map<string, QuestionTally>();
  let at = 0;
  for (const key of version.questionKeys) {
    const counts: number[] = [];
    for (const end = at + version.max; at < end; at++) counts.push(flat[at]!);
    questions.set(key, { counts, optedOut: flat[at++] ?? 0 });
  }
  return { received, excluded, respondents, questions };
}

/** One group of a row of `profile_cells` as rooms know it. */
export function profileCellOf(
  version: SurveyVersion,
  month: Month,
  { group, people, respondents, counts }: ProfileGroup,
): ProfileCell {
  const [question = "", code = ""] = group.split("=");
  const tally = tallyFromFlat(version, counts, { received: people, excluded: 0, respondents });
  return { month, survey: version.ref, question, code, tally };
}
