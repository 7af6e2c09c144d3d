import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { chooseEncoding, encodeNow } from "./encodings.ts";
import type { FormPage } from "./form-page.ts";
import type { Inlined } from "./inlined.ts";
import type { NoticePage } from "./notice-page.ts";
import type { ThanksPage } from "./thanks-page.ts";

/** Renders the three views of this room. */
export function renderCitizen(app: FastifyInstance): {
  form(page: FormPage): Promise<string>;
  notice(page: NoticePage): Promise<string>;
  thanks(page: ThanksPage): Promise<string>;
} {
  return {
    form: (page) => app.view("citizen/form.eta", page),
    notice: (page) => app.view("citizen/notice.eta", page),
    thanks: (page) => app.view("citizen/thanks.eta", page),
  };
}

/** Sends a page made for this visitor alone; nobody keeps it. */
export async function sendFresh(
  request: FastifyRequest,
  reply: FastifyReply,
  inlined: Inlined,
  html: string,
): Promise<FastifyReply> {
  const encoding = chooseEncoding(request.headers["accept-encoding"]);
  const bytes = await encodeNow(html, encoding);
  reply.headers({ "cache-control": "no-store", vary: "Accept-Encoding", "content-security-policy": inlined.policy() });
  if (encoding !== "identity") reply.header("content-encoding", encoding);
  return reply.type("text/html; charset=utf-8").send(bytes);
}
