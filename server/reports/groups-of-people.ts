import type { Comparison, NotCompared } from "../domain/certainty/compare.ts";
import type { NoInterval } from "../domain/certainty/estimate.ts";
import type { Interval } from "../domain/certainty/interval.ts";
import { interval } from "../domain/certainty/interval.ts";
import { suppress } from "../domain/disclosure/suppress.ts";
import type { IndexResult } from "../domain/indices/compute-index.ts";
import { computeIndex } from "../domain/indices/compute-index.ts";
import type { Period } from "../domain/periods/period.ts";
import type { SurveyDefinition } from "../domain/questionnaire/definition.ts";
import { refOf } from "../domain/questionnaire/definition.ts";
import type { Unit } from "../domain/response.ts";
import type { Tally } from "../domain/tally.ts";
import { minus } from "../domain/tally.ts";
import type { Parts } from "../parts.ts";
import type { Estimator } from "./certainty.ts";
import { groupsApart } from "./certainty.ts";
import type { CountedAnswers, Part } from "./counted-answers.ts";
import { shownProfile, shownTally } from "./counted-answers.ts";

/** A group of people within the period. A group too small to show has neither count nor index here, so none can leak. */
export interface SplitGroup {
  readonly name: string;
  readonly shown: ShownGroup | null;
}

export interface ShownGroup {
  readonly respondents: number;
  readonly result: IndexResult;
  /** Approximate: from the group's own counters. Null where the report was made without saying how sure it is. */
  readonly interval: Interval | NoInterval | null;
  /** Against the rest of the unit, all groups judged together; null when there is no rest. */
  readonly againstRest: Comparison | NotCompared | null;
}

export interface ProfileGroup {
  /** null for people who did not answer the question. */
  readonly code: string | null;
  readonly label: string;
  /** null when the group is too small to show. */
  readonly people: number | null;
}

export interface ProfileSplit {
  readonly key: string;
  readonly question: string;
  readonly groups: readonly ProfileGroup[];
}

/** A group and which part of the counted answers is its own. */
export interface NamedPart {
  readonly name: string;
  readonly part: Part;
}

/** Groups with answers; the small ones, and one more where a total would tell them, keep their name alone. */
export function splitGroups(
  counted: CountedAnswers,
  definition: SurveyDefinition,
  whole: Tally,
  estimator: Estimator | null,
  groups: readonly NamedPart[],
): readonly SplitGroup[] {
  const tallied = groups.map(({ name, part }, at) => ({ key: String(at), name, tally: shownTally(counted, definition, part) }));
  const hidden = suppress(tallied.map(({ key, tally }) => ({ key, n: tally.respondents })));
  const open = tallied.filter(({ key, tally }) => tally.respondents > 0 && !hidden.has(key));
  const apart = estimator ? groupsApart(estimator, whole, open, (group) => minus(whole, group)) : new Map<string, never>();
  return tallied
    .filter(({ key, tally }) => tally.respondents > 0 || hidden.has(key))
    .map(({ key, name, tally }) => ({
      name,
      shown: hidden.has(key)
        ? null
        : {
            respondents: tally.respondents,
            result: computeIndex(definition, tally),
            interval: estimator && interval(estimator.index(tally)),
            againstRest: apart.get(key) ?? null,
          },
    }));
}

/** Who answered, by each question about oneself that was asked or answered; small groups keep their label alone. */
export function profileOf(
  parts: Pick<Parts, "definitions">,
  unit: Unit,
  counted: CountedAnswers,
  definition: SurveyDefinition,
  period: Period,
  respondents: number,
): readonly ProfileSplit[] {
  const people = shownProfile(counted, refOf(definition), period.months);
  return parts.definitions.profile.questions
    .filter((question) => !question.optional || unit.optionalQuestions.includes(question.key) || people.has(question.key))
    .map((question) => {
      const codes = people.get(question.key);
      const answered = question.options.map(({ code, label }) => ({ code, label: label.id, people: codes?.get(code) ?? 0 }));
      const declined = Math.max(0, respondents - answered.reduce((sum, group) => sum + group.people, 0));
      const groups = [...answered, { code: null, label: "Tidak menyebutkan", people: declined }];
      const hidden = suppress(groups.map((group) => ({ key: group.code ?? "", n: group.people })));
      return {
        key: question.key,
        question: question.question.id,
        groups: groups.map((group) => ({ ...group, people: hidden.has(group.code ?? "") ? null : group.people })),
      };
    });
}
