import type { ChildProcess } from "node:child_process";
import { execFile, spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { projectPath } from "../../server/project-path.ts";

/** The program as it is really started: processes of their own on a data directory of their own. */
const run = promisify(execFile);
const program = projectPath("server/run.mjs");
const started: ChildProcess[] = [];
let data: string;

beforeAll(async () => {
  await run(process.execPath, [program, "--build"]);
});
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), "suara-"));
});
afterEach(async () => {
  for (const child of started.splice(0)) if (child.exitCode === null && child.signalCode === null) await ended(child, "SIGKILL");
  rmSync(data, { recursive: true });
});

const environment = (): NodeJS.ProcessEnv => ({ ...process.env, SUARA_DATA: data, SUARA_PORT: "0", SUARA_LOG: "debug" });
const suara = async (...argv: string[]): Promise<string> =>
  (await run(process.execPath, [program, ...argv], { env: environment() })).stdout;

function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  return new Promise((resolve) => {
    child.once("exit", (code) => resolve(code));
    child.kill(signal);
  });
}

interface Server {
  readonly child: ChildProcess;
  readonly address: string;
  readonly printed: () => string;
  readonly logged: () => string;
}

function startServer(): Promise<Server> {
  const child = spawn(process.execPath, [program, "serve"], { env: environment(), stdio: ["ignore", "pipe", "pipe"] });
  started.push(child);
  let [out, err] = ["", ""];
  child.stderr.on("data", (chunk: Buffer) => (err += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.stdout.on("data", (chunk: Buffer) => {
      out += chunk.toString();
      const address = /listens on (\S+)/.exec(out)?.[1];
      if (address !== undefined) resolve({ child, address, printed: () => out, logged: () => err });
    });
    child.once("exit", (code) => reject(new Error(`ended with ${code}: ${err}`)));
  });
}

const answers = (over: Record<string, string> = {}): URLSearchParams =>
  new URLSearchParams({
    ...Object.fromEntries(["U1", "U2", "U3", "U4", "U5", "U6", "U7", "U8", "U9"].map((key) => [key, "4"])),
    ...over,
  });
const respondents = async (): Promise<number> =>
  (
    JSON.parse(
      await suara("index", "--unit", "pkm-satu", "--survey", "skm", "--period", String(new Date().getFullYear()), "--json"),
    ) as { respondents: number }
  ).respondents;

describe("a server process", () => {
  test("prints a one-time set-up address on an empty data directory, and none once somebody is there", async () => {
    const first = await startServer();
    const setUp = /(http\S+\/masuk\/sekali\/\S+)/.exec(first.printed())?.[1];
    expect(setUp).toBeDefined();
    expect((await fetch(setUp!)).status).toBe(200);
    expect((await fetch(`${first.address}/sehat`)).status).toBe(200);
    expect(await ended(first.child, "SIGTERM")).toBe(0);
    await suara("person", "add", "--login", "rini", "--name", "Rini", "--role", "admin");
    const second = await startServer();
    expect(second.printed()).not.toContain("/masuk/sekali/");
    expect((await fetch(setUp!.replace(first.address, second.address))).status).toBe(410);
  });

  test("alone serves its data directory, and leaves it free when killed", async () => {
    const first = await startServer();
    await expect(startServer()).rejects.toThrow(/ended with 1: suara serve: another server already serves/);
    await ended(first.child, "SIGKILL");
    await expect(startServer()).resolves.toBeDefined();
  });

  test("sees within two seconds what a command changes beside it, and counts an answer that a command then sees", async () => {
    const { address } = await startServer();
    expect((await fetch(`${address}/s/pkm-satu`)).status).toBe(404);
    await suara("unit", "add", "--code", "pkm-satu", "--name", "Puskesmas Satu");
    await new Promise((resolve) => setTimeout(resolve, 2000));
    expect(await (await fetch(`${address}/s/pkm-satu`)).text()).toContain("Puskesmas Satu");
    expect(await respondents()).toBe(0);
    const reply = await fetch(`${address}/s/pkm-satu`, { method: "POST", body: answers(), redirect: "manual" });
    expect(reply.status).toBe(303);
    expect(await respondents()).toBe(1);
    expect(await suara("check")).toContain("nothing found");
  });

  test("keeps nothing at rest, and logs nothing, that names a person, a device, an address or a moment", async () => {
    await suara("unit", "add", "--code", "pkm-satu", "--name", "Puskesmas Satu");
    const server = await startServer();
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
      ...readdirSync(data).map((name) => readFileSync(join(data, name), "latin1")),
      server.logged().replaceAll(server.address, ""),
    ];
    for (const text of texts) for (const mark of [...Object.values(marks), "127.0.0.1"]) expect(text).not.toContain(mark);
    for (const text of texts.slice(0, -1)) expect(text).not.toContain(clock);
    expect(await ended(server.child, "SIGTERM")).toBe(0);
  });
});
