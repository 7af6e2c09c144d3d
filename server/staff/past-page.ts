import { pastColumns } from "../domain/indices/check-past-index.ts";
import type { PastIndex } from "../domain/indices/past-index.ts";
import { parsePeriod } from "../domain/periods/period.ts";
import type { Person } from "../domain/person.ts";
import type { SurveyDefinition } from "../domain/questionnaire/definition.ts";
import type { Unit } from "../domain/response.ts";
import { count, figure, periodTitle } from "../web/format.ts";
import type { Frame } from "../web/frame.ts";
import { frame } from "../web/frame.ts";
import type { Field, ListedProblem } from "../web/fields.ts";
import { FormFields, listedProblems } from "../web/fields.ts";
import type { RefusedForm } from "../web/form.ts";

export interface PastRow {
  readonly id: number;
  /** "Triwulan III 2024". */
  readonly period: string;
  /** "IKM". */
  readonly index: string;
  /** "82,50". */
  readonly points: string;
  /** "1.250", or a dash where the report does not say. */
  readonly respondents: string;
  readonly questionnaire: string;
  readonly source: string;
}

/** What views/staff/past.eta shows. */
export interface PastPage {
  readonly frame: Frame;
  readonly problems: readonly ListedProblem[];
  readonly saved: boolean;
  readonly path: string;
  readonly settingsPath: string;
  readonly rows: readonly PastRow[];
  readonly fields: readonly Field[];
  readonly tableFields: readonly Field[];
  /** True when the table was sent and refused, so that it stands open. */
  readonly tableOpen: boolean;
}

export interface PastFacts {
  readonly person: Person;
  readonly unit: Unit;
  readonly surveys: readonly SurveyDefinition[];
  readonly past: readonly PastIndex[];
  readonly saved: boolean;
}

export function pastPage({ person, unit, surveys, past, saved }: PastFacts, refused?: RefusedForm): PastPage {
  const path = `/staf/unit/${unit.code}/laporan-terdahulu`;
  const form = new FormFields("terdahulu", refused);
  const table = new FormFields("tabel", refused);
  return {
    frame: frame(person, unit, "pengaturan", "Laporan terdahulu"),
    problems: listedProblems(refused),
    saved,
    path,
    settingsPath: `/staf/unit/${unit.code}/pengaturan`,
    rows: newestFirst(past).map((one) => rowOf(one, surveys)),
    fields: [
      form.select(
        "survei",
        { label: "Survei" },
        surveys.map((survey) => ({ value: survey.id, label: `${survey.abbreviation}: ${survey.index.name.id}` })),
        unit.surveys[0] ?? "",
      ),
      form.text("periode", {
        label: "Periode",
        hint: "2024-TW3 untuk triwulan, 2024-S1 untuk semester, 2024 untuk setahun, 2024-05 untuk sebulan",
        width: "short",
        maxLength: 10,
        capitals: "none",
      }),
      form.text("indeks", { label: "Indeks", hint: "Seperti tertulis di laporan; contoh: 82,50", width: "short", maxLength: 8 }),
      ...(refused?.problems.has("dikali25") === true
        ? [form.boxes("dikali25", { label: "Skala indeks" }, [{ value: "ya", label: "Ya, kalikan 25" }], [])]
        : []),
      form.text("responden", {
        label: "Jumlah responden",
        hint: "Kosongkan bila tidak tertulis di laporan",
        keyboard: "numeric",
        width: "short",
        maxLength: 11,
      }),
      form.text("kuesioner", {
        label: "Kuesioner waktu itu",
        hint: "Bila berbeda dari periode lain, garis pada grafik diputus di sana; contoh: 9 unsur, kertas",
        maxLength: 120,
      }),
      form.text("sumber", { label: "Sumber", hint: "Contoh: Laporan SKM 2024, halaman 12" }),
    ],
    tableFields: [
      table.area("tabel", {
        label: "Tabel",
        hint: `Salin dari Excel atau berkas CSV, dengan nama kolom di baris pertama: ${pastColumns.join(", ")}`,
        rows: 6,
      }),
    ],
    tableOpen: table.open,
  };
}

function rowOf(
  { id, survey, period, index100, respondents, questionnaire, source }: PastIndex,
  surveys: readonly SurveyDefinition[],
): PastRow {
  return {
    id,
    period: periodTitle(parsePeriod(period)),
    index: surveys.find((one) => one.id === survey)?.index.abbreviation ?? survey,
    points: figure(index100),
    respondents: respondents === null ? "–" : count(respondents),
    questionnaire,
    source,
  };
}

function newestFirst(past: readonly PastIndex[]): readonly PastIndex[] {
  const begins = ({ period }: PastIndex): string => parsePeriod(period).from;
  return [...past].sort((a, b) => (begins(a) === begins(b) ? a.id - b.id : begins(a) < begins(b) ? 1 : -1));
}
