import { roundHalfUp, fractionFrom } from "../domain/exact/fraction.ts";
import type { Raise } from "../domain/certainty/what-it-takes.ts";
import { raiseNeeded, raiseTogether } from "../domain/certainty/what-it-takes.ts";
import { raiseWords } from "../domain/certainty/words.ts";
import { countedIn } from "../domain/indices/counted-in.ts";
import type { Requirement, Thresholds } from "../domain/indices/thresholds.ts";
import { shortOf, zonePoints } from "../domain/indices/thresholds.ts";
import type { SurveyDefinition } from "../domain/questionnaire/definition.ts";
import type { LocalDate, Period } from "../domain/periods/period.ts";
import { holds, parsePeriod } from "../domain/periods/period.ts";
import type { Person } from "../domain/person.ts";
import { may } from "../domain/person.ts";
import type { Unit } from "../domain/response.ts";
import type { Parts } from "../parts.ts";
import { count, figure, periodTitle, show } from "../web/format.ts";
import type { Frame } from "../web/frame.ts";
import { frame } from "../web/frame.ts";
import type { PeriodPicker } from "./asked-period.ts";
import { publicationOf } from "./publishing/publish.ts";
import { periodPicker } from "./asked-period.ts";
import { sampleWords } from "./index-plate.ts";
import { fromLowest } from "./lowest-item.ts";
import type { SurveyReport, UnitReport } from "./unit-report.ts";
import { unitReport, WEAK_BELOW } from "./unit-report.ts";
import type { CheckLine, Quarter } from "./zone-checklist.ts";
import { checklist, quarterOf } from "./zone-checklist.ts";
import { zoneRuler } from "./zone-ruler.ts";

/** One threshold beside the index of the year. */
export interface ZoneRow {
  /** "WBK". */
  readonly predicate: string;
  /** "3,60", and its points "15,75". */
  readonly atLeast: string;
  readonly points: string;
  /** "Tercapai", "Kurang 0,090", "Belum ada angka"; with the range it may say that it is not sure. */
  readonly verdict: string;
  readonly icon: "tick" | "ring" | "info";
  /** Where the threshold comes from; ends with "(belum terverifikasi)" where no readable copy confirms it. */
  readonly source: string;
}

/** What raising single unsur would take to reach one threshold. */
export interface ZoneRaise {
  /** "Mencapai 3,60 (WBK, WBBM)". */
  readonly target: string;
  /** Whether one of the ways is enough or all are needed; or that none is. */
  readonly words: string;
  readonly ways: readonly string[];
}

export interface ZoneIndex {
  /** "IPAK". */
  readonly abbreviation: string;
  readonly name: string;
  /** "3,506" on 0–4; null without a value, `remark` then says why. */
  readonly four: string | null;
  /** "15,34 dari 17,50 poin". */
  readonly points: string | null;
  /** "Rentang 3,42–3,58". */
  readonly range: string | null;
  readonly remark: string | null;
  /** "187 responden, belum memenuhi sampel minimum (187 dari 291)"; null without a survey. */
  readonly respondents: string | null;
  /** Our own drawing: index, range and thresholds on one line; null without a value. */
  readonly ruler: string | null;
  readonly rows: readonly ZoneRow[];
  readonly raises: readonly ZoneRaise[];
}

/** What the unit has to show for Zona Integritas in one year: the two indices against WBK and WBBM, and the items of the LKE. */
export interface ZonePage {
  readonly frame: Frame;
  readonly picker: PeriodPicker;
  /** null when something has come in. */
  readonly emptyWords: string | null;
  /** Posters bring answers of today: null unless the year runs. */
  readonly posterHref: string | null;
  readonly dashboardHref: string;
  readonly indices: readonly ZoneIndex[];
  readonly pointsSource: string;
  readonly quarters: readonly Quarter[];
  readonly checklist: readonly CheckLine[];
  /** The evidence of all closed quarters in one file; null for who may not have it, and before any is closed. */
  readonly packHref: string | null;
}

const RAISED = 3;

