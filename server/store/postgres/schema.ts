import { followUpStates, uploadPurposes } from "../../domain/follow-up.ts";
import { entryKinds } from "../../log/records.ts";
import { roles } from "../../domain/person.ts";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import { bigint, boolean, check, customType, index, integer, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { sql } from "drizzle-orm";
import type { SignalKind } from "../../domain/integrity/signal.ts";

/**
 * The tables and columns of ../sqlite/schema.ts, which says what they mean. Other than there, counts are an array, truth is
 * boolean, milliseconds are bigint, and dates and codes are compared by their bytes whatever the database's own order is.
 */

const bytes = customType<{ data: Buffer }>({ dataType: () => "bytea" });
/** A date, a month or a code. */
const plain = customType<{ data: string }>({ dataType: () => 'text COLLATE "C"' });

const number = () => integer().primaryKey().generatedByDefaultAsIdentity();

export const marks = pgTable("marks", { name: plain().primaryKey(), value: bigint({ mode: "number" }).notNull() });

export const units = pgTable(
  "units",
  {
    id: number(),
    code: plain().notNull().unique(),
    name: text().notNull(),
    zone: text({ enum: ["WIB", "WITA", "WIT"] }).notNull(),
    parentId: integer("parent_id"),
    surveys: text().notNull(),
    contact: text().notNull(),
    optionalQuestions: text("optional_questions").notNull(),
    publicFloor: integer("public_floor").notNull().default(30),
  },
  (table) => [check("units_zone", sql`${table.zone} IN ('WIB', 'WITA', 'WIT')`)],
);

export const counters = pgTable(
  "counters",
  {
    id: number(),
    unitId: integer("unit_id")
      .notNull()
      .references(() => units.id),
    code: plain().notNull().unique(),
    name: text().notNull(),
    serviceId: integer("service_id").references(() => services.id),
    closedSince: plain("closed_since"),
    kiosk: boolean().notNull().default(false),
  },
  (table) => [index("counters_by_unit").on(table.unitId)],
);

export const services = pgTable(
  "services",
  {
    id: number(),
    unitId: integer("unit_id")
      .notNull()
      .references(() => units.id),
    name: text().notNull(),
    nameKey: text("name_key").notNull(),
    closedSince: plain("closed_since"),
    batchId: integer("batch_id").references((): AnyPgColumn => batches.id),
  },
  (table) => [uniqueIndex("services_by_name").on(table.unitId, table.nameKey)],
);

export const populations = pgTable(
  "populations",
  {
    unitId: integer("unit_id")
      .notNull()
      .references(() => units.id),
    period: plain().notNull(),
    people: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.unitId, table.period] })],
);

export const surveys = pgTable("surveys", {
  id: number(),
  ref: plain().notNull().unique(),
  seal: text().notNull(),
  questionKeys: text("question_keys").notNull(),
  max: integer().notNull(),
});

export const sheets = pgTable("sheets", { id: number(), shape: plain().notNull().unique() });

/** What responses refer to is looked up by a trigger, once for each statement; the check looks after all of them (references.ts). */
export const responses = pgTable(
  "responses",
  {
    unitId: integer("unit_id").notNull(),
    date: plain().notNull(),
    id: bytes().notNull(),
    counterId: integer("counter_id").notNull(),
    serviceId: integer("service_id"),
    channel: plain().notNull(),
    session: plain(),
    sheetId: integer("sheet_id").notNull(),
    answers: plain().notNull(),
    profile: plain().notNull(),
    batchId: integer("batch_id"),
  },
  (table) => [
    primaryKey({ columns: [table.unitId, table.date, table.id] }),
    // Without it the removal of a batch that never became whole would read every response there is.
    index("responses_of_batches")
      .on(table.batchId)
      .where(sql`${table.batchId} IS NOT NULL`),
    check("responses_id", sql`length(${table.id}) = 12`),
    check("responses_date", sql`length(${table.date}) = 10`),
    check("responses_session", sql`${table.session} IN ('pagi', 'siang')`),
  ],
);

export const batches = pgTable("batches", {
  id: number(),
  unitId: integer("unit_id")
    .notNull()
    .references(() => units.id),
  fileDigest: plain("file_digest").notNull(),
  importedOn: plain("imported_on").notNull(),
  rows: integer().notNull(),
  whole: boolean().notNull().default(true),
});

export const batchExclusions = pgTable("batch_exclusions", {
  batchId: integer("batch_id")
    .primaryKey()
    .references(() => batches.id),
  reason: text().notNull(),
  by: text().notNull(),
});

