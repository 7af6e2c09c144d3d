import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Parts } from "../parts.ts";
import type { AtOnce, Front } from "../web/front.ts";
import { commonHeaders } from "../web/guard.ts";
import { oddStatus } from "../web/odd-request.ts";
import { encodeOnce } from "./encodings.ts";
import { formPage } from "./form-page.ts";
import { readInlined } from "./inlined.ts";
import type { Language } from "./language.ts";
import { addressIn, languageOf, languages } from "./language.ts";
import { noFormPage, noFormStatus, startPage } from "./notice-page.ts";
import type { NoForm, OpenForm } from "./open-form.ts";
import { postRoute } from "./post-route.ts";
import type { ReadyPage } from "./ready-answer.ts";
import { readyPage, sendReady } from "./ready-answer.ts";
import type { ReadyPages } from "./ready-pages.ts";
import { readyPages } from "./ready-pages.ts";
import { renderCitizen, sendFresh } from "./show.ts";
import { freshKey } from "./submit-response.ts";
import { thanksPage } from "./thanks-page.ts";

/** Everything a citizen meets. No sign-in, no cookie, nothing from elsewhere. */
export function citizenRoutes(app: FastifyInstance, parts: Parts, front: Front): void {
  const inlined = readInlined(parts.publicUrl);
  const render = renderCitizen(app);
  const make = async (form: OpenForm, language: Language): Promise<ReadyPage> => {
    const html = await render.form(formPage(inlined, form, language, { key: "" }));
    return readyPage(await encodeOnce(html), {
      ...commonHeaders(parts.publicUrl()),
      "content-security-policy": inlined.policy(),
    });
  };
  const ready = readyPages(parts, make);
  front.atOnce = formAtOnce(ready);

  const sendNoForm = async (
    request: FastifyRequest,
    reply: FastifyReply,
    code: string,
    reason: NoForm,
  ): Promise<FastifyReply> => {
    reply.code(noFormStatus(reason));
    return sendFresh(request, reply, inlined, await render.notice(noFormPage(inlined, languageOf(request.query), code, reason)));
  };

  for (const path of ["/", "/s"]) {
    app.get(path, async (request, reply) => {
      const language = languageOf(request.query);
      const code = codeIn(request.query);
      if (code !== "")
        return reply.header("cache-control", "no-store").redirect(addressIn(language, `/s/${encodeURIComponent(code)}`), 303);
      return sendFresh(request, reply, inlined, await render.notice(startPage(inlined, language, path)));
    });
  }

  app.get<{ Params: { code: string } }>("/s/:code", async (request, reply) => {
    const language = languageOf(request.query);
    const form = await ready.form(request.params.code);
    if (form.kind !== "open") return sendNoForm(request, reply, request.params.code, form);
    const page = await ready.page(form, language);
    reply.hijack();
    sendReady(request.raw, reply.raw, page);
    return reply;
  });

  app.get<{ Params: { code: string } }>("/s/:code/kunci", async (request, reply) => {
    const language = languageOf(request.query);
    const form = await ready.form(request.params.code);
    if (form.kind !== "open") return sendNoForm(request, reply, request.params.code, form);
    return sendFresh(request, reply, inlined, await render.form(formPage(inlined, form, language, { key: freshKey(parts) })));
  });

  /** Never kept: it names the day. */
  app.get<{ Params: { code: string } }>("/s/:code/terima-kasih", async (request, reply) => {
    const language = languageOf(request.query);
    const form = await ready.form(request.params.code);
    if (form.kind === "unknown") return sendNoForm(request, reply, request.params.code, form);
    return sendFresh(
      request,
      reply,
      inlined,
      await render.thanks(thanksPage(inlined, language, form, parts.clock(), request.query)),
    );
  });

  postRoute(app, parts, { inlined, ready, render });
}

const ADDRESS = "/s/";
const QUERIES = new Map(languages.map((language) => [addressIn(language, ""), language]));

/** `GET /s/:code` for whoever asks for a form that lies ready, in an address as we write it. */
function formAtOnce(ready: ReadyPages): AtOnce {
  return (request, response) => {
    const { method, url = "" } = request;
    if ((method !== "GET" && method !== "HEAD") || !url.startsWith(ADDRESS)) return false;
    const query = url.indexOf("?");
    const language = QUERIES.get(query === -1 ? "" : url.slice(query));
    if (language === undefined) return false;
    const page = ready.atOnce(query === -1 ? url.slice(ADDRESS.length) : url.slice(ADDRESS.length, query), language);
    if (page === undefined || oddStatus(request, response) !== null) return false;
    sendReady(request, response, page);
    return true;
  };
}

/** A code that was typed into the box; empty when there is none. */
function codeIn(query: unknown): string {
  const code = typeof query === "object" && query !== null && "kode" in query ? query.kode : undefined;
  // By whole letters: half of one cannot stand in an address.
  return typeof code === "string" ? [...code.trim().toLowerCase()].slice(0, 40).join("") : "";
}
