import type { FastifyInstance } from "fastify";
import type { Parts } from "../parts.ts";
import { whoAsks } from "../web/visitor.ts";
import type { Door } from "./door.ts";
import { fieldOf, refuseForm } from "../web/form.ts";
import { localPath } from "./local-path.ts";
import { parseSignIn } from "./parse-sign-in.ts";
import { endSession, startSession } from "./session.ts";
import { signInPage } from "./sign-in-page.ts";
import { attemptSignIn } from "./sign-in.ts";
import { spokenWait } from "./spoken-time.ts";

const VIEW = "staff/sign-in.eta";

/** Signing in and out. */
export function signInRoutes(room: FastifyInstance, parts: Parts, door: Door): void {
  room.get("/masuk", async (request, reply) => {
    const back = localPath(fieldOf(request.query, "kembali"));
    if (await whoAsks(parts, request)) return reply.redirect(back, 303);
    return reply.view(VIEW, signInPage(back, (await parts.store.people.count()) === 0));
  });

  room.post("/masuk", async (request, reply) => {
    const parsed = parseSignIn(request.body);
    if (!parsed.ok)
      return reply.code(422).view(VIEW, signInPage(localPath(fieldOf(request.body, "kembali")), false, parsed.refused));
    const form = parsed.value;
    const outcome = await attemptSignIn(parts, door, { ...form, address: request.ip });
    const again = (sentence: string) => signInPage(form.back, false, refuseForm("masuk", request.body, "sandi", sentence));
    switch (outcome.kind) {
      case "right":
        await startSession(parts, request, reply, outcome.person);
        return reply.redirect(form.back, 303);
      case "wrong":
        return reply.code(422).view(VIEW, again("Nama masuk atau kata sandi tidak cocok. Periksa keduanya, lalu coba lagi."));
      case "wait":
        reply.header("retry-after", String(Math.ceil(outcome.milliseconds / 1000)));
        return reply
          .code(429)
          .view(VIEW, again(`Terlalu banyak percobaan. Tunggu ${spokenWait(outcome.milliseconds)}, lalu coba lagi.`));
    }
  });

  room.post("/staf/keluar", async (request, reply) => {
    await endSession(parts, request, reply);
    return reply.redirect("/masuk", 303);
  });
}
