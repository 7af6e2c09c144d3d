import { followUpStates, uploadPurposes } from "../../domain/follow-up.ts";
import { entryKinds } from "../../log/records.ts";
import { roles } from "../../domain/person.ts";
import { sql } from "drizzle-orm";
import { signalKinds } from "../../domain/integrity/signal.ts";
import type { AnySQLiteColumn } from "drizzle-orm/sqlite-core";
import { blob, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";

/**
 * One file. Tables that hold answers or what is written with them are WITHOUT ROWID (said in the migration, which drizzle
 * cannot), keyed by something random within the day, so that the file's order is not the order of arrival.
 */

/** Single numbers of the installation: the version of units and counters, the last day closed, the health mark. */
export const marks = sqliteTable("marks", { name: text().primaryKey(), value: integer().notNull() });

export const units = sqliteTable("units", {
  id: integer().primaryKey({ autoIncrement: true }),
  code: text().notNull().unique(),
  name: text().notNull(),
  zone: text({ enum: ["WIB", "WITA", "WIT"] }).notNull(),
  parentId: integer("parent_id"),
  /** Survey ids in the order asked, separated by commas. */
  surveys: text().notNull(),
  contact: text().notNull(),
  optionalQuestions: text("optional_questions").notNull(),
  publicFloor: integer("public_floor").notNull().default(30),
});

/** A unit's first counter bears the unit's code, so the uniqueness of counter codes is the one namespace of both. */
export const counters = sqliteTable(
  "counters",
  {
    id: integer().primaryKey({ autoIncrement: true }),
    unitId: integer("unit_id")
      .notNull()
      .references(() => units.id),
    code: text().notNull().unique(),
    name: text().notNull(),
    serviceId: integer("service_id").references(() => services.id),
    closedSince: text("closed_since"),
    kiosk: integer({ mode: "boolean" }).notNull().default(false),
  },
  (table) => [index("counters_by_unit").on(table.unitId)],
);

export const services = sqliteTable(
  "services",
  {
    id: integer().primaryKey({ autoIncrement: true }),
    unitId: integer("unit_id")
      .notNull()
      .references(() => units.id),
    name: text().notNull(),
    /** What must not stand twice in a unit (domain/service-name.ts). */
    nameKey: text("name_key").notNull(),
    closedSince: text("closed_since"),
    /** The import that brings the service, until it is whole; nobody sees it before. */
    batchId: integer("batch_id").references((): AnySQLiteColumn => batches.id),
  },
  (table) => [uniqueIndex("services_by_name").on(table.unitId, table.nameKey)],
);

export const populations = sqliteTable(
  "populations",
  {
    unitId: integer("unit_id")
      .notNull()
      .references(() => units.id),
    period: text().notNull(),
    people: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.unitId, table.period] })],
);

/** Questionnaire versions that answers refer to, so that the file can be read without the program. */
export const surveys = sqliteTable("surveys", {
  id: integer().primaryKey({ autoIncrement: true }),
  ref: text().notNull().unique(),
  seal: text().notNull(),
  /** Question keys in the order in which answers are packed, separated by commas. */
  questionKeys: text("question_keys").notNull(),
  max: integer().notNull(),
});

/** The shape of a packed response: "1,2,3|jenis_kelamin,usia" = ids of its surveys, then keys of its profile. */
export const sheets = sqliteTable("sheets", {
  id: integer().primaryKey({ autoIncrement: true }),
  shape: text().notNull().unique(),
});

/** Append-only: triggers refuse UPDATE and DELETE. */
export const responses = sqliteTable(
  "responses",
  {
    unitId: integer("unit_id")
      .notNull()
      .references(() => units.id),
    /** The unit's local day. */
    date: text().notNull(),
    /** Twelve random bytes. */
    id: blob({ mode: "buffer" }).notNull(),
    counterId: integer("counter_id")
      .notNull()
      .references(() => counters.id),
    serviceId: integer("service_id").references(() => services.id),
    channel: text().notNull(),
    session: text(),
    sheetId: integer("sheet_id")
      .notNull()
      .references(() => sheets.id),
    /** One character for each question of each survey: 1–9 the score, 0 without a score, - not answered. */
    answers: text().notNull(),
    /** Codes in the order of the sheet, separated by commas. */
    profile: text().notNull(),
    batchId: integer("batch_id").references(() => batches.id),
  },
  (table) => [primaryKey({ columns: [table.unitId, table.date, table.id] })],
);

