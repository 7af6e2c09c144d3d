import type { LocalDate } from "../../domain/periods/period.ts";
import { holdingStep } from "../holding.ts";
import type { Act } from "./database.ts";
import { allOf } from "./database.ts";
import { arraysOf, unnested } from "./rows-at-once.ts";

/** Where answers are counted together before staff figures move. */
interface Place {
  readonly unitId: number;
  readonly date: LocalDate;
  readonly serviceId: number | null;
  readonly counterId: number;
  readonly channel: string;
}

export interface Arrival {
  readonly place: Place;
  /** Hexadecimal. */
  readonly responseId: string;
}

/** First half of the name of an advisory lock; the second is one of a thousand drawers that places fall into. */
const HOLDING = 0x48454c44;
const LOCK = `SELECT pg_advisory_xact_lock(${HOLDING}, drawer)
  FROM (SELECT DISTINCT hashtext(name) & 1023 AS drawer FROM unnest($1::text[]) AS name ORDER BY drawer) AS drawers`;

const PLACE = { unit_id: "int[]", date: "text[]", service_id: "int[]", counter_id: "int[]", channel: "text[]" } as const;
const SAME = ["unit_id", "date", "service_id", "counter_id", "channel"]
  .map((name) => `held.${name} = given.${name}`)
  .join(" AND ");
const NUMBERED = { ...PLACE, number: "int[]" } as const;
const COUNT = `SELECT count(held.response_id)::int AS n FROM ${unnested(NUMBERED)} LEFT JOIN held ON ${SAME}
  GROUP BY given.number ORDER BY given.number`;
const LET_GO = `DELETE FROM held USING ${unnested(PLACE)} WHERE ${SAME}`;
const HELD = { ...PLACE, response_id: "bytea[]" } as const;
const HOLD = `INSERT INTO held (${Object.keys(HELD).join(", ")}) SELECT * FROM ${unnested(HELD)}`;

/** Answers that arrived in one place, in the order of their arrival. */
interface PlaceOfArrival {
  readonly columns: readonly (number | string)[];
  readonly responseIds: string[];
}

export function placesOf(arrivals: readonly Arrival[]): PlaceOfArrival[] {
  const places = new Map<string, PlaceOfArrival>();
  for (const { place, responseId } of arrivals) {
    const columns = [place.unitId, place.date, place.serviceId ?? 0, place.counterId, place.channel];
    const name = columns.join("|");
    const here = places.get(name) ?? { columns, responseIds: [] };
    places.set(name, here);
    here.responseIds.push(responseId);
  }
  return [...places.values()];
}

/**
 * How many answers are held back in each place. The places are locked until the commit, whichever process answers come in
 * through, so that exactly every fifth lets the others go.
 */
export async function heldBefore(tx: Act, places: readonly PlaceOfArrival[]): Promise<number[]> {
  const names = places.map(({ columns }) => columns.join("|"));
  const numbered = places.map(({ columns }, number) => [...columns, number]);
  const [, counted] = await allOf([
    tx.$client.query({ name: "hold-lock", text: LOCK, values: [names] }),
    tx.$client.query<{ n: number }>({ name: "hold-count", text: COUNT, values: arraysOf(numbered, NUMBERED) }),
  ]);
  return counted.rows.map(({ n }) => n);
}

/** Takes the arrivals into the steps of staff figures. */
export async function takeSteps(tx: Act, places: readonly PlaceOfArrival[], before: readonly number[]): Promise<void> {
  const steps = places.map((place, at) => ({ ...place, ...holdingStep(before[at]!, place.responseIds.length) }));
  const freed = steps.filter(({ letGo }, at) => letGo && before[at]! > 0).map(({ columns }) => columns);
  const kept = steps.flatMap(({ columns, responseIds, hold }) =>
    hold === 0 ? [] : responseIds.slice(-hold).map((id) => [...columns, id]),
  );
  const running: Promise<unknown>[] = [];
  if (freed.length > 0) running.push(tx.$client.query({ name: "let-go", text: LET_GO, values: arraysOf(freed, PLACE) }));
  if (kept.length > 0) running.push(tx.$client.query({ name: "hold", text: HOLD, values: arraysOf(kept, HELD) }));
  await allOf(running);
}
