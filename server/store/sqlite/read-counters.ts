import type { Month } from "../../domain/periods/period.ts";
import type { Channel } from "../../domain/response.ts";
import { unpackGroups } from "../profile-groups.ts";
import { numbersIn, profileCellOf, tallyFromFlat } from "../rows.ts";
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
type ProfileRow = [month: Month, surveyId: number, groups: Buffer];

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
        "SELECT month, survey_id, groups FROM profile_cells WHERE unit_id = ? AND month >= ? AND month < ?",
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
      return profile
        .all(unitId, from, until)
        .flatMap(([month, surveyId, groups]) =>
          unpackGroups(groups).map((group) => profileCellOf(sheets.surveyById(surveyId), month, group)),
        );
    },
  };
}
