import { gzipSync } from "node:zlib";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { HonestCitizen } from "../support/honest-citizen.ts";
import { visitAgainAndAgain } from "../support/honest-citizen.ts";
import type { Program, Server } from "../support/program.ts";
import { openProgram } from "../support/program.ts";
import { callRaw } from "../support/raw-caller.ts";

/** Stands wherever a caller might hope to see words of its own again. */
const MARK = "penanda-penyusup";
const HOST = "Host: skm.contoh.go.id\r\n";
const CLOSE = "Connection: close\r\n";
const FORM = "Content-Type: application/x-www-form-urlencoded\r\n";
const ANSWERS = Array.from({ length: 9 }, (_, at) => `U${at + 1}=4`).join("&");

let program: Program;
let server: Server;
let honest: HonestCitizen;
let kept = 0;
beforeAll(async () => {
  program = await openProgram();
  await program.suara("unit", "add", "--code", "pkm-satu", "--name", "Puskesmas Satu");
  server = await program.startServer();
});
afterAll(() => program.close());

// While anybody does their worst, a citizen fills in the form and notices nothing.
beforeEach(() => {
  honest = visitAgainAndAgain(server.address, "pkm-satu");
});
afterEach(async () => {
  const { forms, sendings } = await honest.stop();
  expect(new Set(forms)).toEqual(new Set([200]));
  expect(new Set(sendings)).toEqual(new Set([303]));
  kept += sendings.length;
});

/** Says one thing, waits until the server ends the connection, and gives all it has answered. */
async function say(...pieces: readonly (string | Uint8Array)[]): Promise<string> {
  const caller = await callRaw(server.address);
  for (const piece of pieces) caller.send(piece);
  return caller.ended;
}

const statusOf = (answer: string): number => Number(/^HTTP\/1\.1 (\d{3}) /.exec(answer)?.[1] ?? 0);

