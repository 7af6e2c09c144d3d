import { createHash, generateKeyPairSync, randomBytes } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { buildApp } from "../../server/app.ts";
import { loadDefinitions } from "../../server/definitions/load-definitions.ts";
import type { Definitions } from "../../server/definitions/definitions.ts";
import { surveyVersions } from "../../server/definitions/survey-versions.ts";
import { localDate } from "../../server/domain/periods/zone.ts";
import type { Person, Role } from "../../server/domain/person.ts";
import { firstGrants } from "../../server/domain/person.ts";
import { displayItems, questionKeys, questionsOf, refOf } from "../../server/domain/questionnaire/definition.ts";
import type { Answer, Answers, Counter, Reason, Response, Service, Unit } from "../../server/domain/response.ts";
import { checkPackAside } from "../../server/ops/verify/check-pack-aside.ts";
import type { Checkpoints, Parts, Signer } from "../../server/parts.ts";
import { signNote, verifierKey } from "../../server/log/note.ts";
import { projectPath } from "../../server/project-path.ts";
import { readSettings } from "../../server/settings.ts";
import { openSqliteStore } from "../../server/store/sqlite/open-sqlite-store.ts";
import type { SetUp } from "../../server/staff/set-up-token.ts";
import { createSetUp } from "../../server/staff/set-up-token.ts";
import type { Store } from "../../server/store/store.ts";
import { sessionCookie, tokenDigest } from "../../server/web/visitor.ts";

/** A whole application over a real store in memory, with a clock that tests set. */
export interface House {
  readonly app: FastifyInstance;
  readonly parts: Parts;
  readonly store: Store;
  readonly clock: { now: number };
  /** Log lines above "info", for tests that expect trouble. */
  readonly logged: string[];
  readonly make: Make;
  /** Every route of the application: "GET /s/:code". */
  readonly routes: readonly string[];
  /** The first administrator's door, when the house was opened with one. */
  readonly setUp: SetUp | undefined;
  close(): Promise<void>;
}

export interface Make {
  unit(over?: Partial<Omit<Unit, "id">>): Promise<Unit>;
  counter(unit: Unit, over?: Partial<Omit<Counter, "id" | "unitId">>): Promise<Counter>;
  service(unit: Unit, name?: string): Promise<Service>;
  person(over?: { role?: Role; unit?: Unit | null; login?: string; name?: string }): Promise<Person>;
  /** Opens a session and gives the value of the Cookie header. */
  signIn(person: Person): Promise<string>;
  /** Answers with `score` for every question of the unit's surveys, unless said otherwise by question key. */
  response(
    unit: Unit,
    over?: Partial<Omit<Response, "surveys">> & {
      score?: number;
      answers?: Record<string, Answer>;
      comment?: string;
      reasons?: readonly Reason[];
    },
  ): Promise<void>;
  /** A form body that answers everything the unit's form asks. */
  body(unit: Unit, over?: Record<string, string>): string;
}

let definitions: Definitions | undefined;

/** The shipped definitions, read once for each test file. */
export function shippedDefinitions(): Definitions {
  definitions ??= loadDefinitions({ shipped: projectPath("survey-definitions") });
  return definitions;
}

/** Signs with a key of its own, which dies with the house. */
export function testSigner(): Signer {
  const { privateKey } = generateKeyPairSync("ed25519");
  const key = () => verifierKey(privateKey);
  return { note: (text) => signNote(text, privateKey), key, keys: () => [key()], succession: () => "" };
}

/** Keeps checkpoints as long as the house stands. */
export function testCheckpoints(): Checkpoints {
  const kept = new Map<string, string>();
  return { last: (unitCode) => kept.get(unitCode) ?? null, keep: (unitCode, note) => void kept.set(unitCode, note) };
}

export function migrationsFolder(): string {
  return projectPath("server/store/sqlite/migrations");
}

