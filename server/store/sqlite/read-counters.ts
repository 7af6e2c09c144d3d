import type { Month } from "../../domain/periods/period.ts";
import type { Channel } from "../../domain/response.ts";
import { tallyFromFlat } from "../rows.ts";
import type { Cell, MonthRange, ProfileCell } from "../store.ts";
import type { Connection } from "./connection.ts";
import type { Sheets } from "./sheets.ts";

type CellRow = [
  month: Month,
  surveyId: number,
  serviceId: number,
  counterId: number,
  channel: Channel,
  received: number,
  excluded: number,
  respondents: number,
  counts: string,
];
type ProfileRow = [month: Month, surveyId: number, question: string, code: string, people: number];

/**
 * Reads the counters of a unit's months. Two prepared statements that give plain arrays: whoever looks at sixty units asks
 * for some thousand rows, and naming their values took longer than reading them.
 */
export function counterReader({ $client: client }: Connection, sheets: Sheets) {
  const [cells, profile] = [
    client
      .prepare<[number, Month, Month], CellRow>(
        `SELECT month, survey_id, service_id, counter_id, channel, received, excluded, respondents, counts
         FROM cells WHERE unit_id = ? AND month >= ? AND month < ?`,
      )
      .raw(),
    client
      .prepare<[number, Month, Month], ProfileRow>(
        `SELECT month, survey_id, question, code, people
         FROM profile_cells WHERE unit_id = ? AND month >= ? AND month < ? AND people <> 0`,
      )
      .raw(),
  ];
  return {
    cells({ unitId, from, until }: MonthRange): Cell[] {
      return cells
        .all(unitId, from, until)
        .map(([month, surveyId, service, counterId, channel, received, excluded, respondents, counts]) => {
          const survey = sheets.surveyById(surveyId);
          const tally = tallyFromFlat(survey, numbersIn(counts), { received, excluded, respondents });
          return { month, survey: survey.ref, serviceId: service === 0 ? null : service, counterId, channel, tally };
        });
    },
    profile({ unitId, from, until }: MonthRange): ProfileCell[] {
      return profile.all(unitId, from, until).map(([month, surveyId, question, code, people]) => {
        return { month, survey: sheets.surveyById(surveyId).ref, question, code, people };
      });
    },
  };
}

const [COMMA, ZERO] = [44, 48];

/** "12,0,3" as numbers; they are never negative in a row. */
function numbersIn(counts: string): number[] {
  const numbers: number[] = [];
  let number = 0;
  for (let at = 0; at < counts.length; at++) {
    const mark = counts.charCodeAt(at);
    if (mark === COMMA) {
      numbers.push(number);
      number = 0;
    } else number = number * 10 + mark - ZERO;
  }
  numbers.push(number);
  return numbers;
}
