import type { LocalDate, Month } from "../../domain/periods/period.ts";
import type { Connection } from "./connection.ts";

/** What keeping responses runs, prepared once. */
export type Statements = ReturnType<typeof prepareStatements>;

type CellKey = [unitId: number, month: Month, surveyId: number, serviceId: number, counterId: number, channel: string];
/** The totals of a cell as they lie in its row. */
type CellTotals = [received: number, excluded: number, respondents: number, counts: string];
type HeldPlace = [unitId: number, date: LocalDate, serviceId: number, counterId: number, channel: string];

interface NewComment {
  readonly id: Uint8Array;
  readonly unitId: number;
  readonly month: Month;
  readonly writtenOn: LocalDate | null;
  readonly batchId: number | null;
  readonly words: string;
}

/**
 * They run on the connection, so inside an act they are part of its transaction. Plain SQL and values by
 * their place, because every submission runs them: naming values took longer than the engine's own work.
 */
export function prepareStatements({ $client: client }: Connection) {
  const heldHere = "unit_id = ? AND date = ? AND service_id = ? AND counter_id = ? AND channel = ?";
  return {
    spendKey: client.prepare<[keyDigest: Uint8Array, day: LocalDate, answersDigest: Uint8Array, unitId: number]>(
      "INSERT INTO spent_keys (key_digest, day, answers_digest, unit_id) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
    ),
    spentKey: client.prepare<[keyDigest: Uint8Array], { answersDigest: Buffer | null }>(
      "SELECT answers_digest AS answersDigest FROM spent_keys WHERE key_digest = ?",
    ),
    isClosed: client
      .prepare<[unitId: number, month: Month], number>("SELECT count(*) FROM closed_months WHERE unit_id = ? AND month = ?")
      .pluck(),
    addResponse: client.prepare<
      [
        unitId: number,
        date: LocalDate,
        id: Uint8Array,
        counterId: number,
        serviceId: number | null,
        channel: string,
        session: string | null,
        sheetId: number,
        answers: string,
        profile: string,
        batchId: number | null,
      ]
    >(
      `INSERT INTO responses
         (unit_id, date, id, counter_id, service_id, channel, session, sheet_id, answers, profile, batch_id)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    addComment: client.prepare<[NewComment]>(
      `INSERT INTO comments (id, unit_id, month, written_on, batch_id, words)
       VALUES (@id, @unitId, @month, @writtenOn, @batchId, @words)`,
    ),
    addReason: client.prepare<
      [id: Uint8Array, unitId: number, month: Month, writtenOn: LocalDate, surveyId: number, question: string, code: string]
    >(
      `INSERT INTO reasons (id, unit_id, month, written_on, survey_id, question, code)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
    ),
    readCell: client
      .prepare<CellKey, CellTotals>(
        `SELECT received, excluded, respondents, counts FROM cells
         WHERE unit_id = ? AND month = ? AND survey_id = ? AND service_id = ? AND counter_id = ? AND channel = ?`,
      )
      .raw(),
    writeCell: client.prepare<[...CellKey, ...CellTotals]>(
      `INSERT INTO cells
         (unit_id, month, survey_id, service_id, counter_id, channel, received, excluded, respondents, counts)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET received = excluded.received, excluded = excluded.excluded,
         respondents = excluded.respondents, counts = excluded.counts`,
    ),
    readGroups: client
      .prepare<[unitId: number, month: Month, surveyId: number], Buffer>(
        "SELECT groups FROM profile_cells WHERE unit_id = ? AND month = ? AND survey_id = ?",
      )
      .pluck(),
    writeGroups: client.prepare<[unitId: number, month: Month, surveyId: number, groups: Uint8Array]>(
      `INSERT INTO profile_cells (unit_id, month, survey_id, groups) VALUES (?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET groups = excluded.groups`,
    ),
    hold: client.prepare<[...HeldPlace, responseId: Uint8Array]>(
      "INSERT INTO held (unit_id, date, service_id, counter_id, channel, response_id) VALUES (?, ?, ?, ?, ?, ?)",
    ),
    countHeld: client.prepare<HeldPlace, number>(`SELECT count(*) FROM held WHERE ${heldHere}`).pluck(),
    letGo: client.prepare<HeldPlace>(`DELETE FROM held WHERE ${heldHere}`),
  };
}
