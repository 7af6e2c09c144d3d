import type { FastifyInstance } from "fastify";
import type { Parts } from "../parts.ts";

export function staffRoutes(_app: FastifyInstance, _parts: Parts): void {}
