import { parse } from "fast-querystring";
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { FormBody, Problems } from "../domain/questionnaire/parse-answers.ts";
import { fields, isKey, parseAnswers } from "../domain/questionnaire/parse-answers.ts";
import type { Parts } from "../parts.ts";
import { Refusal } from "../domain/refusal.ts";
import { answerTrouble, noteTrouble, retryAfterOf, statusOf, wantsJson } from "../web/trouble.ts";
import { arrivalWatch } from "./arrival-watch.ts";
import type { Filled } from "./form-page.ts";
import { formPage } from "./form-page.ts";
import type { Inlined } from "./inlined.ts";
import type { Language } from "./language.ts";
import { addressIn, languageOf } from "./language.ts";
import { noFormPage, noFormStatus, postNoticePage } from "./notice-page.ts";
import type { NoForm, OpenForm } from "./open-form.ts";
import { openForm } from "./open-form.ts";
import type { ReadyPages } from "./ready-pages.ts";
import type { renderCitizen } from "./show.ts";
import { sendFresh } from "./show.ts";
import { slipDesk } from "./slip-desk.ts";
import { LATE, RECEIPT } from "./thanks-page.ts";
import type { Submitted } from "./submit-response.ts";
import { freshKey, submitResponse } from "./submit-response.ts";
import type { TextKey } from "./texts.ts";
import { sayIn } from "./texts.ts";
import { wrongWords } from "./wrong-words.ts";

const FORM = "application/x-www-form-urlencoded";
/** So many answers may be on their way to the disk at once; more are asked to wait. Nobody is turned away for an address. */
const MOST_AT_ONCE = 2000;
/** Seconds after which somebody who was asked to wait may try again. */
const RETRY_AFTER = 5;

type PostRequest = FastifyRequest<{ Params: { code: string } }>;

type Host = Pick<OpenForm, "unit" | "counter">;

interface Room {
  readonly inlined: Inlined;
  readonly ready: ReadyPages;
  readonly render: ReturnType<typeof renderCitizen>;
}

/** `POST /s/:code`: answers are kept before anybody is thanked. */
export function postRoute(app: FastifyInstance, parts: Parts, room: Room): void {
  const watch = arrivalWatch(parts);
  const slips = slipDesk(parts);
  app.addHook("onClose", async () => void (await Promise.all([watch.stop(), slips.stop()])));
  const show = showWith(parts, room);
  let underWay = 0;

  /** Apart, so that nothing of the answers is held in memory while their citizen waits for the disk but what goes there. */
  const take = (
    form: OpenForm,
    body: FormBody,
  ): { problems: Problems } | { submitted: Promise<Submitted>; key: string | null } => {
    const parsed = parseAnswers(form.questionnaire, body);
    if (!parsed.ok) return { problems: parsed.problems };
    return { submitted: submitResponse(parts, form, parsed.answers), key: parsed.answers.key };
  };

  const answer = async (request: PostRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const form = await room.ready.form(request.params.code);
    if (form.kind === "period-closed") return answerToClosed(request, reply, form);
    if (form.kind !== "open") return show.noForm(request, reply, form);
    const taken = take(form, bodyOf(request));
    if ("problems" in taken) return show.problems(request, reply, form, taken.problems);
    const { outcome, receipt } = await taken.submitted;
    if (outcome === "late") return show.late(request, reply, form);
    if (outcome === "closed") return show.periodClosed(request, reply);
    if (outcome === "conflict") return show.conflict(request, reply);
    if (outcome === "kept") {
      slips.take(form, taken.key);
      await watch.see(form, deviceOf(request));
    }
    return show.thanks(request, reply, form, receipt);
  };

  /** Only what a phone has kept from before is taken now; others read when answers are taken again. */
  const answerToClosed = async (
    request: PostRequest,
    reply: FastifyReply,
    form: Extract<NoForm, { kind: "period-closed" }>,
  ): Promise<FastifyReply> => {
    const parsed = parseAnswers(form.questionnaire, bodyOf(request));
    if (!parsed.ok || parsed.answers.said === null) return show.noForm(request, reply, form);
    const { outcome, receipt } = await submitResponse(parts, form, parsed.answers);
    if (outcome === "late") return show.late(request, reply, form);
    if (outcome === "repeated") return show.thanks(request, reply, form, receipt);
    return outcome === "conflict" ? show.conflict(request, reply) : show.noForm(request, reply, form);
  };

  // A room of its own, because its trouble is shown in its own way.
  void app.register((scope, _options, done) => {
    scope.setErrorHandler(show.trouble);
    // As it came: while its citizen waits for the disk a text takes a fifth of the memory of its fields.
    scope.removeContentTypeParser(FORM);
    scope.addContentTypeParser(FORM, { parseAs: "string" }, (_request, body, read) => read(null, body));
    scope.post<{ Params: { code: string } }>("/s/:code", async (request, reply) => {
      if (underWay >= MOST_AT_ONCE) return show.busy(request, reply);
      underWay += 1;
      try {
        return await answer(request, reply);
      } finally {
        underWay -= 1;
      }
    });
    done();
  });
}

