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
import { commonHeaders, pagePolicy } from "./web/guard.ts";
import { openViews } from "./web/pages.ts";
import { answerNotFound, answerTrouble } from "./web/trouble.ts";

/** Sixteen kibibytes hold the longest answer many times over. */
const BODY_LIMIT = 16_384;

export interface AppOptions {
  readonly logger?: FastifyBaseLogger;
  /** The door for the first administrator, when its address is printed at the start. */
  readonly setUp?: SetUp;
  /** Told of every route that is made: "GET /s/:code". */
  readonly onRoute?: (route: string) => void;
}

/** Builds the whole application from its parts; reads no environment and opens no port. */
export async function buildApp(parts: Parts, options: AppOptions = {}): Promise<FastifyInstance> {
  const app = fastify({
    ...(options.logger ? { loggerInstance: options.logger } : { logger: false }),
    // Lines about requests would hold addresses of people and one-time addresses; only trouble is logged.
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: parts.settings.trustProxy.length > 0 ? [...parts.settings.trustProxy] : false,
    bodyLimit: BODY_LIMIT,
    requestTimeout: 15_000,
    connectionTimeout: 30_000,
    keepAliveTimeout: 10_000,
    genReqId: () => randomUUID(),
    routerOptions: { maxParamLength: 128, ignoreTrailingSlash: true },
    return503OnClosing: true,
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
  app.addHook("onRequest", async (_request, reply) => {
    reply.headers(commonHeaders(parts.publicUrl())).header("content-security-policy", pagePolicy(parts.publicUrl()));
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
  citizenRoutes(app, parts);
  staffRoutes(app, parts, options.setUp);
  reportRoutes(app, parts);
  return app;
}
