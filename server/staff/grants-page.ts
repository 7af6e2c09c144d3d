import type { Person } from "../domain/person.ts";
import type { Unit } from "../domain/response.ts";
import type { Field, ListedProblem } from "../web/fields.ts";
import { FormFields, listedProblems } from "../web/fields.ts";
import type { RefusedForm } from "../web/form.ts";
import { longDate, periodTitle, sortedByName } from "../web/format.ts";
import type { Frame } from "../web/frame.ts";
import { frame } from "../web/frame.ts";
import { parsePeriod } from "../domain/periods/period.ts";
import type { LocalDate } from "../domain/periods/period.ts";

/** What views/staff/grants.eta shows: what an evaluator may read, and until when. */
export interface GrantsPage {
  readonly frame: Frame;
  readonly problems: readonly ListedProblem[];
  readonly saved: boolean;
  readonly path: string;
  readonly name: string;
  readonly rows: readonly {
    readonly unitId: number;
    readonly unitName: string;
    /** "Semua periode" or "Triwulan III 2026, Triwulan IV 2026". */
    readonly periods: string;
    readonly until: string;
    readonly over: boolean;
  }[];
  readonly fields: readonly Field[];
}

export interface GrantsFacts {
  readonly by: Person;
  readonly evaluator: Person;
  readonly units: readonly Unit[];
  readonly today: LocalDate;
  readonly saved: boolean;
}

export function grantsPage({ by, evaluator, units, today, saved }: GrantsFacts, refused?: RefusedForm): GrantsPage {
  const form = new FormFields("izin", refused);
  const nameOf = (id: number): string => units.find((unit) => unit.id === id)?.name ?? "";
  return {
    frame: frame(by, null, "orang", `Izin baca ${evaluator.name}`),
    problems: listedProblems(refused),
    saved,
    path: `/staf/orang/${evaluator.id}/izin`,
    name: evaluator.name,
    rows: evaluator.grants.map(({ unitId, periods, until }) => ({
      unitId,
      unitName: nameOf(unitId),
      periods: grantedPeriods(periods),
      until: longDate(until),
      over: until < today,
    })),
    fields: [
      form.select(
        "unit",
        { label: "Unit" },
        [
          { value: "", label: "Pilih unit" },
          ...sortedByName(units).map((unit) => ({ value: String(unit.id), label: unit.name })),
        ],
        "",
      ),
      form.text("periode", {
        label: "Periode",
        hint: "Kosongkan untuk semua periode; contoh: 2026-TW3, 2026-TW4",
        capitals: "none",
      }),
      form.text("sampai", {
        label: "Boleh dibaca sampai",
        hint: "Hari terakhirnya; contoh: 2026-12-31",
        width: "short",
        maxLength: 10,
        capitals: "none",
      }),
    ],
  };
}

export function grantedPeriods(periods: readonly string[]): string {
  return periods.length === 0 ? "Semua periode" : periods.map((name) => periodTitle(parsePeriod(name))).join(", ");
}
