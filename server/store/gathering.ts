import type { Month } from "../domain/periods/period.ts";
import { monthOf } from "../domain/periods/period.ts";
import type { PackedResponse } from "./rows.ts";
import type { Sheet, SurveyVersion } from "./store.ts";

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

/** What used responses whose people gave one answer about themselves add to the groups of a row of `profile_cells`. */
export interface ProfileAddition {
  readonly unitId: number;
  readonly month: Month;
  readonly surveyId: number;
  /** "usia=26-35". */
  readonly group: string;
  readonly people: number;
  readonly respondents: number;
  /** As those of a cell. */
  readonly counts: readonly number[];
}

type Counted = Omit<PackedResponse, "session" | "sheet"> & { readonly unitId: number; readonly sheet: KnownSheet };

type Sum<Addition> = { -readonly [Name in keyof Addition]: Addition[Name] } & { respondents: number; counts: number[] };

/** Responses of the same place and sheet, added up without unfolding them. */
interface Pile {
  readonly first: Counted;
  received: number;
  excluded: number;
  /** How often each mark 0–9 stands at each place of the packed answers. */
  readonly marks: number[];
  /** Respondents of each survey of the sheet: those with at least one score. */
  readonly respondents: number[];
}

/** The same for the people who gave one answer about themselves. */
interface PileOfPeople extends Pick<Pile, "marks" | "respondents"> {
  readonly group: string;
  people: number;
}

/** Everybody of a unit, month and sheet by their answers about themselves. */
interface Crowd {
  readonly first: Counted;
  readonly piles: Map<string, PileOfPeople>;
  /** The piles that a packed profile belongs to, because the same few come again and again. */
  readonly byProfile: Map<string, readonly PileOfPeople[]>;
}

const MARKS = 10;
const [ZERO, NINE] = [48, 57];
const NOBODY: readonly PileOfPeople[] = [];

/**
 * What a set of responses means for the counters, of any units. Gathered first, so that a group of submissions or an import
 * touches each counter once, and so that a recount of all rows fits into memory.
 */
export class Gathering {
  private readonly piles = new Map<string, Pile>();
  private readonly crowds = new Map<string, Crowd>();
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
    const groups = response.profile === "" ? NOBODY : this.groupsOf(response);
    for (const group of groups) group.people += 1;
    let at = 0;
    for (let survey = 0; survey < sheet.surveys.length; survey++) {
      let rated = false;
      for (const end = at + sheet.surveys[survey]!.questionKeys.length; at < end; at++) {
        const mark = answers.charCodeAt(at);
        if (mark < ZERO || mark > NINE) continue;
        const place = at * MARKS + mark - ZERO;
        pile.marks[place]! += 1;
        for (const group of groups) group.marks[place]! += 1;
        if (mark !== ZERO) rated = true;
      }
      if (!rated) continue;
      pile.respondents[survey]! += 1;
      for (const group of groups) group.respondents[survey]! += 1;
    }
  }

  /** In the order of their keys, so that two writers who touch the same counters never wait for each other in a ring. */
  cells(): CellAddition[] {
    const additions: Sum<CellAddition>[] = [];
    for (const { first, received, excluded, marks, respondents } of this.piles.values()) {
      const { unitId, date, sheet, serviceId, counterId, channel } = first;
      const month = monthOf(date);
      let at = 0;
      for (let number = 0; number < sheet.surveys.length; number++) {
        const survey = sheet.surveys[number]!;
        additions.push({
          unitId,
          month,
          surveyId: survey.id,
          serviceId: serviceId ?? 0,
          counterId,
          channel,
          received,
          excluded,
          respondents: respondents[number]!,
          counts: countsOf(survey, marks, at),
        });
        at += survey.questionKeys.length;
      }
    }
    return pooled(additions, byCell, (sum, more) => {
      sum.received += more.received;
      sum.excluded += more.excluded;
    });
  }

  /** In the order of their keys. */
  profile(): ProfileAddition[] {
    const additions: Sum<ProfileAddition>[] = [];
    for (const { first, piles } of this.crowds.values()) {
      const { unitId, date, sheet } = first;
      const month = monthOf(date);
      for (const { group, people, respondents, marks } of piles.values()) {
        let at = 0;
        for (let number = 0; number < sheet.surveys.length; number++) {
          const survey = sheet.surveys[number]!;
          const counts = countsOf(survey, marks, at);
          additions.push({ unitId, month, surveyId: survey.id, group, people, respondents: respondents[number]!, counts });
          at += survey.questionKeys.length;
        }
      }
    }
    return pooled(additions, byGroup, (sum, more) => {
      sum.people += more.people;
    });
  }

  private pileOf(response: Counted): Pile {
    const { unitId, date, serviceId, counterId, channel, sheet } = response;
    const name = `${unitId}|${monthOf(date)}|${this.numberOf(sheet)}|${serviceId ?? 0}|${counterId}|${channel}`;
    const known = this.piles.get(name);
    if (known) return known;
    const pile: Pile = { first: response, received: 0, excluded: 0, ...nothingOf(sheet) };
    this.piles.set(name, pile);
    return pile;
  }

  private groupsOf(response: Counted): readonly PileOfPeople[] {
    const { unitId, date, sheet, profile } = response;
    const name = `${unitId}|${monthOf(date)}|${this.numberOf(sheet)}`;
    let crowd = this.crowds.get(name);
    if (!crowd) this.crowds.set(name, (crowd = { first: response, piles: new Map(), byProfile: new Map() }));
    const known = crowd.byProfile.get(profile);
    if (known) return known;
    const { piles } = crowd;
    const groups = profile.split(",").map((code, at) => {
      const group = `${sheet.profileKeys[at]!}=${code}`;
      const pile = piles.get(group) ?? { group, people: 0, ...nothingOf(sheet) };
      piles.set(group, pile);
      return pile;
    });
    crowd.byProfile.set(profile, groups);
    return groups;
  }

  private numberOf(sheet: KnownSheet): number {
    let number = this.sheets.get(sheet);
    if (number === undefined) this.sheets.set(sheet, (number = this.sheets.size));
    return number;
  }
}

