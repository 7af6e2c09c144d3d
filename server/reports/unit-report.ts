import { setImmediate } from "node:timers/promises";
import type { Moments } from "../domain/certainty/moments.ts";
import type { IndexResult } from "../domain/indices/compute-index.ts";
import { computeIndex } from "../domain/indices/compute-index.ts";
import type { PastIndex } from "../domain/indices/past-index.ts";
import type { LocalDate, Month, Period } from "../domain/periods/period.ts";
import { shift } from "../domain/periods/period.ts";
import { LAST_ZONE, localDate } from "../domain/periods/zone.ts";
import type { AttentionResult } from "../domain/questionnaire/attention.ts";
import { attentionOf } from "../domain/questionnaire/attention.ts";
import type { SurveyDefinition, SurveyRef } from "../domain/questionnaire/definition.ts";
import { refOf } from "../domain/questionnaire/definition.ts";
import type { ReasonOption } from "../domain/questionnaire/reason-list.ts";
import { reasonsAfter } from "../domain/questionnaire/reasons.ts";
import { Refusal } from "../domain/refusal.ts";
import type { Channel, Response, Unit } from "../domain/response.ts";
import { channels } from "../domain/response.ts";
import { minimumSample } from "../domain/sampling/minimum-sample.ts";
import type { Asked } from "../domain/sampling/who-was-asked.ts";
import type { Tally } from "../domain/tally.ts";
import { pooled, tallyOf } from "../domain/tally.ts";
import type { Parts } from "../parts.ts";
import type { Closing, Exclusion, ReasonCount, Reopening } from "../store/store.ts";
import { sortedByName } from "../web/format.ts";
import type { Certainty } from "./certainty.ts";
import { certaintyOf, estimatorFrom } from "./certainty.ts";
import type { Audience, CountedAnswers, Part } from "./counted-answers.ts";
import { exactTally, readCounted, shownTally } from "./counted-answers.ts";
import { hiddenGroups } from "./cut-grid.ts";
import type { NamedPart, ProfileSplit, SplitGroup } from "./groups-of-people.ts";
import { profileOf, splitGroups } from "./groups-of-people.ts";
import { readAsked } from "./read-asked.ts";
import { readMoments } from "./read-moments.ts";
import type { PastPoint } from "./trend-line.ts";
import { pastPoints } from "./trend-line.ts";
import type { Signs } from "./signs.ts";
import { readSigns } from "./signs.ts";

/** Eight periods are the most that a trend shows. */
const TREND_PERIODS = 8;
/** Below this many answers a result is a first impression: shown, but not as a figure to rely on. */
export const WEAK_BELOW = 30;

export interface TrendPoint {
  readonly period: Period;
  /** The version that was asked then; a change of version breaks the line. */
  readonly survey: SurveyRef;
  readonly result: IndexResult;
}

/** One version of one survey over the period. */
export interface SurveyReport {
  readonly definition: SurveyDefinition;
  readonly ref: SurveyRef;
  /** True for the version that stands for its survey; false for an older one that was answered in the same period. */
  readonly printed: boolean;
  /** Other versions with answers in the period; they are computed apart. */
  readonly otherVersions: readonly SurveyRef[];
  /** `received` is live; every other figure leaves out what is held back. */
  readonly result: IndexResult;
  /** The cuts of a quarter or longer; empty for a month. */
  readonly byService: readonly SplitGroup[];
  readonly byCounter: readonly SplitGroup[];
  readonly byChannel: readonly SplitGroup[];
  readonly profile: readonly ProfileSplit[];
  /** Oldest first, this period last; periods before the first answer are left out. */
  readonly trend: readonly TrendPoint[];
  /** null where the report was made without it. */
  readonly certainty: Certainty | null;
  /** Indices of earlier reports on periods of the trend without answers here; beside the trend, never in a figure. */
  readonly past: readonly PastPoint[];
  /** The index if the responses that were set aside one by one counted, too; null when there are none with this survey. */
  readonly withSetAside: IndexResult | null;
  /** Why low scores were given, those of days that are not over left out; exact counts, so pages show them in steps. */
  readonly reasons: readonly ReasonCount[];
  /** What the attention question found; null where none is asked. */
  readonly attention: AttentionResult | null;
  /** What could be chosen from, in the order of the form. */
  readonly offered: readonly ReasonOption[];
}

