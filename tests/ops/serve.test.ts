import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { serve } from "../../server/main.ts";
import { endWhenBroken } from "../../server/ops/end-when-broken.ts";
import { projectPath } from "../../server/project-path.ts";
import { readSettings } from "../../server/settings.ts";
import type { Program } from "../support/program.ts";
import { openProgram } from "../support/program.ts";
import { callRaw } from "../support/raw-caller.ts";

let program: Program;
beforeEach(async () => {
  program = await openProgram();
});
afterEach(() => program.close());

const answers = (over: Record<string, string> = {}): URLSearchParams =>
  new URLSearchParams({
    ...Object.fromEntries(["U1", "U2", "U3", "U4", "U5", "U6", "U7", "U8", "U9"].map((key) => [key, "4"])),
    ...over,
  });
const respondents = async (): Promise<number> =>
  (
    JSON.parse(
      await program.suara(
        "index",
        "--unit",
        "pkm-satu",
        "--survey",
        "skm",
        "--period",
        String(new Date().getFullYear()),
        "--json",
      ),
    ) as { respondents: number }
  ).respondents;

describe("a server process", () => {
  test("prints a one-time set-up address on an empty data directory, and none once somebody is there", async () => {
    const first = await program.startServer();
    const setUp = /(http\S+\/masuk\/sekali\/\S+)/.exec(first.printed())?.[1];
    expect(setUp).toBeDefined();
    expect((await fetch(setUp!)).status).toBe(200);
    expect((await fetch(`${first.address}/sehat`)).status).toBe(200);
    expect(await program.end(first.child, "SIGTERM")).toBe(0);
    await program.suara("person", "add", "--login", "rini", "--name", "Rini", "--role", "admin");
    const second = await program.startServer();
    expect(second.printed()).not.toContain("/masuk/sekali/");
    expect((await fetch(setUp!.replace(first.address, second.address))).status).toBe(410);
  });

  test("alone serves its data directory, and leaves it free when killed", async () => {
    const first = await program.startServer();
    await expect(program.startServer()).rejects.toThrow(/ended with 1: suara serve: another server already serves/);
    await program.end(first.child, "SIGKILL");
    await expect(program.startServer()).resolves.toBeDefined();
  });

  test("sees within two seconds what a command changes beside it, and counts an answer that a command then sees", async () => {
    const { address } = await program.startServer();
    expect((await fetch(`${address}/s/pkm-satu`)).status).toBe(404);
    await program.suara("unit", "add", "--code", "pkm-satu", "--name", "Puskesmas Satu");
    await new Promise((resolve) => setTimeout(resolve, 2000));
    expect(await (await fetch(`${address}/s/pkm-satu`)).text()).toContain("Puskesmas Satu");
    expect(await respondents()).toBe(0);
    const reply = await fetch(`${address}/s/pkm-satu`, { method: "POST", body: answers(), redirect: "manual" });
    expect(reply.status).toBe(303);
    expect(await respondents()).toBe(1);
    expect(await program.suara("check")).toContain("nothing found");
  });

  test("keeps nothing at rest, and logs nothing, that names a person, a device, an address or a moment", async () => {
    await program.suara("unit", "add", "--code", "pkm-satu", "--name", "Puskesmas Satu");
    const server = await program.startServer();
    const marks = { agent: "PonselTuaSekali", key: "kunciRahasiaWarga1234", forwarded: "203.0.113.77", phone: "081234567890" };
    for (let n = 0; n < 6; n += 1) {
      const reply = await fetch(`${server.address}/s/pkm-satu`, {
        method: "POST",
        body: answers({ kunci: `${marks.key}${n}`, saran: `Hubungi ${marks.phone}` }),
        headers: { "user-agent": marks.agent, "x-forwarded-for": marks.forwarded },
        redirect: "manual",
      });
      expect(reply.status).toBe(303);
    }
    await fetch(`${server.address}/s/pkm-satu`, {
      method: "POST",
      body: "{",
      headers: { "content-type": "application/json", "user-agent": marks.agent },
    });
    const clock = new Date().toISOString().slice(11, 16);
    const texts = [
      ...readdirSync(program.data).map((name) => readFileSync(join(program.data, name), "latin1")),
      server.logged().replaceAll(server.address, ""),
    ];
    for (const text of texts) for (const mark of [...Object.values(marks), "127.0.0.1"]) expect(text).not.toContain(mark);
    for (const text of texts.slice(0, -1)) expect(text).not.toContain(clock);
    expect(await program.end(server.child, "SIGTERM")).toBe(0);
  });
});