function nothingOf({ surveys }: KnownSheet): Pick<Pile, "marks" | "respondents"> {
  const questions = surveys.reduce((sum, { questionKeys }) => sum + questionKeys.length, 0);
  return { marks: zeros(questions * MARKS), respondents: surveys.map(() => 0) };
}

/** The marks of a survey's questions, which begin at a place, as counts lie in a row. */
function countsOf({ questionKeys, max }: KnownSurvey, marks: readonly number[], at: number): number[] {
  const counts: number[] = [];
  for (let question = at; question < at + questionKeys.length; question++) {
    for (let score = 1; score <= max; score++) counts.push(marks[question * MARKS + score]!);
    counts.push(marks[question * MARKS]!);
  }
  return counts;
}

function byCell(a: CellAddition, b: CellAddition): number {
  return (
    a.unitId - b.unitId ||
    byText(a.month, b.month) ||
    a.surveyId - b.surveyId ||
    a.serviceId - b.serviceId ||
    a.counterId - b.counterId ||
    byText(a.channel, b.channel)
  );
}

function byGroup(a: ProfileAddition, b: ProfileAddition): number {
  return a.unitId - b.unitId || byText(a.month, b.month) || a.surveyId - b.surveyId || byText(a.group, b.group);
}

function byText(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

type Poolable = CellAddition | ProfileAddition;

/** In order, with those of the same key added up; `add` adds what only one kind of them has. */
function pooled<Addition extends Poolable>(
  additions: Sum<Addition>[],
  order: (a: Addition, b: Addition) => number,
  add: (sum: Sum<Addition>, more: Addition) => void,
): Addition[] {
  const sums: Sum<Addition>[] = [];
  for (const addition of additions.sort(order)) {
    const last = sums.at(-1);
    if (last === undefined || order(last, addition) !== 0) {
      sums.push(addition);
      continue;
    }
    add(last, addition);
    last.respondents += addition.respondents;
    for (let at = 0; at < addition.counts.length; at++) last.counts[at]! += addition.counts[at]!;
  }
  return sums;
}

/** A plain array: one with a store of its own costs more to make than these few numbers to count. */
function zeros(length: number): number[] {
  const numbers: number[] = [];
  for (let at = 0; at < length; at++) numbers.push(0);
  return numbers;
}
