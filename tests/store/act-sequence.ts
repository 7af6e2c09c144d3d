import { deepStrictEqual } from "node:assert/strict";
import { createHash } from "node:crypto";
import { surveyVersions } from "../../server/definitions/survey-versions.ts";
import type { Definitions } from "../../server/definitions/definitions.ts";
import type { Answer, Answers, Counter, Reason, Response, Service, Unit } from "../../server/domain/response.ts";
import type { Store, Submission } from "../../server/store/store.ts";
import type { AnswerWish, ImportWish, StoreAct } from "./store-acts.ts";

/** What one engine has made in a sequence; equal acts give equal lists, ids aside. */
interface Made {
  readonly units: Unit[];
  readonly counters: Counter[];
  readonly services: Service[];
  readonly people: number[];
}

/** How many sequences in a row may run on one store. */
export const SHARED_BY = 250;
const START = Date.UTC(2020, 0, 1);
const DAY_MS = 86_400_000;
const DAYS = 5;
const EVER = { from: "2000-01", until: "2100-01" };

/** A sequence of acts on one store, which tells what each gave without the numbers of rows, by which engines differ. */
export class ActSequence {
  private readonly store: Store;
  private readonly definitions: Definitions;
  private readonly number: number;
  private readonly made: Made = { units: [], counters: [], services: [], people: [] };
  private bursts = 0;
  private lots = 0;

  constructor(store: Store, definitions: Definitions, number: number) {
    this.store = store;
    this.definitions = definitions;
    this.number = number;
  }

  /** What the act gave back, without numbers of rows; or that it was refused. */
  async run(next: StoreAct): Promise<unknown> {
    try {
      return await this.act(next);
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      return "code" in error
        ? `refused: ${String(error.code).startsWith("SQLITE") ? "by the rules" : String(error.code)}`
        : "refused: by the rules";
    }
  }

  /** All that can be read of the units of this sequence, in an order of its own. */
  async everything(): Promise<unknown> {
    const { made, store } = this;
    const codes = new Set(made.units.map(({ code }) => code));
    const listed = (await store.units.list()).filter(({ code }) => codes.has(code));
    const units = [];
    for (const unit of made.units) {
      units.push({
        unit: nameless(await store.units.byId(unit.id)),
        byCode: nameless(await store.units.byCode(unit.code)),
        counters: (await store.units.counters(unit.id)).map((counter) => this.counterWords(counter)),
        services: (await store.units.services(unit.id)).map(({ name, closedSince }) => ({ name, closedSince })),
        populations: [...(await store.units.populations(unit.id))].sort(),
        closings: (await store.closings.list(unit.id)).map((closing) => nameless(closing)),
        months: await store.closings.months(unit.id),
        exclusions: (await store.exclusions.list({ unitId: unit.id, ...EVER }))
          .map(({ date, reason, decided }) => JSON.stringify({ date, reason, decided }))
          .sort(),
        setAside: (await store.exclusions.setAside({ unitId: unit.id, ...EVER })).map((row) => this.words(row)).sort(),
        log: await this.entries(unit),
        late: await this.late(unit),
        batches: (await store.responses.batches(unit.id)).map(({ id: _id, ...batch }) => batch),
        signals: (await store.records.signals({ unitId: unit.id, ...EVER }))
          .map(({ counterId, date, kind, answers }) => `${this.counterName(counterId)} ${date} ${kind} ${answers}`)
          .sort(),
        slips: (await store.slips.days({ unitId: unit.id, ...EVER }))
          .map(({ counterId, date, issued, spent }) => `${this.counterName(counterId)} ${date} ${issued} ${spent}`)
          .sort(),
        days: (await store.responses.days({ unitId: unit.id, ...EVER }))
          .map(
            ({ counterId, serviceId, ...day }) =>
              `${this.counterName(counterId)} ${this.serviceName(serviceId)} ${JSON.stringify(day)}`,
          )
          .sort(),
        read: await this.read(unit, 0),
      });
    }
    const people = [];
    for (const id of made.people) people.push(nameless(await store.people.byId(id)));
    return { listed: listed.map(({ code }) => code).sort(), units, people };
  }

