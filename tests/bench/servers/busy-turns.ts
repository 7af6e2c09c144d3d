import { setImmediate } from "node:timers/promises";
import { fastify } from "fastify";
import { Readable } from "node:stream";

/**
 * What the machine lets a visitor wait beside a server that is busy all the time and never for long: as many lines as an export
 * has, made of nothing, each few of them in a turn of one millisecond. Word: number of ROWS.
 */
const rows = Number(process.argv[2]);
const LINES_A_TURN = 400;
const TURN_MS = 1;
const LINE = "2025-10-01,Pelayanan umum,qr,4,3,4,4,3,4,4,3,4\r\n";

async function* turns(): AsyncGenerator<string> {
  yield "tanggal,layanan,kanal\r\n";
  for (let made = 0; made < rows; made += LINES_A_TURN) {
    const end = performance.now() + TURN_MS;
    yield LINE.repeat(Math.min(LINES_A_TURN, rows - made));
    while (performance.now() < end);
    await setImmediate();
  }
}

const app = fastify({ logger: false });
app.get("/answers.csv", async (_request, reply) => reply.type("text/csv; charset=utf-8").send(Readable.from(turns())));
app.get("/", async () => "");
process.stdout.write(`${await app.listen({ host: "127.0.0.1", port: 0 })}\n`);