/** Reads the year whole (answers are pooled, indices never averaged) and each of its quarters. */
export async function zonePage(
  parts: Pick<Parts, "store" | "definitions" | "clock">,
  unit: Unit,
  year: Period,
  person: Person,
): Promise<ZonePage> {
  const report = await unitReport(parts, unit, year, "staff page", { trend: false, certainty: true, profile: false });
  const quarters: Quarter[] = [];
  for (const period of [1, 2, 3, 4].map((number) => parsePeriod(`${year.name}-TW${number}`))) {
    const [its, publication, plan] = await Promise.all([
      unitReport(parts, unit, period, "staff page", { trend: false, profile: false }),
      publicationOf(parts, unit, period),
      parts.store.followUps.list(unit.id, [period.name]),
    ]);
    quarters.push(quarterOf(its, publication, plan));
  }
  return zoneModel(report, quarters, parts.definitions.thresholds, person);
}

function zoneModel(report: UnitReport, quarters: readonly Quarter[], thresholds: Thresholds, person: Person): ZonePage {
  const { unit, period, today } = report;
  const base = `/staf/unit/${unit.code}`;
  const printed = report.surveys.filter((survey) => survey.printed);
  const indices = [...new Set(thresholds.requirements.map(({ index }) => index))].flatMap((abbreviation) => {
    const asked = printed.filter(({ definition }) => definition.index.abbreviation === abbreviation);
    return asked.length === 0
      ? [withoutSurvey(thresholds, abbreviation)]
      : asked.map((survey) => zoneIndex(report, survey, thresholds));
  });
  return {
    frame: frame(person, unit, "ringkasan", "WBK dan WBBM"),
    picker: { ...periodPicker(period, today, (name) => `${base}/zi/${name}`), kinds: [] },
    emptyWords: printed.every(({ result }) => result.received === 0) ? emptyWords(period, today) : null,
    posterHref: holds(period, today) ? `${base}/loket` : null,
    dashboardHref: `${base}?periode=${period.name}`,
    indices,
    pointsSource: `Poin = indeks ÷ 4 × ${figure(thresholds.points.highest)}. ${sourceWords(thresholds.points)}`,
    quarters,
    checklist: checklist(quarters, indices),
    packHref:
      may(person, "read-comments", unit.id) && quarters.some(({ closed }) => closed)
        ? `/laporan/${unit.code}/${period.name}.zip`
        : null,
  };
}

function emptyWords(year: Period, today: LocalDate): string {
  return year.until <= today
    ? `Tidak ada jawaban pada ${periodTitle(year)}.`
    : `Belum ada jawaban pada ${periodTitle(year)}. Angka muncul di sini setelah jawaban masuk.`;
}

function withoutSurvey(thresholds: Thresholds, abbreviation: string): ZoneIndex {
  return {
    abbreviation,
    name: abbreviation,
    four: null,
    points: null,
    range: null,
    remark: `Unit ini belum memakai survei yang menghasilkan ${abbreviation}. Survei dipilih di Pengaturan.`,
    respondents: null,
    ruler: null,
    rows: requirementsOf(thresholds, abbreviation).map((one) => row(one, thresholds, null)),
    raises: [],
  };
}

function zoneIndex(report: UnitReport, survey: SurveyReport, thresholds: Thresholds): ZoneIndex {
  const { definition, result, certainty, otherVersions } = survey;
  const { index, respondents } = result;
  const { abbreviation, name } = definition.index;
  const sample = sampleWords(respondents, report.target);
  const range = index.kind === "value" && certainty?.index.kind === "interval" ? certainty.index.own : null;
  const wanted = requirementsOf(thresholds, abbreviation);
  const weak = respondents < WEAK_BELOW ? `Baru ${count(respondents)} jawaban: perlakukan sebagai gambaran awal.` : null;
  const others = otherVersions.length > 0 ? `Dihitung dari ${survey.ref}; ${otherVersions.join(", ")} dihitung sendiri.` : null;
  return {
    abbreviation,
    name: name.id,
    four: index.kind === "value" ? figure(index.index4) : null,
    points:
      index.kind === "value"
        ? `${figure(roundHalfUp(zonePoints(index.exact, thresholds.points.highest), 2))} dari ${figure(thresholds.points.highest)} poin`
        : null,
    range: range && `Rentang ${figure(range.low)}–${figure(range.high)}`,
    remark: index.kind === "no-value" ? index.reason : [weak, others].filter((words) => words !== null).join(" ") || null,
    respondents: `${count(respondents)} responden, ${sample?.words ?? "sampel minimum belum dapat dihitung"}`,
    ruler: zoneRuler(survey, wanted),
    rows: wanted.map((one) => row(one, thresholds, survey)),
    raises: raisesOf(survey, wanted),
  };
}