export const exclusions = pgTable(
  "exclusions",
  {
    id: number(),
    unitId: integer("unit_id")
      .notNull()
      .references(() => units.id),
    date: plain().notNull(),
    responseId: bytes("response_id").notNull(),
    reason: text().notNull(),
    note: text().notNull(),
    proposedOn: plain("proposed_on").notNull(),
    proposedBy: text("proposed_by").notNull(),
    decidedOn: plain("decided_on"),
    decidedBy: text("decided_by"),
    agreed: boolean(),
  },
  (table) => [
    uniqueIndex("exclusions_by_response")
      .on(table.unitId, table.date, table.responseId)
      .where(sql`agreed IS NOT false`),
  ],
);

export const cells = pgTable(
  "cells",
  {
    unitId: integer("unit_id").notNull(),
    month: plain().notNull(),
    surveyId: integer("survey_id").notNull(),
    serviceId: integer("service_id").notNull(),
    counterId: integer("counter_id").notNull(),
    channel: plain().notNull(),
    received: integer().notNull(),
    excluded: integer().notNull(),
    respondents: integer().notNull(),
    counts: integer().array().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.unitId, table.month, table.surveyId, table.serviceId, table.counterId, table.channel] }),
  ],
);

export const profileCells = pgTable(
  "profile_cells",
  {
    unitId: integer("unit_id").notNull(),
    month: plain().notNull(),
    surveyId: integer("survey_id").notNull(),
    groups: bytes().notNull(),
  },
  (table) => [primaryKey({ columns: [table.unitId, table.month, table.surveyId] })],
);

export const spentKeys = pgTable(
  "spent_keys",
  {
    keyDigest: bytes("key_digest").primaryKey(),
    day: plain(),
    answersDigest: bytes("answers_digest"),
    unitId: integer("unit_id"),
  },
  (table) => [
    index("spent_keys_of_open_days")
      .on(table.day)
      .where(sql`${table.day} IS NOT NULL`),
    check("spent_keys_digest", sql`length(${table.keyDigest}) = 16`),
  ],
);

export const lateAnswers = pgTable(
  "late_answers",
  {
    unitId: integer("unit_id")
      .notNull()
      .references(() => units.id),
    arrivedOn: plain("arrived_on").notNull(),
    id: bytes().notNull(),
    givenOn: plain("given_on").notNull(),
    counterId: integer("counter_id")
      .notNull()
      .references(() => counters.id),
    serviceId: integer("service_id").references(() => services.id),
    channel: plain().notNull(),
    sheetId: integer("sheet_id")
      .notNull()
      .references(() => sheets.id),
    answers: plain().notNull(),
    profile: plain().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.unitId, table.arrivedOn, table.id] }),
    index("late_answers_by_day_given").on(table.unitId, table.givenOn),
    check("late_answers_id", sql`length(${table.id}) = 12`),
  ],
);

export const lateKeys = pgTable(
  "late_keys",
  {
    keyDigest: bytes("key_digest").primaryKey(),
    day: plain(),
    answersDigest: bytes("answers_digest"),
  },
  (table) => [check("late_keys_digest", sql`length(${table.keyDigest}) = 16`)],
);

export const held = pgTable(
  "held",
  {
    unitId: integer("unit_id").notNull(),
    date: plain().notNull(),
    responseId: bytes("response_id").notNull(),
    serviceId: integer("service_id").notNull(),
    counterId: integer("counter_id").notNull(),
    channel: plain().notNull(),
  },
  (table) => [primaryKey({ columns: [table.unitId, table.date, table.responseId] })],
);

export const comments = pgTable(
  "comments",
  {
    id: bytes().primaryKey(),
    unitId: integer("unit_id")
      .notNull()
      .references(() => units.id),
    month: plain().notNull(),
    writtenOn: plain("written_on"),
    batchId: integer("batch_id"),
    words: text().notNull(),
  },
  (table) => [
    index("comments_by_month").on(table.unitId, table.month),
    index("comments_of_open_days")
      .on(table.writtenOn)
      .where(sql`${table.writtenOn} IS NOT NULL`),
  ],
);

export const reasons = pgTable(
  "reasons",
  {
    id: bytes().primaryKey(),
    unitId: integer("unit_id")
      .notNull()
      .references(() => units.id),
    month: plain().notNull(),
    writtenOn: plain("written_on"),
    surveyId: integer("survey_id")
      .notNull()
      .references(() => surveys.id),
    question: plain().notNull(),
    code: plain().notNull(),
  },
  (table) => [index("reasons_by_month").on(table.unitId, table.month)],
);

