import type { Person } from "../domain/person.ts";
import type { Frame } from "../web/frame.ts";
import { frame } from "../web/frame.ts";
import { count, periodDates, periodTitle } from "../web/format.ts";
import type { AskedSection } from "./asked-section.ts";
import { askedSection } from "./asked-section.ts";
import type { PeriodPicker } from "./asked-period.ts";
import { periodPicker } from "./asked-period.ts";
import { noTargetWords } from "./index-plate.ts";
import type { UnitReport } from "./unit-report.ts";

/** What an officer at the counter sees of a period: how many answers came in, and no score. */
export interface ProgressPage {
  readonly frame: Frame;
  readonly picker: PeriodPicker;
  readonly dates: string;
  readonly lines: readonly {
    /** "Survei Kepuasan Masyarakat (SKM)". */
    readonly name: string;
    readonly received: string;
    /** "dari sampel minimum 291", or that it is unknown. */
    readonly target: string;
    readonly bar: { readonly reached: number; readonly target: number } | null;
  }[];
  /** One sentence about what to do when nothing has come in; null otherwise. */
  readonly emptyWords: string | null;
  readonly posterHref: string;
  readonly asked: AskedSection;
}

export function progressPage(report: UnitReport, person: Person): ProgressPage {
  const { unit, period, target } = report;
  const printed = report.surveys.filter((survey) => survey.printed);
  const empty = printed.every(({ result }) => result.received === 0);
  return {
    frame: frame(person, unit, "ringkasan", "Ringkasan"),
    picker: periodPicker(period, report.today, (name) => `/staf/unit/${unit.code}?periode=${name}`),
    dates: periodDates(period),
    lines: printed.map(({ definition, result }) => ({
      name: `${definition.title.id} (${definition.abbreviation})`,
      received: count(result.received),
      target: target === null ? noTargetWords(report.asked) : `dari sampel minimum ${count(target)}`,
      bar: target ? { reached: Math.min(result.received, target), target } : null,
    })),
    emptyWords: empty
      ? `Belum ada jawaban pada ${periodTitle(period)}. Biasanya jawaban pertama masuk setelah poster dipasang di tempat orang menunggu.`
      : null,
    posterHref: `/staf/unit/${unit.code}/loket`,
    asked: askedSection(report, person),
  };
}