/** The one report model: page, API, command line and every export read their figures here and nowhere else. */
export interface UnitReport {
  readonly unit: Unit;
  readonly period: Period;
  /** The unit's own calendar day when the report was made. */
  readonly today: LocalDate;
  /** First day that is not over in every zone: what staff pages withhold is withheld until then, whatever zone a unit is set to. */
  readonly openSince: LocalDate;
  readonly audience: Audience;
  /** True while the period can still change: until all its months are closed. */
  readonly provisional: boolean;
  /** Months of the unit that take no answers any more, whichever period closed them. */
  readonly closedMonths: readonly Month[];
  /** When and by whom exactly this period was closed; null also where a longer one closed its months. */
  readonly closing: Closing | null;
  /** Proposals to open it again, the oldest first. */
  readonly reopenings: readonly Reopening[];
  /** The unit's surveys in its own order, then others that were answered in the period. */
  readonly surveys: readonly SurveyReport[];
  /** People served by the one rule of sampling/served-people.ts; null when unknown. */
  readonly served: number | null;
  /** Where that number comes from, services apart, and the days on which people were asked. */
  readonly asked: Asked;
  /** Services of the unit, by name; a name stands for one service alone. */
  readonly services: readonly { readonly id: number; readonly name: string }[];
  /** Minimum sample for `served` (Krejcie and Morgan); null when unknown. */
  readonly target: number | null;
  /** What was odd about how answers came in, and how far they came with slips; null where the report was made without it. */
  readonly signs: Signs | null;
  /** Responses of the period that were proposed to be set aside one by one, the oldest first. */
  readonly exclusions: readonly Exclusion[];
  /** Answers given in the period that came in after it was closed: kept for the record, and in no other figure. */
  readonly late: number;
}

export interface ReportOptions {
  readonly trend: boolean;
  readonly certainty?: boolean;
  /** true reads what was odd about how answers came in. */
  readonly signs?: boolean;
  /** false leaves the profile of the people empty. */
  readonly profile?: boolean;
  /** false leaves the tables by service, counter and channel empty. */
  readonly cuts?: boolean;
  readonly also?: readonly string[];
}

/**
 * Computes the report of a unit over a period from the store's counters. With `trend: false` only the period itself is read
 * and the trend is empty, which is all that a single index needs. With `certainty: true` the answers of the period are read, too
 * (the first twenty thousand at most), to say how sure each figure is. `also` names surveys to compute beside those that the unit
 * asks and those that were answered.
 */
export async function unitReport(
  parts: Pick<Parts, "store" | "definitions" | "clock">,
  unit: Unit,
  period: Period,
  audience: Audience,
  options: ReportOptions = { trend: true, certainty: true, signs: true },
): Promise<UnitReport> {
  // Reading the counters and computing from them take some milliseconds each; others are served in between.
  await setImmediate();
  const today = localDate(parts.clock(), unit.zone);
  const openSince = localDate(parts.clock(), LAST_ZONE);
  const periods = options.trend ? periodsUpTo(period) : [period];
  const range = { unitId: unit.id, from: periods[0]!.months[0]!, until: monthAfter(period) };
  const only = { unitId: unit.id, from: period.months[0]!, until: monthAfter(period) };
  const reading = audience === "staff page" ? { withoutHeldSince: openSince } : {};
  // What the figures are made of and what was decided about it, one after the other without a turn for anybody else.
  const [counted, exclusions, setAside, late, closedMonths, closings, reopenings] = await Promise.all([
    readCounted(parts.store, range, openSince, audience, options.profile),
    parts.store.exclusions.list(only),
    parts.store.exclusions.setAside(only),
    parts.store.late.count(only),
    parts.store.closings.months(unit.id),
    parts.store.closings.list(unit.id),
    parts.store.closings.reopenings(unit.id),
  ]);
  await setImmediate();
  const [moments, asked, services, counters, signs, past, reasons] = await Promise.all([
    options.certainty ? readMoments(parts, only, reading) : null,
    readAsked(parts.store, unit, period, openSince),
    parts.store.units.services(unit.id),
    parts.store.units.counters(unit.id),
    options.signs ? readSigns(parts.store, unit, period, openSince) : null,
    options.trend ? parts.store.records.pastIndices(unit.id) : [],
    parts.store.responses.reasons(only, openSince),
  ]);
  const served = asked.served.people;
  const named: Named = {
    services: [...sortedByName(services), { id: null, name: "Tanpa layanan" }],
    counters: sortedByName(counters),
  };
  const { profile: withProfile = true, cuts: withCuts = true } = options;
  const gathered = { counted, moments, periods, named, served, past, reasons, setAside, openSince, withProfile, withCuts };
  const surveys: SurveyReport[] = [];
  for (const id of surveyIds([...unit.surveys, ...(options.also ?? [])], counted, period)) {
    await setImmediate();
    surveys.push(...surveyVersions(parts, unit, gathered, id));
  }
  return {
    unit,
    period,
    today,
    openSince,
    audience,
    closedMonths,
    closing: closings.find((one) => one.period === period.name && !one.reopened) ?? null,
    reopenings: reopenings.filter(({ closingId }) => closings.some((one) => one.id === closingId && one.period === period.name)),
    provisional: !period.months.every((month) => closedMonths.includes(month)),
    surveys,
    served,
    asked,
    services: sortedByName(services),
    target: served === null ? null : minimumSample(served),
    signs,
    exclusions,
    late,
  };
}

