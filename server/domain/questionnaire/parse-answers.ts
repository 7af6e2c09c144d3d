import type { Answer, Answers, Profile, Reason, Service } from "../response.ts";
import { withoutLoneAttention } from "./attention.ts";
import type { SurveyDefinition, SurveyRef } from "./definition.ts";
import { displayQuestions, refOf } from "./definition.ts";
import type { ProfileQuestion } from "./profile.ts";
import { maskPersonal } from "./mask-personal.ts";
import type { ReasonsDefinition } from "./reasons.ts";
import { isLow, reasonsAfter } from "./reasons.ts";

/** What one counter asks in one sitting. */
export interface Questionnaire {
  readonly surveys: readonly SurveyDefinition[];
  readonly profile: readonly ProfileQuestion[];
  /** Services that still take answers; the question is asked, and needed, only when there is at least one. */
  readonly services: readonly Service[];
  /** Offered after low scores of surveys that bring no reasons of their own. */
  readonly reasons: ReasonsDefinition;
}

/** A form body as the parser hands it over: a repeated field is a list. */
export type FormBody = Readonly<Record<string, unknown>>;

/** What is wrong with a field; the words for it are looked up where the language is known. */
export type ProblemKind = "missing" | "not-an-answer" | "too-long" | "trap" | "bad-key";
/** By field name, in the order in which the fields stand on the page. */
export type Problems = ReadonlyMap<string, ProblemKind>;

export interface ParsedAnswers {
  readonly surveys: ReadonlyMap<SurveyRef, Answers>;
  readonly serviceId: number | null;
  readonly assisted: boolean;
  readonly profile: Profile;
  /** Why low scores were given, at most one for each question. */
  readonly reasons: readonly Reason[];
  /** Without phone numbers, NIK, e-mail addresses and plates; null when nothing was written. */
  readonly comment: string | null;
  /** The citizen's key, or null when the page that was posted held none. */
  readonly key: string | null;
  /** The day on which a phone says that it was answered, as it was sent; null unless the phone has kept it for a connection. */
  readonly said: string | null;
}

export type Parsed = { readonly ok: true; readonly answers: ParsedAnswers } | { readonly ok: false; readonly problems: Problems };

/** Field names of the form that are not question keys. */
export const fields = {
  key: "kunci",
  service: "layanan",
  assisted: "dibantu",
  comment: "saran",
  trap: "situs_web",
  said: "diisi",
} as const;

/**
 * Field name of the reason for a low score of a question.
 * @example reasonField("U3") // => "alasan.U3"
 */
export function reasonField(question: string): string {
  return `alasan.${question}`;
}

/** The value of the answer without a score. */
export const OPTED_OUT = "0";
export const COMMENT_LIMIT = 1000;

/**
 * A posted form to answers, or to the list of what the citizen has to mend. Pure: nothing is looked up and nothing is kept.
 * Unknown fields are ignored; a field sent twice is no answer. A reason that is unknown, sent twice or left beside a score that
 * is not low (any more) is passed over: nobody should have to mend what may be left out.
 */
export function parseAnswers(questionnaire: Questionnaire, body: FormBody): Parsed {
  const problems = new Map<string, ProblemKind>();
  const single = (name: string): string | undefined => {
    const value = Object.hasOwn(body, name) ? body[name] : undefined;
    if (value === undefined || value === "") return undefined;
    if (typeof value === "string") return value;
    problems.set(name, "not-an-answer");
    return undefined;
  };

  const surveys = new Map<SurveyRef, Answers>();
  const reasons: Reason[] = [];
  for (const definition of questionnaire.surveys) {
    const answers = new Map<string, Answer>();
    const offered = reasonsAfter(definition, questionnaire.reasons);
    for (const question of displayQuestions(definition)) {
      const value = single(question.key);
      if (value === undefined) {
        if (!problems.has(question.key)) problems.set(question.key, "missing");
        continue;
      }
      const answer = readAnswer(value, definition.scale.max, question.optOut !== undefined);
      if (answer === undefined) problems.set(question.key, "not-an-answer");
      else answers.set(question.key, answer);
      const reason = body[reasonField(question.key)];
      if (!question.attention && isLow(answer, question, definition.scale.max) && offered.some(({ code }) => code === reason))
        reasons.push({ survey: refOf(definition), question: question.key, code: reason as string });
    }
    surveys.set(refOf(definition), withoutLoneAttention(definition, answers));
  }

  const serviceId = readService(questionnaire.services, single(fields.service), problems);
  const profile = new Map<string, string>();
  for (const question of questionnaire.profile) {
    const code = single(question.key);
    if (code === undefined) continue;
    if (question.options.some((option) => option.code === code)) profile.set(question.key, code);
    else problems.set(question.key, "not-an-answer");
  }

  const written = (single(fields.comment) ?? "")
    .replace(/\r\n?/g, "\n")
    .replace(/\p{Cc}/gu, (c) => (c === "\n" ? c : " "))
    .trim();
  if ([...written].length > COMMENT_LIMIT) problems.set(fields.comment, "too-long");
  const assisted = single(fields.assisted) !== undefined;
  if (single(fields.trap) !== undefined) problems.set(fields.trap, "trap");
  const key = single(fields.key) ?? null;
  if (key !== null && !isKey(key)) problems.set(fields.key, "bad-key");

  if (problems.size > 0) return { ok: false, problems };
  return {
    ok: true,
    answers: {
      surveys,
      serviceId,
      assisted,
      profile,
      reasons,
      comment: written === "" ? null : maskPersonal(written),
      key,
      said: typeof body[fields.said] === "string" ? (body[fields.said] as string) : null,
    },
  };
}

/** Up to 64 URL-safe characters, as a phone makes them up; whoever makes a short one shares it with others at his own risk. */
export function isKey(text: string): boolean {
  return /^[A-Za-z0-9._~-]{1,64}$/.test(text);
}

/**
 * One score or the answer without a score, from its code; undefined when it is neither.
 * @example readAnswer("4", 4, false) // => 4
 * @example readAnswer("5", 4, false) // => undefined
 */
export function readAnswer(code: string, max: number, optOut: boolean): Answer | undefined {
  if (code === OPTED_OUT) return optOut ? "opted-out" : undefined;
  return /^[1-9]$/.test(code) && Number(code) <= max ? Number(code) : undefined;
}

/** Two postings with the same key are the same citizen's only when this text is the same too, whenever they were sent. The order of fields is no matter. */
export function canonicalAnswers(answers: Omit<ParsedAnswers, "key" | "said">): string {
  return JSON.stringify([
    byKey(answers.surveys).map(([ref, given]) => [ref, byKey(given)]),
    answers.serviceId,
    answers.assisted,
    byKey(answers.profile),
    byKey(new Map(answers.reasons.map(({ question, code }) => [question, code]))),
    answers.comment,
  ]);
}

function byKey<T>(entries: ReadonlyMap<string, T>): readonly (readonly [string, T])[] {
  return [...entries].sort(([a], [b]) => (a < b ? -1 : 1));
}

function readService(services: readonly Service[], value: string | undefined, problems: Map<string, ProblemKind>): number | null {
  if (services.length === 0) return null;
  if (value === undefined) {
    if (!problems.has(fields.service)) problems.set(fields.service, "missing");
    return null;
  }
  const service = services.find((candidate) => String(candidate.id) === value);
  if (!service) problems.set(fields.service, "not-an-answer");
  return service?.id ?? null;
}