  private async act(next: StoreAct): Promise<unknown> {
    const { store, made } = this;
    const unit = pick(made.units, "unit" in next ? next.unit : 0);
    switch (next.do) {
      case "add-unit": {
        const added = await store.units.add({
          code: this.code(next.name),
          name: `Puskesmas ${next.name}`,
          zone: (["WIB", "WITA", "WIT"] as const)[next.name % 3]!,
          parentId: null,
          surveys: ["skm"],
          contact: "",
          optionalQuestions: [],
        });
        if (added === "taken") return added;
        made.units.push(added);
        made.counters.push(...(await store.units.counters(added.id)));
        return nameless(added);
      }
      case "rename-unit":
        return store.units.update({ ...unit!, name: `Puskesmas Ñ ${next.name}` });
      case "change-surveys":
        return store.units.update({ ...unit!, surveys: ["skm", "spak"], optionalQuestions: ["ragam_disabilitas"] });
      case "add-counter": {
        const added = await store.units.addCounter({
          unitId: unit!.id,
          code: this.code(next.name),
          name: `Loket ${next.name}`,
          serviceId: null,
          closedSince: null,
          kiosk: next.name % 2 === 0,
        });
        if (added === "taken") return added;
        made.counters.push(added);
        return this.counterWords(added);
      }
      case "close-counter":
      case "tie-counter": {
        const counter = pick(this.countersOf(unit!), next.name)!;
        const service = pick(this.servicesOf(unit!), next.name);
        const change = next.do === "close-counter" ? { closedSince: this.date(0) } : { serviceId: service?.id ?? null };
        await store.units.updateCounter({ ...counter, ...change });
        return (await store.units.counterByCode(counter.code))?.counter.closedSince;
      }
      case "add-service": {
        const added = await store.units.addService({ unitId: unit!.id, name: serviceName(next.name), closedSince: null });
        if (added === "taken") return added;
        made.services.push(added);
        return added.name;
      }
      case "rename-service": {
        const service = pick(this.servicesOf(unit!), next.unit);
        return service && store.units.updateService({ ...service, name: serviceName(next.name), closedSince: this.date(1) });
      }
      case "population":
        return store.units.setPopulation(unit!.id, "2026-TW1", next.people);
      case "submit":
        return this.submit(this.submission(unit!, `key ${next.key}`, next.answer), next.answer.spoilt !== "no");
      case "late": {
        const submission = this.submission(unit!, `key ${next.key}`, next.answer);
        return store.late.add({ ...submission, arrivedOn: this.date(next.day) });
      }
      case "burst": {
        this.bursts += 1;
        const wishes = Array.from({ length: next.size }, (_, n) =>
          this.submission(unit!, `burst ${this.bursts} ${n === 1 ? 0 : n}`, {
            ...next.answer,
            spoilt: next.spoilt && n === 2 ? "no-such-counter" : "no",
          }),
        );
        const outcomes = await Promise.allSettled(
          wishes.map((submission, n) => this.submit(submission, (next.spoilt && n === 2) || next.answer.spoilt !== "no")),
        );
        return outcomes.map((outcome) => (outcome.status === "fulfilled" ? outcome.value : "refused")).sort();
      }
      case "import":
        return this.import(unit!, next.file, next.rows, next.wish);
      case "undo": {
        const batch = pick(await store.responses.batches(unit!.id), next.batch);
        return store.responses.undoImport(unit!.id, batch?.id ?? 0, "sari");
      }
      case "close-day":
        return store.upkeep.closeDay(this.date(next.day));
      case "rush":
        return store.records.noteSignal(unit!.id, {
          date: this.date(next.day),
          counterId: pick(this.countersOf(unit!), next.day)!.id,
          kind: "rush",
          answers: 1 + next.day,
        });
      case "slips":
        return this.slips(unit!, next.day);
      case "close-month": {
        const month = this.date(next.day).slice(0, 7);
        const closing = { unitId: unit!.id, period: month, months: [month], on: this.date(next.day), by: "sari" };
        const closed = await store.closings.close(closing);
        if (closed === "closed") return closed;
        return [nameless(closed), await store.closings.freeze(closed.id, `{"month":"${month}"}`)];
      }
      case "reopen-month":
        return this.reopen(unit!, this.date(next.day).slice(0, 7));
      case "set-aside":
      case "refuse-aside":
        return this.setAside(unit!, this.date(next.day), next.do === "set-aside");
      case "log":
        return this.log(unit!, next.day);
      case "read":
        return this.read(unit!, next.day);
      default:
        return this.actOnPerson(next.do, next.person, unit!);
    }
  }