export const signals = pgTable(
  "signals",
  {
    unitId: integer("unit_id").notNull(),
    date: plain().notNull(),
    counterId: integer("counter_id").notNull(),
    kind: plain().$type<SignalKind>().notNull(),
    answers: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.unitId, table.date, table.counterId, table.kind] })],
);

export const slips = pgTable(
  "slips",
  {
    digest: bytes().primaryKey().notNull(),
    unitId: integer("unit_id")
      .notNull()
      .references(() => units.id),
    lastDay: plain("last_day").notNull(),
  },
  (table) => [check("slips_digest", sql`length(${table.digest}) = 16`)],
);

export const slipDays = pgTable(
  "slip_days",
  {
    unitId: integer("unit_id").notNull(),
    date: plain().notNull(),
    counterId: integer("counter_id").notNull(),
    issued: integer().notNull(),
    spent: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.unitId, table.date, table.counterId] })],
);

export const served = pgTable(
  "served",
  {
    unitId: integer("unit_id")
      .notNull()
      .references(() => units.id),
    date: plain().notNull(),
    serviceId: integer("service_id").notNull(),
    counterId: integer("counter_id").notNull(),
    people: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.unitId, table.date, table.serviceId, table.counterId] })],
);

export const queueKeys = pgTable("queue_keys", {
  unitId: integer("unit_id")
    .primaryKey()
    .references(() => units.id),
  digest: bytes().notNull().unique(),
});

export const openingHours = pgTable(
  "opening_hours",
  {
    unitId: integer("unit_id")
      .notNull()
      .references(() => units.id),
    weekday: integer().notNull(),
    opens: plain().notNull(),
    closes: plain().notNull(),
  },
  (table) => [primaryKey({ columns: [table.unitId, table.weekday] })],
);

export const holidays = pgTable(
  "holidays",
  {
    unitId: integer("unit_id")
      .notNull()
      .references(() => units.id),
    date: plain().notNull(),
    name: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.unitId, table.date] })],
);

export const pastIndices = pgTable(
  "past_indices",
  {
    id: number(),
    unitId: integer("unit_id")
      .notNull()
      .references(() => units.id),
    survey: plain().notNull(),
    period: plain().notNull(),
    index100: plain().notNull(),
    respondents: integer(),
    questionnaire: text().notNull(),
    source: text().notNull(),
  },
  (table) => [uniqueIndex("past_indices_by_period").on(table.unitId, table.survey, table.period)],
);

/** What a unit wrote into its reports: of one period, or, with an empty period, on all of them. */
export const reportTexts = pgTable(
  "report_texts",
  {
    unitId: integer("unit_id")
      .notNull()
      .references(() => units.id),
    period: plain().notNull(),
    key: plain().notNull(),
    text: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.unitId, table.period, table.key] })],
);

/** What a unit does about its results (domain/follow-up.ts). */
export const followUps = pgTable(
  "follow_ups",
  {
    id: number(),
    unitId: integer("unit_id")
      .notNull()
      .references(() => units.id),
    period: plain().notNull(),
    survey: plain().notNull(),
    item: plain().notNull(),
    action: text().notNull(),
    due: plain().notNull(),
    responsible: text().notNull(),
    state: text({ enum: followUpStates }).notNull(),
    obstacles: text().notNull(),
    recommendation: text().notNull(),
    told: text().notNull(),
    changedOn: plain("changed_on").notNull(),
    changedBy: text("changed_by").notNull(),
  },
  (table) => [index("follow_ups_by_unit").on(table.unitId, table.period)],
);

/** Files that a unit keeps as evidence, checked by their content; never shown inside a page. */
export const uploads = pgTable(
  "uploads",
  {
    id: number(),
    unitId: integer("unit_id")
      .notNull()
      .references(() => units.id),
    period: plain().notNull(),
    /** null for what belongs to the period as a whole. */
    followUpId: integer("follow_up_id").references(() => followUps.id),
    purpose: text({ enum: uploadPurposes }).notNull(),
    /** What it shows, where and when. */
    caption: text().notNull(),
    mediaType: text("media_type").notNull(),
    size: integer().notNull(),
    bytes: bytes("bytes").notNull(),
    addedOn: plain("added_on").notNull(),
    addedBy: text("added_by").notNull(),
  },
  (table) => [index("uploads_by_unit").on(table.unitId, table.period)],
);

/** Periods that were closed, each time anew. */
export const closings = pgTable(
  "closings",
  {
    id: number(),
    unitId: integer("unit_id")
      .notNull()
      .references(() => units.id),
    period: plain().notNull(),
    closedOn: plain("closed_on").notNull(),
    /** Login of whoever closed it. */
    closedBy: text("closed_by").notNull(),
    /** What was frozen, canonical JSON; null until it was worked out from the counters, which cannot change any more. */
    document: text(),
  },
  (table) => [index("closings_by_unit").on(table.unitId)],
);

