import type { IncomingMessage, Server, ServerResponse } from "node:http";

/** Answers a request at once, or leaves it alone (false) for the application to answer as ever. */
export type AtOnce = (request: IncomingMessage, response: ServerResponse) => boolean;

/**
 * The place before the application, for pages that lie ready in memory and are the same for everybody. Routes, hooks and
 * headers that are put together anew take as long as sending such a page does, so it goes out before any of that. Whatever is
 * answered here is answered by a route too, with the same bytes.
 */
export interface Front {
  /** Asked for every request; a room that has such pages puts its own here. */
  atOnce: AtOnce;
  /** Told of every request that was answered here, because no hook sees it. */
  answered: (request: IncomingMessage, response: ServerResponse) => void;
}

/** Puts a place before whatever listens for requests so far. */
export function openFront(server: Server): Front {
  const front: Front = { atOnce: () => false, answered: () => undefined };
  const behind = server.listeners("request") as ((request: IncomingMessage, response: ServerResponse) => void)[];
  server.removeAllListeners("request");
  server.on("request", (request, response) => {
    if (front.atOnce(request, response)) front.answered(request, response);
    else for (const listener of behind) listener.call(server, request, response);
  });
  return front;
}