/** The survey of that id (its printed version) or of exactly that version, "skm" or "skm@1". Refuses ("not-found") others. */
export function surveyIn(report: UnitReport, idOrRef: string): SurveyReport {
  const found = report.surveys.find((survey) => survey.ref === idOrRef || (survey.printed && survey.definition.id === idOrRef));
  if (!found) throw new Refusal("not-found", `Survei "${idOrRef}" tidak dipakai unit ini pada periode ini.`);
  return found;
}

/** What the reports of the single surveys are made of. */
interface Gathered {
  readonly counted: CountedAnswers;
  /** null when nobody asked how sure the figures are. */
  readonly moments: ReadonlyMap<SurveyRef, Moments> | null;
  readonly periods: readonly Period[];
  readonly named: Named;
  readonly served: number | null;
  readonly past: readonly PastIndex[];
  readonly reasons: readonly ReasonCount[];
  /** Those that were set aside one by one. */
  readonly setAside: readonly Response[];
  readonly openSince: LocalDate;
  readonly withProfile: boolean;
  readonly withCuts: boolean;
}

interface Named {
  readonly services: readonly { readonly id: number | null; readonly name: string }[];
  readonly counters: readonly { readonly id: number; readonly name: string }[];
}

function surveyIds(wanted: readonly string[], counted: CountedAnswers, period: Period): readonly string[] {
  const answered = counted.cells
    .filter((cell) => period.months.includes(cell.month) && cell.tally.received > 0)
    .map((cell) => idOf(cell.survey));
  return [...new Set([...wanted, ...answered.sort()])];
}

/** The printed version first, then older ones that were answered in the period. */
function surveyVersions(
  parts: Pick<Parts, "definitions">,
  unit: Unit,
  { counted, moments, periods, named, served, past, reasons, setAside, openSince, withProfile, withCuts }: Gathered,
  id: string,
): readonly SurveyReport[] {
  const period = periods.at(-1)!;
  const answered = versionsIn(parts, counted, period.months, id);
  const latest = parts.definitions.latest(id);
  const versions = answered.length > 0 ? answered : latest ? [latest] : [];
  return versions.map((definition, at) => {
    const ref = refOf(definition);
    const whole: Part = { months: period.months };
    const shown = shownTally(counted, definition, whole);
    const result = computeIndex(definition, { ...shown, received: exactTally(counted, definition, whole).received });
    const trend = at === 0 && periods.length > 1 ? trendOf(parts, counted, periods, id) : [];
    const estimator = moments && estimatorFrom(definition, moments.get(ref));
    const groups = (parts: readonly NamedPart[]): readonly SplitGroup[] =>
      splitGroups(counted, definition, shown, estimator, parts);
    return {
      definition,
      ref,
      printed: at === 0,
      otherVersions: versions.filter((other) => other !== definition).map(refOf),
      result,
      ...(withCuts ? cutsOf(counted, definition, period, named, groups) : NO_CUTS),
      profile: withProfile
        ? profileOf(parts, unit, counted, definition, { period, whole: shown, over: period.until <= openSince })
        : [],
      trend,
      past:
        at === 0 && periods.length > 1
          ? pastPoints(past, id, periods, ({ months }) => versionsIn(parts, counted, months, id).length > 0)
          : [],
      reasons: reasons.filter(({ survey }) => survey === ref),
      withSetAside: withSetAside(definition, shown, setAside),
      attention: attentionOf(definition, shown),
      offered: reasonsAfter(definition, parts.definitions.reasons),
      certainty:
        moments && certaintyOf(definition, moments.get(ref), shown, tallyBefore(counted, definition, trend, period), served),
    };
  });
}