export const batches = sqliteTable("batches", {
  id: integer().primaryKey({ autoIncrement: true }),
  unitId: integer("unit_id")
    .notNull()
    .references(() => units.id),
  fileDigest: text("file_digest").notNull(),
  importedOn: text("imported_on").notNull(),
  rows: integer().notNull(),
  /** False while it is being brought in: its rows are not answers yet, and what a killed import leaves is removed. */
  whole: integer({ mode: "boolean" }).notNull().default(true),
});

/** An import set aside whole; its rows stay. */
export const batchExclusions = sqliteTable("batch_exclusions", {
  batchId: integer("batch_id")
    .primaryKey()
    .references(() => batches.id),
  reason: text().notNull(),
  by: text().notNull(),
});

/**
 * Single responses that somebody proposed to set aside, and what a second person decided. Append-only: a decision is written once,
 * nothing else is ever changed.
 */
export const exclusions = sqliteTable(
  "exclusions",
  {
    id: integer().primaryKey({ autoIncrement: true }),
    unitId: integer("unit_id")
      .notNull()
      .references(() => units.id),
    date: text().notNull(),
    responseId: blob("response_id", { mode: "buffer" }).notNull(),
    reason: text().notNull(),
    note: text().notNull(),
    proposedOn: text("proposed_on").notNull(),
    /** Login of whoever proposed it. */
    proposedBy: text("proposed_by").notNull(),
    /** The three are null until it is decided. */
    decidedOn: text("decided_on"),
    decidedBy: text("decided_by"),
    /** True sets the response aside. */
    agreed: integer({ mode: "boolean" }),
  },
  // A proposal that was turned down may be made again, one that waits or was agreed to may not.
  (table) => [
    uniqueIndex("exclusions_by_response")
      .on(table.unitId, table.date, table.responseId)
      .where(sql`agreed IS NOT 0`),
  ],
);

/** Counters, kept in the same act as the response they count. */
export const cells = sqliteTable(
  "cells",
  {
    unitId: integer("unit_id").notNull(),
    month: text().notNull(),
    surveyId: integer("survey_id").notNull(),
    /** 0 for "no service". */
    serviceId: integer("service_id").notNull(),
    counterId: integer("counter_id").notNull(),
    channel: text().notNull(),
    received: integer().notNull(),
    excluded: integer().notNull(),
    respondents: integer().notNull(),
    /** For each question in key order: its counts from score 1 up, then the answers without a score. */
    counts: text().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.unitId, table.month, table.surveyId, table.serviceId, table.counterId, table.channel] }),
  ],
);

/** Counters of the people who gave an answer about themselves, a row for each survey (profile-groups.ts). */
export const profileCells = sqliteTable(
  "profile_cells",
  {
    unitId: integer("unit_id").notNull(),
    month: text().notNull(),
    surveyId: integer("survey_id").notNull(),
    groups: blob({ mode: "buffer" }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.unitId, table.month, table.surveyId] })],
);

/** Keys that were used. All but the key's digest is forgotten when the day is closed. */
export const spentKeys = sqliteTable(
  "spent_keys",
  {
    keyDigest: blob("key_digest", { mode: "buffer" }).primaryKey().notNull(),
    day: text(),
    answersDigest: blob("answers_digest", { mode: "buffer" }),
    unitId: integer("unit_id"),
  },
  // Keys of years lie here, and each night only those of the last day are wanted.
  (table) => [
    index("spent_keys_of_open_days")
      .on(table.unitId, table.day)
      .where(sql`day IS NOT NULL`),
  ],
);

