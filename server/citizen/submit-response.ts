import { localDate, sessionAt } from "../domain/periods/zone.ts";
import type { ParsedAnswers } from "../domain/questionnaire/parse-answers.ts";
import { canonicalAnswers } from "../domain/questionnaire/parse-answers.ts";
import type { Channel, Counter } from "../domain/response.ts";
import { digest, keyDigestOf, receiptOf } from "../log/receipt.ts";
import type { Parts } from "../parts.ts";
import type { SubmissionOutcome } from "../store/store.ts";
import type { OpenForm } from "./open-form.ts";

/** What became of answers, and what their citizen is given to find out later that they are counted. */
export interface Submitted {
  readonly outcome: SubmissionOutcome;
  readonly receipt: string;
}

/**
 * Keeps a citizen's answers, once for each key. Beside them goes the unit's own date and half of the day. Answers that came
 * without a key get one of their own: they are never merged with others by what they say.
 */
export async function submitResponse(
  parts: Pick<Parts, "store" | "clock" | "randomBytes">,
  form: OpenForm,
  answers: ParsedAnswers,
): Promise<Submitted> {
  const now = parts.clock();
  const key = answers.key ?? freshKey(parts);
  const receipt = receiptOf(form.unit.id, key);
  const outcome = await parts.store.responses.add({
    unitId: form.unit.id,
    response: {
      counterId: form.counter.id,
      serviceId: answers.serviceId,
      channel: channelOf(form.counter, answers),
      date: localDate(now, form.unit.zone),
      session: sessionAt(now, form.unit.zone),
      surveys: answers.surveys,
      profile: answers.profile,
    },
    comment: answers.comment,
    reasons: answers.reasons,
    // A key counts within its unit: the same one in another unit's form is another sitting.
    keyDigest: keyDigestOf(form.unit.id, receipt),
    answersDigest: digest("jawaban", String(form.unit.id), key, canonicalAnswers(answers)),
  });
  return { outcome, receipt };
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
