import Database from "better-sqlite3";
import { fastify } from "fastify";

/**
 * The limit of keeping each answer for itself: the body goes as it came into one row of a durable file, and only then is the
 * 303 sent. Nothing is parsed, checked, counted or deduplicated. Words: FILE of the database.
 */
const database = new Database(process.argv[2]);
database.pragma("journal_mode = WAL");
database.pragma("synchronous = FULL");
database.exec("CREATE TABLE answers (id INTEGER PRIMARY KEY, body TEXT NOT NULL)");
const insert = database.prepare<[string]>("INSERT INTO answers (body) VALUES (?)");

const app = fastify({ logger: false });
app.removeAllContentTypeParsers();
app.addContentTypeParser("application/x-www-form-urlencoded", { parseAs: "string" }, (_request, body, done) => done(null, body));
app.post<{ Body: string }>("/s/:code", async (request, reply) => {
  insert.run(request.body);
  return reply.redirect("/s/terima-kasih", 303);
});
process.stdout.write(`${await app.listen({ host: "127.0.0.1", port: 0 })}\n`);