export async function openHouse(
  options: { now?: string; publicUrl?: string | (() => string); trustProxy?: string; setUp?: boolean; file?: string } = {},
): Promise<House> {
  const store = openSqliteStore(options.file ?? ":memory:", migrationsFolder());
  const known = shippedDefinitions();
  const publicUrl = typeof options.publicUrl === "string" ? options.publicUrl : "http://127.0.0.1:8080";
  await store.upkeep.registerSurveys(surveyVersions(known));
  const clock = { now: Date.parse(options.now ?? "2026-11-22T03:00:00Z") };
  const logged: string[] = [];
  const note = (details: object, message: string): void => void logged.push(`${message} ${JSON.stringify(details)}`);
  const parts: Parts = {
    store,
    definitions: known,
    settings: readSettings({ ...(options.trustProxy === undefined ? {} : { SUARA_TRUST_PROXY: options.trustProxy }) }),
    publicUrl: typeof options.publicUrl === "function" ? options.publicUrl : () => publicUrl,
    clock: () => clock.now,
    randomBytes: (size) => randomBytes(size),
    log: { info: () => undefined, warn: note, error: note },
    signer: testSigner(),
    checkpoints: testCheckpoints(),
    checkPack: checkPackAside,
  };
  const setUp = options.setUp ? createSetUp(parts) : undefined;
  const routes: string[] = [];
  const app = await buildApp(parts, { ...(setUp ? { setUp } : {}), onRoute: (route) => routes.push(route) });
  return {
    routes,
    setUp,
    app,
    parts,
    store,
    clock,
    logged,
    make: makeWith(parts),
    async close() {
      await app.close();
      await store.close();
    },
  };
}

/** Makers over any parts, in memory or not; every value that matters to a test is written out where it is used. */
export function makeWith(parts: Parts): Make {
  let serial = 0;
  const { store } = parts;
  const surveysOf = (unit: Unit) => unit.surveys.map((id) => parts.definitions.latest(id)!);
  return {
    async unit(over = {}) {
      serial += 1;
      const unit = await store.units.add({
        code: `pkm-${serial}00`,
        name: "Puskesmas Citeureup",
        zone: "WIB",
        parentId: null,
        surveys: ["skm"],
        contact: "Tata usaha, lantai 1",
        optionalQuestions: [],
        ...over,
      });
      if (unit === "taken") throw new Error("the code of the unit is taken");
      return unit;
    },
    async counter(unit, over = {}) {
      serial += 1;
      const counter = await store.units.addCounter({
        unitId: unit.id,
        code: `${unit.code}-${serial}`,
        name: `Loket ${serial}`,
        serviceId: null,
        closedSince: null,
        ...over,
      });
      if (counter === "taken") throw new Error("the code of the counter is taken");
      return counter;
    },
    async service(unit, name = "Poli Umum") {
      const service = await store.units.addService({ unitId: unit.id, name, closedSince: null });
      if (service === "taken") throw new Error("the name of the service is taken");
      return service;
    },
    async person({ role = "manager", unit = null, login, name = "Sari Wulandari" } = {}) {
      serial += 1;
      const unitId = unit?.id ?? null;
      const grants = firstGrants(role, unitId, localDate(parts.clock(), "WIB"));
      const person = await store.people.add({ login: login ?? `orang-${serial}`, name, role, unitId, grants });
      if (person === "taken") throw new Error("the login is taken");
      return person;
    },
    async signIn(person) {
      const token = randomBytes(32).toString("base64url");
      await store.people.addSession({ personId: person.id, digest: tokenDigest(token), startedAt: parts.clock() });
      return `${sessionCookie(parts.publicUrl())}=${token}`;
    },
    async response(unit, { score = 4, answers = {}, comment, reasons = [], ...over } = {}) {
      serial += 1;
      const counters = await store.units.counters(unit.id);
      const surveys = new Map<string, Answers>(
        surveysOf(unit).map((definition) => [
          refOf(definition),
          new Map(questionKeys(definition).map((key) => [key, answers[key] ?? score])),
        ]),
      );
      const digest = (what: string): Buffer =>
        createHash("sha256").update(`${what} ${serial} ${unit.id}`).digest().subarray(0, 16);
      const outcome = await store.responses.add({
        unitId: unit.id,
        response: {
          counterId: counters[0]!.id,
          serviceId: null,
          channel: "qr",
          date: new Date(parts.clock()).toISOString().slice(0, 10),
          session: "pagi",
          profile: new Map(),
          ...over,
          surveys,
        },
        comment: comment ?? null,
        reasons,
        keyDigest: digest("key"),
        answersDigest: digest("answers"),
      });
      if (outcome !== "kept") throw new Error(`the response was ${outcome}`);
    },
    body(unit, over = {}) {
      const given = Object.fromEntries(
        surveysOf(unit).flatMap((definition) =>
          displayItems(definition).flatMap((item) => questionsOf(definition, item).map((question) => [question.key, "4"])),
        ),
      ) as Record<string, string>;
      return new URLSearchParams({ ...given, ...over }).toString();
    },
  };
}