/** The answers to a posting, as a page or as JSON by what was asked for, in the language of the address. */
function showWith(parts: Parts, { inlined, ready, render }: Room) {
  const wordsFor = (request: FastifyRequest): { language: Language; say: ReturnType<typeof sayIn> } => {
    const language = languageOf(request.query);
    return { language, say: sayIn(language) };
  };
  const sendForm = async (
    request: FastifyRequest,
    reply: FastifyReply,
    form: OpenForm,
    filled: Omit<Filled, "key">,
  ): Promise<FastifyReply> => {
    const { language } = wordsFor(request);
    const sent = filled.body?.[fields.key];
    const key = typeof sent === "string" && isKey(sent) ? sent : freshKey(parts);
    return sendFresh(request, reply, inlined, await render.form(formPage(inlined, form, language, { ...filled, key })));
  };
  const sendNotice = async (
    request: PostRequest,
    reply: FastifyReply,
    status: string,
    words: { title: TextKey; lead: TextKey; link?: TextKey; inPage?: TextKey },
  ): Promise<FastifyReply> => {
    const { language, say } = wordsFor(request);
    if (wantsJson(request))
      return reply.header("cache-control", "no-store").send({ status, message: say(words.inPage ?? words.lead) });
    return sendFresh(request, reply, inlined, await render.notice(postNoticePage(inlined, language, request.params.code, words)));
  };

  const thankAt = async (
    request: FastifyRequest,
    reply: FastifyReply,
    { counter }: Host,
    status: string,
    query: string,
  ): Promise<FastifyReply> => {
    const next = addressIn(languageOf(request.query), `/s/${counter.code}/terima-kasih${query}`);
    reply.header("cache-control", "no-store");
    return wantsJson(request) ? reply.send({ status, selanjutnya: next }) : reply.redirect(next, 303);
  };

  return {
    async thanks(request: FastifyRequest, reply: FastifyReply, form: Host, receipt: string): Promise<FastifyReply> {
      // On a shared screen the next person would read it.
      return thankAt(request, reply, form, "diterima", form.counter.kiosk ? "" : `?${RECEIPT}=${receipt}`);
    },

    async late(request: FastifyRequest, reply: FastifyReply, form: Host): Promise<FastifyReply> {
      return thankAt(request, reply, form, "terlambat", `?${LATE}`);
    },

    async problems(request: FastifyRequest, reply: FastifyReply, form: OpenForm, problems: Problems): Promise<FastifyReply> {
      const { language, say } = wordsFor(request);
      const wrongs = wrongWords(form.questionnaire, problems, language, say);
      reply.code(422).header("cache-control", "no-store");
      if (wantsJson(request)) return reply.send({ status: "belum-lengkap", problems: Object.fromEntries(wrongs) });
      return sendForm(request, reply, form, { body: bodyOf(request), wrongs });
    },

    async conflict(request: PostRequest, reply: FastifyReply): Promise<FastifyReply> {
      reply.code(409);
      return sendNotice(request, reply, "bertabrakan", {
        title: "conflict.title",
        lead: "conflict.lead",
        link: "conflict.again",
      });
    },

    /** The period was closed while the form lay open; nothing of it is kept. */
    async periodClosed(request: PostRequest, reply: FastifyReply): Promise<FastifyReply> {
      const now = await openForm(parts, request.params.code);
      if (now.kind === "open") throw new Refusal("unavailable", "Periode baru saja berganti; kirim sekali lagi.");
      return this.noForm(request, reply, now);
    },

    async busy(request: PostRequest, reply: FastifyReply): Promise<FastifyReply> {
      reply.code(503).header("retry-after", String(RETRY_AFTER));
      return sendNotice(request, reply, "sibuk", { title: "busy.title", lead: "busy.lead", inPage: "busy.in-page" });
    },

    async noForm(request: PostRequest, reply: FastifyReply, reason: NoForm): Promise<FastifyReply> {
      const page = noFormPage(inlined, languageOf(request.query), request.params.code, reason);
      reply.code(noFormStatus(reason)).header("cache-control", "no-store");
      if (wantsJson(request)) {
        return reply.send({
          status: noFormStatus(reason) === 410 ? "ditutup" : "tidak-dikenal",
          message: page.paragraphs.join(" "),
        });
      }
      return sendFresh(request, reply, inlined, await render.notice(page));
    },

    /** A posting that could not be read; or one that we cannot keep now: then the citizen's words are shown again, ready to be sent. */
    trouble: async (error: FastifyError | Refusal, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
      const status = statusOf(error);
      const asked = request as PostRequest;
      if (status < 500) {
        reply.code(status);
        const lead = status === 413 ? "too-large.lead" : "unreadable.lead";
        return sendNotice(asked, reply, "tidak-terbaca", { title: "unreadable.title", lead, link: "notice.back" });
      }
      const form = await ready.form(asked.params.code).catch(() => undefined);
      if (form?.kind !== "open") return answerTrouble(error, request, reply);
      const { say } = wordsFor(request);
      if (error instanceof Refusal) noteTrouble(error, request);
      else parts.log.error({ err: error, request: request.id, route: request.routeOptions.url }, "an answer could not be kept");
      const retryAfter = retryAfterOf(error);
      if (retryAfter !== undefined) reply.header("retry-after", String(retryAfter));
      reply.code(status).header("cache-control", "no-store");
      if (wantsJson(request)) return reply.send({ status: "terganggu", message: say("fault.our") });
      return sendForm(request, reply, form, { body: bodyOf(request), fault: say("fault.our") });
    },
  };
}

/** Read again when it is needed again. Whoever sends nothing has answered nothing. */
function bodyOf(request: FastifyRequest): FormBody {
  return typeof request.body === "string" ? parse(request.body) : {};
}

/** What a device says of itself with every request; the watch keeps none of it. */
function deviceOf({ ip, headers }: PostRequest): readonly string[] {
  return [ip, headers["user-agent"] ?? "", headers["accept-language"] ?? ""];
}
