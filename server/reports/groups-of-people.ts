import type { Comparison, NotCompared } from "../domain/certainty/compare.ts";
import type { NoInterval } from "../domain/certainty/estimate.ts";
import type { Interval } from "../domain/certainty/interval.ts";
import { interval } from "../domain/certainty/interval.ts";
import { hiddenInCuts } from "../domain/disclosure/cuts.ts";
import type { IndexResult } from "../domain/indices/compute-index.ts";
import { computeIndex } from "../domain/indices/compute-index.ts";
import type { Month, Period } from "../domain/periods/period.ts";
import type { SurveyDefinition } from "../domain/questionnaire/definition.ts";
import { refOf } from "../domain/questionnaire/definition.ts";
import type { Unit } from "../domain/response.ts";
import type { Tally } from "../domain/tally.ts";
import { minus, pooled } from "../domain/tally.ts";
import type { Parts } from "../parts.ts";
import type { Estimator } from "./certainty.ts";
import { groupsApart } from "./certainty.ts";
import type { CountedAnswers, Part } from "./counted-answers.ts";
import { shownProfileTally, shownTally } from "./counted-answers.ts";
import { quartersIn } from "./cut-grid.ts";

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
  /** null when the group is too small to show, or empty, or not `rated`. */
  readonly result: IndexResult | null;
}

export interface ProfileSplit {
  readonly key: string;
  readonly question: string;
  /** Whether the groups have an index: once the period is over. */
  readonly rated: boolean;
  readonly groups: readonly ProfileGroup[];
}

/** A group and which part of the counted answers is its own. */
export interface NamedPart {
  readonly name: string;
  readonly part: Part;
  readonly hidden: boolean;
}

/** Groups with answers; those that are hidden keep their name alone. */
export function splitGroups(
  counted: CountedAnswers,
  definition: SurveyDefinition,
  whole: Tally,
  estimator: Estimator | null,
  groups: readonly NamedPart[],
): readonly SplitGroup[] {
  const tallied = groups.map(({ name, part, hidden }, at) => ({
    key: String(at),
    name,
    hidden,
    tally: shownTally(counted, definition, part),
  }));
  const open = tallied.filter(({ hidden, tally }) => tally.respondents > 0 && !hidden);
  const apart = estimator ? groupsApart(estimator, whole, open, (group) => minus(whole, group)) : new Map<string, never>();
  return tallied
    .filter(({ hidden, tally }) => tally.respondents > 0 || hidden)
    .map(({ key, name, hidden, tally }) => ({
      name,
      shown: hidden
        ? null
        : {
            respondents: tally.respondents,
            result: computeIndex(definition, tally),
            interval: estimator && interval(estimator.index(tally)),
            againstRest: apart.get(key) ?? null,
          },
    }));
}

/**
 * Who answered, by each question about oneself that was asked or answered, and how they rated; small groups keep their label
 * alone. As with every cut, a month has none, and a longer period shows the groups that each of its quarters shows. Answers of
 * today are held back by service, counter and channel, not by profile, so an index that moves would tell how the one person of
 * this age rated today: how a group rated is said when the period is over (`over`).
 */
export function profileOf(
  parts: Pick<Parts, "definitions">,
  unit: Unit,
  counted: CountedAnswers,
  definition: SurveyDefinition,
  { period, whole, over }: { readonly period: Period; readonly whole: Tally; readonly over: boolean },
): readonly ProfileSplit[] {
  const quarters = quartersIn(period);
  if (quarters.length === 0) return [];
  const ref = refOf(definition);
  const answered = new Set(
    counted.profile.filter((cell) => cell.survey === ref && period.months.includes(cell.month)).map((cell) => cell.question),
  );
  return parts.definitions.profile.questions
    .filter(({ key, optional }) => !optional || unit.optionalQuestions.includes(key) || answered.has(key))
    .map(({ key, question, options }) => {
      const groupsOver = (months: readonly Month[], all: Tally): { code: string | null; label: string; tally: Tally }[] => {
        const named = options.map(({ code, label }) => ({
          code,
          label: label.id,
          tally: shownProfileTally(counted, definition, months, key, code),
        }));
        const told = pooled(
          definition,
          named.map(({ tally }) => tally),
        );
        return [...named, { code: null, label: "Tidak menyebutkan", tally: minus(all, told) }];
      };
      const hidden = new Set(
        quarters.flatMap(({ months }) => {
          const cells = months.flatMap((month) =>
            groupsOver([month], shownTally(counted, definition, { months: [month] })).map(({ code, tally }) => ({
              keys: [month, code ?? ""],
              n: Math.max(0, tally.respondents),
            })),
          );
          const codes = [...options.map(({ code }) => code), ""];
          return [...hiddenInCuts([months, codes], cells, { firstIsKnown: true })[1]!];
        }),
      );
      return {
        key,
        question: question.id,
        rated: over,
        groups: groupsOver(period.months, whole).map(({ code, label, tally }) => {
          const people = hidden.has(code ?? "") ? null : Math.max(0, tally.respondents);
          return { code, label, people, result: over && people ? computeIndex(definition, tally) : null };
        }),
      };
    });
}
