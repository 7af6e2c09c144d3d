import type { FastifyReply, FastifyRequest } from "fastify";
import type { Person } from "../domain/person.ts";
import type { Parts } from "../parts.ts";
import { clearSessionCookie, sessionCookie, setSessionCookie, tokenDigest } from "../web/visitor.ts";
import { newToken } from "./set-up-token.ts";

/** Starts a session under a fresh token; whatever session the browser brought along ends, so none can be planted. */
export async function startSession(parts: Parts, request: FastifyRequest, reply: FastifyReply, person: Person): Promise<void> {
  await forgetSession(parts, request);
  const token = newToken(parts);
  await parts.store.people.addSession({ personId: person.id, digest: tokenDigest(token), startedAt: parts.clock() });
  setSessionCookie(reply, parts.publicUrl(), token);
}

/** Ends the session on the server and takes the cookie back. */
export async function endSession(parts: Parts, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  await forgetSession(parts, request);
  clearSessionCookie(reply, parts.publicUrl());
}

/** The digest of the token that the browser brought along; undefined without one. */
export function presentDigest(parts: Parts, request: FastifyRequest): Uint8Array | undefined {
  const token = request.cookies[sessionCookie(parts.publicUrl())];
  return token === undefined ? undefined : tokenDigest(token);
}

async function forgetSession(parts: Parts, request: FastifyRequest): Promise<void> {
  const digest = presentDigest(parts, request);
  if (digest) await parts.store.people.endSession(digest);
}
