import { z } from "zod";
import { madeSlips, slipsMessage } from "../domain/integrity/slips-message.ts";
import { servedMessage, servedProblem } from "../domain/sampling/served-message.ts";
import { publicIndexSchema } from "./index-json.ts";

const problem = z.strictObject({
  error: z.string().describe("What went wrong and what to do, in Indonesian."),
  reference: z.string().optional(),
});

const answer = (description: string, schema: z.ZodType): object => ({
  description,
  content: { "application/json": { schema: withoutDialect(z.toJSONSchema(schema)) } },
});

/** The description of the API for programs; its schemas are the ones that the answers are checked against in tests. */
export const openApi = {
  openapi: "3.1.0",
  info: {
    title: "Suara Loket",
    version: "1",
    description: "Indices of public service surveys. A figure is a string with a decimal point, rounded half up once.",
  },
  paths: {
    "/api/v1/units/{unit}/indices": {
      get: {
        operationId: "getIndex",
        summary: "The index of one survey of a unit over a period",
        description:
          "What was published is open to everybody; other periods to those who may read the unit's results, for whom the figures are those of this moment.",
        parameters: [
          { name: "unit", in: "path", required: true, description: "Code of the unit.", schema: { type: "string" } },
          {
            name: "survey",
            in: "query",
            required: false,
            description: "A survey (skm) or one version of it (skm@1); without it the first survey of the unit.",
            schema: { type: "string" },
          },
          {
            name: "period",
            in: "query",
            required: false,
            description: "2026-03, 2026-TW1, 2026-S1 or 2026; without it the running quarter.",
            schema: { type: "string" },
          },
        ],
        security: [{}, { session: [] }],
        responses: {
          "200": answer("The index; an index that has no value says why.", publicIndexSchema),
          "401": answer("Not published, and nobody is signed in.", problem),
          "403": answer("The person may not read results.", problem),
          "404": answer("There is no such unit or survey for this person.", problem),
          "422": answer("The period or the survey cannot be read.", problem),
        },
      },
    },
    "/api/v1/units/{unit}/served": {
      post: {
        operationId: "putServed",
        summary: "How many people a unit served on each day, sent by its queue system",
        description:
          "Each entry takes the place of what stood for the same day, service and counter, so a message may be sent again. All entries are kept or none. Days must be over. Numbers of services and counters are parts of the unit's, and are not added to it.",
        parameters: [{ name: "unit", in: "path", required: true, description: "Code of the unit.", schema: { type: "string" } }],
        requestBody: {
          required: true,
          content: { "application/json": { schema: withoutDialect(z.toJSONSchema(servedMessage)) } },
        },
        security: [{ queueKey: [] }],
        responses: {
          "200": answer("Kept.", z.strictObject({ kept: z.int().describe("How many entries.") })),
          "401": answer("There is no key, or none of a unit.", problem),
          "403": answer("The key is of another unit.", problem),
          "413": answer("The message is too large; send it in parts.", problem),
          "422": answer("Nothing was kept.", problem.extend({ refused: z.array(servedProblem).optional() })),
          "503": answer("The store cannot be used at the moment; try again.", problem),
        },
      },
    },
    "/api/v1/units/{unit}/slips": {
      post: {
        operationId: "makeSlips",
        summary: "Slips of visits, made for a queue system that prints them",
        description:
          "Each address is good for one answer that is counted as given by somebody who was served. Slips are kept as digests and cannot be asked for again. Answers without one count the same.",
        parameters: [{ name: "unit", in: "path", required: true, description: "Code of the unit.", schema: { type: "string" } }],
        requestBody: {
          required: true,
          content: { "application/json": { schema: withoutDialect(z.toJSONSchema(slipsMessage, { io: "input" })) } },
        },
        security: [{ queueKey: [] }],
        responses: {
          "200": answer("The slips.", madeSlips),
          "401": answer("There is no key, or none of a unit.", problem),
          "403": answer("The key is of another unit.", problem),
          "422": answer("None was made.", problem.extend({ refused: z.array(servedProblem).optional() })),
          "503": answer("The store cannot be used at the moment; try again.", problem),
        },
      },
    },
  },
  components: {
    securitySchemes: {
      session: { type: "apiKey", in: "cookie", name: "suara", description: "Session cookie; __Host-suara under https." },
      queueKey: { type: "http", scheme: "bearer", description: "Key of the unit's queue system, made on its settings page." },
    },
  },
} as const;

function withoutDialect(schema: object): object {
  return Object.fromEntries(Object.entries(schema).filter(([key]) => key !== "$schema"));
}
