import type { LocalDate } from "../domain/periods/period.ts";
import { parsePeriod } from "../domain/periods/period.ts";
import type { Person } from "../domain/person.ts";
import { may } from "../domain/person.ts";
import type { SurveyDefinition } from "../domain/questionnaire/definition.ts";
import type { ProfileDefinition } from "../domain/questionnaire/profile.ts";
import type { Unit } from "../domain/response.ts";
import { minimumSample } from "../domain/sampling/minimum-sample.ts";
import { count, periodTitle } from "../web/format.ts";
import type { Frame } from "../web/frame.ts";
import { frame } from "../web/frame.ts";
import type { Field, ListedProblem } from "../web/fields.ts";
import { FormFields, listedProblems } from "../web/fields.ts";
import type { RefusedForm } from "../web/form.ts";
import { periodChoices } from "./period-choices.ts";
import { possibleParents } from "./possible-parents.ts";
import { surveyChoices } from "./survey-choice.ts";
import { ZONE_CHOICES } from "./zone-choices.ts";

export interface PopulationRow {
  /** Name of the period, "2026-TW4". */
  readonly period: string;
  /** "Triwulan IV 2026". */
  readonly title: string;
  /** "4.120". */
  readonly people: string;
  /** Answers that suffice, after Krejcie and Morgan: "351". */
  readonly target: string;
}

/** What views/staff/settings.eta shows. */
export interface SettingsPage {
  readonly frame: Frame;
  readonly problems: readonly ListedProblem[];
  readonly saved: boolean;
  readonly path: string;
  readonly pastPath: string;
  readonly calendarPath: string;
  readonly servedPath: string;
  readonly code: string;
  /** True while nobody is named who answers questions about the data. */
  readonly contactMissing: boolean;
  readonly fields: readonly Field[];
  readonly populations: readonly PopulationRow[];
  readonly populationFields: readonly Field[];
  /** The key of the unit's queue system. `fresh` is the key itself, shown once; null after that. */
  readonly queue: { readonly hasKey: boolean; readonly fresh: string | null; readonly address: string };
}

export interface SettingsFacts {
  readonly person: Person;
  readonly unit: Unit;
  readonly units: readonly Unit[];
  readonly surveys: readonly SurveyDefinition[];
  readonly profile: ProfileDefinition;
  readonly populations: ReadonlyMap<string, number>;
  readonly hasQueueKey: boolean;
  /** A key that was made just now. */
  readonly newKey: string | null;
  readonly publicUrl: string;
  readonly today: LocalDate;
  readonly saved: boolean;
}

export function settingsPage(facts: SettingsFacts, refused?: RefusedForm): SettingsPage {
  const { person, unit, populations, today } = facts;
  const form = new FormFields("jumlah", refused);
  const rows = [...populations].map(([name, people]) => ({ period: parsePeriod(name), people }));
  return {
    frame: frame(person, unit, "pengaturan", "Pengaturan unit"),
    problems: listedProblems(refused),
    saved: facts.saved,
    path: `/staf/unit/${unit.code}/pengaturan`,
    pastPath: `/staf/unit/${unit.code}/laporan-terdahulu`,
    calendarPath: `/staf/unit/${unit.code}/jam-layanan`,
    servedPath: `/staf/unit/${unit.code}/dilayani`,
    code: unit.code,
    contactMissing: unit.contact === "",
    fields: unitFields(facts, new FormFields("pengaturan", refused)),
    populations: rows
      .sort((a, b) =>
        a.period.from === b.period.from ? (a.period.until < b.period.until ? -1 : 1) : a.period.from < b.period.from ? 1 : -1,
      )
      .map(({ period, people }) => ({
        period: period.name,
        title: periodTitle(period),
        people: count(people),
        target: count(minimumSample(people)),
      })),
    populationFields: [
      form.select(
        "periode",
        { label: "Periode" },
        periodChoices(today).map((period) => ({ value: period.name, label: periodTitle(period) })),
        "",
      ),
      form.text("jumlah", {
        label: "Orang yang dilayani",
        hint: "Menurut buku register atau antrean",
        keyboard: "numeric",
        width: "short",
        maxLength: 11,
      }),
    ],
    queue: {
      hasKey: facts.hasQueueKey,
      fresh: facts.newKey,
      address: `${facts.publicUrl}/api/v1/units/${unit.code}/served`,
    },
  };
}

function unitFields({ person, unit, units, surveys, profile }: SettingsFacts, form: FormFields): Field[] {
  const parents = possibleParents(units, unit).map((one) => ({ value: String(one.id), label: one.name }));
  const optional = profile.questions
    .filter((question) => question.optional)
    .map((question) => ({ value: question.key, label: question.question.id }));
  return [
    form.text("nama", { label: "Nama unit", value: unit.name, maxLength: 120, capitals: "words" }),
    form.text("kontak", {
      label: "Kontak untuk pertanyaan tentang data",
      hint: "Terbaca di pemberitahuan privasi; contoh: Tata usaha, lantai 1, telepon 021-555-0100",
      value: unit.contact,
    }),
    form.select("zona", { label: "Zona waktu" }, ZONE_CHOICES, unit.zone),
    form.text("batas", {
      label: "Jumlah jawaban sebelum mutu diumumkan",
      hint: "Di bawah jumlah ini halaman publik tidak menulis huruf mutu. Biasanya 30.",
      value: String(unit.publicFloor),
      keyboard: "numeric",
      width: "short",
      maxLength: 4,
    }),
    ...(may(person, "keep-installation")
      ? [
          form.select(
            "induk",
            { label: "Unit induk" },
            [{ value: "", label: "Tanpa unit induk" }, ...parents],
            String(unit.parentId ?? ""),
          ),
        ]
      : []),
    form.boxes(
      "survei",
      { label: "Survei yang ditanyakan", hint: "Satu kunjungan menjawab semuanya sekaligus, dalam urutan ini." },
      surveyChoices(surveys),
      unit.surveys,
    ),
    ...(optional.length > 0
      ? [
          form.boxes(
            "opsional",
            {
              label: "Pertanyaan tambahan tentang warga",
              hint: "Boleh dilewati oleh yang menjawab. Nyalakan hanya bila hasilnya akan dipakai.",
            },
            optional,
            unit.optionalQuestions,
          ),
        ]
      : []),
  ];
}
