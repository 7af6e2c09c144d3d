import type { Calendar, OpeningHours } from "../domain/calendar/calendar.ts";
import type { FollowUp, UploadPurpose } from "../domain/follow-up.ts";
import type { PastIndex } from "../domain/indices/past-index.ts";
import type { EntryHead, EntryKind } from "../log/records.ts";
import type { SignalKind } from "../domain/integrity/signal.ts";
import type { LocalDate, Month } from "../domain/periods/period.ts";
import type { Grant, Person } from "../domain/person.ts";
import type { SurveyRef } from "../domain/questionnaire/definition.ts";
import type { Channel, Counter, NewCounter, NewUnit, Reason, Response, Service, Unit } from "../domain/response.ts";
import type { ServedDay } from "../domain/sampling/served-day.ts";
import type { Tally } from "../domain/tally.ts";

/**
 * What an engine must do. Each method is one whole act: it happens entirely or not at all, and when its promise is kept the
 * outcome is on the disk. When the engine itself is in trouble (no room, read-only, gone), an act is refused with the code
 * "unavailable" and nothing of it is kept. Rules and permissions are not an engine's business. README.md says the same in words;
 * tests/store/contract.ts decides.
 */
export interface Store {
  readonly units: UnitStore;
  readonly records: RecordStore;
  readonly responses: ResponseStore;
  readonly late: LateStore;
  readonly closings: ClosingStore;
  readonly exclusions: ExclusionStore;
  readonly followUps: FollowUpStore;
  readonly log: LogStore;
  readonly remarks: RemarkStore;
  readonly people: PeopleStore;
  readonly upkeep: UpkeepStore;
  close(): Promise<void>;
}

/** How a store is run, and what it tells whoever runs it. */
export interface StoreOptions {
  /** Writes submissions in a thread of its own where the engine would wait for the disk in this one: for servers. */
  readonly writeAside?: boolean;
  /** After each durable commit of submissions: how many it held, and how long it took. */
  readonly committed?: (submissions: number, milliseconds: number) => void;
  /**
   * A write that the disk did not take. What lies there is unknown from now on, so the process must end at once; the next
   * start recovers. Told before the acts in flight are refused.
   */
  readonly broken?: (cause: Error) => void;
}

// ── units, counters, services ────────────────────────────────────────────────────────────────────────────────────────

export interface UnitStore {
  /** Adds a unit and its first counter, which bears the unit's code. "taken" when the code is used by any unit or counter. */
  add(unit: NewUnit): Promise<Unit | "taken">;
  /** Everything but the code may change. */
  update(unit: Unit): Promise<void>;
  /** All units, in no particular order. */
  list(): Promise<readonly Unit[]>;
  byCode(code: string): Promise<Unit | undefined>;
  byId(id: number): Promise<Unit | undefined>;
  counters(unitId: number): Promise<readonly Counter[]>;
  /** The counter whose address bears the code, with its unit. */
  counterByCode(code: string): Promise<{ readonly unit: Unit; readonly counter: Counter } | undefined>;
  addCounter(counter: NewCounter): Promise<Counter | "taken">;
  updateCounter(counter: Counter): Promise<void>;
  services(unitId: number): Promise<readonly Service[]>;
  /** "taken" when the unit has a service of that name (case ignored). */
  addService(service: Omit<Service, "id">): Promise<Service | "taken">;
  updateService(service: Service): Promise<"taken" | undefined>;
  /** A number that grows with every change to a unit, counter or service, whichever process made it. */
  version(): Promise<number>;
  /** How many people the unit served in a period, by period name, as typed by the unit. */
  populations(unitId: number): Promise<ReadonlyMap<string, number>>;
  /** null takes the number away. */
  setPopulation(unitId: number, period: string, people: number | null): Promise<void>;
}

// ── what a unit writes down about its days ───────────────────────────────────────────────────────────────────────────────

/** Days from `from` (in) to `until` (out). */
export interface DayRange {
  readonly unitId: number;
  readonly from: LocalDate;
  readonly until: LocalDate;
}

