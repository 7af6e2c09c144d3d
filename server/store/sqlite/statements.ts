import type { LocalDate, Month } from "../../domain/periods/period.ts";
import type { CellAddition, ProfileAddition } from "../gathering.ts";
import type { Connection } from "./connection.ts";

/** What keeping responses runs, prepared once. */
export type Statements = ReturnType<typeof prepareStatements>;

type CellKey = Pick<CellAddition, "unitId" | "month" | "surveyId" | "serviceId" | "counterId" | "channel">;

/** The totals of a cell as they lie in its row. */
interface CellTotals {
  readonly received: number;
  readonly excluded: number;
  readonly respondents: number;
  readonly counts: string;
}

interface HeldPlace {
  readonly unitId: number;
  readonly date: LocalDate;
  readonly serviceId: number;
  readonly counterId: number;
  readonly channel: string;
}

interface NewComment {
  readonly id: Uint8Array;
  readonly unitId: number;
  readonly month: Month;
  readonly writtenOn: LocalDate | null;
  readonly batchId: number | null;
  readonly words: string;
}

/**
 * They run on the connection, so inside an act they are part of its transaction. Plain SQL, because every submission runs
 * them: naming their values through the query builder took longer than the engine's own work.
 */
export function prepareStatements({ $client: client }: Connection) {
  const heldHere = `unit_id = @unitId AND date = @date AND service_id = @serviceId AND counter_id = @counterId AND channel = @channel`;
  return {
    spendKey: client.prepare<[keyDigest: Uint8Array, day: LocalDate, answersDigest: Uint8Array]>(
      "INSERT INTO spent_keys (key_digest, day, answers_digest) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
    ),
    spentKey: client.prepare<[keyDigest: Uint8Array], { answersDigest: Buffer | null }>(
      "SELECT answers_digest AS answersDigest FROM spent_keys WHERE key_digest = ?",
    ),
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
    readCell: client.prepare<[CellKey], CellTotals>(
      `SELECT received, excluded, respondents, counts FROM cells
       WHERE unit_id = @unitId AND month = @month AND survey_id = @surveyId AND service_id = @serviceId
         AND counter_id = @counterId AND channel = @channel`,
    ),
    writeCell: client.prepare<[CellKey & CellTotals]>(
      `INSERT INTO cells
         (unit_id, month, survey_id, service_id, counter_id, channel, received, excluded, respondents, counts)
       VALUES (@unitId, @month, @surveyId, @serviceId, @counterId, @channel, @received, @excluded, @respondents, @counts)
       ON CONFLICT DO UPDATE SET received = excluded.received, excluded = excluded.excluded,
         respondents = excluded.respondents, counts = excluded.counts`,
    ),
    addPeople: client.prepare<[ProfileAddition]>(
      `INSERT INTO profile_cells (unit_id, month, survey_id, question, code, people)
       VALUES (@unitId, @month, @surveyId, @question, @code, @people)
       ON CONFLICT DO UPDATE SET people = people + excluded.people`,
    ),
    hold: client.prepare<[HeldPlace & { readonly responseId: Uint8Array }]>(
      `INSERT INTO held (unit_id, date, response_id, service_id, counter_id, channel)
       VALUES (@unitId, @date, @responseId, @serviceId, @counterId, @channel)`,
    ),
    countHeld: client.prepare<[HeldPlace], number>(`SELECT count(*) FROM held WHERE ${heldHere}`).pluck(),
    letGo: client.prepare<[HeldPlace]>(`DELETE FROM held WHERE ${heldHere}`),
  };
}
