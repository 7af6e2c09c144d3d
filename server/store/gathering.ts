import type { Month } from "../domain/periods/period.ts";
import { monthOf } from "../domain/periods/period.ts";
import type { Sheet, PackedResponse, SurveyVersion } from "./store.ts";

/** A version with the number under which rows refer to it. */
export type KnownSurvey = SurveyVersion & { readonly id: number };
export interface KnownSheet extends Sheet {
  readonly surveys: readonly KnownSurvey[];
}

/** What responses add to one row of the counters `cells`. */
export interface CellAddition {
  readonly unitId: number;
  readonly month: Month;
  readonly surveyId: number;
  /** 0 for "no service". */
  readonly serviceId: number;
  readonly counterId: number;
  readonly channel: string;
  readonly received: number;
  readonly excluded: number;
  readonly respondents: number;
  /** For each question in key order: its counts from score 1 up, then the answers without a score. */
  readonly counts: readonly number[];
}

/** What responses add to one row of `profile_cells`. */
export interface ProfileAddition {
  readonly unitId: number;
  readonly month: Month;
  readonly surveyId: number;
  readonly question: string;
  readonly code: string;
  readonly people: number;
}

type Counted = Omit<PackedResponse, "session" | "sheet"> & { readonly unitId: number; readonly sheet: KnownSheet };

type Sum<Addition> = { -readonly [Name in keyof Addition]: Addition[Name] };

/** Responses of the same place and sheet, added up without unfolding them. */
interface Pile {
  readonly first: Counted;
  received: number;
  excluded: number;
  /** How often each mark 0–9 stands at each place of the packed answers. */
  readonly marks: Uint32Array;
  /** Respondents of each survey of the sheet: those with at least one score. */
  readonly respondents: number[];
  /** How often each packed profile was given. */
  readonly profiles: Map<string, number>;
}

const MARKS = 10;
const [ZERO, NINE] = [48, 57];

/**
 * What a set of responses means for the counters, of any units. Gathered first, so that a group of submissions or an import
 * touches each counter once, and so that a recount of all rows fits into memory.
 */
export class Gathering {
  private readonly piles = new Map<string, Pile>();
  /** Sheets are numbered as they are met, to stand in the name of a pile. */
  private readonly sheets = new Map<KnownSheet, number>();

  /** Counts a response as used, or as received and set aside when it is excluded. */
  count(response: Counted): void {
    const pile = this.pileOf(response);
    pile.received += 1;
    if (response.excluded) {
      pile.excluded += 1;
      return;
    }
    const { answers, sheet } = response;
    let at = 0;
    for (let survey = 0; survey < sheet.surveys.length; survey++) {
      let rated = false;
      for (const end = at + sheet.surveys[survey]!.questionKeys.length; at < end; at++) {
        const mark = answers.charCodeAt(at);
        if (mark < ZERO || mark > NINE) continue;
        pile.marks[at * MARKS + mark - ZERO]! += 1;
        if (mark !== ZERO) rated = true;
      }
      if (rated) pile.respondents[survey]! += 1;
    }
    if (response.profile !== "") pile.profiles.set(response.profile, (pile.profiles.get(response.profile) ?? 0) + 1);
  }

  /** In the order of their keys, so that two writers who touch the same counters never wait for each other in a ring. */
  cells(): CellAddition[] {
    const sums = new Map<string, Sum<CellAddition> & { readonly counts: number[] }>();
    for (const { first, received, excluded, marks, respondents } of this.piles.values()) {
      let at = 0;
      first.sheet.surveys.forEach((survey, number) => {
        const { unitId, counterId, channel } = first;
        const key = {
          unitId,
          month: monthOf(first.date),
          surveyId: survey.id,
          serviceId: first.serviceId ?? 0,
          counterId,
          channel,
        };
        const name = Object.values(key).join("|");
        const width = survey.max + 1;
        const sum = sums.get(name) ?? {
          ...key,
          received: 0,
          excluded: 0,
          respondents: 0,
          counts: Array<number>(survey.questionKeys.length * width).fill(0),
        };
        sums.set(name, sum);
        sum.received += received;
        sum.excluded += excluded;
        sum.respondents += respondents[number]!;
        for (let question = 0; question < survey.questionKeys.length; question++, at++) {
          for (let score = 1; score <= survey.max; score++)
            sum.counts[question * width + score - 1]! += marks[at * MARKS + score]!;
          sum.counts[question * width + survey.max]! += marks[at * MARKS]!;
        }
      });
    }
    return inOrder(sums);
  }

  /** In the order of their keys. */
  profile(): ProfileAddition[] {
    const sums = new Map<string, Sum<ProfileAddition>>();
    for (const { first, profiles } of this.piles.values()) {
      const [month, { unitId, sheet }] = [monthOf(first.date), first];
      for (const [packed, people] of profiles) {
        packed.split(",").forEach((code, at) => {
          for (const { id: surveyId } of sheet.surveys) {
            const key = { unitId, month, surveyId, question: sheet.profileKeys[at]!, code };
            const name = Object.values(key).join("|");
            const sum = sums.get(name) ?? { ...key, people: 0 };
            sums.set(name, sum);
            sum.people += people;
          }
        });
      }
    }
    return inOrder(sums);
  }

  private pileOf(response: Counted): Pile {
    const { unitId, date, serviceId, counterId, channel, sheet } = response;
    let number = this.sheets.get(sheet);
    if (number === undefined) this.sheets.set(sheet, (number = this.sheets.size));
    const name = `${unitId}|${monthOf(date)}|${number}|${serviceId ?? 0}|${counterId}|${channel}`;
    const known = this.piles.get(name);
    if (known) return known;
    const questions = sheet.surveys.reduce((sum, { questionKeys }) => sum + questionKeys.length, 0);
    const pile: Pile = {
      first: response,
      received: 0,
      excluded: 0,
      marks: new Uint32Array(questions * MARKS),
      respondents: sheet.surveys.map(() => 0),
      profiles: new Map(),
    };
    this.piles.set(name, pile);
    return pile;
  }
}

function inOrder<Sum>(sums: ReadonlyMap<string, Sum>): Sum[] {
  return [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, sum]) => sum);
}