/** Answers that came in after their period was closed, kept for the record and counted nowhere else. Append-only. */
export const lateAnswers = sqliteTable(
  "late_answers",
  {
    unitId: integer("unit_id")
      .notNull()
      .references(() => units.id),
    arrivedOn: text("arrived_on").notNull(),
    /** Twelve random bytes. */
    id: blob({ mode: "buffer" }).notNull(),
    /** By the phone that kept it, held to the seven days before. */
    givenOn: text("given_on").notNull(),
    counterId: integer("counter_id")
      .notNull()
      .references(() => counters.id),
    serviceId: integer("service_id").references(() => services.id),
    channel: text().notNull(),
    sheetId: integer("sheet_id")
      .notNull()
      .references(() => sheets.id),
    /** Packed as those of responses, and so is the profile. */
    answers: text().notNull(),
    profile: text().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.unitId, table.arrivedOn, table.id] }),
    index("late_answers_by_day_given").on(table.unitId, table.givenOn),
  ],
);

/** Keys of late answers, as spent_keys; both columns beside the digest are forgotten when the day is closed. */
export const lateKeys = sqliteTable("late_keys", {
  keyDigest: blob("key_digest", { mode: "buffer" }).primaryKey().notNull(),
  day: text(),
  answersDigest: blob("answers_digest", { mode: "buffer" }),
});

/** Answers of a day that staff pages do not count yet. Empty again when the day is closed. */
export const held = sqliteTable(
  "held",
  {
    unitId: integer("unit_id").notNull(),
    date: text().notNull(),
    responseId: blob("response_id", { mode: "buffer" }).notNull(),
    serviceId: integer("service_id").notNull(),
    counterId: integer("counter_id").notNull(),
    channel: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.unitId, table.date, table.responseId] })],
);

/** Written words, apart from every score. `writtenOn` is forgotten when the day is closed. */
export const comments = sqliteTable(
  "comments",
  {
    id: blob({ mode: "buffer" }).primaryKey().notNull(),
    unitId: integer("unit_id")
      .notNull()
      .references(() => units.id),
    month: text().notNull(),
    writtenOn: text("written_on"),
    batchId: integer("batch_id"),
    words: text().notNull(),
  },
  (table) => [index("comments_by_month").on(table.unitId, table.month)],
);

/** Why a low score was given, by a code of the questionnaire, apart from every score. `writtenOn` is forgotten when the day is closed. */
export const reasons = sqliteTable(
  "reasons",
  {
    id: blob({ mode: "buffer" }).primaryKey().notNull(),
    unitId: integer("unit_id")
      .notNull()
      .references(() => units.id),
    month: text().notNull(),
    writtenOn: text("written_on"),
    surveyId: integer("survey_id")
      .notNull()
      .references(() => surveys.id),
    question: text().notNull(),
    code: text().notNull(),
  },
  (table) => [index("reasons_by_month").on(table.unitId, table.month)],
);

/** Something odd about how answers came in at a counter on a day, and of how many; no hour, no answer. */
export const signals = sqliteTable(
  "signals",
  {
    unitId: integer("unit_id").notNull(),
    date: text().notNull(),
    counterId: integer("counter_id").notNull(),
    kind: text({ enum: signalKinds }).notNull(),
    answers: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.unitId, table.date, table.counterId, table.kind] })],
);

/** Slips that are still good; one that was used is taken out, and the count of its day goes up. */
export const slips = sqliteTable("slips", {
  digest: blob({ mode: "buffer" }).primaryKey().notNull(),
  unitId: integer("unit_id")
    .notNull()
    .references(() => units.id),
  lastDay: text("last_day").notNull(),
});

/** How many slips were handed out and used at a counter on a day. */
export const slipDays = sqliteTable(
  "slip_days",
  {
    unitId: integer("unit_id").notNull(),
    date: text().notNull(),
    counterId: integer("counter_id").notNull(),
    issued: integer().notNull(),
    spent: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.unitId, table.date, table.counterId] })],
);

/** People served; 0 stands for "no service" and "no counter". */
export const served = sqliteTable(
  "served",
  {
    unitId: integer("unit_id")
      .notNull()
      .references(() => units.id),
    date: text().notNull(),
    serviceId: integer("service_id").notNull(),
    counterId: integer("counter_id").notNull(),
    people: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.unitId, table.date, table.serviceId, table.counterId] })],
);

/** By which a unit's queue system sends numbers, as a digest. */
export const queueKeys = sqliteTable("queue_keys", {
  unitId: integer("unit_id")
    .primaryKey()
    .references(() => units.id),
  digest: blob({ mode: "buffer" }).notNull().unique(),
});

