import type { AskedQuestion, SurveyDefinition } from "../domain/questionnaire/definition.ts";
import { displayQuestions } from "../domain/questionnaire/definition.ts";
import type { FormBody } from "../domain/questionnaire/parse-answers.ts";
import { COMMENT_LIMIT, fields, OPTED_OUT, reasonField } from "../domain/questionnaire/parse-answers.ts";
import { isLow, reasonsAfter } from "../domain/questionnaire/reasons.ts";
import type { ReasonOption } from "../domain/questionnaire/reason-list.ts";
import type { Inlined } from "./inlined.ts";
import type { Language } from "./language.ts";
import { addressIn } from "./language.ts";
import type { OpenForm } from "./open-form.ts";
import type { PageFrame } from "./page-frame.ts";
import { pageFrame } from "./page-frame.ts";
import type { Say } from "./texts.ts";
import { sayIn } from "./texts.ts";
import type { QuestionPlace } from "./wrong-words.ts";
import { questionPlaces } from "./wrong-words.ts";

export interface TileView {
  /** Value that is sent: "1" for the lowest score, "0" for the answer without a score. */
  readonly value: string;
  readonly label: string;
  readonly checked: boolean;
  /** True for a score after which the reasons are offered. */
  readonly low: boolean;
}

/** What may be said after a low score. */
export interface WhyView {
  readonly field: string;
  readonly options: readonly { readonly value: string; readonly label: string; readonly selected: boolean }[];
}

export interface QuestionView {
  /** Field name and, with `f-` before it, id of the fieldset. */
  readonly key: string;
  /** "3 dari 9". */
  readonly place: string;
  /** Official name of the unsur. */
  readonly name: string;
  readonly question: string;
  /** Empty when the question needs none. */
  readonly help: string;
  readonly tiles: readonly TileView[];
  /** The answer without a score, set apart; null when the question must be rated. */
  readonly optOut: TileView | null;
  /** null where no reason is asked. */
  readonly why: WhyView | null;
  /** What is wrong with it; null when nothing is. */
  readonly wrong: string | null;
}

export interface SelectView {
  readonly key: string;
  readonly label: string;
  /** Label of the choice that says nothing; null when one must be chosen and only one can be. */
  readonly none: string | null;
  readonly options: readonly { readonly value: string; readonly label: string; readonly selected: boolean }[];
  readonly wrong: string | null;
  /** What to say when it is left open, for the script; empty when it may be. */
  readonly missing: string;
}

/** The model of views/citizen/form.eta. */
export interface FormPage extends PageFrame {
  /** Address that takes the answers. */
  readonly action: string;
  /** Address of the page with a key of its own, for phones without script. */
  readonly keyHref: string;
  /** The citizen's key; empty on the page that everybody shares. */
  readonly key: string;
  /** The field name of each part of the form that is not a question. */
  readonly fields: typeof fields;
  /** What is wrong, in page order: the field and the words. Empty when nothing is. */
  readonly wrongs: readonly { readonly field: string; readonly words: string }[];
  /** A message of our own above everything; null for none. */
  readonly fault: string | null;
  readonly unit: { readonly name: string; readonly contact: string };
  /** How many questions the sitting has. */
  readonly count: number;
  readonly sections: readonly { readonly title: string; readonly intro: string; readonly questions: readonly QuestionView[] }[];
  /** null when the unit has no services. */
  readonly service: SelectView | null;
  readonly profile: readonly SelectView[];
  readonly assisted: boolean;
  readonly comment: string;
  readonly commentLimit: number;
  readonly commentWrong: string | null;
  /** What was written into the trap, and the words beside it; null while the trap stays hidden. */
  readonly trap: { readonly value: string; readonly wrong: string } | null;
  /** Words for the script. */
  readonly scriptWords: string;
}

/** What a form shows beyond its questions: a key, and what a citizen has sent before. */
export interface Filled {
  readonly key: string;
  readonly body?: FormBody;
  readonly wrongs?: ReadonlyMap<string, string>;
  readonly fault?: string;
}

