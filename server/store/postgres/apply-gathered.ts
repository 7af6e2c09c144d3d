import type { Gathering } from "../gathering.ts";
import type { RowOfGroups } from "../profile-groups.ts";
import { addGroups, groupsByRow } from "../profile-groups.ts";
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

const ROWS = { unit_id: "int[]", month: "text[]", survey_id: "int[]" } as const;
const SAME_ROW = "kept.unit_id = given.unit_id AND kept.month = given.month AND kept.survey_id = given.survey_id";
const BEGIN_GROUPS = `INSERT INTO profile_cells (unit_id, month, survey_id, groups)
  SELECT unit_id, month, survey_id, '\\x' FROM ${unnested(ROWS)} ON CONFLICT DO NOTHING`;
const NUMBERED = { ...ROWS, number: "int[]" } as const;
const READ_GROUPS = `SELECT kept.groups FROM ${unnested(NUMBERED)} JOIN profile_cells AS kept ON ${SAME_ROW}
  ORDER BY given.number FOR UPDATE OF kept`;
const GROUPS = { ...ROWS, groups: "bytea[]" } as const;
const WRITE_GROUPS = `UPDATE profile_cells AS kept SET groups = given.groups FROM ${unnested(GROUPS)} WHERE ${SAME_ROW}`;

/** The groups of people that are about to change, locked in the order of their keys until the commit. */
export interface OpenGroups {
  readonly rows: readonly RowOfGroups[];
  /** As they lie there, in the same order. */
  readonly kept: readonly Buffer[];
}

/** Reads the groups that will be added to, and keeps others from doing the same meanwhile. */
export async function openGroups(tx: Act, gathering: Gathering): Promise<OpenGroups> {
  const rows = groupsByRow(gathering.profile());
  if (rows.length === 0) return { rows, kept: [] };
  const keys = rows.map(({ unitId, month, surveyId }, number) => [unitId, month, surveyId, number]);
  const [, read] = await allOf([
    tx.$client.query({ name: "begin-groups", text: BEGIN_GROUPS, values: arraysOf(keys, ROWS) }),
    tx.$client.query<{ groups: Buffer }>({ name: "read-groups", text: READ_GROUPS, values: arraysOf(keys, NUMBERED) }),
  ]);
  return { rows, kept: read.rows.map(({ groups }) => groups) };
}

/** Adds everything gathered to the counters, in the order of their keys; with `sign` −1 takes it away again. */
export async function applyGathered(tx: Act, gathering: Gathering, sign: 1 | -1 = 1): Promise<void> {
  await addGathered(tx, gathering, await openGroups(tx, gathering), sign);
}

/** The same where the groups were read before, beside other things. */
export async function addGathered(tx: Act, gathering: Gathering, { rows, kept }: OpenGroups, sign: 1 | -1 = 1): Promise<void> {
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
      `{${signed(cell.counts, sign)}}`,
    ]);
  const groups = rows.map((row, at) => [row.unitId, row.month, row.surveyId, addGroups(kept[at]!, row.groups, sign)]);
  const running: Promise<unknown>[] = [];
  if (groups.length > 0)
    running.push(tx.$client.query({ name: "write-groups", text: WRITE_GROUPS, values: arraysOf(groups, GROUPS) }));
  if (cells.length > 0) running.push(tx.$client.query({ name: "cells", text: ADD_TO_CELLS, values: arraysOf(cells, CELL) }));
  await allOf(running);
}

function signed(counts: readonly number[], sign: 1 | -1): string {
  return sign === 1 ? counts.join(",") : counts.map((count) => -count).join(",");
}