describe("a strange request", () => {
  const get = (path: string, headers = ""): string => `GET ${path} HTTP/1.1\r\n${HOST}${CLOSE}${headers}\r\n`;
  const post = (headers: string, body = ""): string => `POST /s/pkm-satu HTTP/1.1\r\n${HOST}${CLOSE}${FORM}${headers}\r\n${body}`;

  test.each<[what: string, request: string | Uint8Array, status: number]>([
    ["a header of 64 kilobytes", get("/s/pkm-satu", `X-Mark: ${MARK.repeat(4096)}\r\n`), 431],
    ["ten thousand headers", get("/s/pkm-satu", `X: ${MARK}\r\n`.repeat(10_000)), 431],
    ["an address of 100 kilobytes", get(`/s/${MARK.repeat(6400)}`), 431],
    ["an address longer than any code", get(`/${MARK.repeat(20)}`), 404],
    ["two ways to measure a body", post("Content-Length: 4\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"), 400],
    ["two lengths", post("Content-Length: 4\r\nContent-Length: 5\r\n", "U1=4"), 400],
    ["a length below nothing", post("Content-Length: -5\r\n", "U1=4"), 400],
    ["a length in words", post("Content-Length: 1e3\r\n", "U1=4"), 400],
    ["a length beyond numbers", post(`Content-Length: ${"9".repeat(30)}\r\n`, "U1=4"), 400],
    ["an unknown transfer", post("Transfer-Encoding: penanda\r\n", "U1=4"), 400],
    ["chunked that is not last", post("Transfer-Encoding: chunked, identity\r\n", "0\r\n\r\n"), 400],
    ["a chunk beyond numbers", post("Transfer-Encoding: chunked\r\n", `${"F".repeat(17)}\r\n`), 400],
    ["a chunk without a size", post("Transfer-Encoding: chunked\r\n", `${MARK}\r\n`), 400],
    ["two hosts", get("/s/pkm-satu", `Host: ${MARK}\r\n`), 400],
    ["no host", `GET /s/pkm-satu HTTP/1.1\r\n${CLOSE}\r\n`, 400],
    ["an address with a host", get(`http://${MARK}/s/pkm-satu`), 400],
    ["an address without a slash", get("s/pkm-satu"), 400],
    ["a star", `OPTIONS * HTTP/1.1\r\n${HOST}${CLOSE}\r\n`, 400],
    ["a zero in the address", get("/s/pkm-satu%00"), 404],
    ["a broken escape", get(`/s/${MARK}%zz`), 400],
    ["a way up", get("/static/../../package.json"), 403],
    ["a way up in escapes", get("/static/%2e%2e/%2e%2e/package.json"), 403],
    ["a way up in doubled escapes", get("/static/%252e%252e/package.json"), 404],
    ["TRACE", `TRACE /s/pkm-satu HTTP/1.1\r\n${HOST}${CLOSE}X-Mark: ${MARK}\r\n\r\n`, 404],
    ["PUT", `PUT /s/pkm-satu HTTP/1.1\r\n${HOST}${CLOSE}Content-Length: 0\r\n\r\n`, 404],
    ["a method of one's own", `PENANDA /s/pkm-satu HTTP/1.1\r\n${HOST}${CLOSE}\r\n`, 400],
    ["a header without a colon", get("/s/pkm-satu", `${MARK}\r\n`), 400],
    ["a header with a zero", get("/s/pkm-satu", `X-Mark: a\0${MARK}\r\n`), 400],
    ["a blank before the colon", get("/s/pkm-satu", `Content-Length : 3\r\n`), 400],
    ["an expectation", get("/s/pkm-satu", `Expect: ${MARK}\r\n`), 417],
    ["HTTP of the next generation", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400],
    ["the greeting of TLS", Buffer.from("16030100c8010000c40303", "hex"), 400],
    ["no HTTP at all", `${MARK}\r\n\r\n`, 400],
  ])("%s is refused, and none of it is said again", async (_what, request, status) => {
    const answer = await say(request);
    expect(statusOf(answer)).toBe(status);
    expect(answer).not.toContain(MARK);
    expect(answer).not.toMatch(/ at .*:\d+|node_modules|fastify|node\.js/i);
  });

  test("a tunnel is not opened", async () => {
    expect(statusOf(await say(`CONNECT ${MARK}:443 HTTP/1.1\r\nHost: ${MARK}\r\n\r\n`))).not.toBe(200);
  });

  test("a host of one's own is never part of a link, a redirect or a page", async () => {
    const from = `Host: ${MARK}\r\nX-Forwarded-Host: ${MARK}\r\nX-Forwarded-Proto: https\r\nForwarded: host=${MARK}\r\n${CLOSE}`;
    const requests: [string, number][] = [
      [`GET / HTTP/1.1\r\n${from}\r\n`, 200],
      [`GET /s/pkm-satu HTTP/1.1\r\n${from}\r\n`, 200],
      [`GET /s?kode=pkm-satu HTTP/1.1\r\n${from}\r\n`, 303],
      [`GET /masuk HTTP/1.1\r\n${from}\r\n`, 200],
      [`GET /staf HTTP/1.1\r\n${from}\r\n`, 401],
      [`GET /tidak-ada HTTP/1.1\r\n${from}\r\n`, 404],
      [`GET /api/v1/openapi.json HTTP/1.1\r\n${from}\r\n`, 200],
      [`POST /s/pkm-satu HTTP/1.1\r\n${from}${FORM}Content-Length: ${ANSWERS.length}\r\n\r\n${ANSWERS}`, 303],
    ];
    for (const [request, status] of requests) {
      const answer = await say(request);
      expect([request.split("\r\n")[0], statusOf(answer)]).toEqual([request.split("\r\n")[0], status]);
      expect(answer).not.toContain(MARK);
      expect(answer).not.toContain("strict-transport-security");
    }
    kept += 1;
  });
});

describe("a body", () => {
  const begin = (headers: string): string => `POST /s/pkm-satu HTTP/1.1\r\n${HOST}${FORM}${headers}\r\n`;

  test("of a declared gigabyte is refused before it is sent", async () => {
    expect(statusOf(await say(begin("Content-Length: 1073741824\r\n"), "U1=4&"))).toBe(413);
  });

  test("of 17 kilobytes is refused", async () => {
    const answer = await say(begin(`${CLOSE}Content-Length: 17408\r\n`), "a".repeat(17_408));
    expect(statusOf(answer)).toBe(413);
  });

  test("in chunks without end is refused, and not read to its end", async () => {
    const caller = await callRaw(server.address);
    caller.send(begin("Transfer-Encoding: chunked\r\n"));
    const chunk = `10000\r\n${"a".repeat(0x10000)}\r\n`;
    let sent = 0;
    const pour = setInterval(() => {
      if (caller.socket.writable && caller.socket.writableLength < 1_000_000) sent += Number(caller.socket.write(chunk));
    }, 1);
    const answer = await caller.ended;
    clearInterval(pour);
    // The answer may be cut off by our own pouring; an end there is in any case.
    expect([0, 413]).toContain(statusOf(answer));
    expect(sent * 0x10000).toBeLessThan(1_000_000_000);
  });

  test("that unfolds from a kilobyte into megabytes is refused as it stands", async () => {
    const bomb = gzipSync(Buffer.alloc(10_000_000, "U1=4&"), { level: 9 });
    const answer = await say(begin(`${CLOSE}Content-Encoding: gzip\r\nContent-Length: ${bomb.length}\r\n`), bomb);
    expect(statusOf(answer)).toBe(415);
  });

  test("longer than it says is a request and something that is none", async () => {
    const answer = await say(begin("Content-Length: 4\r\n"), `U1=4${MARK}\r\n\r\n`);
    const statuses = answer.match(/HTTP\/1\.1 \d{3}/g);
    expect(statuses).toContain("HTTP/1.1 400");
    expect(statuses?.filter((line) => !/ 4\d\d$/.test(line))).toEqual([]);
    expect(answer).not.toContain(MARK);
  });

  test("that hides a second request is answered once", async () => {
    const hidden = `GET /s/pkm-satu HTTP/1.1\r\n${HOST}\r\n`;
    const answer = await say(begin("Content-Length: 4\r\n"), `U1=4${hidden.repeat(500)}`);
    expect(answer.match(/HTTP\/1\.1 \d{3}/g)).toEqual(["HTTP/1.1 422", "HTTP/1.1 400"]);
  });

  test("of brackets a hundred thousand deep is no form", async () => {
    const deep = "[".repeat(10_000);
    const headers = `${HOST}${CLOSE}Content-Type: application/json\r\nContent-Length: ${deep.length}\r\n`;
    expect(statusOf(await say(`POST /s/pkm-satu HTTP/1.1\r\n${headers}\r\n${deep}`))).toBe(415);
  });
});

