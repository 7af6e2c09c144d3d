import type { IncomingMessage, Server } from "node:http";
import type { Socket } from "node:net";

/**
 * So many connections may be open at once: twice the postings that may be on their way (citizen/post-route.ts). One that is
 * open and idle costs about ten kilobytes.
 */
const MOST_OPEN = 4000;
/** Whoever has not asked after this time, or not sent a whole body, is slow; others are on their way. */
const SLOW_MS = 1000;
const SWEEP_EVERY_MS = 1000;
/** A closed connection is counted as gone a turn of the event loop later. */
const AFTER_CLOSING_MS = 10;

export interface OpenConnections {
  readonly open: () => number;
  /** How many were closed so far to make room. */
  readonly closedForRoom: () => number;
}

/**
 * Keeps room for people who have something to ask. When all places are taken, a newcomer takes that of whoever does least
 * with it: first the oldest that came a while ago and never asked anything whole, then all that wait between two requests,
 * then whoever is slowest in sending a body, then who came before and has not asked yet. Only when everybody is being served
 * is the newcomer itself turned away. Nobody is counted by address: a whole office may stand behind one.
 */
export function keepRoom(
  server: Server,
  { most = MOST_OPEN, slowMs = SLOW_MS, sweepEveryMs = SWEEP_EVERY_MS } = {},
): OpenConnections {
  /** Nothing whole was asked yet, and since when; the oldest first. */
  const silent = new Map<Socket, number>();
  /** Asked, with a body that has not come in whole, and since when; the oldest first. */
  const sending = new Map<Socket, number>();
  let open = 0;
  let closed = 0;
  let swept = -Infinity;

  const close = (socket: Socket): void => {
    closed += 1;
    // At once, and not when its end is heard of: another newcomer may come before that, and needs a place of its own.
    silent.delete(socket);
    sending.delete(socket);
    socket.destroy();
  };
  const closeIdle = (newcomer: Socket): void => {
    const before = open;
    server.closeIdleConnections();
    setTimeout(() => {
      closed += Math.max(0, before - open);
      if (open > most) makeRoom(newcomer);
    }, AFTER_CLOSING_MS).unref();
  };
  const makeRoom = (newcomer: Socket): void => {
    const now = performance.now();
    const slowOf = (sockets: ReadonlyMap<Socket, number>): Socket | undefined => {
      const [oldest] = sockets;
      return oldest !== undefined && now - oldest[1] >= slowMs ? oldest[0] : undefined;
    };
    const slow = slowOf(silent);
    if (slow !== undefined) return close(slow);
    if (now - swept >= sweepEveryMs) {
      swept = now;
      return closeIdle(newcomer);
    }
    const [oldest] = silent.keys();
    close(slowOf(sending) ?? oldest ?? newcomer);
  };

  server.on("connection", (socket: Socket) => {
    open += 1;
    silent.set(socket, performance.now());
    socket.once("close", () => {
      open -= 1;
      silent.delete(socket);
      sending.delete(socket);
    });
    if (open > most) makeRoom(socket);
  });
  server.on("request", (request: IncomingMessage) => {
    const { socket, headers } = request;
    silent.delete(socket);
    if (headers["content-length"] === undefined && headers["transfer-encoding"] === undefined) return;
    sending.set(socket, performance.now());
    request.once("end", () => sending.delete(socket));
  });
  return { open: () => open, closedForRoom: () => closed };
}
