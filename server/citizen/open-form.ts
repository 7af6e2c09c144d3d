import type { LocalDate, Month } from "../domain/periods/period.ts";
import { monthOf, periodOf, shift } from "../domain/periods/period.ts";
import { localDate } from "../domain/periods/zone.ts";
import type { SurveyDefinition } from "../domain/questionnaire/definition.ts";
import type { Questionnaire } from "../domain/questionnaire/parse-answers.ts";
import type { Counter, Unit } from "../domain/response.ts";
import type { Parts } from "../parts.ts";
import { sortedByName } from "../web/format.ts";

/** What stands behind one counter's address: who asks, and what. */
export interface OpenForm {
  readonly kind: "open";
  readonly unit: Unit;
  readonly counter: Counter;
  readonly questionnaire: Questionnaire;
}

/**
 * No form, and why: the code is not in use, the counter takes no answers, nothing is asked there yet, or the period was closed
 * and answers are taken again from a day on.
 */
export type NoForm =
  | { readonly kind: "unknown" }
  | { readonly kind: "empty"; readonly unit: Unit; readonly counter: Counter }
  | { readonly kind: "closed"; readonly unit: Unit; readonly counter: Counter; readonly since: string }
  | {
      readonly kind: "period-closed";
      readonly unit: Unit;
      readonly counter: Counter;
      readonly again: LocalDate;
      /** By which an answer is read that a phone kept from before. */
      readonly questionnaire: Questionnaire;
    };

/** What the address /s/CODE leads to right now. Upper and lower case are the same; services that were closed are not offered. */
export async function openForm(parts: Pick<Parts, "store" | "definitions" | "clock">, code: string): Promise<OpenForm | NoForm> {
  const found = await parts.store.units.counterByCode(code.toLowerCase());
  if (!found) return { kind: "unknown" };
  const { unit, counter } = found;
  if (counter.closedSince !== null) return { kind: "closed", unit, counter, since: counter.closedSince };
  const surveys = unit.surveys
    .map((id) => parts.definitions.latest(id))
    .filter((one): one is SurveyDefinition => one !== undefined);
  if (surveys.length === 0) return { kind: "empty", unit, counter };
  const services = sortedByName((await parts.store.units.services(unit.id)).filter((service) => service.closedSince === null));
  const profile = parts.definitions.profile.questions.filter((one) => !one.optional || unit.optionalQuestions.includes(one.key));
  const questionnaire = { surveys, services, profile, reasons: parts.definitions.reasons };
  const today = localDate(parts.clock(), unit.zone);
  const closed = await parts.store.closings.months(unit.id);
  if (!closed.includes(monthOf(today))) return { kind: "open", unit, counter, questionnaire };
  return { kind: "period-closed", unit, counter, questionnaire, again: firstOpenDay(today, closed) };
}

function firstOpenDay(today: LocalDate, closed: readonly Month[]): LocalDate {
  let month = periodOf("month", today);
  while (closed.includes(month.name)) month = shift(month, 1);
  return month.from;
}