/** Something odd about how answers came in at a counter on a day, and of how many answers; nothing finer, and no answer. */
export interface Signal {
  readonly date: LocalDate;
  readonly counterId: number;
  readonly kind: SignalKind;
  readonly answers: number;
}

export interface RecordStore {
  /** People served, by date, service and counter. */
  served(range: DayRange): Promise<readonly ServedDay[]>;
  /** Each takes the place of what stood for the same day, service and counter; `people: null` takes it away. */
  setServed(unitId: number, days: readonly (Omit<ServedDay, "people"> & { readonly people: number | null })[]): Promise<void>;
  /** The key by which the unit's queue system sends such numbers: its digest, one for each unit; null takes it away. */
  setQueueKey(unitId: number, digest: Uint8Array | null): Promise<void>;
  hasQueueKey(unitId: number): Promise<boolean>;
  /** The unit whose queue system has the key. */
  unitOfQueueKey(digest: Uint8Array): Promise<Unit | undefined>;
  calendar(unitId: number): Promise<Calendar>;
  /** In the place of all hours so far. */
  setHours(unitId: number, hours: readonly OpeningHours[]): Promise<void>;
  /** null takes the day off the list of holidays. */
  setHoliday(unitId: number, date: LocalDate, name: string | null): Promise<void>;
  pastIndices(unitId: number): Promise<readonly PastIndex[]>;
  /** All or none; "taken" when there is one of a unit, survey and period already. */
  addPastIndices(indices: readonly Omit<PastIndex, "id">[]): Promise<"added" | "taken">;
  removePastIndex(unitId: number, id: number): Promise<void>;
  /** What the unit wrote into its report of a period, by key; the empty period holds what stands on all its reports. */
  reportTexts(unitId: number, period: string): Promise<ReadonlyMap<string, string>>;
  /** null takes a text away; texts under other keys stay. */
  setReportTexts(unitId: number, period: string, texts: ReadonlyMap<string, string | null>): Promise<void>;
  /** Adds so many answers (1 or more) to what is noted of a counter's day. */
  noteSignal(unitId: number, signal: Signal): Promise<void>;
  signals(range: DayRange): Promise<readonly Signal[]>;
}

// ── responses ────────────────────────────────────────────────────────────────────────────────────────────────────────

/** A citizen's submission. The key itself is never kept, only digests that somebody without the key cannot test. */
export interface Submission {
  readonly unitId: number;
  readonly response: Response;
  readonly comment: string | null;
  /** Why low scores were given; of surveys of this response only. Kept apart, in no order and without a link to it. */
  readonly reasons: readonly Reason[];
  /** Digest of the citizen's key: 16 bytes, the unique column. */
  readonly keyDigest: Uint8Array;
  /** Digest of key and answers together: 16 bytes, forgotten at day close. */
  readonly answersDigest: Uint8Array;
}

/**
 * kept: stored now. repeated: the same submission was stored before. conflict: the key was used for other answers. closed: its
 * month takes no answers any more; nothing is kept, not even the key.
 */
export type SubmissionOutcome = "kept" | "repeated" | "conflict" | "closed";

export interface ImportedRow {
  readonly response: Response;
  readonly comment: string | null;
}

export interface ImportBatch {
  readonly unitId: number;
  /** SHA-256 of the file, lower-case hexadecimal. */
  readonly fileDigest: string;
  readonly importedOn: LocalDate;
  /** Names of services that the unit does not have yet and takes over with the batch. */
  readonly newServices: readonly string[];
  /** The rows, once the new services have numbers; asked for once, read as they are written. */
  rows(numberOf: ReadonlyMap<string, number>): Iterable<ImportedRow>;
}

/**
 * kept whole; or nothing: the same file stands already, a new service has come into the unit by another way meanwhile, or a row
 * falls into a month that was closed meanwhile.
 */
export type ImportOutcome = { readonly batchId: number; readonly rows: number } | "repeated" | "services-changed" | "closed";

