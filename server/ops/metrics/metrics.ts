import type { FastifyInstance } from "fastify";
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";
import type { Store, SubmissionOutcome } from "../../store/store.ts";
import type { Front } from "../../web/front.ts";
import type { OpenConnections } from "../../web/open-connections.ts";

/**
 * What is counted about a running server, for Prometheus. Labels are patterns and fixed words alone: never a code of a unit
 * or counter, an address, or anything about a person.
 */
export interface Metrics {
  /** The same store, whose submissions, health marks and ends of days are counted. */
  watchStore(store: Store): Store;
  /** Told of each durable commit of submissions: how many it held, and how long it took. */
  readonly committed: (submissions: number, milliseconds: number) => void;
  /** Counts requests; called before the first route is made. */
  readonly watchApp: (app: FastifyInstance, connections: OpenConnections, front: Front) => void;
  /** Everything in the text format, and its content type. */
  text(): Promise<{ readonly type: string; readonly body: string }>;
}

const METHODS = ["GET", "HEAD", "POST"];
const CITIZEN_FORM = "/s/:code";

export function createMetrics(): Metrics {
  const register = new Registry();
  const registers = [register];
  // Event-loop lag, memory, processor time, open files, garbage collection.
  collectDefaultMetrics({ register });

  const requests = new Counter({
    name: "suara_http_requests_total",
    help: "Answered requests by pattern of the route, method and class of status.",
    labelNames: ["route", "method", "status"] as const,
    registers,
  });
  const durations = new Histogram({
    name: "suara_http_request_duration_seconds",
    help: "Time from the header of a request to the end of its answer, by pattern of the route.",
    labelNames: ["route"] as const,
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  });
  const submissions = new Counter({
    name: "suara_submissions_total",
    help: "Citizens' submissions: kept, repeated (kept before), conflict (key used for other answers), refused (to be mended), unavailable (asked to try again).",
    labelNames: ["outcome"] as const,
    registers,
  });
  const groups = new Histogram({
    name: "suara_commit_submissions",
    help: "How many submissions one durable commit held.",
    buckets: [1, 2, 5, 10, 20, 50, 100, 200, 500],
    registers,
  });
  const commits = new Histogram({
    name: "suara_commit_duration_seconds",
    help: "Time of one durable commit of submissions.",
    buckets: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5],
    registers,
  });
  const writable = new Gauge({
    name: "suara_store_writable",
    help: "1 when the last health check made its durable write, 0 when it could not, absent before the first.",
    registers,
  });
  // Absent until /sehat was asked once: a zero would be an alarm.
  writable.remove();
  const closings = new Counter({
    name: "suara_day_close_total",
    help: "Ends of days: done, or failed (tried again every minute).",
    labelNames: ["outcome"] as const,
    registers,
  });
  const closedAt = new Gauge({
    name: "suara_day_close_checked_timestamp_seconds",
    help: "When it was last made sure that every day that is over is closed.",
    registers,
  });
  for (const outcome of ["kept", "repeated", "conflict", "refused", "unavailable"]) submissions.inc({ outcome }, 0);
  for (const outcome of ["done", "failed"]) closings.inc({ outcome }, 0);

  return {
    watchStore: (store) => ({
      ...store,
      responses: {
        ...store.responses,
        async add(submission): Promise<SubmissionOutcome> {
          const outcome = await store.responses.add(submission);
          submissions.inc({ outcome });
          return outcome;
        },
      },
      upkeep: {
        ...store.upkeep,
        async writeMark(at) {
          try {
            await store.upkeep.writeMark(at);
            writable.set(1);
          } catch (error) {
            writable.set(0);
            throw error;
          }
        },
        async closeDay(today) {
          try {
            const ended = await store.upkeep.closeDay(today);
            if (ended) closings.inc({ outcome: "done" });
            closedAt.setToCurrentTime();
            return ended;
          } catch (error) {
            closings.inc({ outcome: "failed" });
            throw error;
          }
        },
      },
    }),

    committed(size, milliseconds) {
      groups.observe(size);
      commits.observe(milliseconds / 1000);
    },

    watchApp(app, connections, front) {
      new Gauge({
        name: "suara_http_connections",
        help: "Open connections.",
        registers,
        collect() {
          this.set(connections.open());
        },
      });
      new Counter({
        name: "suara_http_connections_closed_for_room_total",
        help: "Connections closed because all places were taken.",
        registers,
        collect() {
          this.reset();
          this.inc(connections.closedForRoom());
        },
      });
      const count = (route: string, method: string, status: number, milliseconds: number): void => {
        const known = METHODS.includes(method) ? method : "other";
        requests.inc({ route, method: known, status: `${Math.floor(status / 100)}xx` });
        durations.observe({ route }, milliseconds / 1000);
      };
      // Nothing is waited for in front; what is left of the time is below what is told apart.
      front.answered = ({ method = "" }, { statusCode }) => count(CITIZEN_FORM, method, statusCode, 0);
      app.addHook("onResponse", async (request, reply) => {
        const route = request.routeOptions.url ?? "none";
        count(route, request.method, reply.statusCode, reply.elapsedTime);
        if (route !== CITIZEN_FORM || request.method !== "POST") return;
        if (reply.statusCode === 422) submissions.inc({ outcome: "refused" });
        if (reply.statusCode >= 500) submissions.inc({ outcome: "unavailable" });
      });
    },

    text: async () => ({ type: register.contentType, body: await register.metrics() }),
  };
}