function requirementsOf({ requirements }: Thresholds, abbreviation: string): readonly Requirement[] {
  return requirements.filter(({ index }) => index === abbreviation);
}

function row(wanted: Requirement, thresholds: Thresholds, survey: SurveyReport | null): ZoneRow {
  return {
    predicate: wanted.predicate,
    atLeast: figure(wanted.atLeast),
    points: figure(roundHalfUp(zonePoints(fractionFrom(wanted.atLeast), thresholds.points.highest), 2)),
    ...verdictOn(wanted, survey),
    source: sourceWords(wanted),
  };
}

function verdictOn({ atLeast }: Requirement, survey: SurveyReport | null): Pick<ZoneRow, "verdict" | "icon"> {
  if (survey?.result.index.kind !== "value") return { verdict: "Belum ada angka", icon: "info" };
  const short = shortOf(survey.result.index.exact, atLeast);
  const interval = survey.certainty?.index;
  const own = interval?.kind === "interval" ? interval.own : null;
  const unsure =
    own && Number(own.low) < Number(atLeast) && Number(atLeast) <= Number(own.high) ? "; rentangnya melintasi ambang" : "";
  return short === null
    ? { verdict: `Tercapai${unsure}`, icon: "tick" }
    : { verdict: `Kurang ${figure(short)}${unsure}`, icon: "ring" };
}

function sourceWords({ source, verified }: { readonly source: string; readonly verified: boolean }): string {
  return `${source}${verified ? "" : " (belum terverifikasi)"}`;
}

/**
 * For each threshold that is not met: the weakest unsur first, each raised alone; where none suffices, together. Nothing below
 * thirty answers.
 */
function raisesOf(survey: SurveyReport, wanted: readonly Requirement[]): readonly ZoneRaise[] {
  const { definition, result } = survey;
  const { index } = result;
  if (index.kind === "no-value" || result.respondents < WEAK_BELOW) return [];
  const missed = wanted.filter(({ atLeast }) => shortOf(index.exact, atLeast) !== null);
  return [...new Set(missed.map(({ atLeast }) => atLeast))].map((atLeast) => {
    const names = missed.filter((one) => one.atLeast === atLeast).map(({ predicate }) => predicate);
    const target = fractionFrom(atLeast);
    const keys = fromLowest(survey).map(({ key }) => key);
    const alone = keys.flatMap((key) => raiseNeeded(definition, countedIn(result), key, target) ?? []);
    const said = (raise: Raise): string => `${nameOf(definition, raise.key)}: ${raiseWords(raise, show)}`;
    const together = raiseTogether(definition, countedIn(result), keys, target);
    return {
      target: `Mencapai ${figure(atLeast)} (${names.join(", ")})`,
      words:
        alone.length > 0
          ? "Salah satu ini sudah cukup, unsur terendah lebih dulu:"
          : together
            ? "Satu unsur saja tidak cukup. Bersama-sama, unsur terendah lebih dulu:"
            : "Tidak dapat dicapai walaupun semua penilaian naik satu tingkat.",
      ways: (alone.length > 0 ? alone.slice(0, RAISED) : (together ?? [])).map(said),
    };
  });
}

function nameOf(definition: SurveyDefinition, key: string): string {
  return definition.items.find((item) => item.key === key)!.name.id;
}
