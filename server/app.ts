import { randomUUID } from "node:crypto";
import cookie from "@fastify/cookie";
import formbody from "@fastify/formbody";
import staticFiles from "@fastify/static";
import view from "@fastify/view";
import type { FastifyBaseLogger, FastifyInstance } from "fastify";
import { fastify, LogController } from "fastify";
import { citizenRoutes } from "./citizen/routes.ts";
import { healthRoutes } from "./ops/health.ts";
import type { Parts } from "./parts.ts";
import { projectPath } from "./project-path.ts";
import { reportRoutes } from "./reports/routes.ts";
import { staffRoutes } from "./staff/routes.ts";
import type { SetUp } from "./staff/set-up-token.ts";
import type { Front } from "./web/front.ts";
import { openFront } from "./web/front.ts";
import { commonHeaders, pagePolicy } from "./web/guard.ts";
import { answerBroken, refuseOddRequest } from "./web/odd-request.ts";
import type { OpenConnections } from "./web/open-connections.ts";
import { keepRoom } from "./web/open-connections.ts";
import { openViews } from "./web/pages.ts";
import { answerNotFound, answerTrouble } from "./web/trouble.ts";

/** Sixteen kibibytes hold the longest answer many times over. */
const BODY_LIMIT = 16_384;

/**
 * How long a caller may take. A phone on bad signal sends its answers in two or three packets, each of which may have to be
 * sent again four or five times (1, 2, 4, 8 seconds apart): that fits. Whoever sends a byte now and then to hold a place
 * does not.
 */
const PATIENCE = {
  /** For the whole header, from the moment the connection is there. */
  header: 15_000,
  /** For header and body together. */
  request: 30_000,
  /** How often the two above are looked after. */
  check: 2_000,
  /** Nothing went in or out meanwhile: a reader who takes nothing. One who reads slowly but does is left alone. */
  silence: 30_000,
  /** Between two requests. A browser that comes later simply connects again. */
  between: 10_000,
  /** The same for a proxy, which must be the one to let go first (60 seconds in ops/deploy/Caddyfile): else it sends an
   * answer into a connection that is just being closed, and cannot know whether it arrived. */
  betweenProxied: 75_000,
} as const;

export interface AppOptions {
  readonly logger?: FastifyBaseLogger;
  /** The door for the first administrator, when its address is printed at the start. */
  readonly setUp?: SetUp;
  /** Told of every route that is made: "GET /s/:code". */
  readonly onRoute?: (route: string) => void;
  /** Called before the first route is made, so that it may add hooks that see every request. */
  readonly watch?: (app: FastifyInstance, connections: OpenConnections, front: Front) => void;
}

/** Builds the whole application from its parts; reads no environment and opens no port. */
export async function buildApp(parts: Parts, options: AppOptions = {}): Promise<FastifyInstance> {
  const behindProxy = parts.settings.trustProxy.length > 0;
  const app = fastify({
    ...(options.logger ? { loggerInstance: options.logger } : { logger: false }),
    // Lines about requests would hold addresses of people and one-time addresses; only trouble is logged.
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: "request" }),
    trustProxy: behindProxy ? [...parts.settings.trustProxy] : false,
    bodyLimit: BODY_LIMIT,
    http: {
      headersTimeout: PATIENCE.header,
      requestTimeout: PATIENCE.request,
      connectionsCheckingInterval: PATIENCE.check,
      // Cookies of ours are short; what is larger is refused with 431 before anything else happens.
      maxHeaderSize: 16_384,
    },
    requestTimeout: PATIENCE.request,
    connectionTimeout: PATIENCE.silence,
    keepAliveTimeout: behindProxy ? PATIENCE.betweenProxied : PATIENCE.between,
    // A connection may bring any number of requests: to end a good one would only cost the next request a new beginning.
    maxRequestsPerSocket: 0,
    clientErrorHandler: answerBroken,
    genReqId: () => randomUUID(),
    routerOptions: { maxParamLength: 128, ignoreTrailingSlash: true },
    // While it ends, what still comes in over open connections is served and those are then closed (main.ts): a citizen who
    // has pressed the button is better served by thanks than by a refusal.
    return503OnClosing: false,
    // A malformed address meets none of the hooks below, so its answer gets the headers here.
    frameworkErrors: (error, request, reply) => {
      reply.headers(commonHeaders(parts.publicUrl())).header("content-security-policy", pagePolicy(parts.publicUrl()));
      void answerTrouble(error, request, reply);
    },
  });
  app.removeAllContentTypeParsers();
  app.setErrorHandler(answerTrouble);
  app.setNotFoundHandler(answerNotFound);
  app.addHook("onRoute", ({ method, url }) => {
    for (const one of [method].flat()) options.onRoute?.(`${one} ${url}`);
  });
  const front = openFront(app.server);
  // While it ends, every answer says whether its connection goes on, which the routes do.
  app.addHook("preClose", async () => void (front.atOnce = () => false));
  const connections = keepRoom(app.server);
  options.watch?.(app, connections, front);
  app.addHook("onRequest", async (request, reply) => {
    reply.headers(commonHeaders(parts.publicUrl())).header("content-security-policy", pagePolicy(parts.publicUrl()));
    refuseOddRequest(request, reply);
  });

  await app.register(formbody, { bodyLimit: BODY_LIMIT });
  await app.register(cookie);
  await app.register(view, {
    engine: { eta: openViews(projectPath("views")) },
    templates: projectPath("views"),
    production: true,
  });
  await app.register(staticFiles, { root: projectPath("static"), prefix: "/static/", maxAge: "1h", index: false, list: false });
  await app.register(staticFiles, {
    root: projectPath("node_modules/chart.js/dist"),
    prefix: "/static/vendor/",
    allowedPath: (path) => path === "/chart.umd.min.js",
    decorateReply: false,
    maxAge: "1d",
    index: false,
  });

  healthRoutes(app, parts);
  citizenRoutes(app, parts, front);
  staffRoutes(app, parts, options.setUp);
  reportRoutes(app, parts);
  return app;
}
