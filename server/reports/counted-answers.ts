import type { LocalDate, Month } from "../domain/periods/period.ts";
import { monthOf } from "../domain/periods/period.ts";
import type { SurveyDefinition, SurveyRef } from "../domain/questionnaire/definition.ts";
import { refOf } from "../domain/questionnaire/definition.ts";
import type { Channel, Response } from "../domain/response.ts";
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
  readonly channel?: Channel;
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
      (part.counterId === undefined || cell.counterId === part.counterId) &&
      (part.channel === undefined || cell.channel === part.channel),
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

/** People who share service, counter and channel over some months, without those held back, for each combination that occurs. */
export function shownVisits(counted: CountedAnswers, ref: SurveyRef, months: readonly Month[]): readonly Visits[] {
  const visits = new Map<string, Visits>();
  const count = ({ serviceId, counterId, channel }: Omit<Visits, "people">, by: number): void => {
    const key = JSON.stringify([serviceId, counterId, channel]);
    visits.set(key, { serviceId, counterId, channel, people: (visits.get(key)?.people ?? 0) + by });
  };
  for (const cell of counted.cells) if (cell.survey === ref && months.includes(cell.month)) count(cell, cell.tally.respondents);
  for (const response of heldIn(counted, ref, { months })) if (isRated(response.surveys.get(ref)!)) count(response, -1);
  return [...visits.values()];
}

/** One combination of service, counter and channel, and how many people came that way. */
export interface Visits {
  readonly serviceId: number | null;
  readonly counterId: number;
  readonly channel: Channel;
  readonly people: number;
}

/** The counters of the people who gave this answer about themselves, without the answers that are held back. */
export function shownProfileTally(
  counted: CountedAnswers,
  definition: SurveyDefinition,
  months: readonly Month[],
  question: string,
  code: string,
): Tally {
  const ref = refOf(definition);
  const cells = counted.profile.filter(
    (cell) => cell.survey === ref && cell.question === question && cell.code === code && months.includes(cell.month),
  );
  const held = heldIn(counted, ref, { months }).filter(({ profile }) => profile.get(question) === code);
  return minus(
    pooled(
      definition,
      cells.map(({ tally }) => tally),
    ),
    tallyOf(
      definition,
      held.map(({ surveys }) => surveys.get(ref)!),
    ),
  );
}

function heldIn(counted: CountedAnswers, ref: SurveyRef, part: Part): readonly Response[] {
  return counted.held.filter(
    (response) =>
      response.surveys.has(ref) &&
      part.months.includes(monthOf(response.date)) &&
      (part.serviceId === undefined || response.serviceId === part.serviceId) &&
      (part.counterId === undefined || response.counterId === part.counterId) &&
      (part.channel === undefined || response.channel === part.channel),
  );
}
