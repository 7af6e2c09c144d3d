import Database from "better-sqlite3";
import { fastify } from "fastify";

/**
 * The plain way to a CSV file: all rows of the unit in memory, one text of all lines, one answer. Words: FILE of the database,
 * number of the UNIT. The columns are those of the export: day, service, channel, then each score.
 */
interface Row {
  readonly date: string;
  readonly service: string;
  readonly channel: string;
  readonly answers: string;
}

const database = new Database(process.argv[2], { readonly: true });
const rows = database.prepare<[number], Row>(
  `SELECT date, services.name AS service, channel, answers FROM responses JOIN services ON services.id = service_id
   WHERE responses.unit_id = ? ORDER BY date, responses.id`,
);

const app = fastify({ logger: false });
app.get("/answers.csv", async (_request, reply) => {
  const lines = rows
    .all(Number(process.argv[3]))
    .map(({ date, service, channel, answers }) => [date, service, channel, ...answers].join(","));
  return reply.type("text/csv; charset=utf-8").send(`tanggal,layanan,kanal\r\n${lines.join("\r\n")}\r\n`);
});
app.get("/", async () => "");
process.stdout.write(`${await app.listen({ host: "127.0.0.1", port: 0 })}\n`);
