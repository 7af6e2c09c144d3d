import type { FastifyReply, FastifyRequest } from "fastify";

/** True right after a change was kept; the address carries a sign only, never words. */
export function wasSaved(request: FastifyRequest): boolean {
  return (request.query as Readonly<Record<string, unknown>>)["tersimpan"] === "1";
}

/** Back to the page after a change was kept, so that reloading it sends nothing twice. `query` says which part of the page. */
export function backSaved(reply: FastifyReply, path: string, query = ""): FastifyReply {
  return reply.redirect(`${path}?${query === "" ? "" : `${query}&`}tersimpan=1`, 303);
}