  /** Of what is spoilt and comes too late nothing is kept; which of the two is said is an engine's own affair. */
  private async submit(submission: Submission, spoilt: boolean): Promise<string> {
    const outcome = await this.store.responses.add(submission);
    if (spoilt && outcome === "closed") throw new Error("spoilt");
    return outcome;
  }

  /** Hands out what can still be used two days later, and comes with slips of each day so far, some of them twice. */
  private async slips(unit: Unit, day: number): Promise<void> {
    const { slips } = this.store;
    const [on, counterId] = [this.date(day), pick(this.countersOf(unit), day)!.id];
    this.lots += 1;
    const digestOf = (lot: number) => createHash("sha256").update(`${this.number} karcis ${lot}`).digest().subarray(0, 16);
    await slips.issue(unit.id, { counterId, on, lastDay: this.date(day + 2), digests: [digestOf(this.lots)] });
    const asked = Array.from({ length: this.lots + 1 }, (_, lot) => lot).filter((lot) => (lot + day) % 2 === 0);
    await slips.spend(
      unit.id,
      on,
      [...asked, ...asked.slice(0, 1)].map((lot) => ({ counterId, digest: digestOf(lot) })),
    );
  }

  private async entries(unit: Unit): Promise<unknown[]> {
    const entries: unknown[] = [];
    for await (const { leaves: _leaves, frontier: _frontier, receipts, ...entry } of this.store.log.entries(unit.id))
      entries.push({ ...entry, receipts: receipts.length });
    return entries;
  }

  /** All late answers, by day of arrival, and how many there are. */
  private async late(unit: Unit): Promise<unknown> {
    const rows: string[] = [];
    for (let day = 0; day < DAYS; day++)
      for await (const page of this.store.log.answers(unit.id, { kind: "late", of: this.date(day) }))
        rows.push(...page.map(({ response }) => `${day} ${this.words(response)}`));
    return [rows.sort(), await this.store.late.count({ unitId: unit.id, ...EVER })];
  }

  private async reopen(unit: Unit, month: string): Promise<unknown> {
    const { closings } = this.store;
    const of = { unitId: unit.id, on: this.date(0), by: "sari" };
    const closing = (await closings.list(unit.id)).findLast(({ period }) => period === month);
    const proposed = await closings.proposeReopening({ ...of, closingId: closing?.id ?? 0, reason: "keliru" });
    const waiting = (await closings.reopenings(unit.id)).find(({ decided }) => decided === null);
    const standing = (await closings.list(unit.id)).filter(({ reopened }) => !reopened).map(({ id }) => id);
    const id = waiting?.id ?? 0;
    return [proposed, await closings.decideReopening({ ...of, id, agreed: true, months: [month], standing })];
  }

  /** All of a day at once, because within a day engines have no order in common. */
  private async setAside(unit: Unit, date: string, agreed: boolean): Promise<unknown> {
    const { exclusions } = this.store;
    const responseIds = (await exclusions.candidates(unit.id, date)).map(({ id }) => id);
    const proposed = { unitId: unit.id, date, responseIds, reason: "uji-coba", note: "latihan", on: date, by: "sari" };
    const outcomes: string[] = [responseIds.length === 0 ? "none" : await exclusions.propose(proposed)];
    for (const { id, decided } of await exclusions.list({ unitId: unit.id, ...EVER }))
      if (decided === null) outcomes.push(await exclusions.decide({ unitId: unit.id, id, agreed, on: date, by: "inspektur" }));
    return outcomes.sort();
  }

  /** What the log lacks; then an entry that says it lacks nothing of the first day, or of what came late on it. */
  private async log(unit: Unit, day: number): Promise<unknown> {
    const { log } = this.store;
    const bounds = { answers: this.date(day), imports: this.date(day + 1), comments: this.date(day + 31).slice(0, 7) };
    const pending = await log.pending(unit.id, bounds);
    const first = pending.find(({ kind }) => kind === "day" || kind === "late");
    const words = pending.map(({ kind, of }) => (kind === "import" ? kind : `${kind} ${of}`));
    if (!first) return words;
    let records = 0;
    for await (const page of log.answers(unit.id, first)) records += page.length;
    const receipts = await log.receipts(unit.id, first.of);
    const last = await log.last(unit.id);
    const entry = { ...first, number: (last?.number ?? 0) + 1, epoch: 1, records, about: "", checkpoint: `to ${first.of}` };
    const bytes = { leaves: Buffer.alloc(32), frontier: Buffer.alloc(32), receipts: Buffer.concat(receipts) };
    const size = (last?.size ?? 0) + records + 1;
    return [words, records, receipts.length, await log.append(unit.id, { ...entry, ...bytes, size })];
  }

