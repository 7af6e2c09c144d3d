import type { LocalDate, Month } from "../domain/periods/period.ts";
import { monthOf } from "../domain/periods/period.ts";
import type { SurveyDefinition, SurveyRef } from "../domain/questionnaire/definition.ts";
import { refOf } from "../domain/questionnaire/definition.ts";
import type { Response } from "../domain/response.ts";
import type { Tally } from "../domain/tally.ts";
import { isRated } from "../domain/response.ts";
import { minus, pooled, tallyOf } from "../domain/tally.ts";
import type { Cell, MonthRange, ProfileCell, Store } from "../store/store.ts";

/**
 * Who reads. A staff page leaves out the few answers of today that would let somebody subtract a visitor; the operator at
 * the command line, who holds the database anyway, sees every answer at once.
 */
export type Audience = "staff page" | "operator";

/** What was counted over some months, with today's held answers beside it, so that any sum can leave them out. */
export interface CountedAnswers {
  readonly cells: readonly Cell[];
  readonly profile: readonly ProfileCell[];
  readonly held: readonly Response[];
}

/** Which part of the counted answers a sum is over. */
export interface Part {
  readonly months: readonly Month[];
  /** A service, or null for answers without one. */
  readonly serviceId?: number | null;
  readonly counterId?: number;
}

/**
 * Reads counters and held answers as of one moment: when an answer arrived between the two questions they are asked again,
 * because a difference of two moments would show exactly the visitor whom holding back protects. An index alone needs no profile.
 */
export async function readCounted(
  store: Store,
  range: MonthRange,
  openSince: LocalDate,
  audience: Audience,
  withProfile = true,
): Promise<CountedAnswers> {
  const counters = async (): Promise<Pick<CountedAnswers, "cells" | "profile">> => {
    const [cells, profile] = await Promise.all([store.responses.cells(range), withProfile ? store.responses.profile(range) : []]);
    return { cells, profile };
  };
  if (audience === "operator") return { ...(await counters()), held: [] };
  for (let attempt = 0; ; attempt += 1) {
    const before = await store.responses.heldBack(range.unitId, openSince);
    const counted = await counters();
    const held = await store.responses.heldBack(range.unitId, openSince);
    if (held.length === before.length || attempt === 4) return { ...counted, held };
  }
}

/** The counters of one part pooled, to the last answer. */
export function exactTally(counted: CountedAnswers, definition: SurveyDefinition, part: Part): Tally {
  const ref = refOf(definition);
  const cells = counted.cells.filter(
    (cell) =>
      cell.survey === ref &&
      part.months.includes(cell.month) &&
      (part.serviceId === undefined || cell.serviceId === part.serviceId) &&
      (part.counterId === undefined || cell.counterId === part.counterId),
  );
  return pooled(
    definition,
    cells.map(({ tally }) => tally),
  );
}

/** The counters of one part pooled, without the answers that are held back. */
export function shownTally(counted: CountedAnswers, definition: SurveyDefinition, part: Part): Tally {
  const held = heldIn(counted, refOf(definition), part).map((response) => response.surveys.get(refOf(definition))!);
  return minus(exactTally(counted, definition, part), tallyOf(definition, held));
}

/** People by question and code over some months, without those held back: `people.get("usia")?.get("26-35")`. */
export function shownProfile(
  counted: CountedAnswers,
  ref: SurveyRef,
  months: readonly Month[],
): ReadonlyMap<string, ReadonlyMap<string, number>> {
  const people = new Map<string, Map<string, number>>();
  const count = (question: string, code: string, by: number): void => {
    const codes = people.get(question) ?? new Map<string, number>();
    codes.set(code, (codes.get(code) ?? 0) + by);
    people.set(question, codes);
  };
  for (const cell of counted.profile)
    if (cell.survey === ref && months.includes(cell.month)) count(cell.question, cell.code, cell.tally.respondents);
  for (const response of heldIn(counted, ref, { months }))
    if (isRated(response.surveys.get(ref)!)) for (const [question, code] of response.profile) count(question, code, -1);
  return people;
}

function heldIn(counted: CountedAnswers, ref: SurveyRef, part: Part): readonly Response[] {
  return counted.held.filter(
    (response) =>
      response.surveys.has(ref) &&
      part.months.includes(monthOf(response.date)) &&
      (part.serviceId === undefined || response.serviceId === part.serviceId) &&
      (part.counterId === undefined || response.counterId === part.counterId),
  );
}
