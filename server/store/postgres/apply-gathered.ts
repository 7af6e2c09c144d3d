import type { Gathering } from "../gathering.ts";
import type { Act } from "./database.ts";
import { allOf } from "./database.ts";
import { arraysOf, unnested } from "./rows-at-once.ts";

const CELL = {
  unit_id: "int[]",
  month: "text[]",
  survey_id: "int[]",
  service_id: "int[]",
  counter_id: "int[]",
  channel: "text[]",
  received: "int[]",
  excluded: "int[]",
  respondents: "int[]",
  // Each an array of its own, written out: PostgreSQL would take an array of arrays apart to the last number.
  counts: "text[]",
} as const;
const ADD_TO_CELLS = `INSERT INTO cells AS kept (${Object.keys(CELL).join(", ")})
  SELECT unit_id, month, survey_id, service_id, counter_id, channel, received, excluded, respondents, counts::int[]
  FROM ${unnested(CELL)}
  ON CONFLICT (unit_id, month, survey_id, service_id, counter_id, channel) DO UPDATE SET
    received = kept.received + excluded.received,
    excluded = kept.excluded + excluded.excluded,
    respondents = kept.respondents + excluded.respondents,
    counts = added_counts(kept.counts, excluded.counts)`;

const PROFILE = {
  unit_id: "int[]",
  month: "text[]",
  survey_id: "int[]",
  question: "text[]",
  code: "text[]",
  people: "int[]",
} as const;
const ADD_TO_PROFILE = `INSERT INTO profile_cells AS kept (${Object.keys(PROFILE).join(", ")}) SELECT * FROM ${unnested(PROFILE)}
  ON CONFLICT (unit_id, month, survey_id, question, code) DO UPDATE SET people = kept.people + excluded.people`;

/** Adds everything gathered to the counters, in the order of their keys; with `sign` −1 takes it away again. */
export async function applyGathered(tx: Act, gathering: Gathering, sign: 1 | -1 = 1): Promise<void> {
  const cells = gathering
    .cells()
    .map((cell) => [
      cell.unitId,
      cell.month,
      cell.surveyId,
      cell.serviceId,
      cell.counterId,
      cell.channel,
      sign * cell.received,
      sign * cell.excluded,
      sign * cell.respondents,
      `{${cell.counts.map((count) => sign * count).join(",")}}`,
    ]);
  const profile = gathering
    .profile()
    .map((cell) => [cell.unitId, cell.month, cell.surveyId, cell.question, cell.code, sign * cell.people]);
  const running: Promise<unknown>[] = [];
  if (cells.length > 0) running.push(tx.$client.query({ name: "cells", text: ADD_TO_CELLS, values: arraysOf(cells, CELL) }));
  if (profile.length > 0)
    running.push(tx.$client.query({ name: "profile", text: ADD_TO_PROFILE, values: arraysOf(profile, PROFILE) }));
  await allOf(running);
}
