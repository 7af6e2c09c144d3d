import { join } from "node:path";
import type { Chance } from "../../server/demo/chance.ts";
import { chanceFrom } from "../../server/demo/chance.ts";
import type { LocalDate, Period } from "../../server/domain/periods/period.ts";
import { monthOf } from "../../server/domain/periods/period.ts";
import { questionKeys, refOf } from "../../server/domain/questionnaire/definition.ts";
import type { Session } from "../../server/domain/periods/zone.ts";
import type { Channel, Response, Unit } from "../../server/domain/response.ts";
import type { Parts } from "../../server/parts.ts";
import { projectPath } from "../../server/project-path.ts";
import { databaseFile } from "../../server/store/open-store.ts";
import { groupsByRow, packGroups } from "../../server/store/profile-groups.ts";
import { bringUpLog, Gathering, openConnection, Sheets, unitActs } from "./compiled.ts";
import { openBeside } from "./installation.ts";

/** Units and their answers, made up; the same every time. */
export interface Filling {
  /** How many answers each unit has. */
  readonly answers: readonly number[];
  readonly surveys: readonly string[];
  /** Over whose days the answers lie. */
  readonly period: Pick<Period, "from" | "until">;
  /** Whether the log of each unit is brought up to the end of the period, as it is where the server runs every night. */
  readonly logged?: boolean;
  /** Other numbers make other answers. */
  readonly seed?: number;
}

type Connection = ReturnType<typeof openConnection>;
type Packed = ReturnType<Sheets["pack"]>;
type Sheets = InstanceType<typeof Sheets>;

/** An answer before it has a unit: counter and service by their place in the unit's list. */
interface Pattern extends Packed {
  readonly date: LocalDate;
  readonly counter: number;
  readonly service: number;
  readonly channel: Channel;
  readonly session: Session;
}

const DAY_MS = 86_400_000;
const OFFICE = { zone: "WIB", parentId: null, contact: "Tata usaha, lantai 1", optionalQuestions: [] } as const;
const SERVICES = ["Poli Umum", "Poli Gigi", "KIA", "Laboratorium"];
const [BY_SERVICE, BY_COUNTER, ASSISTED, MORNING] = [[5, 3, 2, 1], [6, 3, 1], 0.08, 0.6];
/** Different sets of answers and profile; each stands in many patterns. */
const SHEETS = 64;
/** A unit with more answers than this has some of them several times, under other ids. */
const PATTERNS = 30_000;

/**
 * Copies rows by plain SQL and adds up the counters by the program's own gathering, into an empty data directory: a way past
 * the acts of the store, so that millions of answers take seconds. Nothing is synced before the end. Gives the units.
 */
export async function fillAnswers(data: string, filling: Filling): Promise<readonly Unit[]> {
  const { definitions, store } = await openBeside(data);
  await store.close();
  const connection = openConnection(databaseFile(data), join(projectPath(), "server/store/sqlite/migrations"));
  const database = connection.$client;
  for (const pragma of ["synchronous = OFF", "foreign_keys = OFF", "cache_size = -200000"]) database.pragma(pragma);
  const patterns = makePatterns(new Sheets(connection), definitions, filling);
  const write = writerOf(connection, patterns);
  const units: Unit[] = [];
  let from = 0;
  for (const [at, count] of filling.answers.entries()) {
    database.exec("BEGIN IMMEDIATE");
    const office = await addOffice(connection, `unit-${at + 1}`, filling.surveys);
    units.push(office.unit);
    write(office, from, count);
    from = (from + count) % PATTERNS;
    database.exec("COMMIT");
  }
  database.pragma("wal_checkpoint(TRUNCATE)");
  database.close();
  if (filling.logged) await bringUpLogs(data, units, filling.period.until);
  return units;
}

async function bringUpLogs(data: string, units: readonly Unit[], until: LocalDate): Promise<void> {
  const parts = await openBeside(data);
  for (const unit of units) await bringUpLog(parts, unit, { answers: until, imports: until, comments: monthOf(until) });
  await parts.store.close();
}

/** Sizes of so many units that together have about `total` answers: the largest twice the second, three times the third. */
export function unequalSizes(units: number, total: number): number[] {
  const weights = Array.from({ length: units }, (_, at) => 1 / (at + 1));
  const sum = weights.reduce((a, b) => a + b, 0);
  return weights.map((weight) => Math.round((weight / sum) * total));
}

interface FilledOffice {
  readonly unit: Unit;
  /** Numbers of its counters and services, each list without a gap. */
  readonly firstCounter: number;
  readonly firstService: number;
}

