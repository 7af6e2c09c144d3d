import type { FastifyInstance } from "fastify";
import type { Parts } from "../parts.ts";

/** A durable write is tried at most this often, however many ask. */
const EVERY_MS = 1000;
/** Seconds; a disk does not get room again at once. */
const RETRY_AFTER = 5;

/** `GET /sehat`: 200 when the store accepts a durable write, 503 otherwise. Says nothing more to strangers. */
export function healthRoutes(app: FastifyInstance, parts: Parts): void {
  let last: { readonly at: number; readonly outcome: Promise<boolean> } | undefined;
  const healthy = (): Promise<boolean> => {
    const now = parts.clock();
    if (last === undefined || now - last.at >= EVERY_MS || now < last.at) {
      const outcome = parts.store.upkeep.writeMark(now).then(
        () => true,
        (error: unknown) => {
          parts.log.error({ err: error }, "the store refuses a durable write");
          return false;
        },
      );
      last = { at: now, outcome };
    }
    return last.outcome;
  };

  app.get("/sehat", async (_request, reply) => {
    const ok = await healthy();
    if (!ok) reply.header("retry-after", String(RETRY_AFTER));
    return reply
      .code(ok ? 200 : 503)
      .header("cache-control", "no-store")
      .send({ status: ok ? "sehat" : "terganggu" });
  });
}