  private async actOnPerson(what: "person" | "disable" | "ticket" | "session", number: number, unit: Unit): Promise<unknown> {
    const { people } = this.store;
    const login = `s${this.number}-p${number}`;
    const digest = createHash("sha256").update(login).digest();
    if (what === "person") {
      const added = await people.add({ login, name: "Sari", role: number === 0 ? "admin" : "staff", unitId: unit.id });
      if (added === "taken") return added;
      this.made.people.push(added.id);
      return nameless(added);
    }
    const person = await people.byLogin(login);
    if (!person) return undefined;
    if (what === "disable") return people.setDisabled(person.id, !person.disabled);
    if (what === "ticket") {
      await people.addTicket({ personId: person.id, digest, expiresAt: START + 10 });
      const seen = await people.personOfTicket(digest, START);
      return [nameless(seen), nameless(await people.spendTicket(digest, "hash", START))];
    }
    await people.endSession(digest);
    await people.addSession({ personId: person.id, digest, startedAt: START });
    const found = await people.personOfSession(digest, START + 70_000, { idleMs: 90_000, lifeMs: 100_000 });
    return [nameless(found?.person), found?.session.seenAt, (await people.sessions(person.id)).map(({ seenAt }) => seenAt)];
  }

  private async import(unit: Unit, file: number, wishes: readonly AnswerWish[], wish: ImportWish): Promise<unknown> {
    const outcome = await this.store.responses.importBatch({
      unitId: unit.id,
      fileDigest: createHash("sha256").update(`${this.number} ${file}`).digest("hex"),
      importedOn: this.date(0),
      newServices: wish === "new-services" ? ["Poli Baru", "Poli Mata"] : [],
      rows: (numberOf) =>
        wishes.map((one, at) => {
          const spoilt = wish === "bad-row" && at === wishes.length - 1 ? "no-such-counter" : "no";
          const response = this.response(unit, { ...one, spoilt }, numberOf.get("Poli Mata"));
          return { response: { ...response, channel: "impor", session: null }, comment: one.comment };
        }),
    });
    if (typeof outcome === "string") return outcome;
    const known = new Set(this.servicesOf(unit).map(({ id }) => id));
    this.made.services.push(...(await this.store.units.services(unit.id)).filter(({ id }) => !known.has(id)));
    return outcome.rows;
  }

  private async read(unit: Unit, day: number): Promise<unknown> {
    const { responses } = this.store;
    const since = this.date(day);
    const range = { unitId: unit.id, ...EVER };
    const month = { unitId: unit.id, from: since.slice(0, 7), until: this.date(day + 31).slice(0, 7) };
    const rows: string[][] = [];
    for (const options of [{}, { withoutHeldSince: since }]) {
      const list: string[] = [];
      for await (const row of responses.rows(range, options)) list.push(`${this.words(row)} ${row.excluded}`);
      // Rows come by day; within a day their order is random.
      const days = list.map((row) => row.slice(0, 10));
      deepStrictEqual(days, [...days].sort());
      rows.push(list.sort());
    }
    return {
      rows,
      cells: (await responses.cells(range)).map((cell) => this.cellWords(cell)).sort(),
      cellsOfMonth: (await responses.cells(month)).map((cell) => this.cellWords(cell)).sort(),
      profile: (await responses.profile(range))
        .map((cell) => JSON.stringify({ ...cell, tally: { ...cell.tally, questions: [...cell.tally.questions] } }))
        .sort(),
      held: (await responses.heldBack(unit.id, since)).map((row) => this.words(row)).sort(),
      comments: [...(await responses.comments(range, since))].sort(),
      reasons: await responses.reasons(range, since),
    };
  }

  private submission(unit: Unit, key: string, wish: AnswerWish): Submission {
    const response = this.response(unit, wish);
    const digest = (text: string): Uint8Array => createHash("sha256").update(text).digest().subarray(0, 16);
    return {
      unitId: unit.id,
      response,
      comment: wish.comment,
      reasons: this.reasons(response, wish),
      keyDigest: digest(`${this.number} ${key}`),
      answersDigest: digest(JSON.stringify([wish, key])),
    };
  }

