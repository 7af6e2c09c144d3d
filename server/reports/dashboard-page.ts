import { METHODS } from "../domain/certainty/words.ts";
import type { Person } from "../domain/person.ts";
import { may } from "../domain/person.ts";
import type { Frame } from "../web/frame.ts";
import { frame } from "../web/frame.ts";
import { lastDate, longDate, periodDates, periodTitle } from "../web/format.ts";
import type { AskedSection } from "./asked-section.ts";
import { askedSection } from "./asked-section.ts";
import type { PeriodPicker } from "./asked-period.ts";
import { periodPicker } from "./asked-period.ts";
import type { ExportLink } from "./export-links.ts";
import { exportLinks } from "./export-links.ts";
import type { FigureTable } from "./figure-tables.ts";
import { itemTable, profileTable, splitTable, trendTable } from "./figure-tables.ts";
import type { Reminder } from "./closing/reminder.ts";
import { reminderOf } from "./closing/reminder.ts";
import type { IndexPlate } from "./index-plate.ts";
import { indexPlate } from "./index-plate.ts";
import type { Priorities } from "./priorities.ts";
import { prioritiesOf } from "./priorities.ts";
import { reasonsTable } from "./reasons-table.ts";
import type { SignsSection } from "./signs-section.ts";
import { signsSection } from "./signs-section.ts";
import type { TrustBox } from "./trust-box.ts";
import { trustBox } from "./trust-box.ts";
import type { SurveyReport, UnitReport } from "./unit-report.ts";

/** What belongs to one survey below the plates. */
export interface SurveySection {
  /** "Survei Kepuasan Masyarakat (SKM)". */
  readonly title: string;
  readonly id: string;
  /** Unsur and trend, then services and counters where there are several. */
  readonly tables: readonly FigureTable[];
  /** null while there are too few answers. */
  readonly priorities: Priorities | null;
}

export interface DashboardPage {
  readonly frame: Frame;
  readonly picker: PeriodPicker;
  /** "1 Oktober 2026 – 31 Desember 2026, masih berjalan". */
  readonly dates: string;
  /** That a period is to be closed, soon or by now; null when none is, or for who may not. */
  readonly reminder: Reminder | null;
  /** True when nothing at all has come in for the period. */
  readonly empty: boolean;
  /** "Belum ada jawaban pada Triwulan IV 2026. …". */
  readonly emptyWords: string;
  /** Where posters are printed. */
  readonly posterHref: string;
  readonly plates: readonly IndexPlate[];
  readonly trust: TrustBox;
  readonly asked: AskedSection;
  readonly surveys: readonly SurveySection[];
  /** What was odd about how answers came in, apart from every figure. */
  readonly signs: SignsSection;
  /** Who answered; empty while there are too few people to show any group. */
  readonly profile: readonly FigureTable[];
  /** "Rincian responden muncul setelah …" while there are too few; null otherwise. */
  readonly profileWords: string | null;
  /** How ranges and verdicts were reckoned, one sentence each. */
  readonly methods: readonly string[];
  readonly reportHref: string;
  /** What Zona Integritas asks, in the year of the period. */
  readonly zoneHref: string;
  /** null for who may not read comments. */
  readonly commentsHref: string | null;
  readonly exports: readonly ExportLink[];
}

/** Fewer people than this are no group. */
const SMALLEST_GROUP = 5;

export function dashboardPage(report: UnitReport, person: Person): DashboardPage {
  const { unit, period, today } = report;
  const printed = report.surveys.filter((survey) => survey.printed);
  const main = printed[0];
  const people = main?.result.respondents ?? 0;
  const base = `/staf/unit/${unit.code}`;
  return {
    frame: frame(person, unit, "ringkasan", "Ringkasan"),
    picker: periodPicker(period, today, (name) => `${base}?periode=${name}`),
    dates: `${periodDates(period)}, ${datesWords(report)}`,
    reminder: reminderOf(report, person),
    empty: printed.every(({ result }) => result.received === 0),
    emptyWords: `Belum ada jawaban pada ${periodTitle(period)}. Biasanya jawaban pertama masuk setelah poster dipasang di tempat orang menunggu.`,
    posterHref: `${base}/loket`,
    plates: printed.map((survey) => indexPlate(report, survey)),
    trust: trustBox(report, person),
    asked: askedSection(report, person),
    signs: signsSection(report.signs),
    surveys: printed.filter((survey) => survey.result.respondents > 0 || periodsShown(survey) > 1).map(sectionOf),
    profile: main && people >= SMALLEST_GROUP ? main.profile.map((split) => profileTable(main, split)) : [],
    profileWords: profileWords(report, people),
    methods: [METHODS.interval, METHODS.group, METHODS.one, METHODS.many, METHODS.association],
    reportHref: `/laporan/${unit.code}/${period.name}`,
    zoneHref: `${base}/zi/${period.from.slice(0, 4)}`,
    commentsHref: may(person, "read-comments", unit.id) ? `${base}/saran?periode=${period.name}` : null,
    exports: exportLinks(report, person),
  };
}

function datesWords({ period, today, provisional, closing }: UnitReport): string {
  if (closing) return `ditutup ${longDate(closing.closedOn)}`;
  if (!provisional) return "ditutup";
  return period.until <= today ? `berakhir ${lastDate(period)}, belum ditutup` : "masih berjalan";
}

/** What the profile does not say yet, and when it will; null when nothing is missing. */
function profileWords({ period, openSince }: UnitReport, people: number): string | null {
  if (people < SMALLEST_GROUP)
    return `Rincian responden muncul setelah ada ${SMALLEST_GROUP} jawaban, supaya tidak ada orang yang dapat dikenali. Sekarang baru ${people}.`;
  if (period.kind === "month")
    return "Rincian menurut layanan, loket, kanal, dan isian tentang responden ada pada triwulan, semester, dan tahun. Dalam sebulan kelompoknya sering terlalu kecil.";
  return period.until > openSince
    ? "Nilai tiap kelompok responden muncul setelah periode ini berakhir, supaya jawaban satu orang tidak dapat dihitung dari selisihnya."
    : null;
}

function periodsShown({ trend, past }: SurveyReport): number {
  return trend.length + past.length;
}

function sectionOf(survey: SurveyReport): SurveySection {
  const { definition, result } = survey;
  const tables = [
    result.respondents > 0 ? itemTable(survey) : null,
    reasonsTable(survey),
    periodsShown(survey) > 1 ? trendTable(survey) : null,
    splitTable(survey, "layanan", survey.byService),
    splitTable(survey, "loket", survey.byCounter),
    splitTable(survey, "kanal", survey.byChannel),
  ];
  return {
    title: `${definition.title.id} (${definition.abbreviation})`,
    id: definition.id,
    tables: tables.filter((table) => table !== null),
    priorities: prioritiesOf(survey),
  };
}
