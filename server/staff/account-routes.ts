import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { Refusal } from "../domain/refusal.ts";
import type { Parts } from "../parts.ts";
import { SESSION_LIMITS } from "../web/visitor.ts";
import type { AccountFacts } from "./account-page.ts";
import { accountPage } from "./account-page.ts";
import type { Door } from "./door.ts";
import type { RefusedForm } from "../web/form.ts";
import { fieldOf, pressed, refuseForm } from "../web/form.ts";
import { parsePasswordChange } from "./parse-account.ts";
import { backSaved, wasSaved } from "../web/saved.ts";
import { presentDigest, startSession } from "./session.ts";
import { attemptSignIn } from "./sign-in.ts";
import { spokenWait } from "./spoken-time.ts";

const VIEW = "staff/account.eta";
const PATH = "/staf/akun";

/** One's own account: sessions and password. */
export function accountRoutes(room: FastifyInstance, parts: Parts, door: Door): void {
  room.get(PATH, async (request, reply) => reply.view(VIEW, accountPage(await factsOf(parts, request))));

  room.post(PATH, async (request, reply) => {
    const facts = await factsOf(parts, request);
    if (pressed(request.body, ["ganti-sandi", "akhiri-sesi"]) === "akhiri-sesi") {
      const id = Number(fieldOf(request.body, "sesi"));
      if (Number.isSafeInteger(id)) await parts.store.people.endSessionById(facts.person.id, id);
      return backSaved(reply, PATH);
    }
    return changePassword(request, reply, facts);
  });

  async function changePassword(request: FastifyRequest, reply: FastifyReply, facts: AccountFacts): Promise<FastifyReply> {
    const { person, unit } = facts;
    const again = (status: number, refused: RefusedForm) => reply.code(status).view(VIEW, accountPage(facts, refused));
    const parsed = parsePasswordChange(request.body, person, unit?.name ?? "");
    if (!parsed.ok) return again(422, parsed.refused);
    const outcome = await attemptSignIn(parts, door, {
      login: person.login,
      password: parsed.value.present,
      address: request.ip,
    });
    if (outcome.kind === "wait") {
      reply.header("retry-after", String(Math.ceil(outcome.milliseconds / 1000)));
      const sentence = `Terlalu banyak percobaan. Tunggu ${spokenWait(outcome.milliseconds)}, lalu coba lagi.`;
      return again(429, refuseForm("sandi-akun", request.body, "sandi", sentence));
    }
    if (outcome.kind === "wrong")
      return again(422, refuseForm("sandi-akun", request.body, "sandi", "Kata sandi sekarang tidak cocok."));
    await parts.store.people.setPassword(person.id, await door.passwords.hash(parsed.value.next));
    await startSession(parts, request, reply, person);
    return backSaved(reply, PATH);
  }
}

async function factsOf(parts: Parts, request: FastifyRequest): Promise<AccountFacts> {
  const digest = presentDigest(parts, request);
  const found = digest && (await parts.store.people.personOfSession(digest, parts.clock(), SESSION_LIMITS));
  if (!found) throw new Refusal("not-signed-in", "Masuk dahulu untuk membuka halaman ini.");
  const { person, session } = found;
  const [unit, sessions] = await Promise.all([
    person.unitId === null ? undefined : parts.store.units.byId(person.unitId),
    parts.store.people.sessions(person.id),
  ]);
  const living = sessions.filter(
    ({ startedAt, seenAt }) =>
      parts.clock() < startedAt + SESSION_LIMITS.lifeMs && parts.clock() < seenAt + SESSION_LIMITS.idleMs,
  );
  return { person, unit: unit ?? null, sessions: living, present: session.id, saved: wasSaved(request) };
}