describe("a slow caller", () => {
  test("of any kind is let go by the server, however many there are", async () => {
    const drip = (caller: Awaited<ReturnType<typeof callRaw>>): void => {
      const timer = setInterval(() => caller.socket.writable && caller.send("a"), 700);
      void caller.ended.then(() => clearInterval(timer));
    };
    const crowd = async (size: number, begin: (caller: Awaited<ReturnType<typeof callRaw>>) => void, reads = true) =>
      Promise.all(
        Array.from({ length: size }, async () => {
          const caller = await callRaw(server.address, { reads });
          begin(caller);
          return caller;
        }),
      );
    const silent = await crowd(1000, () => undefined);
    const slowHeaders = await crowd(100, (caller) => {
      caller.send(`GET /s/pkm-satu HTTP/1.1\r\n${HOST}X-Slow: `);
      drip(caller);
    });
    const slowBodies = await crowd(100, (caller) => {
      caller.send(`POST /s/pkm-satu HTTP/1.1\r\n${HOST}${FORM}Content-Length: 1000\r\n\r\n`);
      drip(caller);
    });
    const liars = await crowd(50, (caller) =>
      caller.send(`POST /s/pkm-satu HTTP/1.1\r\n${HOST}${FORM}Content-Length: 1000\r\n\r\n${ANSWERS}`),
    );
    const idle = await crowd(100, (caller) => caller.send(`GET /sehat HTTP/1.1\r\n${HOST}\r\n`));
    // Ask for one book after the other and read none.
    const book = `GET /static/vendor/chart.umd.min.js HTTP/1.1\r\n${HOST}\r\n`;
    const books = 200;
    const deaf = await crowd(
      5,
      (caller) => {
        let asked = 0;
        const timer = setInterval(() => {
          if (asked === books || !caller.socket.writable) return clearInterval(timer);
          asked += 1;
          caller.send(book);
        }, 20);
      },
      false,
    );
    for (const caller of await Promise.all([...silent, ...slowHeaders, ...slowBodies, ...liars].map(({ ended }) => ended)))
      expect([0, 408]).toContain(statusOf(caller));
    for (const answer of await Promise.all(idle.map(({ ended }) => ended))) expect(statusOf(answer)).toBe(200);
    // A reader who took nothing is cut off. What was on its way still comes when it wakes, then an end before its time.
    const heard = deaf.map(({ socket, ended }) => {
      socket.resume();
      return ended;
    });
    for (const answer of await Promise.all(heard)) expect(answer.length).toBeLessThan(books * 200_000);
  });
});

test("nothing of all this was kept but what citizens sent, and the server still runs", async () => {
  await honest.stop().then(({ sendings }) => (kept += sendings.length));
  const index = ["index", "--unit", "pkm-satu", "--survey", "skm", "--period", String(new Date().getFullYear()), "--json"];
  expect(JSON.parse(await program.suara(...index))).toMatchObject({ respondents: kept });
  expect(await program.suara("check")).toContain("nothing found");
  expect(
    server
      .logged()
      .split("\n")
      .filter((line) => /"level":"(?:error|fatal|warn)"/.test(line)),
  ).toEqual([]);
  expect(await program.end(server.child, "SIGTERM")).toBe(0);
});