function withSetAside(definition: SurveyDefinition, shown: Tally, setAside: readonly Response[]): IndexResult | null {
  const answers = setAside.flatMap(({ surveys }) => surveys.get(refOf(definition)) ?? []);
  return answers.length === 0 ? null : computeIndex(definition, pooled(definition, [shown, tallyOf(definition, answers)]));
}

type Cuts = Pick<SurveyReport, "byService" | "byCounter" | "byChannel">;

const NO_CUTS: Cuts = { byService: [], byCounter: [], byChannel: [] };

/** The tables by service, counter and channel. */
function cutsOf(
  counted: CountedAnswers,
  definition: SurveyDefinition,
  period: Period,
  named: Named,
  groups: (parts: readonly NamedPart[]) => readonly SplitGroup[],
): Cuts {
  const ids = { services: named.services.map(({ id }) => id), counters: named.counters.map(({ id }) => id) };
  const hidden = hiddenGroups(counted, refOf(definition), period, ids);
  const { months } = period;
  if (!hidden) return NO_CUTS;
  return {
    byService: groups(
      named.services.map(({ id, name }) => ({ name, part: { months, serviceId: id }, hidden: hidden.services.has(id) })),
    ),
    byCounter: groups(
      named.counters.map(({ id, name }) => ({ name, part: { months, counterId: id }, hidden: hidden.counters.has(id) })),
    ),
    byChannel: groups(
      channels.map((channel) => ({
        name: CHANNEL_NAMES[channel],
        part: { months, channel },
        hidden: hidden.channels.has(channel),
      })),
    ),
  };
}

/** How an answer reached the unit, as tables name it. */
const CHANNEL_NAMES: Readonly<Record<Channel, string>> = {
  qr: "Ponsel sendiri (QR)",
  kiosk: "Layar di tempat (kios)",
  dibantu: "Dibantu mengisi",
  kertas: "Kertas",
  impor: "Impor berkas",
};

/** The last period before with an index; undefined when there is none. */
export function pointBefore(trend: readonly TrendPoint[], period: Period): TrendPoint | undefined {
  return trend.findLast((point) => point.period.name !== period.name);
}

/** Its counters; null where another version was asked, or there is none. */
function tallyBefore(
  counted: CountedAnswers,
  definition: SurveyDefinition,
  trend: readonly TrendPoint[],
  period: Period,
): { readonly period: Period; readonly tally: Tally } | null {
  const before = pointBefore(trend, period);
  if (before?.survey !== refOf(definition)) return null;
  return { period: before.period, tally: shownTally(counted, definition, { months: before.period.months }) };
}

/** Versions of a survey with answers in the months, newest first. */
function versionsIn(
  parts: Pick<Parts, "definitions">,
  counted: CountedAnswers,
  months: readonly Month[],
  id: string,
): readonly SurveyDefinition[] {
  const refs = counted.cells
    .filter((cell) => idOf(cell.survey) === id && months.includes(cell.month) && cell.tally.received > 0)
    .map((cell) => cell.survey);
  return [...new Set(refs)]
    .map((ref) => {
      const definition = parts.definitions.byRef(ref);
      if (!definition) throw new Error(`answers refer to the survey ${ref}, which is not among the definitions`);
      return definition;
    })
    .sort((a, b) => b.version - a.version);
}

function trendOf(
  parts: Pick<Parts, "definitions">,
  counted: CountedAnswers,
  periods: readonly Period[],
  id: string,
): readonly TrendPoint[] {
  const points = periods.flatMap((period): TrendPoint[] => {
    const definition = versionsIn(parts, counted, period.months, id)[0];
    return definition
      ? [
          {
            period,
            survey: refOf(definition),
            result: computeIndex(definition, shownTally(counted, definition, { months: period.months })),
          },
        ]
      : [];
  });
  return points.filter((point) => point.result.index.kind === "value");
}

/** Oldest first; the calendar of the product begins in 2000. */
function periodsUpTo(period: Period): readonly Period[] {
  return Array.from({ length: TREND_PERIODS }, (_, at) => shift(period, at + 1 - TREND_PERIODS)).filter(
    ({ from }) => from >= "2000",
  );
}

function monthAfter(period: Period): Month {
  return period.until.slice(0, 7);
}

function idOf(ref: SurveyRef): string {
  return ref.slice(0, ref.lastIndexOf("@"));
}