export const openingHours = sqliteTable(
  "opening_hours",
  {
    unitId: integer("unit_id")
      .notNull()
      .references(() => units.id),
    /** 1 is Monday. */
    weekday: integer().notNull(),
    opens: text().notNull(),
    closes: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.unitId, table.weekday] })],
);

export const holidays = sqliteTable(
  "holidays",
  {
    unitId: integer("unit_id")
      .notNull()
      .references(() => units.id),
    date: text().notNull(),
    name: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.unitId, table.date] })],
);

/** Indices that others have computed and published. */
export const pastIndices = sqliteTable(
  "past_indices",
  {
    id: integer().primaryKey({ autoIncrement: true }),
    unitId: integer("unit_id")
      .notNull()
      .references(() => units.id),
    survey: text().notNull(),
    period: text().notNull(),
    index100: text().notNull(),
    respondents: integer(),
    questionnaire: text().notNull(),
    source: text().notNull(),
  },
  (table) => [uniqueIndex("past_indices_by_period").on(table.unitId, table.survey, table.period)],
);

/** What a unit wrote into its reports: of one period, or, with an empty period, on all of them. */
export const reportTexts = sqliteTable(
  "report_texts",
  {
    unitId: integer("unit_id")
      .notNull()
      .references(() => units.id),
    period: text().notNull(),
    key: text().notNull(),
    text: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.unitId, table.period, table.key] })],
);

/** What a unit does about its results (domain/follow-up.ts). */
export const followUps = sqliteTable(
  "follow_ups",
  {
    id: integer().primaryKey({ autoIncrement: true }),
    unitId: integer("unit_id")
      .notNull()
      .references(() => units.id),
    period: text().notNull(),
    survey: text().notNull(),
    item: text().notNull(),
    action: text().notNull(),
    due: text().notNull(),
    responsible: text().notNull(),
    state: text({ enum: followUpStates }).notNull(),
    obstacles: text().notNull(),
    recommendation: text().notNull(),
    told: text().notNull(),
    changedOn: text("changed_on").notNull(),
    changedBy: text("changed_by").notNull(),
  },
  (table) => [index("follow_ups_by_unit").on(table.unitId, table.period)],
);

/** Files that a unit keeps as evidence, checked by their content; never shown inside a page. */
export const uploads = sqliteTable(
  "uploads",
  {
    id: integer().primaryKey({ autoIncrement: true }),
    unitId: integer("unit_id")
      .notNull()
      .references(() => units.id),
    period: text().notNull(),
    /** null for what belongs to the period as a whole. */
    followUpId: integer("follow_up_id").references(() => followUps.id),
    purpose: text({ enum: uploadPurposes }).notNull(),
    /** What it shows, where and when. */
    caption: text().notNull(),
    mediaType: text("media_type").notNull(),
    size: integer().notNull(),
    bytes: blob("bytes", { mode: "buffer" }).notNull(),
    addedOn: text("added_on").notNull(),
    addedBy: text("added_by").notNull(),
  },
  (table) => [index("uploads_by_unit").on(table.unitId, table.period)],
);

/** Periods that were closed, each time anew. */
export const closings = sqliteTable(
  "closings",
  {
    id: integer().primaryKey({ autoIncrement: true }),
    unitId: integer("unit_id")
      .notNull()
      .references(() => units.id),
    period: text().notNull(),
    closedOn: text("closed_on").notNull(),
    /** Login of whoever closed it. */
    closedBy: text("closed_by").notNull(),
    /** What was frozen, canonical JSON; null until it was worked out from the counters, which cannot change any more. */
    document: text(),
  },
  (table) => [index("closings_by_unit").on(table.unitId)],
);

/** Closings that somebody proposed to open again, and what a second person decided, once. Append-only. */
export const reopenings = sqliteTable(
  "reopenings",
  {
    id: integer().primaryKey({ autoIncrement: true }),
    closingId: integer("closing_id")
      .notNull()
      .references(() => closings.id),
    reason: text().notNull(),
    proposedOn: text("proposed_on").notNull(),
    proposedBy: text("proposed_by").notNull(),
    /** The three are null until it is decided. */
    decidedOn: text("decided_on"),
    decidedBy: text("decided_by"),
    agreed: integer({ mode: "boolean" }),
  },
  // One that was turned down may be made again, one that waits or was agreed to may not.
  (table) => [
    uniqueIndex("reopenings_by_closing")
      .on(table.closingId)
      .where(sql`agreed IS NOT 0`),
  ],
);

