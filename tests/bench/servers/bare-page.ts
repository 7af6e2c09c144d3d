import { readFileSync } from "node:fs";
import { fastify } from "fastify";

/** The limit of a page from memory on Fastify: one route, one Buffer, two headers. Words: FILE of the compressed page. */
const bytes = readFileSync(process.argv[2]!);
const app = fastify({ logger: false });
app.get("/s/:code", async (_request, reply) =>
  reply.header("content-encoding", "br").type("text/html; charset=utf-8").send(bytes),
);
process.stdout.write(`${await app.listen({ host: "127.0.0.1", port: 0 })}\n`);