/** Closings that somebody proposed to open again, and what a second person decided, once. Append-only. */
export const reopenings = pgTable(
  "reopenings",
  {
    id: number(),
    closingId: integer("closing_id")
      .notNull()
      .references(() => closings.id),
    reason: text().notNull(),
    proposedOn: plain("proposed_on").notNull(),
    proposedBy: text("proposed_by").notNull(),
    /** The three are null until it is decided. */
    decidedOn: plain("decided_on"),
    decidedBy: text("decided_by"),
    agreed: boolean(),
  },
  // One that was turned down may be made again, one that waits or was agreed to may not.
  (table) => [
    uniqueIndex("reopenings_by_closing")
      .on(table.closingId)
      .where(sql`agreed IS NOT false`),
  ],
);

/** The log of each unit. Append-only. */
export const logEntries = pgTable(
  "log_entries",
  {
    unitId: integer("unit_id")
      .notNull()
      .references(() => units.id),
    number: integer().notNull(),
    epoch: integer().notNull(),
    kind: text({ enum: entryKinds }).notNull(),
    of: plain().notNull(),
    records: integer().notNull(),
    about: text().notNull(),
    size: integer().notNull(),
    leaves: bytes().notNull(),
    frontier: bytes().notNull(),
    receipts: bytes().notNull(),
    checkpoint: text().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.unitId, table.number] }),
    index("log_entries_by_part").on(table.unitId, table.kind, table.of),
    index("log_entries_by_size").on(table.unitId, table.size),
    check("log_entries_kind", sql`${table.kind} IN ('day', 'import', 'late', 'comments', 'epoch')`),
  ],
);

/** Closings that were shown to the public. Append-only. */
export const publications = pgTable("publications", {
  /** One publication for each closing. */
  closingId: integer("closing_id")
    .primaryKey()
    .references(() => closings.id),
  publishedOn: plain("published_on").notNull(),
  /** Login of whoever published it. */
  publishedBy: text("published_by").notNull(),
});

/** Months that take no answers any more. */
/** What an evaluator may read (domain/person.ts): periods separated by commas, none for all. */
export const grants = pgTable(
  "grants",
  {
    personId: integer("person_id")
      .notNull()
      .references(() => people.id),
    unitId: integer("unit_id")
      .notNull()
      .references(() => units.id),
    periods: text().notNull(),
    until: plain().notNull(),
  },
  (table) => [primaryKey({ columns: [table.personId, table.unitId] })],
);

/** What was said of a period from outside, and the unit's answer, given once. Append-only. */
export const remarks = pgTable(
  "remarks",
  {
    id: number(),
    unitId: integer("unit_id")
      .notNull()
      .references(() => units.id),
    period: plain().notNull(),
    text: text().notNull(),
    writtenOn: plain("written_on").notNull(),
    writtenBy: text("written_by").notNull(),
    /** The three are null until it is answered. */
    answer: text(),
    answeredOn: plain("answered_on"),
    answeredBy: text("answered_by"),
  },
  (table) => [index("remarks_by_unit").on(table.unitId, table.period)],
);

export const closedMonths = pgTable(
  "closed_months",
  {
    unitId: integer("unit_id")
      .notNull()
      .references(() => units.id),
    month: plain().notNull(),
    /** The first closing that closed it. */
    closingId: integer("closing_id")
      .notNull()
      .references(() => closings.id),
  },
  (table) => [primaryKey({ columns: [table.unitId, table.month] })],
);

export const people = pgTable("people", {
  id: number(),
  login: plain().notNull().unique(),
  name: text().notNull(),
  role: text({ enum: roles }).notNull(),
  unitId: integer("unit_id").references(() => units.id),
  disabled: boolean().notNull().default(false),
  passwordHash: text("password_hash"),
});

export const tickets = pgTable("tickets", {
  digest: bytes().primaryKey(),
  personId: integer("person_id")
    .notNull()
    .references(() => people.id),
  expiresAt: bigint("expires_at", { mode: "number" }).notNull(),
});

export const sessions = pgTable(
  "sessions",
  {
    id: number(),
    digest: bytes().notNull().unique(),
    personId: integer("person_id")
      .notNull()
      .references(() => people.id),
    startedAt: bigint("started_at", { mode: "number" }).notNull(),
    seenAt: bigint("seen_at", { mode: "number" }).notNull(),
  },
  (table) => [index("sessions_by_person").on(table.personId)],
);