/** The finest counters that are kept; every index, trend and split is a sum of these. */
export interface Cell {
  readonly month: Month;
  readonly survey: SurveyRef;
  readonly serviceId: number | null;
  readonly counterId: number;
  readonly channel: Channel;
  readonly tally: Tally;
}

/** The used responses of a month whose people gave one answer to one question about themselves. */
export interface ProfileCell {
  readonly month: Month;
  readonly survey: SurveyRef;
  readonly question: string;
  readonly code: string;
  /** `received` counts all of them, rated or not; `excluded` is 0. */
  readonly tally: Tally;
}

/** A kept response as it is read back for an export, without anything that orders it by arrival. */
export interface KeptResponse extends Response {
  readonly excluded: boolean;
}

/** The shape of packed responses; one object for all rows of that shape. */
export interface Sheet {
  /** In the order in which their answers are packed. */
  readonly surveys: readonly SurveyVersion[];
  /** Keys of the profile, in the order of its packed codes. */
  readonly profileKeys: readonly string[];
}

/**
 * Used responses as they lie in their rows, one after another in `bytes` and gone through with a cursor: an object for each of
 * a million would cost more than to read them. `next` goes on to the first and each following one and is false behind the
 * last; everything but `count` and `bytes` is about the response it has come to. What ends with "At" or "End" is a place in
 * `bytes`. Throws for answers that do not fit their sheet. Good until the next page is asked for, which takes its place.
 */
export interface PackedRows {
  /** How many there are. */
  readonly count: number;
  readonly bytes: Uint8Array;
  next(): boolean;
  /** Ten characters (2026-11-22). */
  readonly dateAt: number;
  readonly serviceId: number | null;
  readonly channelAt: number;
  readonly channelEnd: number;
  readonly sheet: Sheet;
  /** One character for each question of each survey of the sheet: 1–9 the score, 0 without a score, - not answered. */
  readonly answersAt: number;
}

/** Which responses a reader gets. */
export interface Reading {
  /** Leaves out those that were held back from staff figures on that day or later. */
  readonly withoutHeldSince?: LocalDate;
}

export interface MonthRange {
  readonly unitId: number;
  /** First month in. */
  readonly from: Month;
  /** First month out. */
  readonly until: Month;
}

/** How often a reason was given for a low score of a question. */
export interface ReasonCount extends Reason {
  readonly times: number;
}

/** Used responses of one day. */
export interface DayCount {
  readonly date: LocalDate;
  readonly serviceId: number | null;
  readonly counterId: number;
  readonly channel: Channel;
  readonly answers: number;
}

export interface ResponseStore {
  add(submission: Submission): Promise<SubmissionOutcome>;
  /**
   * All rows or none, in short turns so that citizens are served meanwhile: until the last turn nobody sees a row of it. What
   * a killed import leaves behind is never seen and is removed at day close.
   */
  importBatch(batch: ImportBatch): Promise<ImportOutcome>;
  batches(
    unitId: number,
  ): Promise<readonly { id: number; fileDigest: string; importedOn: LocalDate; rows: number; undone: boolean }[]>;
  /**
   * Sets a whole import aside (reason `impor-keliru`); rows stay, counters move from used to excluded. "done" when it was already,
   * "closed" when a row of it lies in a month that takes no answers any more.
   */
  undoImport(unitId: number, batchId: number, by: string): Promise<"undone" | "done" | "not-found" | "closed">;
  /** Counters of the months, exact to the last answer. */
  cells(range: MonthRange): Promise<readonly Cell[]>;
  profile(range: MonthRange): Promise<readonly ProfileCell[]>;
  /**
   * Answers of the day `since` or later that staff pages do not count yet: up to four for each day, service, counter and
   * channel. They are let go five at a time, or when the day is over, so that nobody can subtract a visitor.
   */
  heldBack(unitId: number, since: LocalDate): Promise<readonly Response[]>;
  /**
   * Used responses of the months by day, within a day in the random order of their ids, in pages; other requests are served
   * between two pages. Those of imports that were set aside or not whole when the reading began are left out.
   */
  pages(range: MonthRange, reading?: Reading): AsyncIterable<PackedRows>;
  /** All responses of the months in the same order, unfolded one by one, with those of imports that were set aside. */
  rows(range: MonthRange, reading?: Reading): AsyncIterable<KeptResponse>;
  /** Comments of the months, in random order, those written on the day `since` or later left out. */
  comments(range: MonthRange, since: LocalDate): Promise<readonly string[]>;
  /** Why low scores were given in the months, how often each code; those written on the day `since` or later left out. */
  reasons(range: MonthRange, since: LocalDate): Promise<readonly ReasonCount[]>;
  /** How many responses that are used came in on each day, service and counter of the months; days without any are left out. */
  days(range: MonthRange): Promise<readonly DayCount[]>;
}