describe("the end of a server", () => {
  test("under load loses no answer that was thanked for, takes no new connection, and waits for nobody who is idle", async () => {
    await program.suara("unit", "add", "--code", "pkm-satu", "--name", "Puskesmas Satu");
    const { address, child } = await program.startServer();
    const ended = new Promise<number | null>((resolve) => child.once("exit", (code) => resolve(code)));
    // An open connection that says nothing, one in the middle of its words, and one that reads nothing of what it asked for.
    const idlers = await Promise.all([callRaw(address), callRaw(address), callRaw(address, { reads: false })]);
    idlers[1].send(
      "POST /s/pkm-satu HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 900\r\n\r\nU1=4",
    );
    idlers[2].send("GET /static/vendor/chart.umd.min.js HTTP/1.1\r\nHost: a\r\n\r\n");
    let thanked = 0;
    let refused = 0;
    const send = async (name: string): Promise<void> => {
      for (let n = 0; refused < 200; n += 1) {
        try {
          const body = answers({ kunci: `kunci-${name}-${n}` });
          const { status } = await fetch(`${address}/s/pkm-satu`, { method: "POST", body, redirect: "manual" });
          if (status === 303) thanked += 1;
          if (thanked === 300) child.kill("SIGTERM");
        } catch {
          refused += 1;
        }
      }
    };
    await Promise.all(Array.from({ length: 16 }, (_, at) => send(String(at))));
    expect(await ended).toBe(0);
    expect(thanked).toBeGreaterThanOrEqual(300);
    await Promise.all(idlers.map(({ socket, ended: closed }) => (socket.resume(), closed)));
    const kept = await respondents();
    // An answer may have been kept whose thanks were cut off with the connection; never the other way round.
    expect(kept).toBeGreaterThanOrEqual(thanked);
    expect(kept).toBeLessThanOrEqual(thanked + 16);
    expect(await program.suara("check")).toContain("nothing found");
  });

  test("is soon, whoever still holds a connection", async () => {
    const { address, child } = await program.startServer();
    const caller = await callRaw(address);
    caller.send("POST /masuk HTTP/1.1\r\nHost: a\r\nContent-Length: 900\r\n\r\n");
    // Far longer than the five seconds it may take, and shorter than any of the server's own waits for such a caller.
    const late = setTimeout(() => child.kill("SIGKILL"), 14_000);
    expect(await program.end(child, "SIGTERM")).toBe(0);
    clearTimeout(late);
    expect(await caller.ended).toBeDefined();
  });
});

describe("a start that fails", () => {
  const quiet = { out: () => undefined, err: () => undefined };
  const settings = (over: Record<string, string>) => readSettings({ SUARA_DATA: program.data, SUARA_LOG: "silent", ...over });

  test.each(["SUARA_PORT", "SUARA_METRICS_PORT"])("over a taken %s leaves the data directory free for the next", async (name) => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, "127.0.0.1", resolve));
    const port = String((taken.address() as AddressInfo).port);
    await expect(serve(settings({ SUARA_PORT: "0", [name]: port }), quiet)).rejects.toMatchObject({ code: "EADDRINUSE" });
    taken.close();
    const second = await serve(settings({ SUARA_PORT: "0" }), quiet);
    expect((await fetch(`${second.address}/sehat`)).status).toBe(200);
    await second.stop();
    await expect(fetch(`${second.address}/sehat`)).rejects.toThrow();
    await second.ended;
  });

  test("over a store that cannot be read leaves the data directory free, too", async () => {
    await program.suara("check");
    const file = join(program.data, "suara.sqlite");
    const database = new Database(file);
    database.exec("ALTER TABLE people RENAME TO orang");
    await expect(serve(settings({ SUARA_PORT: "0" }), quiet)).rejects.toThrow();
    database.exec("ALTER TABLE orang RENAME TO people");
    database.close();
    const second = await serve(settings({ SUARA_PORT: "0" }), quiet);
    await second.stop();
  });
});

test("a disk that does not take a write ends the server, with one line and exit code 1", async () => {
  const lines: unknown[] = [];
  const codes: number[] = [];
  const broken = endWhenBroken(
    { fatal: (...line: unknown[]) => void lines.push(line) } as never,
    (code) => void codes.push(code),
  );
  broken(new Error("disk I/O error"));
  broken(new Error("disk I/O error"));
  await expect.poll(() => codes).toEqual([1]);
  expect(lines).toHaveLength(1);
  expect(JSON.stringify(lines)).toContain("the disk did not take a write");
});

test("a command whose reader has seen enough ends quietly", async () => {
  await program.suara("unit", "add", "--code", "pkm-satu", "--name", "Puskesmas Satu");
  const child = spawn(
    process.execPath,
    [projectPath("server/run.mjs"), "index", "--unit", "pkm-satu", "--survey", "skm", "--period", "2026"],
    {
      env: { ...process.env, SUARA_DATA: program.data },
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  child.stdout.destroy();
  let err = "";
  child.stderr.on("data", (chunk: Buffer) => (err += chunk.toString()));
  const code = await new Promise((resolve) => child.once("close", resolve));
  expect([code, err]).toEqual([0, ""]);
});
