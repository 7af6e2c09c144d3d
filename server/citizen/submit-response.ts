import { givenOn } from "../domain/periods/given-on.ts";
import type { LocalDate } from "../domain/periods/period.ts";
import { localDate, sessionAt } from "../domain/periods/zone.ts";
import type { ParsedAnswers } from "../domain/questionnaire/parse-answers.ts";
import { canonicalAnswers } from "../domain/questionnaire/parse-answers.ts";
import type { Channel, Counter } from "../domain/response.ts";
import { digest, keyDigestOf, receiptOf } from "../log/receipt.ts";
import type { Parts } from "../parts.ts";
import type { Submission, SubmissionOutcome } from "../store/store.ts";
import type { OpenForm } from "./open-form.ts";

/** What became of answers, and what their citizen is given to find out later that they are counted. */
export interface Submitted {
  /** "late": the period in which they were given is closed, and they were kept apart, now or before. */
  readonly outcome: SubmissionOutcome | "late";
  readonly receipt: string;
}

/**
 * Keeps a citizen's answers, once for each key. Beside them goes the unit's own date and half of the day. Answers that came
 * without a key get one of their own: they are never merged with others by what they say. Those that a phone kept until there
 * was a connection stand on the day on which they arrive, because a day that is over takes none any more; only when the day on
 * which they were given lies in a closed period are they kept apart.
 */
export function submitResponse(
  parts: Pick<Parts, "store" | "clock" | "randomBytes">,
  form: Pick<OpenForm, "unit" | "counter">,
  answers: ParsedAnswers,
): Promise<Submitted> {
  const now = parts.clock();
  const key = answers.key ?? freshKey(parts);
  const receipt = receiptOf(form.unit.id, key);
  const today = localDate(now, form.unit.zone);
  const submission: Submission = {
    unitId: form.unit.id,
    response: {
      counterId: form.counter.id,
      serviceId: answers.serviceId,
      channel: channelOf(form.counter, answers),
      date: today,
      session: sessionAt(now, form.unit.zone),
      surveys: answers.surveys,
      profile: answers.profile,
    },
    comment: answers.comment,
    reasons: answers.reasons,
    // A key counts within its unit: the same one in another unit's form is another sitting.
    keyDigest: keyDigestOf(form.unit.id, receipt),
    answersDigest: digest("jawaban", String(form.unit.id), key, canonicalAnswers(answers)),
  };
  const given = givenOn(answers.said, today);
  const outcome = given === null ? parts.store.responses.add(submission) : addGiven(parts.store, submission, given, today);
  // No async function of its own: it would hold answers and submission in memory until the disk has them.
  return outcome.then((became) => ({ outcome: became, receipt }));
}

async function addGiven(
  store: Parts["store"],
  submission: Submission,
  given: LocalDate,
  today: LocalDate,
): Promise<Submitted["outcome"]> {
  const { reasons: _notKept, ...kept } = submission;
  const response = { ...submission.response, date: given, session: null };
  const outcome = await store.late.add({ ...kept, response, arrivedOn: today });
  if (outcome === "open") return store.responses.add(submission);
  return outcome === "conflict" ? "conflict" : "late";
}

/** How answers that come in by the form of a counter have reached us. */
function channelOf({ kiosk }: Pick<Counter, "kiosk">, { assisted }: Pick<ParsedAnswers, "assisted">): Channel {
  if (assisted) return "dibantu";
  return kiosk ? "kiosk" : "qr";
}

/** 22 characters that nobody can guess (16 random bytes). */
export function freshKey(parts: Pick<Parts, "randomBytes">): string {
  return Buffer.from(parts.randomBytes(16)).toString("base64url");
}
