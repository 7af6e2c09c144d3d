import type { FastifyInstance } from "fastify";

/** A connection that has had its answer is idle a moment later, and is closed then. */
const LET_GO_EVERY_MS = 50;

/**
 * Takes no new connection, finishes the answers that are under way and closes each connection as soon as it is idle. What is
 * left when the grace is over is cut: nobody who waits there has been thanked.
 */
export async function closeGracefully(app: FastifyInstance, graceOver: Promise<void>): Promise<void> {
  let closed = false;
  const letGo = setInterval(() => app.server.closeIdleConnections(), LET_GO_EVERY_MS);
  void graceOver.then(() => {
    if (!closed) app.server.closeAllConnections();
  });
  try {
    await app.close();
  } finally {
    closed = true;
    clearInterval(letGo);
  }
}