// ── what came in after its period was closed ──────────────────────────────────────────────────────────────────────────

/** An answer that a phone kept until there was a connection; its response bears the day on which it was given. */
export interface LateSubmission extends Omit<Submission, "reasons"> {
  /** The unit's own day. */
  readonly arrivedOn: LocalDate;
}

export interface LateStore {
  /**
   * Keeps an answer apart whose month takes no answers any more; its comment goes to those of the month in which it arrived. It
   * is counted nowhere but in `count`. "open": its month takes answers, or the key was used for an answer that came in time; then
   * nothing is kept. The others as for a submission.
   */
  add(submission: LateSubmission): Promise<"kept" | "repeated" | "conflict" | "open">;
  /** How many of them were given in the months. */
  count(range: MonthRange): Promise<number>;
}

// ── single responses set aside ──────────────────────────────────────────────────────────────────────────────────────

/** A response as those who may set it aside see it: no score, no profile. */
export interface Candidate {
  /** Random, lower-case hexadecimal; with the date it names the response. */
  readonly id: string;
  readonly counterId: number;
  readonly serviceId: number | null;
  readonly channel: Channel;
  readonly session: Response["session"];
}

/** A response that somebody proposed to set aside. */
export interface Exclusion {
  readonly id: number;
  readonly date: LocalDate;
  readonly responseId: string;
  /** A code of the list (domain/integrity/exclusion-reasons.ts). */
  readonly reason: string;
  readonly note: string;
  readonly proposedOn: LocalDate;
  readonly proposedBy: string;
  /** null until a second person has decided. */
  readonly decided: { readonly on: LocalDate; readonly by: string; readonly agreed: boolean } | null;
}

export interface NewExclusions {
  readonly unitId: number;
  readonly date: LocalDate;
  readonly responseIds: readonly string[];
  readonly reason: string;
  readonly note: string;
  readonly on: LocalDate;
  readonly by: string;
}

export interface ExclusionStore {
  /** Used responses of one day, in the random order of their ids, those already proposed left out. */
  candidates(unitId: number, date: LocalDate): Promise<readonly Candidate[]>;
  /** All or none: "not-found" when one is no candidate (any more), "closed" when the month takes no change. */
  propose(proposed: NewExclusions): Promise<"proposed" | "not-found" | "closed">;
  /** Those of responses of the months, the oldest first. */
  list(range: MonthRange): Promise<readonly Exclusion[]>;
  /** How many wait for a decision, by unit; units without any are left out. */
  waiting(unitIds: readonly number[]): Promise<ReadonlyMap<number, number>>;
  /**
   * Decides once. Agreeing sets the response aside: its row stays, counters move from used to excluded. "closed" when its month
   * takes no change any more, "not-found" also when its import was set aside whole meanwhile.
   */
  decide(decision: {
    readonly unitId: number;
    readonly id: number;
    readonly agreed: boolean;
    readonly on: LocalDate;
    readonly by: string;
  }): Promise<"done" | "decided" | "not-found" | "closed">;
  /** The responses of the months that were set aside one by one, unfolded: to say what the index would be with them. */
  setAside(range: MonthRange): Promise<readonly Response[]>;
}

// ── what is done about results ───────────────────────────────────────────────────────────────────────────────────────