/** Closings that were shown to the public. Append-only. */
export const publications = sqliteTable("publications", {
  /** One publication for each closing. */
  closingId: integer("closing_id")
    .primaryKey()
    .references(() => closings.id),
  publishedOn: text("published_on").notNull(),
  /** Login of whoever published it. */
  publishedBy: text("published_by").notNull(),
});

/** The log of each unit (log/records.ts). Append-only. */
export const logEntries = sqliteTable(
  "log_entries",
  {
    unitId: integer("unit_id")
      .notNull()
      .references(() => units.id),
    number: integer().notNull(),
    epoch: integer().notNull(),
    kind: text({ enum: entryKinds }).notNull(),
    of: text().notNull(),
    records: integer().notNull(),
    about: text().notNull(),
    size: integer().notNull(),
    leaves: blob({ mode: "buffer" }).notNull(),
    frontier: blob({ mode: "buffer" }).notNull(),
    receipts: blob({ mode: "buffer" }).notNull(),
    checkpoint: text().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.unitId, table.number] }),
    index("log_entries_by_part").on(table.unitId, table.kind, table.of),
    index("log_entries_by_size").on(table.unitId, table.size),
  ],
);

/** What an evaluator may read (domain/person.ts): periods separated by commas, none for all. */
export const grants = sqliteTable(
  "grants",
  {
    personId: integer("person_id")
      .notNull()
      .references(() => people.id),
    unitId: integer("unit_id")
      .notNull()
      .references(() => units.id),
    periods: text().notNull(),
    until: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.personId, table.unitId] })],
);

/** What was said of a period from outside, and the unit's answer, given once. Append-only. */
export const remarks = sqliteTable(
  "remarks",
  {
    id: integer().primaryKey({ autoIncrement: true }),
    unitId: integer("unit_id")
      .notNull()
      .references(() => units.id),
    period: text().notNull(),
    text: text().notNull(),
    writtenOn: text("written_on").notNull(),
    writtenBy: text("written_by").notNull(),
    /** The three are null until it is answered. */
    answer: text(),
    answeredOn: text("answered_on"),
    answeredBy: text("answered_by"),
  },
  (table) => [index("remarks_by_unit").on(table.unitId, table.period)],
);

/** Months that take no answers any more. */
export const closedMonths = sqliteTable(
  "closed_months",
  {
    unitId: integer("unit_id")
      .notNull()
      .references(() => units.id),
    month: text().notNull(),
    /** The first closing that closed it. */
    closingId: integer("closing_id")
      .notNull()
      .references(() => closings.id),
  },
  (table) => [primaryKey({ columns: [table.unitId, table.month] })],
);

export const people = sqliteTable("people", {
  id: integer().primaryKey({ autoIncrement: true }),
  /** Lower case. */
  login: text().notNull().unique(),
  name: text().notNull(),
  role: text({ enum: roles }).notNull(),
  unitId: integer("unit_id").references(() => units.id),
  disabled: integer({ mode: "boolean" }).notNull().default(false),
  passwordHash: text("password_hash"),
});

/** One-time sign-in addresses, by digest. */
export const tickets = sqliteTable("tickets", {
  digest: blob({ mode: "buffer" }).primaryKey().notNull(),
  personId: integer("person_id")
    .notNull()
    .references(() => people.id),
  expiresAt: integer("expires_at").notNull(),
});

export const sessions = sqliteTable(
  "sessions",
  {
    id: integer().primaryKey({ autoIncrement: true }),
    digest: blob({ mode: "buffer" }).notNull().unique(),
    personId: integer("person_id")
      .notNull()
      .references(() => people.id),
    startedAt: integer("started_at").notNull(),
    seenAt: integer("seen_at").notNull(),
  },
  (table) => [index("sessions_by_person").on(table.personId)],
);
