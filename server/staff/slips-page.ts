import { SLIP_DAYS } from "../domain/integrity/visit-slip.ts";
import type { SlipDay } from "../domain/integrity/visit-slip.ts";
import type { LocalDate, Period } from "../domain/periods/period.ts";
import type { Person } from "../domain/person.ts";
import { may } from "../domain/person.ts";
import type { Counter, Unit } from "../domain/response.ts";
import type { Field, ListedProblem } from "../web/fields.ts";
import { FormFields, listedProblems } from "../web/fields.ts";
import type { RefusedForm } from "../web/form.ts";
import { count, longDate, periodTitle } from "../web/format.ts";
import type { Frame } from "../web/frame.ts";
import { frame } from "../web/frame.ts";
import type { QrDrawing } from "../web/qr.ts";
import { onlyHere, qrDrawing } from "../web/qr.ts";
import type { MadeSlips } from "./issue-slips.ts";
import { noSlipsBecause } from "./issue-slips.ts";
import { SLIPS_FORM, SLIPS_ON_A_SHEET } from "./parse-slips.ts";

/** What views/staff/slips.eta shows: what slips are for, and the form that makes them. */
export interface SlipsPage {
  readonly frame: Frame;
  readonly problems: readonly ListedProblem[];
  readonly saved: false;
  readonly path: string;
  readonly backPath: string;
  readonly counterName: string;
  /** "Triwulan IV 2026: dibuat 96 karcis, terpakai 41 sampai kemarin." */
  readonly soFar: string;
  /** Why there are none for this counter; null when there are. */
  readonly none: string | null;
  readonly onlyHere: boolean;
  /** Empty for those who may only look. */
  readonly fields: readonly Field[];
}

export interface SlipsFacts {
  readonly person: Person;
  readonly unit: Unit;
  readonly counter: Counter;
  readonly quarter: Period;
  /** Of the quarter. */
  readonly days: readonly SlipDay[];
  /** First day whose used slips are not told, so that nobody reads one visitor off a number that grows. */
  readonly openSince: LocalDate;
  readonly publicUrl: string;
}

export function slipsPage(facts: SlipsFacts, refused?: RefusedForm): SlipsPage {
  const { person, unit, counter, quarter, days, openSince, publicUrl } = facts;
  const form = new FormFields(SLIPS_FORM, refused);
  const own = days.filter(({ counterId }) => counterId === counter.id);
  const issued = own.reduce((sum, day) => sum + day.issued, 0);
  const spent = own.reduce((sum, day) => sum + (day.date < openSince ? day.spent : 0), 0);
  const none = noSlipsBecause(counter);
  return {
    frame: frame(person, unit, "loket", "Karcis kunjungan"),
    problems: listedProblems(refused),
    saved: false,
    path: `/staf/unit/${unit.code}/loket/${counter.code}/karcis`,
    backPath: `/staf/unit/${unit.code}/loket`,
    counterName: counter.name,
    soFar: `${periodTitle(quarter)}: dibuat ${count(issued)} karcis, terpakai ${count(spent)} sampai kemarin.`,
    none,
    onlyHere: onlyHere(publicUrl),
    fields:
      none !== null || !may(person, "count-served", unit.id)
        ? []
        : [
            form.text("lembar", {
              label: "Banyaknya lembar",
              hint: `${SLIPS_ON_A_SHEET} karcis pada tiap lembar A4`,
              value: "1",
              keyboard: "numeric",
              width: "short",
              maxLength: 4,
            }),
            form.text("hari", {
              label: "Berlaku berapa hari",
              hint: "Terhitung hari ini; sesudahnya karcis yang tersisa tidak dapat dipakai",
              value: String(SLIP_DAYS.usual),
              keyboard: "numeric",
              width: "short",
              maxLength: 4,
            }),
          ],
  };
}

/** What views/staff/slip-sheets.eta shows: sheets of slips, once. */
export interface SlipSheets {
  readonly unitName: string;
  readonly counterName: string;
  /** "7 Desember 2026". */
  readonly lastDay: string;
  /** "48 karcis di 2 lembar". */
  readonly size: string;
  readonly onlyHere: boolean;
  readonly backPath: string;
  readonly sheets: readonly (readonly QrDrawing[])[];
}

export function slipSheets(unit: Unit, counter: Counter, publicUrl: string, { lastDay, addresses }: MadeSlips): SlipSheets {
  const drawings = addresses.map(qrDrawing);
  const sheets = Array.from({ length: Math.ceil(drawings.length / SLIPS_ON_A_SHEET) }, (_, at) =>
    drawings.slice(at * SLIPS_ON_A_SHEET, (at + 1) * SLIPS_ON_A_SHEET),
  );
  return {
    unitName: unit.name,
    counterName: counter.name,
    lastDay: longDate(lastDay),
    size: `${count(drawings.length)} karcis di ${count(sheets.length)} lembar`,
    onlyHere: onlyHere(publicUrl),
    backPath: `/staf/unit/${unit.code}/loket`,
    sheets,
  };
}