export interface Upload {
  readonly id: number;
  readonly period: string;
  readonly followUpId: number | null;
  readonly purpose: UploadPurpose;
  readonly caption: string;
  /** "application/pdf", "image/jpeg" or "image/png". */
  readonly mediaType: string;
  /** In bytes. */
  readonly size: number;
  readonly addedOn: LocalDate;
  readonly addedBy: string;
}

export interface FollowUpStore {
  /** Of the named periods, or of all; by period and then by id. */
  list(unitId: number, periods?: readonly string[]): Promise<readonly FollowUp[]>;
  add(unitId: number, followUp: Omit<FollowUp, "id">): Promise<void>;
  /** Everything but its period; false when the unit has no such one. */
  update(unitId: number, followUp: Omit<FollowUp, "period">): Promise<boolean>;
  /** With its proofs. */
  remove(unitId: number, id: number): Promise<void>;
  /** Of a period, without their bytes, by id. */
  uploads(unitId: number, period: string): Promise<readonly Upload[]>;
  /** false when it is for a follow-up that the unit and period do not have. */
  addUpload(unitId: number, upload: Omit<Upload, "id" | "size"> & { readonly bytes: Uint8Array }): Promise<boolean>;
  upload(unitId: number, id: number): Promise<(Upload & { readonly bytes: Uint8Array }) | undefined>;
  removeUpload(unitId: number, id: number): Promise<void>;
}

// ── closed periods ───────────────────────────────────────────────────────────────────────────────────────────────────

/** A period that was closed. */
export interface Closing {
  readonly id: number;
  /** Its name: 2026-TW1. */
  readonly period: string;
  /** The unit's own day. */
  readonly closedOn: LocalDate;
  /** Login of whoever closed it. */
  readonly closedBy: string;
  /** What was frozen; null until it was worked out. */
  readonly document: string | null;
  /** True once two people have agreed to open it again: it is kept as an earlier edition, and its months take answers. */
  readonly reopened: boolean;
}

/** A closing that somebody proposed to open again. */
export interface Reopening {
  readonly id: number;
  readonly closingId: number;
  readonly reason: string;
  readonly proposedOn: LocalDate;
  readonly proposedBy: string;
  /** null until a second person has decided. */
  readonly decided: { readonly on: LocalDate; readonly by: string; readonly agreed: boolean } | null;
}

export interface ClosingStore {
  /**
   * From this act on the months take no answers, no import and no setting aside; what was under way is in or refused. "closed"
   * when the period itself is closed. Months that a shorter period closed stay so.
   */
  close(closing: {
    readonly unitId: number;
    readonly period: string;
    readonly months: readonly Month[];
    readonly on: LocalDate;
    readonly by: string;
  }): Promise<Closing | "closed">;
  /** Keeps what was frozen, the first time; gives what stands. */
  freeze(id: number, document: string): Promise<string>;
  /** The oldest first. */
  list(unitId: number): Promise<readonly Closing[]>;
  /** In their order. */
  months(unitId: number): Promise<readonly Month[]>;
  /** "waiting" when one is proposed already, "not-found" when the closing is not the unit's or not closed any more. */
  proposeReopening(proposed: {
    readonly unitId: number;
    readonly closingId: number;
    readonly reason: string;
    readonly on: LocalDate;
    readonly by: string;
  }): Promise<"proposed" | "waiting" | "not-found">;
  /**
   * Decides once. Agreeing makes the named months take answers again. `standing` are the closings that stood when the months were
   * worked out; "changed" when others do by now.
   */
  decideReopening(decision: {
    readonly unitId: number;
    readonly id: number;
    readonly agreed: boolean;
    readonly on: LocalDate;
    readonly by: string;
    readonly months: readonly Month[];
    readonly standing: readonly number[];
  }): Promise<"done" | "decided" | "changed" | "not-found">;
  /** The oldest first. */
  reopenings(unitId: number): Promise<readonly Reopening[]>;
  /** Shows a closing to the public, for good; "published" when that was done before. */
  publish(publication: Publication): Promise<"published" | undefined>;
  /** By closing, the oldest first. */
  publications(unitId: number): Promise<readonly Publication[]>;
}

