import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Parts } from "../parts.ts";
import { formPage } from "./form-page.ts";
import { readInlined } from "./inlined.ts";
import { addressIn, languageOf } from "./language.ts";
import { noFormPage, startPage } from "./notice-page.ts";
import type { NoForm } from "./open-form.ts";
import { postRoute } from "./post-route.ts";
import { readyPages } from "./ready-pages.ts";
import { renderCitizen, sendFresh, sendReady } from "./show.ts";
import { freshKey } from "./submit-response.ts";
import { thanksPage } from "./thanks-page.ts";

/** Everything a citizen meets. No sign-in, no cookie, nothing from elsewhere. */
export function citizenRoutes(app: FastifyInstance, parts: Parts): void {
  const inlined = readInlined(parts.publicUrl);
  const render = renderCitizen(app);
  const ready = readyPages(parts, (form, language) => render.form(formPage(inlined, form, language, { key: "" })));

  const sendNoForm = async (
    request: FastifyRequest,
    reply: FastifyReply,
    code: string,
    reason: NoForm,
  ): Promise<FastifyReply> => {
    reply.code(reason.kind === "closed" ? 410 : 404);
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
    return sendReady(request, reply, inlined, await ready.page(form, language));
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
    return sendFresh(request, reply, inlined, await render.thanks(thanksPage(inlined, language, form, parts.clock())));
  });

  postRoute(app, parts, { inlined, ready, render });
}

/** A code that was typed into the box; empty when there is none. */
function codeIn(query: unknown): string {
  const code = typeof query === "object" && query !== null && "kode" in query ? query.kode : undefined;
  // By whole letters: half of one cannot stand in an address.
  return typeof code === "string" ? [...code.trim().toLowerCase()].slice(0, 40).join("") : "";
}