  /** For some, one reason for each survey; two where the wish is for a low score. */
  private reasons({ surveys }: Response, wish: AnswerWish): Reason[] {
    if (wish.skip > 3) return [];
    return [...surveys.keys()].flatMap((survey) =>
      ["lama", "biaya"].slice(wish.score > 2 ? 1 : 0).map((code) => ({ survey, question: `Q${wish.skip}`, code })),
    );
  }

  private response(unit: Unit, wish: AnswerWish, service?: number): Response {
    const refs = wish.surveys === 0 ? ["skm"] : wish.surveys === 1 ? ["skm", "spak"] : ["spak"];
    const surveys = new Map<string, Answers>();
    for (const id of refs) {
      const version = surveyVersions(this.definitions).find(({ ref }) => ref.startsWith(`${id}@`))!;
      const answers = new Map<string, Answer>();
      version.questionKeys.forEach((key, at) => {
        if (at === wish.skip) answers.set(key, "opted-out");
        else if (at !== wish.skip + 1) answers.set(key, 1 + ((wish.score + at) % version.max));
      });
      surveys.set(wish.spoilt === "no-such-survey" ? "nol@1" : version.ref, answers);
    }
    return {
      counterId: wish.spoilt === "no-such-counter" ? 999_999_999 : pick(this.countersOf(unit), wish.counter)!.id,
      serviceId: service ?? (wish.service < 4 ? null : (pick(this.servicesOf(unit), wish.service)?.id ?? null)),
      channel: wish.channel,
      date: wish.spoilt === "bad-date" ? "2026-1-1" : this.date(wish.day),
      session: wish.spoilt === "no-such-half-day" ? ("malam" as "siang") : wish.score % 2 === 0 ? "pagi" : "siang",
      surveys,
      profile: new Map(PROFILES[wish.profile]),
    };
  }

  private words(row: Response): string {
    const { date, counterId, serviceId, channel, session } = row;
    const surveys = [...row.surveys].map(([ref, answers]) => [ref, [...answers].sort()]).sort();
    return `${date} ${this.counterName(counterId)} ${this.serviceName(serviceId)} ${channel} ${session} ${JSON.stringify([surveys, [...row.profile].sort()])}`;
  }

  private cellWords(cell: Awaited<ReturnType<Store["responses"]["cells"]>>[number]): string {
    const { month, survey, counterId, serviceId, channel, tally } = cell;
    return `${month} ${survey} ${this.counterName(counterId)} ${this.serviceName(serviceId)} ${channel} ${JSON.stringify({ ...tally, questions: [...tally.questions] })}`;
  }

  private counterWords({ id: _id, unitId, serviceId, ...rest }: Counter): unknown {
    const unit = this.made.units.find(({ id }) => id === unitId)?.code;
    return { ...rest, unit, service: this.serviceName(serviceId) };
  }

  private counterName(id: number): string {
    return this.made.counters.find((counter) => counter.id === id)?.code ?? "?";
  }

  /** By the order in which they came, because names change. */
  private serviceName(id: number | null): string {
    return id === null ? "none" : `service ${this.made.services.findIndex((service) => service.id === id)}`;
  }

  private countersOf(unit: Unit): Counter[] {
    return this.made.counters.filter(({ unitId }) => unitId === unit.id);
  }

  private servicesOf(unit: Unit): Service[] {
    return this.made.services.filter(({ unitId }) => unitId === unit.id);
  }

  private code(name: number): string {
    return `s${this.number}-${name}`;
  }

  /** Each sequence has days of its own, later than those of the sequence before. */
  private date(day: number): string {
    return new Date(START + ((this.number % SHARED_BY) * DAYS + day) * DAY_MS).toISOString().slice(0, 10);
  }
}

const PROFILES: readonly (readonly [string, string][])[] = [
  [],
  [["usia", "26-35"]],
  [
    ["usia", "<17"],
    ["jenis_kelamin", "L"],
  ],
  [
    ["pekerjaan", "PNS"],
    ["pendidikan", "D4-S1"],
    ["jenis_kelamin", "P"],
  ],
];

function serviceName(number: number): string {
  return ["Poli Gigi", "POLI GIGI", "poli  umum", "Poli Umum", "Poli Baru", "Çocuk", "çocuk", "Straße"][number % 8]!;
}

function pick<T>(list: readonly T[], number: number): T | undefined {
  return list.length === 0 ? undefined : list[number % list.length];
}

function nameless<T extends object>(row: T | undefined): unknown {
  if (!row) return undefined;
  const { id: _id, unitId: _unitId, ...rest } = row as Record<string, unknown>;
  return rest;
}