/** The form of a counter, empty or with a citizen's words kept. Pure. */
export function formPage(inlined: Inlined, form: OpenForm, language: Language, filled: Filled): FormPage {
  const say = sayIn(language);
  const path = `/s/${form.counter.code}`;
  const wrongs = filled.wrongs ?? new Map<string, string>();
  const given = (name: string): string => textIn(filled.body, name);
  const places = questionPlaces(form.questionnaire, language);
  const plainTitle = say("page.title", { unit: form.unit.name });
  const title = wrongs.size > 0 ? say("page.wrong-title", { title: plainTitle }) : plainTitle;
  const trapWords = wrongs.get(fields.trap);
  return {
    ...pageFrame(
      inlined,
      language,
      path,
      title,
      form,
      form.counter.kiosk ? [inlined.script, inlined.kioskScript] : [inlined.script],
    ),
    action: addressIn(language, path),
    keyHref: addressIn(language, `${path}/kunci`),
    key: filled.key,
    fields,
    wrongs: [...wrongs].map(([field, words]) => ({ field, words })),
    fault: filled.fault ?? null,
    unit: { name: form.unit.name, contact: form.unit.contact.trim() },
    count: places.size,
    sections: form.questionnaire.surveys.map((survey) => {
      const asked = { survey, reasons: reasonsAfter(survey, form.questionnaire.reasons) };
      return {
        title: survey.title[language],
        intro: survey.intro[language],
        questions: displayQuestions(survey).map((question) =>
          questionView(question, asked, language, say, places.get(question.key)!, given, wrongs),
        ),
      };
    }),
    service: serviceView(form, say, filled.body === undefined ? undefined : given(fields.service), wrongs),
    profile: form.questionnaire.profile.map((one) => ({
      key: one.key,
      label: one.question[language],
      none: say("about.declined"),
      options: one.options.map(({ code, label }) => ({ value: code, label: label[language], selected: given(one.key) === code })),
      wrong: wrongs.get(one.key) ?? null,
      missing: "",
    })),
    assisted: given(fields.assisted) !== "",
    comment: given(fields.comment),
    commentLimit: COMMENT_LIMIT,
    commentWrong: wrongs.get(fields.comment) ?? null,
    trap: trapWords === undefined ? null : { value: given(fields.trap), wrong: trapWords },
    scriptWords: scriptWords(say, form.counter),
  };
}

/** The words that only the script shows, as it reads them from the page. */
function scriptWords(say: Say, { kiosk }: OpenForm["counter"]): string {
  return JSON.stringify({
    back: say("steps.back"),
    next: say("steps.next"),
    review: say("steps.review"),
    lead: say("steps.review-lead"),
    change: say("steps.change"),
    sending: say("steps.sending"),
    unsent: say("steps.unsent"),
    // A shared screen keeps nobody's answers.
    ...(kiosk
      ? {}
      : {
          waiting: say("steps.waiting"),
          since: say("steps.since"),
          again: say("steps.again"),
          drop: say("steps.drop"),
        }),
    sent: say("steps.sent"),
    wrong: say("wrong.title"),
    kept: say("wrong.kept"),
    missing: say("wrong.missing"),
    title: say("page.wrong-title"),
  });
}

function questionView(
  question: AskedQuestion,
  { survey, reasons }: { readonly survey: SurveyDefinition; readonly reasons: readonly ReasonOption[] },
  language: Language,
  say: Say,
  place: QuestionPlace,
  given: (name: string) => string,
  wrongs: ReadonlyMap<string, string>,
): QuestionView {
  const chosen = given(question.key);
  const whys = question.attention ? [] : reasons;
  const tile = (value: string, label: string, low: boolean): TileView => ({ value, label, checked: chosen === value, low });
  const tiles = question.labels[language].map((label, at) =>
    tile(String(at + 1), label, whys.length > 0 && isLow(at + 1, question, survey.scale.max)),
  );
  const field = reasonField(question.key);
  return {
    key: question.key,
    place: say("question.place", { number: place.number, total: place.total }),
    name: place.name,
    question: question.question[language],
    help: question.help?.[language] ?? "",
    tiles: survey.labelOrder === "lowest-first" ? tiles : tiles.toReversed(),
    optOut: question.optOut ? tile(OPTED_OUT, question.optOut[language], false) : null,
    why:
      whys.length === 0
        ? null
        : {
            field,
            options: whys.map(({ code, label }) => ({ value: code, label: label[language], selected: given(field) === code })),
          },
    wrong: wrongs.get(question.key) ?? null,
  };
}

/** The counter's own service, or the only one, is chosen beforehand; what a citizen sent goes before both. */
function serviceView(
  form: OpenForm,
  say: Say,
  given: string | undefined,
  wrongs: ReadonlyMap<string, string>,
): SelectView | null {
  const { services } = form.questionnaire;
  if (services.length === 0) return null;
  const only = services.length === 1;
  const chosen = given ?? String(only ? services[0]!.id : form.counter.serviceId);
  return {
    key: fields.service,
    label: say("service.label"),
    none: only ? null : say("service.choose"),
    options: services.map(({ id, name }) => ({ value: String(id), label: name, selected: chosen === String(id) })),
    wrong: wrongs.get(fields.service) ?? null,
    missing: say("wrong.service-missing"),
  };
}

/** A field as it was sent; empty when it was not, or was sent twice. */
function textIn(body: FormBody | undefined, name: string): string {
  const value = body && Object.hasOwn(body, name) ? body[name] : undefined;
  return typeof value === "string" ? value : "";
}
