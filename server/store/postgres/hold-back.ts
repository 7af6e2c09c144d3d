import type { LocalDate } from "../../domain/periods/period.ts";
import { holdingStep } from "../holding.ts";
import type { Act } from "./database.ts";
import { arraysOf, unnested } from "./rows-at-once.ts";

/** Where answers are counted together before staff figures move. */
interface Place {
  readonly unitId: number;
  readonly date: LocalDate;
  readonly serviceId: number;
  readonly counterId: number;
  readonly channel: string;
}

export interface Arrival {
  readonly place: Place;
  readonly responseId: Buffer;
}

/** First half of the name of an advisory lock; the second is one of a thousand drawers that places fall into. */
const HOLDING = 0x48454c44;
const LOCK = `SELECT pg_advisory_xact_lock(${HOLDING}, drawer)
  FROM (SELECT DISTINCT hashtext(name) & 1023 AS drawer FROM unnest($1::text[]) AS name ORDER BY drawer) AS drawers`;

const PLACE = { unit_id: "int[]", date: "text[]", service_id: "int[]", counter_id: "int[]", channel: "text[]" } as const;
const SAME = ["unit_id", "date", "service_id", "counter_id", "channel"].map((name) => `held.${name} = given.${name}`).join(" AND ");
const NUMBERED = { ...PLACE, number: "int[]" } as const;
const COUNT = `SELECT count(held.response_id)::int AS n FROM ${unnested(NUMBERED)} LEFT JOIN held ON ${SAME}
  GROUP BY given.number ORDER BY given.number`;
const LET_GO = `DELETE FROM held USING ${unnested(PLACE)} WHERE ${SAME}`;
const HELD = { ...PLACE, response_id: "bytea[]" } as const;
const HOLD = `INSERT INTO held (${Object.keys(HELD).join(", ")}) SELECT * FROM ${unnested(HELD)}`;

/**
 * Takes answers that have just arrived into the steps of staff figures. Places are locked until the commit, whichever
 * process the answers came in through, so that exactly every fifth lets the others go.
 */
export async function holdBack(tx: Act, arrivals: readonly Arrival[]): Promise<void> {
  const here = new Map<string, { readonly place: readonly unknown[]; readonly responseIds: Buffer[] }>();
  for (const { place, responseId } of arrivals) {
    const columns = [place.unitId, place.date, place.serviceId, place.counterId, place.channel];
    const name = columns.join("|");
    const entry = here.get(name) ?? { place: columns, responseIds: [] };
    here.set(name, entry);
    entry.responseIds.push(responseId);
  }
  const places = [...here.values()];
  await tx.$client.query({ name: "hold-lock", text: LOCK, values: [[...here.keys()]] });
  const before = await tx.$client.query<{ n: number }>({
    name: "hold-count",
    text: COUNT,
    values: arraysOf(
      places.map(({ place }, number) => [...place, number]),
      NUMBERED,
    ),
  });
  const steps = places.map((one, at) => ({ ...one, ...holdingStep(before.rows[at]!.n, one.responseIds.length) }));
  const freed = steps.filter(({ letGo }, at) => letGo && before.rows[at]!.n > 0).map(({ place }) => place);
  if (freed.length > 0) await tx.$client.query({ name: "let-go", text: LET_GO, values: arraysOf(freed, PLACE) });
  const kept = steps.flatMap(({ place, responseIds, hold }) =>
    hold === 0 ? [] : responseIds.slice(-hold).map((id) => [...place, id]),
  );
  if (kept.length > 0) await tx.$client.query({ name: "hold", text: HOLD, values: arraysOf(kept, HELD) });
}
