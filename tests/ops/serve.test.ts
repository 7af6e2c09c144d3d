import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { projectPath } from "../../server/project-path.ts";
import type { Program } from "../support/program.ts";
import { openProgram } from "../support/program.ts";

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
