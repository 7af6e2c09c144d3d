import type { FastifyInstance, FastifyReply } from "fastify";
import type { Person } from "../domain/person.ts";
import type { Parts } from "../parts.ts";
import type { TroublePage } from "../web/trouble.ts";
import { STATUS } from "../web/trouble.ts";
import { tokenDigest } from "../web/visitor.ts";
import type { Door } from "./door.ts";
import { invitationPage, setUpPage } from "./one-time-page.ts";
import { parseInvitation, parseSetUp } from "./parse-one-time.ts";
import { startSession } from "./session.ts";

const VIEW = "staff/one-time.eta";

/** Whom a one-time address stands for. Looking changes nothing. */
type Guest = { readonly kind: "first" } | { readonly kind: "invited"; readonly person: Person; readonly unitName: string | null };

/** One-time addresses: the set-up of an empty installation, and the first sign-in of invited people. */
export function oneTimeRoutes(room: FastifyInstance, parts: Parts, door: Door): void {
  const guestOf = async (token: string): Promise<Guest | undefined> => {
    if (door.setUp.accepts(token) && (await parts.store.people.count()) === 0) return { kind: "first" };
    const person = await parts.store.people.personOfTicket(tokenDigest(token), parts.clock());
    if (!person || person.disabled) return undefined;
    const unit = person.unitId === null ? undefined : await parts.store.units.byId(person.unitId);
    return { kind: "invited", person, unitName: unit?.name ?? null };
  };

  room.get<{ Params: { token: string } }>("/masuk/sekali/:token", async (request, reply) => {
    const guest = await guestOf(request.params.token);
    if (!guest) return usedUp(reply);
    return reply.view(VIEW, guest.kind === "first" ? setUpPage() : invitationPage(guest.person, guest.unitName));
  });

  room.post<{ Params: { token: string } }>("/masuk/sekali/:token", async (request, reply) => {
    const { token } = request.params;
    const guest = await guestOf(token);
    if (!guest) return usedUp(reply);
    if (guest.kind === "first") {
      const parsed = parseSetUp(request.body);
      if (!parsed.ok) return reply.code(422).view(VIEW, setUpPage(parsed.refused));
      const { name, login, password } = parsed.value;
      const person = await parts.store.people.addFirst({ name, login, passwordHash: await door.passwords.hash(password) });
      if (person === "taken") return usedUp(reply);
      door.setUp.close();
      await startSession(parts, request, reply, person);
    } else {
      const { person, unitName } = guest;
      const parsed = parseInvitation(request.body, [person.login, person.name, unitName ?? ""]);
      if (!parsed.ok) return reply.code(422).view(VIEW, invitationPage(person, unitName, parsed.refused));
      const spent = await parts.store.people.spendTicket(
        tokenDigest(token),
        await door.passwords.hash(parsed.value),
        parts.clock(),
      );
      if (!spent) return usedUp(reply);
      await startSession(parts, request, reply, spent);
    }
    return reply.redirect("/staf", 303);
  });
}

function usedUp(reply: FastifyReply): FastifyReply {
  const page: TroublePage = {
    title: "Alamat ini tidak berlaku lagi",
    message:
      "Alamat sekali pakai ini sudah dipakai, sudah diganti, atau sudah lewat masanya. Minta alamat baru kepada pengelola unit atau admin.",
    reference: null,
    offerSignIn: true,
    signInAddress: "/masuk",
  };
  return reply.code(STATUS.gone).view("errors/trouble.eta", page);
}