/** A closing that was shown to the public. */
export interface Publication {
  readonly closingId: number;
  /** The unit's own day. */
  readonly publishedOn: LocalDate;
  /** Login of whoever published it. */
  readonly publishedBy: string;
}

// ── the log that shows tampering ─────────────────────────────────────────────────────────────────────────────────────

/** What the log of a unit does not hold whole yet: answers of a day, of an import, those that came late on a day, or comments of a month. */
export interface LogPart {
  readonly kind: Exclude<EntryKind, "epoch">;
  /** The day (of late answers that on which they arrived), the import's number, or the month. */
  readonly of: string;
}

/** Up to where a log is to be brought, the bounds themselves left out. */
export interface LogBounds {
  readonly answers: LocalDate;
  /** By the day on which they were imported. */
  readonly imports: LocalDate;
  readonly comments: Month;
  /** Looks at all days; otherwise at those since forty days before the last one that is logged, where nearly all that comes late is. */
  readonly everyDay?: boolean;
}

/** Leaves that came into the log of a unit together (log/records.ts), and the tree as it was then. Append-only. */
export interface LogEntry extends EntryHead {
  /** 1, 2, 3 and so on within the unit. */
  readonly number: number;
  /** Counts how often the log began anew on a copy of the data; 1 at first. */
  readonly epoch: number;
  /** Of the tree with this entry. */
  readonly size: number;
  /** Hashes of 32 bytes behind one another, ascending. */
  readonly leaves: Uint8Array;
  /** The frontier of the tree with this entry, hashes behind one another. */
  readonly frontier: Uint8Array;
  /** Digests of the keys whose answers came on the day, 16 bytes each, ascending. */
  readonly receipts: Uint8Array;
  /** What was signed over the tree with this entry. */
  readonly checkpoint: string;
}

export interface LogStore {
  /** The parts of which there is more than the log holds: days first, then imports, late answers and comments, each in their order. */
  pending(unitId: number, until: LogBounds): Promise<readonly LogPart[]>;
  /** The answers of a part with their random numbers, those that were set aside among them, in pages; comments are none. */
  answers(unitId: number, part: LogPart): AsyncIterable<readonly { readonly id: Uint8Array; readonly response: Response }[]>;
  comments(unitId: number, month: Month): Promise<readonly { readonly id: Uint8Array; readonly words: string }[]>;
  /** Digests of the keys of a day, ascending; none once the day is closed. */
  receipts(unitId: number, day: LocalDate): Promise<readonly Uint8Array[]>;
  /** Whether a key with that digest was ever used. */
  hasReceipt(keyDigest: Uint8Array): Promise<boolean>;
  last(unitId: number): Promise<LogEntry | undefined>;
  /** The entry after which the tree had that size. */
  ofSize(unitId: number, size: number): Promise<LogEntry | undefined>;
  /** From the first on, or only those of one part. */
  entries(unitId: number, part?: LogPart): AsyncIterable<LogEntry>;
  /** "taken" when another process has appended one of that number. */
  append(unitId: number, entry: LogEntry): Promise<"appended" | "taken">;
  /** Whether the data were restored from a copy and their logs have not begun a new epoch yet. */
  isEpochDue(): Promise<boolean>;
  /** The logs of all units have. */
  epochsBegun(): Promise<void>;
}

// ── what is said of a period from outside ────────────────────────────────────────────────────────────────────────────

/** What an evaluator made of a period of a unit, and what the unit said to that. */
export interface Remark {
  readonly id: number;
  readonly period: string;
  readonly text: string;
  readonly writtenOn: LocalDate;
  /** Login. */
  readonly writtenBy: string;
  /** null until somebody of the unit has answered, once. */
  readonly answer: { readonly text: string; readonly on: LocalDate; readonly by: string } | null;
}

export interface RemarkStore {
  /** Of one period, or of all, the oldest first. */
  list(unitId: number, period?: string): Promise<readonly Remark[]>;
  add(unitId: number, remark: Omit<Remark, "id" | "answer">): Promise<void>;
  /** "answered" when it was before, "not-found" when the unit has no such one. */
  answer(unitId: number, id: number, answer: NonNullable<Remark["answer"]>): Promise<"done" | "answered" | "not-found">;
}