async function addOffice(connection: Connection, code: string, surveys: readonly string[]): Promise<FilledOffice> {
  const units = unitActs(connection);
  const unit = (await units.add({ ...OFFICE, code, name: `Puskesmas ${code}`, surveys })) as Unit;
  for (const name of SERVICES) await units.addService({ unitId: unit.id, name, closedSince: null });
  for (const number of [2, 3]) {
    const counter = { unitId: unit.id, code: `${code}-${number}`, name: `Loket ${number}`, serviceId: null, closedSince: null };
    await units.addCounter(counter);
  }
  const least = (list: readonly { readonly id: number }[]): number => Math.min(...list.map(({ id }) => id));
  return {
    unit,
    firstCounter: least(await units.counters(unit.id)),
    firstService: least(await units.services(unit.id)),
  };
}

/** Writes the answers of one office, taken from the patterns from a place on, round and round. */
function writerOf({ $client: database }: Connection, patterns: readonly Pattern[]) {
  database.exec(
    "CREATE TEMP TABLE patterns (n INTEGER PRIMARY KEY, date, counter, service, channel, session, sheet_id, answers, profile)",
  );
  const addPattern = database.prepare("INSERT INTO patterns VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
  for (const [n, one] of patterns.entries())
    addPattern.run(n, one.date, one.counter, one.service, one.channel, one.session, one.sheetId, one.answers, one.profile);
  const copy = database.prepare(
    `INSERT INTO responses (unit_id, date, id, counter_id, service_id, channel, session, sheet_id, answers, profile)
     SELECT ?, date, randomblob(12), ? + counter, ? + service, channel, session, sheet_id, answers, profile
     FROM patterns WHERE n >= ? AND n < ?`,
  );
  const addCell = database.prepare("INSERT INTO cells VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  const addGroups = database.prepare("INSERT INTO profile_cells VALUES (?, ?, ?, ?)");

  return ({ unit: { id: unitId }, firstCounter, firstService }: FilledOffice, from: number, count: number): void => {
    const gathering = new Gathering();
    for (let [at, left] = [from, count]; left > 0; at = 0) {
      const until = Math.min(at + left, PATTERNS);
      copy.run(unitId, firstCounter, firstService, at, until);
      for (const { counter, service, ...one } of patterns.slice(at, until))
        gathering.count({
          ...one,
          unitId,
          counterId: firstCounter + counter,
          serviceId: firstService + service,
          excluded: false,
        });
      left -= until - at;
    }
    for (const { month, surveyId, serviceId, counterId, channel, received, excluded, respondents, counts } of gathering.cells())
      addCell.run(unitId, month, surveyId, serviceId, counterId, channel, received, excluded, respondents, counts.join(","));
    for (const { month, surveyId, groups } of groupsByRow(gathering.profile()))
      addGroups.run(unitId, month, surveyId, packGroups(groups));
  };
}

function makePatterns(sheets: Sheets, definitions: Parts["definitions"], { surveys, period, seed = 1 }: Filling): Pattern[] {
  const chance = chanceFrom(seed);
  const days = daysOf(period);
  const packed = madeUpAnswers(chance, definitions, surveys).map((response) => sheets.pack(response));
  return Array.from({ length: PATTERNS }, () => ({
    ...chance.pick(packed),
    date: chance.pick(days),
    counter: chance.weighted(BY_COUNTER),
    service: chance.weighted(BY_SERVICE),
    channel: chance.next() < ASSISTED ? "dibantu" : "qr",
    session: chance.next() < MORNING ? "pagi" : "siang",
  }));
}

/** Whole sets of answers: every question and the whole profile. */
function madeUpAnswers(chance: Chance, definitions: Parts["definitions"], surveys: readonly string[]): Response[] {
  const profile = definitions.profile.questions.filter(({ optional }) => !optional);
  const asked = surveys.map((id) => definitions.latest(id)!);
  return Array.from({ length: SHEETS }, () => ({
    counterId: 0,
    serviceId: null,
    channel: "qr",
    date: "2025-01-01",
    session: null,
    surveys: new Map(
      asked.map((survey) => [
        refOf(survey),
        new Map(questionKeys(survey).map((key) => [key, 1 + chance.weighted([1, 2, 6, 5])])),
      ]),
    ),
    profile: new Map(profile.map((question) => [question.key, chance.pick(question.options).code])),
  }));
}

function daysOf({ from, until }: Filling["period"]): string[] {
  const [first, end] = [Date.parse(`${from}T00:00:00Z`), Date.parse(`${until}T00:00:00Z`)];
  return Array.from({ length: (end - first) / DAY_MS }, (_, day) => new Date(first + day * DAY_MS).toISOString().slice(0, 10));
}
