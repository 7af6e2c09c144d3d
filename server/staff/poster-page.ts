import { questionKeys } from "../domain/questionnaire/definition.ts";
import type { SurveyDefinition } from "../domain/questionnaire/definition.ts";
import type { LocalDate } from "../domain/periods/period.ts";
import type { Counter, Unit } from "../domain/response.ts";
import { count, longDate } from "../web/format.ts";
import type { QrDrawing } from "../web/qr.ts";
import { counterAddress, onlyHere, qrDrawing, shortAddress } from "../web/qr.ts";

/** What views/staff/poster.eta shows: one A4 page for a counter. */
export interface PosterPage {
  readonly unitName: string;
  /** How many questions one visit asks, in figures. */
  readonly questions: string;
  readonly qr: QrDrawing;
  /** The address in pieces after which a line may break. */
  readonly addressParts: readonly string[];
  /** "Loket 2 · Poli Umum · dicetak 1 Oktober 2026". */
  readonly small: string;
  /** True when the address works on this computer only: shown on the screen, never printed. */
  readonly onlyHere: boolean;
  /** "22 November 2026" when the counter takes no answers now, else empty: shown on the screen, never printed. */
  readonly closedSince: string;
  /** Path of the page of counters. */
  readonly backPath: string;
}

export interface PosterFacts {
  readonly unit: Unit;
  readonly counter: Counter;
  readonly serviceName: string | undefined;
  readonly surveys: readonly SurveyDefinition[];
  readonly publicUrl: string;
  readonly today: LocalDate;
}

export function posterPage({ unit, counter, serviceName, surveys, publicUrl, today }: PosterFacts): PosterPage {
  const questions = surveys.reduce((sum, survey) => sum + questionKeys(survey).length, 0);
  return {
    unitName: unit.name,
    questions: count(questions),
    qr: qrDrawing(counterAddress(publicUrl, counter.code)),
    addressParts: shortAddress(publicUrl, counter.code).split(/(?<=[/.-])/),
    small: [counter.name === unit.name ? undefined : counter.name, serviceName, `dicetak ${longDate(today)}`]
      .filter((part) => part !== undefined)
      .join(" · "),
    onlyHere: onlyHere(publicUrl),
    closedSince: counter.closedSince === null ? "" : longDate(counter.closedSince),
    backPath: `/staf/unit/${unit.code}/loket`,
  };
}