// ── people ───────────────────────────────────────────────────────────────────────────────────────────────────────────

export interface SessionRecord {
  /** Number of the session in the list of one's own sessions; opens nothing. */
  readonly id: number;
  readonly personId: number;
  readonly startedAt: number;
  readonly seenAt: number;
}

export interface PeopleStore {
  add(
    person: Omit<Person, "id" | "disabled" | "passwordHash" | "grants"> & Partial<Pick<Person, "grants">>,
  ): Promise<Person | "taken">;
  /** In the place of what was granted for that unit before. */
  setGrant(personId: number, grant: Grant): Promise<void>;
  removeGrant(personId: number, unitId: number): Promise<void>;
  /** Adds the first administrator with a password in one act. "taken" when there is any person already. */
  addFirst(person: { login: string; name: string; passwordHash: string }): Promise<Person | "taken">;
  byLogin(login: string): Promise<Person | undefined>;
  byId(id: number): Promise<Person | undefined>;
  list(): Promise<readonly Person[]>;
  count(): Promise<number>;
  /** Name, role and unit. Ends all sessions of the person when role or unit changed. */
  update(person: Pick<Person, "id" | "name" | "role" | "unitId">): Promise<void>;
  /** Disabling ends all sessions and one-time addresses of the person. */
  setDisabled(id: number, disabled: boolean): Promise<void>;
  /** Sets the password and ends every session and one-time address of the person. */
  setPassword(id: number, passwordHash: string): Promise<void>;
  /** A one-time sign-in address; earlier ones of the same person are void. */
  addTicket(ticket: { personId: number; digest: Uint8Array; expiresAt: number }): Promise<void>;
  /** The person whom an unspent, unexpired ticket names; the ticket stays. */
  personOfTicket(digest: Uint8Array, now: number): Promise<Person | undefined>;
  /** Spends the ticket and sets the password in one act; undefined when it was spent, void or expired. */
  spendTicket(digest: Uint8Array, passwordHash: string, now: number): Promise<Person | undefined>;
  addSession(session: { personId: number; digest: Uint8Array; startedAt: number }): Promise<void>;
  /** The person behind a living session, who is not disabled; notes that it was seen (at most once a minute). */
  personOfSession(
    digest: Uint8Array,
    now: number,
    limits: { idleMs: number; lifeMs: number },
  ): Promise<{ person: Person; session: SessionRecord } | undefined>;
  sessions(personId: number): Promise<readonly SessionRecord[]>;
  endSession(digest: Uint8Array): Promise<void>;
  endSessionById(personId: number, id: number): Promise<void>;
}

// ── upkeep ───────────────────────────────────────────────────────────────────────────────────────────────────────────

/** A questionnaire version that answers may refer to. */
export interface SurveyVersion {
  readonly ref: SurveyRef;
  /** SHA-256 of the definition in canonical form. */
  readonly seal: string;
  readonly questionKeys: readonly string[];
  readonly max: number;
}

export interface UpkeepStore {
  /** Makes versions known; returns the refs whose seal differs from what the store knows under that name. */
  registerSurveys(versions: readonly SurveyVersion[]): Promise<readonly SurveyRef[]>;
  /** A real durable write; rejects when the store cannot make one. */
  writeMark(at: number): Promise<void>;
  /**
   * Ends every day before `today` (in WIB, the last zone to reach midnight): links within a day are forgotten (answers
   * digests, held answers, days of comments), left-overs of broken imports are removed, and the file is rewritten in key
   * order, so that its order tells nothing about who came when. True when there was something to end.
   */
  closeDay(today: LocalDate): Promise<boolean>;
  /** Whether that was done for `today` already. */
  isDayClosed(today: LocalDate): Promise<boolean>;
  /** Counters against a recount of the rows, pragmas, references, file. One English line for each finding; none is good. */
  check(): Promise<readonly string[]>;
}
