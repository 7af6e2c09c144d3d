import pg from "pg";
import { chanceFrom } from "../../server/demo/chance.ts";
import type { ImportedRow } from "../../server/store/store.ts";
import { questionKeys, refOf } from "../../server/domain/questionnaire/definition.ts";
import type { Unit } from "../../server/domain/response.ts";
import type { Parts } from "../../server/parts.ts";
import type { Filling } from "./fill-answers.ts";

const SERVICES = ["Poli Umum", "KIA"];
const COUNTERS = 1;
const DAY_MS = 86_400_000;

/**
 * Fills an empty PostgreSQL database: the first unit by the acts of the store, all others as copies of it made by the
 * database itself, rows under ids of their own and counters with them. Every unit has as many answers as the first.
 */
export async function fillPostgres(databaseUrl: string, parts: Parts, filling: Filling): Promise<readonly Unit[]> {
  const first = await addFirst(parts, filling);
  const [counter] = await parts.store.units.counters(first.id);
  const [service] = await parts.store.units.services(first.id);
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    for (const copy of copies(filling.answers.length)) await client.query(copy);
  } finally {
    await client.end();
  }
  if (counter?.id !== 1 || service?.id !== 1) throw new Error("the database was not empty");
  return parts.store.units.list();
}

async function addFirst(parts: Parts, { answers, surveys, period }: Filling): Promise<Unit> {
  const { units, responses } = parts.store;
  const office = { zone: "WIB", parentId: null, contact: "Tata usaha, lantai 1", optionalQuestions: [] } as const;
  const unit = (await units.add({ ...office, code: "unit-1", name: "Puskesmas 1", surveys })) as Unit;
  for (let at = 2; at <= COUNTERS; at += 1)
    await units.addCounter({ unitId: unit.id, code: `unit-1-${at}`, name: `Loket ${at}`, serviceId: null, closedSince: null });
  for (const name of SERVICES) await units.addService({ unitId: unit.id, name, closedSince: null });
  const chance = chanceFrom(1);
  const [counters, services] = [await units.counters(unit.id), await units.services(unit.id)];
  const asked = surveys.map((id) => parts.definitions.latest(id)!);
  const profile = parts.definitions.profile.questions.filter(({ optional }) => !optional);
  const [from, days] = [Date.parse(`${period.from}T00:00:00Z`), (Date.parse(period.until) - Date.parse(period.from)) / DAY_MS];
  const row = (): ImportedRow => ({
    comment: null,
    response: {
      counterId: chance.pick(counters).id,
      serviceId: chance.pick(services).id,
      channel: "qr",
      date: new Date(from + Math.floor(chance.next() * days) * DAY_MS).toISOString().slice(0, 10),
      session: "pagi",
      surveys: new Map(
        asked.map((survey) => [
          refOf(survey),
          new Map(questionKeys(survey).map((key) => [key, 1 + chance.weighted([1, 2, 6, 5])])),
        ]),
      ),
      profile: new Map(profile.map((question) => [question.key, chance.pick(question.options).code])),
    },
  });
  await responses.importBatch({
    unitId: unit.id,
    fileDigest: "0".repeat(64),
    importedOn: period.until,
    newServices: [],
    rows: () => Array.from({ length: answers[0]! }, row),
  });
  return unit;
}

/** Statements that make `units` of the first unit. */
function copies(units: number): string[] {
  const others = `generate_series(1, ${units - 1}) AS k`;
  const [counterId, serviceId] = [`counter_id + ${COUNTERS} * k`, `service_id + ${SERVICES.length} * k`];
  const next = (table: string): string =>
    `SELECT setval(pg_get_serial_sequence('${table}', 'id'), (SELECT max(id) FROM ${table}))`;
  return [
    // What is copied was checked when the first unit was made; checking each copy against its unit takes most of the time.
    "SET session_replication_role = replica",
    `INSERT INTO units SELECT id + k, 'unit-' || k + 1, 'Puskesmas ' || k + 1, zone, parent_id, surveys, contact, optional_questions
     FROM units, ${others}`,
    `INSERT INTO counters SELECT id + ${COUNTERS} * k, unit_id + k, regexp_replace(code, '^unit-1', 'unit-' || k + 1), name
     FROM counters, ${others}`,
    `INSERT INTO services SELECT id + ${SERVICES.length} * k, unit_id + k, name, name_key FROM services, ${others}`,
    `INSERT INTO responses
       (unit_id, date, id, counter_id, service_id, channel, session, sheet_id, answers, profile)
     SELECT unit_id + k, date, substring(uuid_send(gen_random_uuid()) FROM 1 FOR 12), ${counterId}, ${serviceId}, channel,
       session, sheet_id, answers, profile FROM ${others}, responses`,
    `INSERT INTO cells SELECT unit_id + k, month, survey_id, ${serviceId}, ${counterId}, channel, received, excluded, respondents,
       counts FROM cells, ${others}`,
    `INSERT INTO profile_cells SELECT unit_id + k, month, survey_id, groups FROM profile_cells, ${others}`,
    ...["units", "counters", "services"].map(next),
    "VACUUM ANALYZE",
  ];
}
