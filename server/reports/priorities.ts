import { associationWords, weakestSentence } from "../domain/certainty/words.ts";
import { figure, show } from "../web/format.ts";
import { fromLowest } from "./lowest-item.ts";
import type { SurveyReport } from "./unit-report.ts";
import { WEAK_BELOW } from "./unit-report.ts";

/** What to work on first: the weakest unsur of one survey, each with what is known about it. */
export interface Priorities {
  /** "Waktu Penyelesaian paling rendah, tetapi belum dapat dibedakan dari …"; null when that cannot be judged. */
  readonly words: string | null;
  readonly items: readonly Priority[];
}

export interface Priority {
  readonly name: string;
  /** "NRR 2,995, rentang 2,91–3,08". */
  readonly figure: string;
  /** "naik-turun bersama unsur lain: kuat (keterkaitan 0,62, …)", or why there is none. */
  readonly association: string;
}

const SHOWN = 3;

/** Null below thirty answers: what is weakest may then be chance alone. */
export function prioritiesOf(survey: SurveyReport): Priorities | null {
  const { definition, result, certainty } = survey;
  if (!certainty || result.respondents < WEAK_BELOW) return null;
  const nameOf = (key: string): string => definition.items.find((item) => item.key === key)!.name.id;
  const lowest = fromLowest(survey)
    .filter(({ exact }) => exact !== null)
    .slice(0, SHOWN);
  const found = new Map(certainty.associations.map((one) => [one.key, one]));
  // Judged on the answers that were read, which are not all where there are very many.
  const judged = certainty.weakest.keys.every((key, at) => key === lowest[at]?.key);
  return {
    words: judged ? weakestSentence(certainty.weakest, nameOf) : null,
    items: lowest.map(({ key, nrr }) => {
      const range = certainty.items.get(key);
      const association = found.get(key);
      return {
        name: `${key} ${nameOf(key)}`,
        figure: `NRR ${figure(nrr)}${range?.kind === "interval" ? `, rentang ${figure(range.own.low)}–${figure(range.own.high)}` : ""}`,
        association: association?.kind === "association" ? associationWords(association, show) : (association?.reason ?? ""),
      };
    }),
  };
}
